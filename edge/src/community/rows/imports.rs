//! What was taken over from elsewhere, by the id it had there.

use shared::ids::QuestionId;

use crate::community::sql::{Sql, text};
use crate::failure::Failure;

/// The question that came with this id.
///
/// # Errors
/// When SQLite fails.
pub fn question(sql: &Sql, source_id: &str) -> Result<Option<QuestionId>, Failure> {
    let id = sql.text(
        "SELECT id FROM questions WHERE source_id = ?",
        vec![text(source_id)],
    )?;
    id.map(|id| QuestionId::parse(&id).map_err(|error| Failure::Internal(error.to_string())))
        .transpose()
}

/// Whether an answer came with this id.
///
/// # Errors
/// When SQLite fails.
pub fn has_answer(sql: &Sql, source_id: &str) -> Result<bool, Failure> {
    Ok(sql
        .text(
            "SELECT id FROM answers WHERE source_id = ?",
            vec![text(source_id)],
        )?
        .is_some())
}
