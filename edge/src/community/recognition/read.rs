//! What was kept of a person, read back and filled in.

use serde::{Deserialize, Serialize};
use shared::api::people::{About, GivenAnswer, Givers, StatementLine};
use shared::ids::{AnswerId, PersonId, QuestionId};
use shared::level::Level;
use shared::recognition::{Day, Ladder, RULES, Shown, shown};

use crate::community::context::Context;
use crate::community::contribution;
use crate::community::rows::recognition::{self, Told};
use crate::community::rows::{answers, thanks};
use crate::community::sql::Sql;
use crate::failure::Failure;
use crate::json;

/// How many answers a contributor's page shows.
const ANSWERS: u32 = 20;

/// A standing, as its row keeps it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) helped: u32,
    pub(super) thanked_by: u32,
    pub(super) guests: u32,
    pub(super) imported: i64,
    pub(super) staff_thanks: u32,
    pub(super) solved: u32,
    pub(super) ladder: Option<Ladder>,
    pub(super) knows: Vec<About>,
    /// The acts behind each level, the last first: the level, the day, for what, how many people. Read by
    /// [`recognition::acts`].
    #[serde(skip_deserializing)]
    pub(super) acts: Vec<(Level, Day, String, u32)>,
}

impl Kept {
    /// That of a person, and the share of their givers; empty for who has none.
    pub(super) fn of(sql: &Sql, person: &PersonId) -> Result<(Self, u64), Failure> {
        match recognition::standing(sql, person.as_str())? {
            Some((json, share)) => Ok((json::read(json)?, share)),
            None => Ok((Self::default(), 0)),
        }
    }
}

/// The lines of a statement, without numbers that would tell who.
pub(super) fn lines(context: &Context<'_>, rows: Vec<Told>) -> Result<Vec<StatementLine>, Failure> {
    let line = |told: Told| {
        let question = match told.question.and_then(|id| QuestionId::parse(&id).ok()) {
            Some(id) => contribution::link(context, &id)?,
            None => None,
        };
        Ok(StatementLine {
            released: told.line.released,
            day: told.line.day,
            contribution: told.contribution,
            question,
            story: told.story.map(json::read).transpose()?,
            people: givers(told.line.people),
            guests: givers(told.line.guests),
            correction: told.line.is_correction(),
        })
    };
    rows.into_iter().map(line).collect()
}

fn givers(number: i32) -> Givers {
    match shown(number, RULES) {
        Shown::Nobody => Givers::Nobody,
        Shown::Someone => Givers::Someone,
        Shown::Number(number) => Givers::Number(number),
    }
}

/// The best answers of a person, which everybody sees.
pub(super) fn answers(context: &Context<'_>, person: &PersonId) -> Result<Vec<GivenAnswer>, Failure> {
    let mut given = Vec::new();
    for id in answers::best_of(context.sql, person, ANSWERS)? {
        let id = AnswerId::parse(&id).map_err(|_| Failure::not_found())?;
        let Some(answer) = answers::get(context.sql, &id)? else {
            continue;
        };
        let Some(question) = contribution::link(context, &answer.question_id)? else {
            continue;
        };
        given.push(GivenAnswer {
            question,
            excerpt: answer.excerpt,
            accepted: answer.accepted,
            created_at: answer.created_at,
            thanked_by: thanks::by(context.sql, id.as_str())?,
            id,
        });
    }
    Ok(given)
}
