//! Pictures: named, attached, read back, and deleted once their file is.

use shared::ids::{MediumId, PersonId};
use shared::media::{Kind, PART, WHOLE_BYTES_MAX};
use shared::time::Millis;

use crate::community::sql::{Row, Sql, flag, integer, maybe_text, text, time};
use crate::failure::Failure;

/// A picture as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Medium {
    /// Which.
    pub id: MediumId,
    /// Who sent it.
    pub person_id: PersonId,
    /// What it belongs to.
    pub target: Option<String>,
    /// The word of its kind.
    pub kind: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// How many bytes it has.
    pub bytes: u32,
    /// Their SHA-256.
    pub hash: String,
    /// What it shows, in words.
    pub alt: String,
    /// What opens it where not everybody sees it.
    pub key: String,
    /// The word of the kind of its smaller variant; empty while there is none.
    pub variant: String,
    /// How many bytes that has.
    pub variant_bytes: u32,
    /// Whether its file is to be deleted.
    pub gone: bool,
    /// Whether everybody sees it because a contest says so.
    pub shown: bool,
    /// Whether an edit took it away, or one that waits is to add it.
    pub removed: bool,
    /// When it came.
    pub created_at: Millis,
}

impl Medium {
    /// Whether it is a part of a file.
    pub fn is_part(&self) -> bool {
        self.kind == PART
    }

    /// Whether there is something to show where it is small.
    pub fn has_variant(&self) -> bool {
        !self.variant.is_empty() || !self.is_video() && self.bytes <= WHOLE_BYTES_MAX
    }

    /// Whether it is a video.
    pub fn is_video(&self) -> bool {
        Kind::parse(&self.kind).is_some_and(Kind::is_video)
    }

    /// Whether it is a video that some browsers alone play.
    pub fn is_limited(&self) -> bool {
        self.kind == Kind::LimitedMp4.as_str()
    }
}

const COLUMNS: &str = "id, person_id, target, kind, width, height, bytes, hash, alt, key, gone, shown, created_at, variant, variant_bytes, removed";

/// Keeps a new picture that belongs to nothing yet.
///
/// # Errors
/// When SQLite fails.
pub fn insert(sql: &Sql, medium: &Medium) -> Result<(), Failure> {
    sql.run(
        "INSERT INTO media (id, person_id, kind, width, height, bytes, hash, key, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        vec![
            text(medium.id.as_str()),
            text(medium.person_id.as_str()),
            text(&medium.kind),
            integer(medium.width),
            integer(medium.height),
            integer(medium.bytes),
            text(&medium.hash),
            text(&medium.key),
            time(medium.created_at),
        ],
    )
}

/// A picture by id.
///
/// # Errors
/// When SQLite fails.
pub fn get(sql: &Sql, id: &MediumId) -> Result<Option<Medium>, Failure> {
    let query = format!("SELECT {COLUMNS} FROM media WHERE id = ?");
    sql.row(&query, vec![text(id.as_str())])?
        .map(|row| read(&row))
        .transpose()
}

/// The pictures of something, in order.
///
/// # Errors
/// When SQLite fails.
pub fn of(sql: &Sql, target: &str) -> Result<Vec<Medium>, Failure> {
    let query = format!(
        "SELECT {COLUMNS} FROM media WHERE target = ? AND gone = 0 AND removed = 0 ORDER BY position"
    );
    sql.rows(&query, vec![text(target)])?.iter().map(read).collect()
}

/// Says what a picture belongs to, at which place, and what it shows.
///
/// # Errors
/// When SQLite fails.
pub fn attach(sql: &Sql, id: &MediumId, target: &str, position: u32, alt: &str) -> Result<(), Failure> {
    sql.run(
        "UPDATE media SET target = ?, position = ?, alt = ?, removed = 0 WHERE id = ?",
        vec![text(target), integer(position), text(alt), text(id.as_str())],
    )
}

/// Keeps the pictures of something from being shown with it: one, or all.
///
/// # Errors
/// When SQLite fails.
pub fn remove(sql: &Sql, target: &str, one: Option<&MediumId>) -> Result<(), Failure> {
    sql.run(
        "UPDATE media SET removed = 1 WHERE target = ?1 AND id = coalesce(?2, id)",
        vec![text(target), maybe_text(one.map(MediumId::as_str))],
    )
}

