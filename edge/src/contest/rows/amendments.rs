//! Amendments of the rules, beside their leaves.

use shared::api::contest::Amendment;

use super::signed;
use crate::community::sql::{Sql, integer, text, time};
use crate::contest::due::AMENDED;
use crate::failure::Failure;

/// Keeps one.
///
/// # Errors
/// When SQLite fails.
pub fn insert(sql: &Sql, leaf: u64, amendment: &Amendment) -> Result<(), Failure> {
    sql.run(
        "INSERT INTO amendments (leaf, at, reason) VALUES (?, ?, ?)",
        vec![integer(signed(leaf)), time(amendment.at), text(&amendment.reason)],
    )
}

/// All of them, first one first.
///
/// # Errors
/// When SQLite fails.
pub fn all(sql: &Sql) -> Result<Vec<Amendment>, Failure> {
    let rows = sql.rows("SELECT at, reason FROM amendments ORDER BY leaf", vec![])?;
    let read = |row: &crate::community::sql::Row| Amendment {
        at: row.time(0),
        reason: row.text(1),
    };
    Ok(rows.iter().map(read).collect())
}

/// The community knows the last one.
///
/// # Errors
/// When SQLite fails.
pub fn told(sql: &Sql) -> Result<(), Failure> {
    sql.run("DELETE FROM due WHERE task = ?", vec![text(AMENDED)])
}
