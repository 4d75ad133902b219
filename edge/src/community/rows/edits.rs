//! Edits: what stood before them, and those that wait for a person.

use shared::api::question::Revision;
use shared::time::Millis;

use crate::community::sql::{Row, Sql, integer, maybe_text, text, time};
use crate::failure::Failure;

/// New words for something written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The title; questions only.
    pub title: Option<String>,
    /// What the author wrote.
    pub markdown: String,
    /// Tags as a JSON array; questions only.
    pub tags: Option<String>,
    /// The pictures that are to stand with it, as JSON; nothing where they stay as they are.
    pub media: Option<String>,
}

/// Keeps what stood there until now.
///
/// # Errors
/// When SQLite fails.
pub fn keep_revision(
    sql: &Sql,
    target: &str,
    title: Option<&str>,
    markdown: &str,
    media: &str,
    now: Millis,
) -> Result<(), Failure> {
    sql.run(
        "INSERT INTO revisions (target, number, title, markdown, media, replaced_at)
         VALUES (?1, 1 + (SELECT coalesce(max(number), 0) FROM revisions WHERE target = ?1), ?2, ?3, ?4, ?5)",
        vec![
            text(target),
            maybe_text(title),
            text(markdown),
            text(media),
            time(now),
        ],
    )
}

/// What stood there, newest first, with the number of each and its pictures as JSON; before a number if one is given.
///
/// # Errors
/// When SQLite fails.
pub fn revisions(
    sql: &Sql,
    target: &str,
    before: Option<i64>,
    limit: u32,
) -> Result<Vec<(i64, Revision, String)>, Failure> {
    let rows = sql.rows(
        "SELECT number, title, markdown, replaced_at, media FROM revisions WHERE target = ? AND number < ?
         ORDER BY number DESC LIMIT ?",
        vec![
            text(target),
            integer(before.unwrap_or(i64::from(u32::MAX))),
            integer(limit),
        ],
    )?;
    let read = |row: &Row| {
        let revision = Revision {
            title: row.maybe_text(1),
            markdown: row.text(2),
            media: Vec::new(),
            replaced_at: row.time(3),
        };
        (row.integer(0), revision, row.text(4))
    };
    Ok(rows.iter().map(read).collect())
}

/// Keeps an edit until a person has read it; a newer one takes its place.
///
/// # Errors
/// When SQLite fails.
pub fn set_pending(sql: &Sql, target: &str, words: &Words, now: Millis) -> Result<(), Failure> {
    sql.run(
        "INSERT INTO pending_edits (target, title, markdown, tags, media, at) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (target) DO UPDATE SET title = excluded.title, markdown = excluded.markdown, tags = excluded.tags,
           media = excluded.media, at = iif(reason IS NULL, at, excluded.at), reason = NULL",
        vec![
            text(target),
            maybe_text(words.title.as_ref()),
            text(&words.markdown),
            maybe_text(words.tags.as_ref()),
            maybe_text(words.media.as_ref()),
            time(now),
        ],
    )
}

/// The edit that waits, and since when.
///
/// # Errors
/// When SQLite fails.
pub fn pending(sql: &Sql, target: &str) -> Result<Option<(Words, Millis)>, Failure> {
    let query =
        "SELECT title, markdown, tags, at, media FROM pending_edits WHERE target = ? AND reason IS NULL";
    Ok(sql.row(query, vec![text(target)])?.map(|row| {
        let words = Words {
            title: row.maybe_text(0),
            markdown: row.text(1),
            tags: row.maybe_text(2),
            media: row.maybe_text(4),
        };
        (words, row.time(3))
    }))
}

/// Refuses the edit that waits, for a reason its author reads.
///
/// # Errors
/// When SQLite fails.
pub fn refuse(sql: &Sql, target: &str, reason: Option<&str>) -> Result<(), Failure> {
    sql.run(
        "UPDATE pending_edits SET reason = ? WHERE target = ?",
        vec![text(reason.unwrap_or_default()), text(target)],
    )
}

/// Drops the edit that waits, or was refused.
///
/// # Errors
/// When SQLite fails.
pub fn drop_pending(sql: &Sql, target: &str) -> Result<(), Failure> {
    sql.run("DELETE FROM pending_edits WHERE target = ?", vec![text(target)])
}
