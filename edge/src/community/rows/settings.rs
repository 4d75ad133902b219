//! The one row that makes an object a community: its slug and its settings, as JSON.

use shared::time::Millis;

use crate::community::sql::{Sql, text, time};
use crate::failure::Failure;

/// Writes the row.
///
/// # Errors
/// When SQLite fails, or there is one.
pub fn create(sql: &Sql, slug: &str, json: &str, at: Millis) -> Result<(), Failure> {
    sql.run(
        "INSERT INTO settings (only, slug, json, created_at) VALUES (1, ?, ?, ?)",
        vec![text(slug), text(json), time(at)],
    )
}

/// Other settings from now on.
///
/// # Errors
/// When SQLite fails.
pub fn change(sql: &Sql, json: &str) -> Result<(), Failure> {
    sql.run("UPDATE settings SET json = ?", vec![text(json)])
}

/// The slug and the settings.
///
/// # Errors
/// When SQLite fails.
pub fn find(sql: &Sql) -> Result<Option<(String, String)>, Failure> {
    let row = sql.row("SELECT slug, json FROM settings", vec![])?;
    Ok(row.map(|row| (row.text(0), row.text(1))))
}
