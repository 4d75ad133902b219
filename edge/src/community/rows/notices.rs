//! Who wants no mail about what: the absence of a row means mail comes.

use shared::ids::PersonId;
use shared::time::Millis;

use crate::community::sql::{Sql, Value, text, time};
use crate::failure::Failure;

/// Ends mail about something to a person, and with it their wish to be told of an answer.
///
/// # Errors
/// When SQLite fails.
pub fn stop(sql: &Sql, person: &PersonId, target: &str, now: Millis) -> Result<(), Failure> {
    let mut values = both(person, target);
    values.push(time(now));
    sql.run(
        "INSERT INTO stopped_notices (person_id, target, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        values,
    )?;
    sql.run(
        "UPDATE votes SET notify = 0 WHERE person_id = ? AND target = ? AND notify = 1",
        both(person, target),
    )
}

/// Lets mail about something come again.
///
/// # Errors
/// When SQLite fails.
pub fn resume(sql: &Sql, person: &PersonId, target: &str) -> Result<(), Failure> {
    sql.run(
        "DELETE FROM stopped_notices WHERE person_id = ? AND target = ?",
        both(person, target),
    )
}

/// Whether a person wants no mail about something.
///
/// # Errors
/// When SQLite fails.
pub fn are_stopped(sql: &Sql, person: &PersonId, target: &str) -> Result<bool, Failure> {
    let count = sql.integer(
        "SELECT count(*) FROM stopped_notices WHERE person_id = ? AND target = ?",
        both(person, target),
    )?;
    Ok(count > 0)
}

/// Keeps what a guest wanted for the person they turned out to be.
///
/// # Errors
/// When SQLite fails.
pub fn take(sql: &Sql, guest: &PersonId, person: &PersonId) -> Result<(), Failure> {
    sql.run(
        "UPDATE OR REPLACE stopped_notices SET person_id = ?2 WHERE person_id = ?1",
        vec![text(guest.as_str()), text(person.as_str())],
    )
}

fn both(person: &PersonId, target: &str) -> Vec<Value> {
    vec![text(person.as_str()), text(target)]
}
