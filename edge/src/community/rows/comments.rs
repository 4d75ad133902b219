//! Comments: kept, read back. Invariant: `listed` follows from the state and is written with it.

use shared::ids::{AnswerId, CommentId, PersonId};
use shared::state::State;
use shared::time::Millis;
use shared::visibility;

use crate::community::sql::{Row, Sql, flag, maybe_text, maybe_time, text, time};
use crate::failure::Failure;

/// A comment as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Which.
    pub id: CommentId,
    /// Under which answer.
    pub answer_id: AnswerId,
    /// Who says it.
    pub author_id: PersonId,
    /// Plain text.
    pub text: String,
    /// Its state.
    pub state: State,
    /// Why it is rejected or hidden.
    pub reason: Option<String>,
    /// When.
    pub created_at: Millis,
    /// When its author changed it.
    pub edited_at: Option<Millis>,
}

const COLUMNS: &str = "id, answer_id, author_id, text, state, reason, created_at, edited_at";

/// Keeps a new comment.
///
/// # Errors
/// When SQLite fails.
pub fn insert(sql: &Sql, comment: &Comment) -> Result<(), Failure> {
    sql.run(
        &format!("INSERT INTO comments ({COLUMNS}, listed) VALUES (?,?,?,?,?,?,?,?,?)"),
        vec![
            text(comment.id.as_str()),
            text(comment.answer_id.as_str()),
            text(comment.author_id.as_str()),
            text(&comment.text),
            text(comment.state.as_str()),
            maybe_text(comment.reason.as_ref()),
            time(comment.created_at),
            maybe_time(comment.edited_at),
            flag(visibility::is_listed(comment.state)),
        ],
    )
}

/// A comment by id.
///
/// # Errors
/// When SQLite fails.
pub fn get(sql: &Sql, id: &CommentId) -> Result<Option<Comment>, Failure> {
    let query = format!("SELECT {COLUMNS} FROM comments WHERE id = ?");
    sql.row(&query, vec![text(id.as_str())])?
        .map(|row| read(&row))
        .transpose()
}

/// A comment as JSON of the wire type, whatever its state.
///
/// # Errors
/// When SQLite fails.
pub fn json(sql: &Sql, id: &CommentId) -> Result<Option<String>, Failure> {
    sql.text(
        "SELECT json FROM comment_views WHERE id = ?",
        vec![text(id.as_str())],
    )
}

/// How many comments stand or wait under an answer.
///
/// # Errors
/// When SQLite fails.
pub fn count(sql: &Sql, answer: &AnswerId) -> Result<u32, Failure> {
    let count = sql.integer(
        "SELECT count(*) FROM comments WHERE answer_id = ?",
        vec![text(answer.as_str())],
    )?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Changes the words of a comment.
///
/// # Errors
/// When SQLite fails.
pub fn set_words(sql: &Sql, id: &CommentId, words: &str, now: Millis) -> Result<(), Failure> {
    sql.run(
        "UPDATE comments SET text = ?, edited_at = ? WHERE id = ?",
        vec![text(words), time(now), text(id.as_str())],
    )
}

/// Sets the state of a comment, with the reason its author reads.
///
/// # Errors
/// When SQLite fails.
pub fn set_state(sql: &Sql, id: &CommentId, state: State, reason: Option<&str>) -> Result<(), Failure> {
    sql.run(
        "UPDATE comments SET state = ?, listed = ?, reason = ? WHERE id = ?",
        vec![
            text(state.as_str()),
            flag(visibility::is_listed(state)),
            maybe_text(reason),
            text(id.as_str()),
        ],
    )
}

fn read(row: &Row) -> Result<Comment, Failure> {
    let bad = |error: shared::ids::IdError| Failure::Internal(error.to_string());
    Ok(Comment {
        id: CommentId::parse(&row.text(0)).map_err(bad)?,
        answer_id: AnswerId::parse(&row.text(1)).map_err(bad)?,
        author_id: PersonId::parse(&row.text(2)).map_err(bad)?,
        text: row.text(3),
        state: State::parse(&row.text(4)),
        reason: row.maybe_text(5),
        created_at: row.time(6),
        edited_at: row.maybe_time(7),
    })
}
