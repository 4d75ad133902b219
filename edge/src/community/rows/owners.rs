//! Codes out of boxes, and who owns what.
//!
//! Invariant: a code is kept as a hash, and one statement gives it to one person: whoever comes later finds it used.

use shared::ids::{PersonId, SubjectId};
use shared::owner::OwnerCode;
use shared::time::Millis;

use crate::community::sql::{Sql, integer, text, time};
use crate::failure::Failure;
use crate::token::hash;

/// The most things of one person that are listed.
const OWNED_MAX: u32 = 50;
/// The most questions that are shown of each.
const UNANSWERED_MAX: u32 = 20;

/// What came of redeeming a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Redeemed {
    /// There is no such code.
    Unknown,
    /// Somebody else used it.
    Used,
    /// It is this person's, for the subject of this id.
    Theirs(String),
}

/// Keeps a new code of a subject.
///
/// # Errors
/// When SQLite fails.
pub fn keep_code(sql: &Sql, code: &OwnerCode, subject: &str, now: Millis) -> Result<(), Failure> {
    sql.run(
        "INSERT INTO owner_codes (hash, subject_id, made_at) VALUES (?, ?, ?)",
        vec![text(hash_of(code)), text(subject), time(now)],
    )
}

/// Gives a code to a person, unless it is another's already.
///
/// # Errors
/// When SQLite fails.
pub fn redeem(sql: &Sql, code: &OwnerCode, person: &PersonId) -> Result<Redeemed, Failure> {
    let theirs = sql.text(
        "UPDATE owner_codes SET person_id = ?1 WHERE hash = ?2 AND (person_id IS NULL OR person_id = ?1) RETURNING subject_id",
        vec![text(person.as_str()), text(hash_of(code))],
    )?;
    if let Some(subject) = theirs {
        return Ok(Redeemed::Theirs(subject));
    }
    let used = sql.row(
        "SELECT 1 FROM owner_codes WHERE hash = ?",
        vec![text(hash_of(code))],
    )?;
    Ok(used.map_or(Redeemed::Unknown, |_| Redeemed::Used))
}

/// Makes a person an owner of a subject; whether they were none.
///
/// # Errors
/// When SQLite fails.
pub fn add(sql: &Sql, subject: &str, person: &PersonId, now: Millis) -> Result<bool, Failure> {
    let added = sql.rows(
        "INSERT OR IGNORE INTO owners (subject_id, person_id, at) VALUES (?, ?, ?) RETURNING 1",
        vec![text(subject), text(person.as_str()), time(now)],
    )?;
    Ok(!added.is_empty())
}

/// What a person owns: the id of each subject and the subject as JSON of the wire type, the last redeemed first.
///
/// # Errors
/// When SQLite fails.
pub fn owned(sql: &Sql, person: &PersonId) -> Result<Vec<(String, String)>, Failure> {
    let rows = sql.rows(
        "SELECT s.id, s.json FROM owners o JOIN subject_refs s ON s.id = o.subject_id
         WHERE o.person_id = ? ORDER BY o.at DESC, s.id LIMIT ?",
        vec![text(person.as_str()), integer(OWNED_MAX)],
    )?;
    Ok(rows.iter().map(|row| (row.text(0), row.text(1))).collect())
}

/// Questions of others about a subject that wait for an answer, as JSON of the wire type, most asked first.
///
/// # Errors
/// When SQLite fails.
pub fn unanswered(sql: &Sql, subject: &str, person: &PersonId) -> Result<Vec<String>, Failure> {
    let rows = sql.rows(
        "SELECT json FROM question_summaries
         WHERE subject_id = ? AND listed = 1 AND answer_count = 0 AND state <> 'closed' AND author_id <> ?
         ORDER BY score DESC, created_at DESC, id DESC LIMIT ?",
        vec![text(subject), text(person.as_str()), integer(UNANSWERED_MAX)],
    )?;
    Ok(rows.iter().map(|row| row.text(0)).collect())
}

/// Takes owners and codes of a subject along into another.
///
/// # Errors
/// When SQLite fails.
pub fn merge(sql: &Sql, from: &SubjectId, into: &SubjectId) -> Result<(), Failure> {
    let both = || vec![text(from.as_str()), text(into.as_str())];
    sql.run(
        "INSERT OR IGNORE INTO owners (subject_id, person_id, at) SELECT ?2, person_id, at FROM owners WHERE subject_id = ?1",
        both(),
    )?;
    sql.run(
        "DELETE FROM owners WHERE subject_id = ?",
        vec![text(from.as_str())],
    )?;
    sql.run(
        "UPDATE owner_codes SET subject_id = ?2 WHERE subject_id = ?1",
        both(),
    )
}

fn hash_of(code: &OwnerCode) -> String {
    hash(&format!("own {}", code.as_str()))
}
