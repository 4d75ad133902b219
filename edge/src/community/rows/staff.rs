//! People of the brand, as everybody sees them.

use crate::community::sql::{Sql, integer};
use crate::failure::Failure;

/// Named people of the brand who were here as JSON of the wire type, at most `limit`: who came first stands first.
/// Whoever was invited and did not come yet does not read along.
///
/// # Errors
/// When SQLite fails.
pub fn views(sql: &Sql, limit: u32) -> Result<Vec<String>, Failure> {
    let rows = sql.rows(
        "SELECT v.json FROM people p JOIN person_views v ON v.id = p.id
         WHERE p.role <> 'member' AND p.name <> '' AND p.seen_at > 0 AND p.merged_into IS NULL ORDER BY p.id LIMIT ?",
        vec![integer(limit)],
    )?;
    Ok(rows.iter().map(|row| row.text(0)).collect())
}
