//! What recognition is counted from, read piece by piece: people, what they wrote, what happened.
//!
//! Invariant: a piece is small, so that between two of them other calls are answered.

use shared::complaint;
use shared::recognition::{Day, Detail, Known, Ledger, Member, Writing};
use shared::state::Kind;
use shared::time::Millis;

use crate::community::sql::{Row, Sql, integer, text};
use crate::failure::Failure;
use crate::json;

/// How many rows a piece has: under fifty milliseconds.
const PIECE: u32 = 2_000;

/// How far it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// People after an id.
    People(String),
    /// Questions after an id.
    Questions(String),
    /// Answers after an id.
    Answers(String),
    /// Comments after an id.
    Comments(String),
    /// Stories after an id.
    Stories(String),
    /// Events after a number, up to another.
    Events(i64, i64),
}

impl Source {
    /// The beginning.
    pub fn begin() -> Self {
        Self::People(String::new())
    }

    /// Reads the next piece; where to go on, or nothing at the end.
    ///
    /// # Errors
    /// When SQLite fails.
    pub fn read(self, sql: &Sql, ledger: &mut Ledger) -> Result<Option<Self>, Failure> {
        match self {
            Self::People(after) => {
                let rows = after_id(sql, PEOPLE, &after)?;
                rows.iter().for_each(|row| person(ledger, row));
                Ok(Some(
                    last(&rows).map_or(Self::Questions(String::new()), Self::People),
                ))
            }
            Self::Questions(after) => {
                let rows = after_id(sql, QUESTIONS, &after)?;
                rows.iter().for_each(|row| writing(ledger, Kind::Question, row));
                Ok(Some(
                    last(&rows).map_or(Self::Answers(String::new()), Self::Questions),
                ))
            }
            Self::Answers(after) => {
                let rows = after_id(sql, ANSWERS, &after)?;
                rows.iter().for_each(|row| writing(ledger, Kind::Answer, row));
                Ok(Some(
                    last(&rows).map_or(Self::Comments(String::new()), Self::Answers),
                ))
            }
            Self::Comments(after) => {
                let rows = after_id(sql, COMMENTS, &after)?;
                rows.iter().for_each(|row| writing(ledger, Kind::Comment, row));
                Ok(Some(
                    last(&rows).map_or(Self::Stories(String::new()), Self::Comments),
                ))
            }
            Self::Stories(after) => {
                let rows = after_id(sql, STORIES, &after)?;
                rows.iter().for_each(|row| writing(ledger, Kind::Story, row));
                match last(&rows) {
                    Some(id) => Ok(Some(Self::Stories(id))),
                    None => {
                        let end = sql.integer("SELECT coalesce(max(number), 0) FROM events", vec![])?;
                        Ok(Some(Self::Events(0, end)))
                    }
                }
            }
            Self::Events(after, end) => {
                let values = vec![integer(after), integer(end), integer(PIECE)];
                let row = sql.row(EVENTS, values)?.ok_or_else(Failure::not_found)?;
                row.text(1).lines().for_each(|line| event(ledger, line));
                let more = row.integer(2) == i64::from(PIECE);
                Ok(more.then(|| Self::Events(row.integer(0), end)))
            }
        }
    }
}

const PEOPLE: &str = "SELECT id, tier, role <> 'member', merged_into, imported_from IS NOT NULL,
    EXISTS (SELECT 1 FROM owners WHERE person_id = people.id)
  FROM people WHERE id > ? ORDER BY id LIMIT ?";

const QUESTIONS: &str = "SELECT q.id, q.author_id, q.id, s.key, q.tags, q.created_at, 0,
    (SELECT e.data ->> 'score' FROM events e WHERE e.target = q.id AND e.kind <> 'voted' AND e.kind = 'imported')
  FROM questions q JOIN subjects s ON s.id = q.subject_id WHERE q.id > ? ORDER BY q.id LIMIT ?";

