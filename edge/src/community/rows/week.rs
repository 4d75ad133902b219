//! Questions of the page of the week, as JSON of the wire type: which they are is read from an index, and what they say
//! of those alone.

use shared::time::Millis;

use crate::community::sql::{Sql, Value, time};
use crate::failure::Failure;

/// What was asked since a time, most asked first.
///
/// # Errors
/// When SQLite fails.
pub fn asked(sql: &Sql, from: Millis) -> Result<Vec<String>, Failure> {
    summaries(
        sql,
        "SELECT json FROM question_summaries WHERE id IN (
           SELECT id FROM questions WHERE listed = 1 AND created_at >= ? ORDER BY score DESC, created_at DESC, id DESC LIMIT 10
         ) ORDER BY score DESC, created_at DESC, id DESC",
        vec![time(from)],
    )
}

/// What nobody answered, oldest first.
///
/// # Errors
/// When SQLite fails.
pub fn waiting(sql: &Sql) -> Result<Vec<String>, Failure> {
    summaries(
        sql,
        "SELECT json FROM question_summaries WHERE id IN (
           SELECT id FROM questions WHERE listed = 1 AND answer_count = 0 ORDER BY created_at, id LIMIT 10
         ) ORDER BY created_at, id",
        vec![],
    )
}

fn summaries(sql: &Sql, query: &str, values: Vec<Value>) -> Result<Vec<String>, Failure> {
    Ok(sql.rows(query, values)?.iter().map(|row| row.text(0)).collect())
}
