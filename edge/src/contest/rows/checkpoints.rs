//! Published checkpoints.

use shared::time::Millis;

use super::{signed, unsigned};
use crate::community::sql::{Row, Sql, integer, text, time};
use crate::failure::Failure;

/// A published checkpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// How many leaves it is over.
    pub size: u64,
    /// The signed note.
    pub note: String,
    /// When.
    pub at: Millis,
}

/// The last one.
///
/// # Errors
/// When SQLite fails.
pub fn last(sql: &Sql) -> Result<Option<Published>, Failure> {
    let row = sql.row(
        "SELECT size, note, at FROM checkpoints ORDER BY size DESC LIMIT 1",
        vec![],
    )?;
    Ok(row.as_ref().map(read))
}

/// Those over more than `start` and at most `end` leaves.
///
/// # Errors
/// When SQLite fails.
pub fn between(sql: &Sql, start: u64, end: u64) -> Result<Vec<Published>, Failure> {
    let rows = sql.rows(
        "SELECT size, note, at FROM checkpoints WHERE size > ? AND size <= ? ORDER BY size",
        vec![integer(signed(start)), integer(signed(end))],
    )?;
    Ok(rows.iter().map(read).collect())
}

/// Keeps one; the same one may come twice.
///
/// # Errors
/// When SQLite fails.
pub fn keep(sql: &Sql, published: &Published) -> Result<(), Failure> {
    sql.run(
        "INSERT INTO checkpoints (size, note, at) VALUES (?, ?, ?) ON CONFLICT (size) DO NOTHING",
        vec![
            integer(signed(published.size)),
            text(&published.note),
            time(published.at),
        ],
    )
}

fn read(row: &Row) -> Published {
    Published {
        size: unsigned(row.integer(0)),
        note: row.text(1),
        at: row.time(2),
    }
}
