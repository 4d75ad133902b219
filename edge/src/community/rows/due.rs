//! The tasks of an object's alarm, each once with its time; a contest has the same table.

use shared::time::Millis;

use crate::community::sql::{Sql, text, time};
use crate::failure::Failure;

/// Asks for a task at a time, or earlier if it was asked for earlier.
///
/// # Errors
/// When SQLite fails.
pub fn ask(sql: &Sql, task: &str, at: Millis) -> Result<(), Failure> {
    sql.run(
        "INSERT INTO due (task, at) VALUES (?, ?) ON CONFLICT (task) DO UPDATE SET at = min(at, excluded.at)",
        vec![text(task), time(at)],
    )
}

/// When the next task is due.
///
/// # Errors
/// When SQLite fails.
pub fn next(sql: &Sql) -> Result<Option<Millis>, Failure> {
    let row = sql.row("SELECT min(at) FROM due", vec![])?;
    Ok(row.and_then(|row| row.maybe_time(0)))
}

/// The tasks that are due, the longest due first, but `last` after all others.
///
/// # Errors
/// When SQLite fails.
pub fn tasks(sql: &Sql, now: Millis, last: &str) -> Result<Vec<String>, Failure> {
    let rows = sql.rows(
        "SELECT task FROM due WHERE at <= ? ORDER BY task = ?, at",
        vec![time(now), text(last)],
    )?;
    Ok(rows.iter().map(|row| row.text(0)).collect())
}

/// Ends a task that was due at `now`; not one that was asked for again since.
///
/// # Errors
/// When SQLite fails.
pub fn end(sql: &Sql, task: &str, now: Millis) -> Result<(), Failure> {
    sql.run(
        "DELETE FROM due WHERE task = ? AND at <= ?",
        vec![text(task), time(now)],
    )
}
