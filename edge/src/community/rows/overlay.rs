//! What is one person's on a page.

use shared::api::overlay::{MyVote, PendingEdit};
use shared::ids::{PersonId, Target};
use shared::person::Caller;
use shared::state::Kind;

use super::seen::{Seen, unseen_by_strangers};
use crate::community::sql::{Row, Sql, Value, flag, text};
use crate::failure::Failure;

/// The most of anything a person has on one page; a list shows 20 questions, a question rarely 100 answers.
const MOST: u32 = 200;

/// What a page is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// One question.
    Question(String),
    /// A subject, by id.
    Subject(String),
    /// The community.
    Community,
}

impl Scope {
    /// The condition on the question `q`; binds [`Self::value`] as `?2`.
    fn condition(&self) -> &'static str {
        match self {
            Self::Question(_) => "q.id = ?2",
            Self::Subject(_) => "q.subject_id = ?2",
            Self::Community => "?2 = ''",
        }
    }

    fn value(&self) -> Value {
        match self {
            Self::Question(id) | Self::Subject(id) => text(id),
            Self::Community => text(""),
        }
    }
}

/// A person's votes on what the page shows. Who asked is told of answers unless they stopped that, if there is an
/// address to tell them at.
///
/// # Errors
/// When SQLite fails.
pub fn votes(sql: &Sql, caller: &Caller, scope: &Scope) -> Result<Vec<MyVote>, Failure> {
    let own = Seen::of(caller, Kind::Question);
    let scoped = scope.condition();
    let query = format!(
        "SELECT v.target, v.value, v.notify, v.at AS at FROM votes v LEFT JOIN answers a ON a.id = v.target
         JOIN questions q ON q.id = coalesce(a.question_id, v.target)
         WHERE v.person_id = ?1 AND (v.value <> 0 OR v.notify = 1) AND {scoped}
           AND (v.target <> q.id OR q.author_id <> ?1)
         UNION ALL SELECT q.id, 0, 1, q.created_at FROM questions q JOIN people p ON p.id = q.author_id
         WHERE q.author_id = ?1 AND q.state IN ({}) AND coalesce(p.email, p.sso_email) IS NOT NULL AND {scoped}
           AND NOT EXISTS (SELECT 1 FROM stopped_notices s WHERE s.person_id = ?1 AND s.target = q.id)
         ORDER BY at DESC LIMIT {MOST}",
        own.own()
    );
    let read = |row: &Row| {
        let value = i8::try_from(row.integer(1)).unwrap_or_default();
        Ok(MyVote {
            target: target(&row.text(0))?,
            value,
            notify: row.flag(2),
        })
    };
    sql.rows(&query, vec![own.person(), scope.value()])?
        .iter()
        .map(read)
        .collect()
}

/// What a person wrote that they see on the page.
///
/// # Errors
/// When SQLite fails.
pub fn mine(sql: &Sql, caller: &Caller, scope: &Scope) -> Result<Vec<Target>, Failure> {
    let own = |kind| Seen::of(caller, kind);
    let (questions, answers, comments) = (own(Kind::Question), own(Kind::Answer), own(Kind::Comment));
    let scoped = scope.condition();
    let query = format!(
        "SELECT q.id FROM questions q WHERE q.author_id = ?1 AND q.state IN ({}) AND {scoped}
         UNION ALL SELECT a.id FROM answers a JOIN questions q ON q.id = a.question_id
           WHERE a.author_id = ?1 AND a.state IN ({}) AND {scoped}
         UNION ALL SELECT c.id FROM comments c JOIN answers a ON a.id = c.answer_id
           JOIN questions q ON q.id = a.question_id WHERE c.author_id = ?1 AND c.state IN ({}) AND {scoped}
         LIMIT {MOST}",
        questions.own(),
        answers.own(),
        comments.own(),
    );
    sql.rows(&query, vec![questions.person(), scope.value()])?
        .iter()
        .map(|row| target(&row.text(0)))
        .collect()
}

/// What a caller sees on the page that strangers do not: of their own, and for staff all that waits there.
///
/// # Errors
/// When SQLite fails.
pub fn unseen(sql: &Sql, caller: &Caller, kind: Kind, scope: &Scope) -> Result<Vec<Target>, Failure> {
    let own = unseen_by_strangers(caller, kind);
    let (alias, table, above) = match kind {
        Kind::Question => ("q", "questions", ""),
        Kind::Answer => ("a", "answers", "JOIN questions q ON q.id = a.question_id"),
        Kind::Comment => (
            "c",
            "comments",
            "JOIN answers a ON a.id = c.answer_id JOIN questions q ON q.id = a.question_id",
        ),
        Kind::Story => return Ok(Vec::new()),
    };
    let scoped = scope.condition();
    let mut query = format!(
        "SELECT {alias}.id FROM {table} {alias} {above}
         WHERE {alias}.author_id = ?1 AND {alias}.state IN ({own}) AND {scoped}"
    );
    if caller.role().is_staff() {
        // The index is named because SQLite, which has no statistics here, would read every row instead.
        query.push_str(&format!(
            " UNION SELECT {alias}.id FROM {table} {alias} INDEXED BY {table}_to_decide {above}
              WHERE {alias}.state IN ('waiting', 'hidden') AND {scoped}"
        ));
    }
    query.push_str(&format!(" ORDER BY 1 LIMIT {MOST}"));
    let person = Seen::of(caller, kind).person();
    sql.rows(&query, vec![person, scope.value()])?
        .iter()
        .map(|row| target(&row.text(0)))
        .collect()
}

/// Edits that wait, or were refused: a person's own, or for staff all on the page that wait.
///
/// # Errors
/// When SQLite fails.
pub fn edits(sql: &Sql, person: &PersonId, all: bool, scope: &Scope) -> Result<Vec<PendingEdit>, Failure> {
    let query = format!(
        "SELECT e.target, e.title, e.markdown, e.at, e.reason FROM pending_edits e LEFT JOIN comments c ON c.id = e.target
         LEFT JOIN answers a ON a.id = coalesce(c.answer_id, e.target)
         JOIN questions q ON q.id = coalesce(a.question_id, e.target)
         WHERE (?3 = 1 AND e.reason IS NULL OR coalesce(c.author_id, a.author_id, q.author_id) = ?1) AND {} ORDER BY e.at LIMIT {MOST}",
        scope.condition()
    );
    let read = |row: &Row| {
        let (title, markdown) = (row.maybe_text(1), row.text(2));
        Ok(PendingEdit {
            target: target(&row.text(0))?,
            title,
            markdown,
            at: row.time(3),
            reason: row.maybe_text(4),
        })
    };
    sql.rows(&query, vec![text(person.as_str()), scope.value(), flag(all)])?
        .iter()
        .map(read)
        .collect()
}

fn target(id: &str) -> Result<Target, Failure> {
    Target::parse(id).map_err(|error| Failure::Internal(error.to_string()))
}
