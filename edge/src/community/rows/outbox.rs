//! Mail: waiting, failed, or shown at the page of a local run. Mail that has left has no row.

use shared::ids::{AnswerId, PersonId, QuestionId};
use shared::time::Millis;

use crate::community::sql::{Row, Sql, integer, maybe_text, text, time};
use crate::failure::Failure;

/// A mail as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// In the order it was queued.
    pub number: i64,
    /// To whom.
    pub recipient: String,
    /// Its subject line.
    pub subject: String,
    /// Its text.
    pub text: String,
    /// What it is about.
    pub kind: String,
    /// How often it was tried.
    pub attempts: u32,
    /// `waiting`, `failed` or `shown`.
    pub state: String,
    /// When it was queued.
    pub queued_at: Millis,
    /// Why the last try failed.
    pub error: Option<String>,
    /// Where its recipient stops such mail.
    pub stop_url: Option<String>,
}

const COLUMNS: &str = "number, recipient, subject, text, kind, attempts, state, queued_at, error, stop_url";

/// Keeps a new mail.
///
/// # Errors
/// When SQLite fails.
pub fn insert(sql: &Sql, mail: &Mail) -> Result<(), Failure> {
    sql.run(
        "INSERT INTO outbox (recipient, subject, text, kind, state, due_at, queued_at, stop_url)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        vec![
            text(&mail.recipient),
            text(&mail.subject),
            text(&mail.text),
            text(&mail.kind),
            text(&mail.state),
            time(mail.queued_at),
            time(mail.queued_at),
            maybe_text(mail.stop_url.as_ref()),
        ],
    )
}

/// Mail that is due, oldest first.
///
/// # Errors
/// When SQLite fails.
pub fn due(sql: &Sql, now: Millis, limit: u32) -> Result<Vec<Mail>, Failure> {
    let query = format!(
        "SELECT {COLUMNS} FROM outbox WHERE state = 'waiting' AND due_at <= ? ORDER BY due_at, number LIMIT ?"
    );
    Ok(sql
        .rows(&query, vec![time(now), integer(limit)])?
        .iter()
        .map(read)
        .collect())
}

/// When the next mail is due.
///
/// # Errors
/// When SQLite fails.
pub fn next_due(sql: &Sql) -> Result<Option<Millis>, Failure> {
    Ok(sql
        .row("SELECT min(due_at) FROM outbox WHERE state = 'waiting'", vec![])?
        .and_then(|row| row.maybe_time(0)))
}

/// The newest mail.
///
/// # Errors
/// When SQLite fails.
pub fn newest(sql: &Sql, limit: u32) -> Result<Vec<Mail>, Failure> {
    let query = format!("SELECT {COLUMNS} FROM outbox ORDER BY number DESC LIMIT ?");
    Ok(sql.rows(&query, vec![integer(limit)])?.iter().map(read).collect())
}

/// Drops a mail that has left.
///
/// # Errors
/// When SQLite fails.
pub fn remove(sql: &Sql, number: i64) -> Result<(), Failure> {
    sql.run("DELETE FROM outbox WHERE number = ?", vec![integer(number)])
}

/// Keeps a mail for another try.
///
/// # Errors
/// When SQLite fails.
pub fn put_off(sql: &Sql, number: i64, error: &str, due_at: Millis) -> Result<(), Failure> {
    sql.run(
        "UPDATE outbox SET attempts = attempts + 1, error = ?, due_at = ? WHERE number = ?",
        vec![text(error), time(due_at), integer(number)],
    )
}

/// Gives a mail up: its text goes, why it failed stays for the owner to see.
///
/// # Errors
/// When SQLite fails.
pub fn give_up(sql: &Sql, number: i64, error: &str) -> Result<(), Failure> {
    sql.run(
        "UPDATE outbox SET attempts = attempts + 1, error = ?, state = 'failed', text = '' WHERE number = ?",
        vec![text(error), integer(number)],
    )
}

/// Where notices to a person may go: the address they signed in with, or the one the brand signed for.
///
/// # Errors
/// When SQLite fails.
pub fn address(sql: &Sql, person: &PersonId) -> Result<Option<String>, Failure> {
    sql.text(
        "SELECT coalesce(email, sso_email) FROM people WHERE id = ? AND seen_at > 0",
        vec![text(person.as_str())],
    )
}

/// Who asked to be told when a question is answered, but for its author and that of the answer; telling them is
/// what ends their wish.
///
/// # Errors
/// When SQLite fails.
pub fn take_wishes(sql: &Sql, question: &QuestionId, answer: &AnswerId) -> Result<Vec<PersonId>, Failure> {
    let rows = sql.rows(
        "UPDATE votes SET notify = 0 WHERE target = ?1 AND notify = 1
         AND person_id <> (SELECT author_id FROM answers WHERE id = ?2)
         AND person_id <> (SELECT author_id FROM questions WHERE id = ?1) RETURNING person_id",
        vec![text(question.as_str()), text(answer.as_str())],
    )?;
    people(&rows)
}

/// Whom an answer helped.
///
/// # Errors
/// When SQLite fails.
pub fn helped(sql: &Sql, answer: &AnswerId) -> Result<Vec<PersonId>, Failure> {
    people(&sql.rows(
        "SELECT person_id FROM votes WHERE target = ? AND value = 1",
        vec![text(answer.as_str())],
    )?)
}

/// Who said *me too*, but for who asked.
///
/// # Errors
/// When SQLite fails.
pub fn said_me_too(sql: &Sql, question: &QuestionId) -> Result<Vec<PersonId>, Failure> {
    people(&sql.rows(
        "SELECT person_id FROM votes WHERE target = ?1 AND value = 1
         AND person_id <> (SELECT author_id FROM questions WHERE id = ?1)",
        vec![text(question.as_str())],
    )?)
}

/// What a notice says of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerWords {
    /// Who answered.
    pub author_id: PersonId,
    /// Their name; may be empty.
    pub author_name: String,
    /// What they wrote.
    pub markdown: String,
}

/// What a notice says of an answer.
///
/// # Errors
/// When SQLite fails.
pub fn answer_words(sql: &Sql, answer: &AnswerId) -> Result<Option<AnswerWords>, Failure> {
    let row = sql.row(
        "SELECT p.id, p.name, w.markdown FROM answers a JOIN people p ON p.id = a.author_id JOIN words w ON w.id = a.id
         WHERE a.id = ?",
        vec![text(answer.as_str())],
    )?;
    let Some(row) = row else { return Ok(None) };
    let author_id = PersonId::parse(&row.text(0)).map_err(|error| Failure::Internal(error.to_string()))?;
    Ok(Some(AnswerWords {
        author_id,
        author_name: row.text(1),
        markdown: row.text(2),
    }))
}

fn people(rows: &[Row]) -> Result<Vec<PersonId>, Failure> {
    rows.iter()
        .map(|row| PersonId::parse(&row.text(0)).map_err(|error| Failure::Internal(error.to_string())))
        .collect()
}

fn read(row: &Row) -> Mail {
    Mail {
        number: row.integer(0),
        recipient: row.text(1),
        subject: row.text(2),
        text: row.text(3),
        kind: row.text(4),
        attempts: u32::try_from(row.integer(5)).unwrap_or_default(),
        state: row.text(6),
        queued_at: row.time(7),
        error: row.maybe_text(8),
        stop_url: row.maybe_text(9),
    }
}
