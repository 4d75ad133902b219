//! Thanks of the brand's people: one row per person and answer.

use shared::api::person::PersonView;
use shared::ids::{AnswerId, PersonId};
use shared::time::Millis;

use crate::community::sql::{Sql, text, time};
use crate::failure::Failure;
use crate::json;

/// Keeps thanks; whether they are new.
///
/// # Errors
/// When SQLite fails.
pub fn give(sql: &Sql, answer: &AnswerId, person: &PersonId, now: Millis) -> Result<bool, Failure> {
    let given = sql.rows(
        "INSERT OR IGNORE INTO thanks (answer_id, person_id, at) VALUES (?, ?, ?) RETURNING 1",
        vec![text(answer.as_str()), text(person.as_str()), time(now)],
    )?;
    Ok(!given.is_empty())
}

/// Takes thanks back; whether there were any.
///
/// # Errors
/// When SQLite fails.
pub fn take(sql: &Sql, answer: &AnswerId, person: &PersonId) -> Result<bool, Failure> {
    let taken = sql.rows(
        "DELETE FROM thanks WHERE answer_id = ? AND person_id = ? RETURNING 1",
        vec![text(answer.as_str()), text(person.as_str())],
    )?;
    Ok(!taken.is_empty())
}

/// Who thanks for an answer, first come first.
///
/// # Errors
/// When SQLite fails.
pub fn by(sql: &Sql, answer: &str) -> Result<Vec<PersonView>, Failure> {
    let rows = sql.rows(
        "SELECT v.json FROM thanks t JOIN person_views v ON v.id = t.person_id WHERE t.answer_id = ? ORDER BY t.at, t.person_id",
        vec![text(answer)],
    )?;
    rows.iter().map(|row| Ok(json::read(row.text(0))?)).collect()
}