// An imported answer that solved it was solved where it comes from: its asker is nobody who could say so here.
const ANSWERS: &str = "SELECT a.id, a.author_id, a.question_id, '', '', a.created_at, a.accepted = 1 AND a.source_id IS NOT NULL,
    (SELECT e.data ->> 'score' FROM events e WHERE e.target = a.id AND e.kind <> 'voted' AND e.kind = 'imported')
  FROM answers a WHERE a.id > ? ORDER BY a.id LIMIT ?";

const COMMENTS: &str = "SELECT c.id, c.author_id, a.question_id, '', '', c.created_at, 0, NULL
  FROM comments c JOIN answers a ON a.id = c.answer_id WHERE c.id > ? ORDER BY c.id LIMIT ?";

const STORIES: &str = "SELECT t.id, t.author_id, NULL, s.key, '', t.created_at, 0, NULL
  FROM stories t JOIN subjects s ON s.id = t.subject_id WHERE t.id > ? ORDER BY t.id LIMIT ?";

// A million events cross to here: in one text, not in nine million values. No part of a line is what somebody wrote.
const EVENTS: &str = "SELECT max(number), group_concat(format('%d\t%s\t%s\t%s\t%d\t%s\t%s\t%s', at, kind, actor, target,
      coalesce(data ->> 'value', data ->> 'held'),
      data ->> CASE kind WHEN 'claimed' THEN 'guest' WHEN 'leveled' THEN 'level' ELSE 'act' END,
      coalesce(data ->> 'to', data ->> 'state'), CASE kind WHEN 'leveled' THEN data ->> 'fades' END), '\n'), count(*)
  FROM (SELECT number, at, kind, actor, target, data FROM events
    WHERE number > ? AND number <= ? AND target IS NOT NULL ORDER BY number LIMIT ?)";

fn after_id(sql: &Sql, query: &str, after: &str) -> Result<Vec<Row>, Failure> {
    sql.rows(query, vec![text(after), integer(PIECE)])
}

/// The id to go on after, if there may be more.
fn last(rows: &[Row]) -> Option<String> {
    rows.last()
        .filter(|_| rows.len() == PIECE as usize)
        .map(|row| row.text(0))
}

fn person(ledger: &mut Ledger, row: &Row) {
    let known = match (row.text(1).as_str(), row.flag(4), row.flag(5)) {
        // Who has a code out of a box is known to the brand as much as who has an account there.
        ("sso", _, _) | (_, _, true) => Known::Brand,
        ("email", _, _) | (_, true, _) => Known::Address,
        _ => Known::Device,
    };
    let member = Member {
        known,
        staff: row.flag(2),
        merged_into: row.maybe_text(3),
    };
    ledger.person(&row.text(0), &member);
}

fn writing(ledger: &mut Ledger, kind: Kind, row: &Row) {
    let mut tags: Vec<String> = json::read(row.text(4)).unwrap_or_default();
    // It says how a question is meant, not what it is about: nobody knows about complaints.
    tags.retain(|tag| !complaint::is_mark(tag));
    let writing = Writing {
        kind,
        author: row.text(1),
        question: row.maybe_text(2).filter(|_| kind != Kind::Question),
        subject: row.text(3),
        tags,
        complaint: false,
        solved_elsewhere: row.flag(6),
        imported_score: row.maybe_integer(7),
        at: row.time(5),
    };
    ledger.contribution(&row.text(0), &writing);
}

fn event(ledger: &mut Ledger, line: &str) {
    let mut parts = line.split('\t');
    let mut part = || parts.next().unwrap_or_default();
    let (at, kind, actor, target, value) = (part(), part(), part(), part(), part());
    let (act, state, fades) = (part(), part(), part());
    let of = |one: &str| Some(act).filter(|act| kind == one && !act.is_empty());
    let fades = fades.parse().ok().map(Day::new);
    let detail = Detail {
        value: value.parse().unwrap_or_default(),
        act: of("voted"),
        decision: of("moderated"),
        guest: of("claimed"),
        level: of("leveled").map(|level| (level, fades)),
        state: Some(state).filter(|state| !state.is_empty()),
    };
    let at = Millis::new(at.parse().unwrap_or_default());
    ledger.event(at, kind, Some(actor), target, detail);
}
