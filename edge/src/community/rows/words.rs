//! What authors of questions and answers wrote, apart from the rows that lists and votes read.
//!
//! Invariant: every question and every answer has one row here, by its id.

use crate::community::sql::{Sql, text};
use crate::failure::Failure;

/// Keeps the words of a question or an answer: as they were written, and parsed, as JSON.
///
/// # Errors
/// When SQLite fails.
pub fn set(sql: &Sql, id: &str, markdown: &str, body: &str) -> Result<(), Failure> {
    sql.run(
        "INSERT INTO words (id, markdown, body) VALUES (?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET markdown = excluded.markdown, body = excluded.body",
        vec![text(id), text(markdown), text(body)],
    )
}
