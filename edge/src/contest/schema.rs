//! The schema of a contest, as ordered migrations. Invariant: one that landed is never changed.

use crate::community::sql::{Sql, integer};
use crate::failure::Failure;

const MIGRATIONS: &[&str] = &[
    include_str!(concat!(env!("OUT_DIR"), "/contest/tables.sql")),
    include_str!(concat!(env!("OUT_DIR"), "/contest/2_pictures.sql")),
    include_str!(concat!(env!("OUT_DIR"), "/contest/3_after_the_close.sql")),
    include_str!(concat!(env!("OUT_DIR"), "/contest/4_amendments.sql")),
    include_str!(concat!(env!("OUT_DIR"), "/contest/5_letters.sql")),
    include_str!(concat!(env!("OUT_DIR"), "/contest/6_featured.sql")),
    include_str!(concat!(env!("OUT_DIR"), "/contest/7_void_ballots.sql")),
    include_str!(concat!(env!("OUT_DIR"), "/contest/8_variants.sql")),
    include_str!(concat!(env!("OUT_DIR"), "/contest/9_limited_videos.sql")),
    include_str!(concat!(env!("OUT_DIR"), "/contest/10_reports.sql")),
    include_str!(concat!(env!("OUT_DIR"), "/contest/11_told_entries.sql")),
];

/// Whether a contest was opened here.
///
/// # Errors
/// When SQLite fails.
pub fn exists(sql: &Sql) -> Result<bool, Failure> {
    let tables = "SELECT count(*) FROM sqlite_master WHERE name = 'contest'";
    Ok(sql.integer(tables, vec![])? > 0)
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
        .zip(1_i64..)
        .skip_while(|(_, number)| *number <= done);
    for (migration, number) in pending {
        sql.run(migration, vec![])?;
        sql.run(
            "INSERT INTO schema_version (number) VALUES (?)",
            vec![integer(number)],
        )?;
    }
    Ok(())
}
