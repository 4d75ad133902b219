//! The schema, as ordered migrations: each runs once, in one transaction with its number.
//!
//! Invariant: a migration that landed is never changed; the next one mends it. Views are made anew after any.

use super::sql::{Sql, integer};
use crate::failure::Failure;

const MIGRATIONS: &[&str] = &[include_str!("schema/tables.sql")];
const VIEWS: &str = include_str!("schema/views.sql");

/// Whether the object has been made a community; a name nobody made one of has no tables.
///
/// # Errors
/// When SQLite fails.
pub fn exists(sql: &Sql) -> Result<bool, Failure> {
    Ok(sql.integer(
        "SELECT count(*) FROM sqlite_master WHERE name = 'settings'",
        vec![],
    )? > 0)
}

/// Brings the schema up to date; to be called in a write.
///
/// # Errors
/// When SQLite fails.
pub fn migrate(sql: &Sql) -> Result<(), Failure> {
    sql.run(
        "CREATE TABLE IF NOT EXISTS schema_version (number INTEGER NOT NULL) STRICT",
        vec![],
    )?;
    let done = sql.integer("SELECT coalesce(max(number), 0) FROM schema_version", vec![])?;
    let pending = MIGRATIONS
        .iter()
        .enumerate()
        .skip(usize::try_from(done).unwrap_or_default());
    let mut changed = false;
    for (index, migration) in pending {
        sql.run(migration, vec![])?;
        sql.run(
            "INSERT INTO schema_version (number) VALUES (?)",
            vec![integer(index as i64 + 1)],
        )?;
        changed = true;
    }
    if changed {
        sql.run(VIEWS, vec![])?;
    }
    Ok(())
}
