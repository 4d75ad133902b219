//! Votes: one row per person and thing. Invariant: a row is written together with the counts it changes, in one
//! transaction, so the counts are the sum of the rows and of what an import brought.

use shared::ids::{PersonId, QuestionId};
use shared::time::Millis;

use crate::community::sql::{Sql, flag, integer, maybe_text, text, time};
use crate::failure::Failure;

/// What one person said about one thing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Vote {
    /// 1, 0 or −1.
    pub value: i8,
    /// Why it is not right.
    pub reason: Option<String>,
    /// Whether they are told when it is answered.
    pub notify: bool,
}

/// A person's vote; nothing said yet is a vote of 0.
///
/// # Errors
/// When SQLite fails.
pub fn get(sql: &Sql, target: &str, person: &PersonId) -> Result<Vote, Failure> {
    let query = "SELECT value, reason, notify FROM votes WHERE target = ? AND person_id = ?";
    let row = sql.row(query, vec![text(target), text(person.as_str())])?;
    Ok(row.map_or_else(Vote::default, |row| Vote {
        value: i8::try_from(row.integer(0)).unwrap_or_default(),
        reason: row.maybe_text(1),
        notify: row.flag(2),
    }))
}

/// Sets a person's vote.
///
/// # Errors
/// When SQLite fails.
pub fn set(sql: &Sql, target: &str, person: &PersonId, vote: &Vote, now: Millis) -> Result<(), Failure> {
    sql.run(
        "INSERT INTO votes (target, person_id, value, reason, notify, at) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (target, person_id) DO UPDATE SET value = excluded.value, reason = excluded.reason,
           notify = excluded.notify, joined_from = NULL, at = excluded.at",
        vec![
            text(target),
            text(person.as_str()),
            integer(vote.value),
            maybe_text(vote.reason.as_ref()),
            flag(vote.notify),
            time(now),
        ],
    )
}

/// Gives the votes of a duplicate to the question that stands for it: who voted on both counts once, and nobody
/// votes on their own question. Gives how many *me too* that question gained.
///
/// # Errors
/// When SQLite fails.
pub fn join(sql: &Sql, duplicate: &QuestionId, into: &QuestionId, now: Millis) -> Result<i64, Failure> {
    let values = || vec![text(duplicate.as_str()), text(into.as_str())];
    let gained = sql.integer(
        "SELECT count(*) FROM votes d LEFT JOIN votes i ON i.target = ?2 AND i.person_id = d.person_id
         WHERE d.target = ?1 AND d.value = 1 AND coalesce(i.value, 0) <> 1
           AND d.person_id <> (SELECT author_id FROM questions WHERE id = ?2)",
        values(),
    )?;
    let mut values = values();
    values.push(time(now));
    sql.run(
        "INSERT INTO votes (target, person_id, value, notify, joined_from, at)
         SELECT ?2, person_id, value, notify, ?1, ?3 FROM votes
         WHERE target = ?1 AND (value = 1 OR notify = 1)
           AND person_id <> (SELECT author_id FROM questions WHERE id = ?2)
         ON CONFLICT (target, person_id) DO UPDATE
           SET value = max(value, excluded.value), notify = max(notify, excluded.notify)",
        values,
    )?;
    Ok(gained)
}

/// Takes back what [`join`] gave, except from those who voted there themselves since. Gives how many *me too* went.
///
/// # Errors
/// When SQLite fails.
pub fn part(sql: &Sql, duplicate: &QuestionId, from: &QuestionId) -> Result<i64, Failure> {
    let gone = sql.rows(
        "DELETE FROM votes WHERE target = ? AND joined_from = ? RETURNING value",
        vec![text(from.as_str()), text(duplicate.as_str())],
    )?;
    Ok(gone.iter().map(|row| row.integer(0)).sum())
}
