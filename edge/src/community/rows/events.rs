//! The ledger of what happened, read back. Invariant: nothing here changes it.

use crate::community::sql::{Sql, integer};
use crate::failure::Failure;

/// The questions that were voted on, or whose answers were, since an event; nothing if anything else happened.
///
/// # Errors
/// When SQLite fails.
pub fn voted_on(sql: &Sql, since: i64) -> Result<Option<Vec<String>>, Failure> {
    let rows = sql.rows(
        "SELECT CASE WHEN e.kind = 'voted' THEN coalesce(a.question_id, e.target) END
         FROM events e LEFT JOIN answers a ON a.id = e.target WHERE e.number > ?",
        vec![integer(since)],
    )?;
    Ok(rows.iter().map(|row| row.maybe_text(0)).collect())
}
