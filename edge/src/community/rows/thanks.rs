//! Thanks of the brand's people: one row per person and what they thank for.

use shared::api::person::PersonView;
use shared::ids::PersonId;
use shared::time::Millis;

use crate::community::sql::{Sql, text, time};
use crate::failure::Failure;
use crate::json;

/// Keeps thanks; whether they are new.
///
/// # Errors
/// When SQLite fails.
pub fn give(sql: &Sql, target: &str, person: &PersonId, now: Millis) -> Result<bool, Failure> {
    let given = sql.rows(
        "INSERT OR IGNORE INTO thanks (target, person_id, at) VALUES (?, ?, ?) RETURNING 1",
        vec![text(target), text(person.as_str()), time(now)],
    )?;
    Ok(!given.is_empty())
}

/// Takes thanks back; whether there were any.
///
/// # Errors
/// When SQLite fails.
pub fn take(sql: &Sql, target: &str, person: &PersonId) -> Result<bool, Failure> {
    let taken = sql.rows(
        "DELETE FROM thanks WHERE target = ? AND person_id = ? RETURNING 1",
        vec![text(target), text(person.as_str())],
    )?;
    Ok(!taken.is_empty())
}

/// Who thanks for it, first come first: no more than stand beside it.
///
/// # Errors
/// When SQLite fails.
pub fn by(sql: &Sql, target: &str) -> Result<Vec<PersonView>, Failure> {
    let rows = sql.rows(
        "SELECT json FROM thanked_by WHERE target = ? ORDER BY at, person_id LIMIT 20",
        vec![text(target)],
    )?;
    rows.iter().map(|row| Ok(json::read(row.text(0))?)).collect()
}
