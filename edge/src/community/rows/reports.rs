//! Reports, and what one objects to on one's own statement: one per person and thing, open until staff decides.
//!
//! Invariant: an objection says nothing against the words it is about, whoever wrote them.

use shared::api::moderation::ReportCount;
use shared::api::people::ObjectionView;
use shared::api::report::ReportReason;
use shared::ids::{PersonId, Target};
use shared::time::Millis;

use crate::community::sql::{Row, Sql, integer, maybe_text, text, time};
use crate::failure::Failure;

/// What stands in place of a reason where somebody objects.
const OBJECTION: &str = "objection";

/// Keeps a report; the same person's next one on the same thing changes the reason, and opens it again if it was decided.
///
/// # Errors
/// When SQLite fails.
pub fn put(
    sql: &Sql,
    target: &str,
    person: &PersonId,
    reason: ReportReason,
    note: &str,
    now: Millis,
) -> Result<(), Failure> {
    open(sql, target, person, reason.as_str(), note, now)
}

/// Keeps an objection, as [`put`] a report.
///
/// # Errors
/// When SQLite fails.
pub fn object(sql: &Sql, target: &str, person: &PersonId, note: &str, now: Millis) -> Result<(), Failure> {
    open(sql, target, person, OBJECTION, note, now)
}

fn open(
    sql: &Sql,
    target: &str,
    person: &PersonId,
    reason: &str,
    note: &str,
    now: Millis,
) -> Result<(), Failure> {
    sql.run(
        "INSERT INTO reports (target, person_id, reason, note, at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (target, person_id) DO UPDATE SET reason = excluded.reason, note = excluded.note,
           at = iif(open = 1, at, excluded.at), open = 1, answer = NULL",
        vec![
            text(target),
            text(person.as_str()),
            text(reason),
            text(note),
            time(now),
        ],
    )
}

/// Whether a person's report on a thing waits for a decision.
///
/// # Errors
/// When SQLite fails.
pub fn waits(sql: &Sql, target: &str, person: &PersonId) -> Result<bool, Failure> {
    let query = "SELECT count(*) FROM reports WHERE target = ? AND person_id = ? AND open = 1";
    Ok(sql.integer(query, vec![text(target), text(person.as_str())])? > 0)
}

/// How many people's reports on a thing are open, without its author's.
///
/// # Errors
/// When SQLite fails.
pub fn open_by_others(sql: &Sql, target: &str, author: &PersonId) -> Result<u32, Failure> {
    let count = sql.integer(
        "SELECT count(*) FROM reports WHERE target = ? AND person_id <> ? AND open = 1 AND reason <> 'objection'",
        vec![text(target), text(author.as_str())],
    )?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Open reports on a thing, by reason, without its author's.
///
/// # Errors
/// When SQLite fails.
pub fn by_reason(sql: &Sql, target: &str, author: &PersonId) -> Result<Vec<ReportCount>, Failure> {
    let rows = sql.rows(
        "SELECT reason, count(*) FROM reports WHERE target = ? AND person_id <> ? AND open = 1 AND reason <> 'objection'
         GROUP BY reason ORDER BY 2 DESC, 1",
        vec![text(target), text(author.as_str())],
    )?;
    let count = |row: &Row| ReportCount {
        reason: ReportReason::parse(&row.text(0)).unwrap_or(ReportReason::Other),
        count: u32::try_from(row.integer(1)).unwrap_or(u32::MAX),
    };
    Ok(rows.iter().map(count).collect())
}

/// What was written with the open reports on a thing, oldest first, without what its author wrote.
///
/// # Errors
/// When SQLite fails.
pub fn notes(sql: &Sql, target: &str, author: &PersonId, limit: u32) -> Result<Vec<String>, Failure> {
    let rows = sql.rows(
        "SELECT note FROM reports WHERE target = ? AND person_id <> ? AND open = 1 AND reason <> 'objection' AND note <> ''
         ORDER BY at LIMIT ?",
        vec![text(target), text(author.as_str()), integer(limit)],
    )?;
    Ok(rows.iter().map(|row| row.text(0)).collect())
}

/// What somebody objects to about a thing, who waits longest, until staff decided.
///
/// # Errors
/// When SQLite fails.
pub fn objection(sql: &Sql, target: &str) -> Result<Option<String>, Failure> {
    sql.text(
        "SELECT note FROM reports WHERE target = ? AND open = 1 AND reason = 'objection' ORDER BY at LIMIT 1",
        vec![text(target)],
    )
}

/// What somebody objected to, the last first, with what staff answered.
///
/// # Errors
/// When SQLite fails.
pub fn objections(sql: &Sql, person: &PersonId, limit: u32) -> Result<Vec<ObjectionView>, Failure> {
    let rows = sql.rows(
        "SELECT target, note, at, open, answer FROM reports WHERE person_id = ? AND reason = 'objection'
         ORDER BY at DESC, target LIMIT ?",
        vec![text(person.as_str()), integer(limit)],
    )?;
    let view = |row: &Row| {
        Ok(ObjectionView {
            contribution: Target::parse(&row.text(0))
                .map_err(|error| Failure::Internal(error.to_string()))?,
            note: row.text(1),
            at: row.time(2),
            open: row.flag(3),
            answer: row.maybe_text(4),
        })
    };
    rows.iter().map(view).collect()
}

/// Closes the reports on a thing: staff decided, or it is gone. Who objects is answered with that.
///
/// # Errors
/// When SQLite fails.
pub fn close(sql: &Sql, target: &str, answer: Option<&str>) -> Result<(), Failure> {
    sql.run(
        "UPDATE reports SET open = 0, answer = iif(reason = 'objection', ?, NULL) WHERE target = ? AND open = 1",
        vec![maybe_text(answer), text(target)],
    )
}