/// Says that there is a smaller variant, of this kind and with so many bytes.
///
/// # Errors
/// When SQLite fails.
pub fn set_variant(sql: &Sql, id: &MediumId, kind: &str, bytes: u32) -> Result<(), Failure> {
    sql.run(
        "UPDATE media SET variant = ?, variant_bytes = ? WHERE id = ?",
        vec![text(kind), integer(bytes), text(id.as_str())],
    )
}

/// Says which entry of a contest a picture belongs to, whether everybody sees it, and whether it is to be deleted.
///
/// # Errors
/// When SQLite fails.
pub fn settle(sql: &Sql, id: &MediumId, entry: &str, shown: bool, gone: bool) -> Result<(), Failure> {
    sql.run(
        "UPDATE media SET target = ?, shown = ?, gone = max(gone, CAST(? AS INTEGER)) WHERE id = ?",
        vec![text(entry), flag(shown), flag(gone), text(id.as_str())],
    )
}

/// Marks the pictures of something for deletion; how many there are.
///
/// # Errors
/// When SQLite fails.
pub fn end(sql: &Sql, target: &str) -> Result<usize, Failure> {
    let query = "UPDATE media SET gone = 1, alt = '' WHERE target = ? AND gone = 0 RETURNING id";
    Ok(sql.rows(query, vec![text(target)])?.len())
}

/// What the picture of a draft's rules belongs to until a contest opens with it. Drafts share it: the first opens.
pub const DRAFT: &str = "draft";

/// Some pictures whose files are to be deleted: marked ones, and those that belonged to nothing, or to a contest
/// without an entry, or to a draft that nobody opened, for too long.
///
/// # Errors
/// When SQLite fails.
pub fn to_delete(
    sql: &Sql,
    unused_since: Millis,
    drafted_since: Millis,
    limit: u32,
) -> Result<Vec<MediumId>, Failure> {
    let query = "SELECT id FROM media WHERE gone = 1 OR (target IS NULL AND created_at <= ?1)
         UNION ALL SELECT id FROM media WHERE target GLOB 'ct_*' AND created_at <= ?1 AND shown = 0
         UNION ALL SELECT id FROM media WHERE target = ?2 AND created_at <= ?3 LIMIT ?4";
    let values = vec![
        time(unused_since),
        text(DRAFT),
        time(drafted_since),
        integer(limit),
    ];
    sql.rows(query, values)?
        .iter()
        .map(|row| MediumId::parse(&row.text(0)).map_err(bad))
        .collect()
}

/// Forgets a picture whose file is deleted.
///
/// # Errors
/// When SQLite fails.
pub fn delete(sql: &Sql, id: &MediumId) -> Result<(), Failure> {
    sql.run("DELETE FROM media WHERE id = ?", vec![text(id.as_str())])
}

/// When the oldest picture that belongs to nothing came; one of a draft may be older by so many milliseconds.
///
/// # Errors
/// When SQLite fails.
pub fn oldest_unused(sql: &Sql, drafts_ms: i64) -> Result<Option<Millis>, Failure> {
    let query = "SELECT min(at) FROM (SELECT min(created_at) AS at FROM media WHERE target IS NULL
         UNION ALL SELECT min(created_at) FROM media WHERE target GLOB 'ct_*' AND shown = 0
         UNION ALL SELECT min(created_at) + ? FROM media WHERE target = ?)";
    let row = sql.row(query, vec![time(Millis::new(drafts_ms)), text(DRAFT)])?;
    Ok(row.and_then(|row| row.maybe_time(0)))
}

fn read(row: &Row) -> Result<Medium, Failure> {
    let number = |column| u32::try_from(row.integer(column)).unwrap_or_default();
    Ok(Medium {
        id: MediumId::parse(&row.text(0)).map_err(bad)?,
        person_id: PersonId::parse(&row.text(1)).map_err(bad)?,
        target: row.maybe_text(2),
        kind: row.text(3),
        width: number(4),
        height: number(5),
        bytes: number(6),
        hash: row.text(7),
        alt: row.text(8),
        key: row.text(9),
        gone: row.flag(10),
        shown: row.flag(11),
        created_at: row.time(12),
        variant: row.text(13),
        variant_bytes: number(14),
        removed: row.flag(15),
    })
}

fn bad(error: shared::ids::IdError) -> Failure {
    Failure::Internal(error.to_string())
}
