//! What people report of entries. Invariant: one report of a person and an entry; what was decided about is closed.

use shared::api::contest::EntryReport;
use shared::api::report::ReportReason;
use shared::ids::{EntryId, PersonId};
use shared::time::Millis;

use super::unsigned;
use crate::community::sql::{Row, Sql, text, time};
use crate::failure::Failure;

/// Keeps a report; a later one of the same person says it anew.
///
/// # Errors
/// When SQLite fails.
pub fn put(
    sql: &Sql,
    entry: &EntryId,
    person: &PersonId,
    report: &EntryReport,
    now: Millis,
) -> Result<(), Failure> {
    sql.run(
        "INSERT INTO reports (entry, person_id, reason, note, at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (entry, person_id) DO UPDATE SET reason = excluded.reason, note = excluded.note",
        vec![
            text(entry.as_str()),
            text(person.as_str()),
            text(report.reason.as_str()),
            text(&report.note),
            time(now),
        ],
    )
}

/// The last twenty reports of an entry that nobody decided about.
///
/// # Errors
/// When SQLite fails.
pub fn open(sql: &Sql, entry: &EntryId) -> Result<Vec<EntryReport>, Failure> {
    let rows = sql.rows(
        "SELECT reason, note FROM reports WHERE entry = ? AND open = 1 ORDER BY at DESC LIMIT 20",
        vec![text(entry.as_str())],
    )?;
    let read = |row: &Row| EntryReport {
        reason: ReportReason::parse(&row.text(0)).unwrap_or(ReportReason::Other),
        note: row.text(1),
    };
    Ok(rows.iter().map(read).collect())
}

/// How many entries that everybody sees were reported.
///
/// # Errors
/// When SQLite fails.
pub fn entries(sql: &Sql) -> Result<u64, Failure> {
    let query = "SELECT count(*) FROM (SELECT DISTINCT entry FROM reports WHERE open = 1) r
         JOIN entries e ON e.id = r.entry WHERE e.state = 'published'";
    Ok(unsigned(sql.integer(query, vec![])?))
}

/// Closes the reports of an entry.
///
/// # Errors
/// When SQLite fails.
pub fn settle(sql: &Sql, entry: &EntryId) -> Result<(), Failure> {
    sql.run(
        "UPDATE reports SET open = 0 WHERE entry = ? AND open = 1",
        vec![text(entry.as_str())],
    )
}
