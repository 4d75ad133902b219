//! Rows that are kept for a time only.

use shared::time::Millis;

use crate::community::sql::{Sql, time};
use crate::failure::Failure;

/// How long mail that failed or was shown is kept for a look at it.
const MAIL_KEPT_MS: i64 = 7 * Millis::DAY;

/// Drops codes and mail whose time is over.
///
/// # Errors
/// When SQLite fails.
pub fn drop_expired(sql: &Sql, now: Millis) -> Result<(), Failure> {
    sql.run("DELETE FROM codes WHERE expires_at < ?", vec![time(now)])?;
    sql.run(
        "DELETE FROM outbox WHERE queued_at < ? AND state <> 'waiting'",
        vec![time(now.plus(-MAIL_KEPT_MS))],
    )
}
