//! Rows of replies that are kept under the keys of their callers. Invariant: a row stands under the day it came.

use crate::community::replay::Key;
use crate::community::sql::{Sql, integer, text};
use crate::failure::Failure;
use crate::reply::Reply;

/// A reply as it was kept.
pub struct Kept {
    /// What tells its request from another under the same key.
    pub fingerprint: String,
    /// Its status.
    pub status: u16,
    /// Its body.
    pub body: String,
}

/// What is kept of a day and the one before it.
///
/// # Errors
/// When SQLite fails.
pub fn find(sql: &Sql, day: i64, key: &Key<'_>) -> Result<Option<Kept>, Failure> {
    let row = sql.row(
        "SELECT fingerprint, status, body FROM replies WHERE day IN (?1, ?1 - 1) AND caller = ?2 AND key = ?3",
        vec![integer(day), text(key.caller), text(key.key)],
    )?;
    Ok(row.map(|row| Kept {
        fingerprint: row.text(0),
        status: u16::try_from(row.integer(1)).unwrap_or(500),
        body: row.text(2),
    }))
}

/// Keeps one.
///
/// # Errors
/// When SQLite fails.
pub fn keep(sql: &Sql, day: i64, key: &Key<'_>, reply: &Reply) -> Result<(), Failure> {
    sql.run(
        "INSERT INTO replies (day, caller, key, fingerprint, status, body) VALUES (?, ?, ?, ?, ?, ?)",
        vec![
            integer(day),
            text(key.caller),
            text(key.key),
            text(&key.fingerprint),
            integer(reply.status),
            text(&reply.body),
        ],
    )
}

/// Drops up to `limit` of those of an earlier day; how many there were.
///
/// # Errors
/// When SQLite fails.
pub fn drop_before(sql: &Sql, day: i64, limit: u32) -> Result<u32, Failure> {
    let dropped = sql.rows(
        "DELETE FROM replies WHERE (day, caller, key) IN (SELECT day, caller, key FROM replies WHERE day < ? LIMIT ?)
         RETURNING 1",
        vec![integer(day), integer(limit)],
    )?;
    Ok(u32::try_from(dropped.len()).unwrap_or(limit))
}
