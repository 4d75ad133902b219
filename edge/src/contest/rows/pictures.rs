//! Pictures of entries, and what the community knows of them.

use shared::api::contest::EntryState;
use shared::ids::{ContestId, EntryId, MediumId, PersonId};

use super::id;
use crate::community::sql::{Row, Sql, flag, integer, text};
use crate::contest::message::{EntryStanding, KnownEntry, KnownPicture};
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

/// Has the community told of an entry that stands, from now on.
///
/// # Errors
/// When SQLite fails.
pub fn feature(sql: &Sql, entry: &EntryId) -> Result<(), Failure> {
    sql.run(
        "INSERT OR IGNORE INTO featured (entry) SELECT id FROM entries WHERE id = ? AND state = 'published'",
        vec![text(entry.as_str())],
    )
}

/// Up to `limit` entries with pictures, or that are to be featured, that stand elsewhere than the community knows.
///
/// # Errors
/// When SQLite fails.
pub fn untold(sql: &Sql, contest: &ContestId, limit: u32) -> Result<Vec<EntryStanding>, Failure> {
    let rows = sql.rows(
        "SELECT e.id, p.medium, e.state, f.entry, e.person_id, e.title
         FROM (SELECT entry, told FROM pictures UNION ALL SELECT entry, told FROM featured) k
         JOIN entries e ON e.id = k.entry LEFT JOIN pictures p ON p.entry = e.id
         LEFT JOIN featured f ON f.entry = e.id WHERE k.told <> e.state LIMIT ?",
        vec![integer(limit)],
    )?;
    let read = |row: &Row| {
        let medium = row.maybe_text(1).map(|medium| MediumId::parse(&medium));
        let known = row.maybe_text(3).map(|_| PersonId::parse(&row.text(4)));
        Ok(EntryStanding {
            entry: id(EntryId::parse(&row.text(0)))?,
            medium: medium.map(id).transpose()?,
            state: EntryState::parse(&row.text(2)),
            known: known.map(id).transpose()?.map(|person| KnownEntry {
                contest: contest.clone(),
                person,
                title: row.text(5),
            }),
        })
    };
    rows.iter().map(read).collect()
}

/// Says what the community knows now.
///
/// # Errors
/// When SQLite fails.
pub fn told(sql: &Sql, standing: &EntryStanding) -> Result<(), Failure> {
    for table in ["pictures", "featured"] {
        sql.run(
            &format!("UPDATE {table} SET told = ? WHERE entry = ?"),
            vec![text(standing.state.as_str()), text(standing.entry.as_str())],
        )?;
    }
    Ok(())
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
