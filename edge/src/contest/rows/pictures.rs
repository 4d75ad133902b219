//! Pictures of entries.

use shared::ids::{EntryId, MediumId};

use super::id;
use crate::community::sql::{Row, Sql, flag, integer, text};
use crate::contest::message::KnownPicture;
use crate::failure::Failure;

/// The picture of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// As the community keeps it.
    pub kept: KnownPicture,
    /// What it shows, in words.
    pub alt: String,
}

/// The columns of a picture, beside those of its entry.
pub const COLUMNS: &str = "p.medium, p.width, p.height, p.hash, p.key, p.alt, p.variant, p.limited";
/// How many they are.
pub const WIDTH: usize = 8;

/// Keeps the picture of an entry.
///
/// # Errors
/// When SQLite fails.
pub fn insert(sql: &Sql, entry: &EntryId, picture: &Picture) -> Result<(), Failure> {
    let Picture { kept, alt } = picture;
    sql.run(
        "INSERT INTO pictures (entry, medium, width, height, hash, key, alt, variant, limited)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        vec![
            text(entry.as_str()),
            text(kept.medium.as_str()),
            integer(kept.width),
            integer(kept.height),
            text(&kept.hash),
            text(&kept.key),
            text(alt),
            flag(kept.variant),
            flag(kept.limited),
        ],
    )
}

/// Forgets what the picture of an entry shows.
///
/// # Errors
/// When SQLite fails.
pub fn undescribe(sql: &Sql, entry: &EntryId) -> Result<(), Failure> {
    sql.run(
        "UPDATE pictures SET alt = '' WHERE entry = ?",
        vec![text(entry.as_str())],
    )
}

/// Whether an entry that was not taken back or rejected has this picture, file for file.
///
/// # Errors
/// When SQLite fails.
pub fn is_entered(sql: &Sql, hash: &str) -> Result<bool, Failure> {
    let same = "SELECT count(*) FROM pictures p JOIN entries e ON e.id = p.entry
         WHERE p.hash = ? AND e.state NOT IN ('rejected', 'withdrawn')";
    Ok(sql.integer(same, vec![text(hash)])? > 0)
}

/// The picture in a row of an entry, whose columns begin at `first`.
///
/// # Errors
/// When the object wrote an identifier wrongly.
pub fn read(row: &Row, first: usize) -> Result<Option<Picture>, Failure> {
    let Some(medium) = row.maybe_text(first) else {
        return Ok(None);
    };
    let side = |column| u32::try_from(row.integer(column)).unwrap_or_default();
    Ok(Some(Picture {
        kept: KnownPicture {
            medium: id(MediumId::parse(&medium))?,
            width: side(first + 1),
            height: side(first + 2),
            hash: row.text(first + 3),
            key: row.text(first + 4),
            variant: row.flag(first + 6),
            limited: row.flag(first + 7),
        },
        alt: row.text(first + 5),
    }))
}
