//! Who wants no mail about which question: the absence of a row means mail comes.

use shared::ids::{PersonId, QuestionId};
use shared::time::Millis;

use crate::community::sql::{Sql, Value, text, time};
use crate::failure::Failure;

/// Ends mail about a question to a person, and with it their wish to be told of an answer.
///
/// # Errors
/// When SQLite fails.
pub fn stop(sql: &Sql, person: &PersonId, question: &QuestionId, now: Millis) -> Result<(), Failure> {
    let mut values = both(person, question);
    values.push(time(now));
    sql.run(
        "INSERT INTO stopped_notices (person_id, question_id, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        values,
    )?;
    sql.run(
        "UPDATE votes SET notify = 0 WHERE person_id = ? AND target = ? AND notify = 1",
        both(person, question),
    )
}

/// Lets mail about a question come again.
///
/// # Errors
/// When SQLite fails.
pub fn resume(sql: &Sql, person: &PersonId, question: &QuestionId) -> Result<(), Failure> {
    sql.run(
        "DELETE FROM stopped_notices WHERE person_id = ? AND question_id = ?",
        both(person, question),
    )
}

/// Whether a person wants no mail about a question.
///
/// # Errors
/// When SQLite fails.
pub fn are_stopped(sql: &Sql, person: &PersonId, question: &QuestionId) -> Result<bool, Failure> {
    let count = sql.integer(
        "SELECT count(*) FROM stopped_notices WHERE person_id = ? AND question_id = ?",
        both(person, question),
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

fn both(person: &PersonId, question: &QuestionId) -> Vec<Value> {
    vec![text(person.as_str()), text(question.as_str())]
}
