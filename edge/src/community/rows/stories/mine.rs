//! What is one person's among stories.

use shared::api::overlay::PendingEdit;
use shared::api::story::MyAct;
use shared::ids::{PersonId, StoryId, Target};
use shared::person::Caller;
use shared::state::Kind;
use shared::story::StoryAct;

use crate::community::rows::seen::{Seen, unseen_by_strangers};
use crate::community::sql::{Row, Sql, Value, flag, text};
use crate::failure::Failure;

/// The most of anything a person has on one page.
const MOST: u32 = 200;

/// What a page is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// One story.
    Story(String),
    /// A subject, by id.
    Subject(String),
    /// The community.
    Community,
}

impl Scope {
    /// The condition on the story `t`; binds [`Self::value`] as `?2`.
    fn condition(&self) -> &'static str {
        match self {
            Self::Story(_) => "t.id = ?2",
            Self::Subject(_) => "t.subject_id = ?2",
            Self::Community => "?2 = ''",
        }
    }

    fn value(&self) -> Value {
        match self {
            Self::Story(id) | Self::Subject(id) => text(id),
            Self::Community => text(""),
        }
    }
}

/// What a person said to the stories there, the last first.
///
/// # Errors
/// When SQLite fails.
pub fn acts(sql: &Sql, person: &PersonId, scope: &Scope) -> Result<Vec<MyAct>, Failure> {
    let query = format!(
        "SELECT v.story_id, v.act FROM story_votes v JOIN stories t ON t.id = v.story_id
         WHERE v.person_id = ?1 AND {} ORDER BY v.at DESC LIMIT {MOST}",
        scope.condition()
    );
    let read = |row: &Row| {
        Ok(MyAct {
            story: story(&row.text(0))?,
            act: StoryAct::parse(&row.text(1)).unwrap_or(StoryAct::Unknown),
        })
    };
    sql.rows(&query, vec![text(person.as_str()), scope.value()])?
        .iter()
        .map(read)
        .collect()
}

/// The stories there that a person shared and sees.
///
/// # Errors
/// When SQLite fails.
pub fn own(sql: &Sql, caller: &Caller, scope: &Scope) -> Result<Vec<StoryId>, Failure> {
    let seen = Seen::of(caller, Kind::Story);
    let query = format!(
        "SELECT t.id FROM stories t WHERE t.author_id = ?1 AND t.state IN ({}) AND {} ORDER BY t.id DESC LIMIT {MOST}",
        seen.own(),
        scope.condition()
    );
    ids(sql, &query, vec![seen.person(), scope.value()])
}

/// The stories there that a caller sees and strangers do not: their own, and for staff all that wait.
///
/// # Errors
/// When SQLite fails.
pub fn unseen(sql: &Sql, caller: &Caller, scope: &Scope) -> Result<Vec<StoryId>, Failure> {
    let (own, scoped) = (unseen_by_strangers(caller, Kind::Story), scope.condition());
    let mut query =
        format!("SELECT t.id FROM stories t WHERE t.author_id = ?1 AND t.state IN ({own}) AND {scoped}");
    if caller.role().is_staff() {
        // The index is named because SQLite, which has no statistics here, would read every row instead.
        query.push_str(&format!(
            " UNION SELECT t.id FROM stories t INDEXED BY stories_to_decide
              WHERE t.state IN ('waiting', 'hidden') AND {scoped}"
        ));
    }
    query.push_str(&format!(" ORDER BY 1 DESC LIMIT {MOST}"));
    let person = Seen::of(caller, Kind::Story).person();
    ids(sql, &query, vec![person, scope.value()])
}

/// Edits that wait, or were refused: a person's own, or for staff all there that wait.
///
/// # Errors
/// When SQLite fails.
pub fn edits(sql: &Sql, person: &PersonId, all: bool, scope: &Scope) -> Result<Vec<PendingEdit>, Failure> {
    let query = format!(
        "SELECT e.target, e.title, e.markdown, e.at, e.reason FROM pending_edits e JOIN stories t ON t.id = e.target
         WHERE (?3 = 1 AND e.reason IS NULL OR t.author_id = ?1) AND {} ORDER BY e.at LIMIT {MOST}",
        scope.condition()
    );
    let read = |row: &Row| {
        Ok(PendingEdit {
            target: Target::Story(story(&row.text(0))?),
            title: row.maybe_text(1),
            markdown: row.text(2),
            at: row.time(3),
            reason: row.maybe_text(4),
        })
    };
    sql.rows(&query, vec![text(person.as_str()), scope.value(), flag(all)])?
        .iter()
        .map(read)
        .collect()
}

fn ids(sql: &Sql, query: &str, values: Vec<Value>) -> Result<Vec<StoryId>, Failure> {
    sql.rows(query, values)?
        .iter()
        .map(|row| story(&row.text(0)))
        .collect()
}

fn story(id: &str) -> Result<StoryId, Failure> {
    StoryId::parse(id).map_err(|error| Failure::Internal(error.to_string()))
}
