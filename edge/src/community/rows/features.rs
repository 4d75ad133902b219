//! Consents to show something elsewhere: asked, answered, ended, and what they cover now.
//!
//! Invariant: of one thing at most one consent is open or stands; whatever ended stays as a record of what was agreed
//! to. What the gallery gives is covered by a consent that stands, and everybody sees it where it was said.

use shared::feature::{Consent, Featured, Scope};
use shared::ids::{FeatureId, PersonId};
use shared::time::Millis;

use crate::community::sql::{Row, Sql, Value, integer, text, time};
use crate::failure::Failure;
use crate::json;

/// A consent as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feature {
    /// Which.
    pub id: FeatureId,
    /// A story, an answer or an entry.
    pub target: Featured,
    /// Who wrote it.
    pub author_id: PersonId,
    /// Who asks for the brand.
    pub asked_by: PersonId,
    /// How it stands.
    pub state: Consent,
    /// What the author is asked to agree to.
    pub text: String,
    /// The version of that text.
    pub version: u32,
    /// Where it may be shown.
    pub scopes: Vec<Scope>,
    /// A word to the author.
    pub note: String,
    /// Until when.
    pub until: Millis,
    /// When it was asked.
    pub asked_at: Millis,
    /// When it came to stand as it does.
    pub changed_at: Millis,
}

const COLUMNS: &str =
    "id, target, author_id, asked_by, state, text, version, scopes, note, until, asked_at, changed_at";

/// Keeps a consent that is asked for.
///
/// # Errors
/// When SQLite fails.
pub fn insert(sql: &Sql, feature: &Feature) -> Result<(), Failure> {
    sql.run(
        &format!("INSERT INTO features ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        vec![
            text(feature.id.as_str()),
            text(feature.target.as_str()),
            text(feature.author_id.as_str()),
            text(feature.asked_by.as_str()),
            text(feature.state.as_str()),
            text(&feature.text),
            integer(feature.version),
            text(serde_json::to_string(&feature.scopes)?),
            text(&feature.note),
            time(feature.until),
            time(feature.asked_at),
            time(feature.changed_at),
        ],
    )
}

/// A consent by id.
///
/// # Errors
/// When SQLite fails.
pub fn get(sql: &Sql, id: &FeatureId) -> Result<Option<Feature>, Failure> {
    let query = format!("SELECT {COLUMNS} FROM features WHERE id = ?");
    sql.row(&query, vec![text(id.as_str())])?
        .map(|row| read(&row))
        .transpose()
}

/// Whether a consent about something is open or stands.
///
/// # Errors
/// When SQLite fails.
pub fn is_open(sql: &Sql, target: &str) -> Result<bool, Failure> {
    let query = "SELECT count(*) FROM features WHERE target = ? AND state IN ('asked', 'agreed')";
    Ok(sql.integer(query, vec![text(target)])? > 0)
}

/// Consents, the last asked first: of one author, or all; before a place if one is given.
///
/// # Errors
/// When SQLite fails.
pub fn list(
    sql: &Sql,
    author: Option<&PersonId>,
    before: Option<&str>,
    limit: u32,
) -> Result<Vec<Feature>, Failure> {
    let mut wanted = String::from("1 = 1");
    let mut values: Vec<Value> = Vec::new();
    if let Some(author) = author {
        wanted.push_str(" AND author_id = ?");
        values.push(text(author.as_str()));
    }
    if let Some(before) = before {
        wanted.push_str(" AND id < ?");
        values.push(text(before));
    }
    values.push(integer(limit));
    let query = format!("SELECT {COLUMNS} FROM features WHERE {wanted} ORDER BY id DESC LIMIT ?");
    sql.rows(&query, values)?.iter().map(read).collect()
}

/// Sets how a consent stands.
///
/// # Errors
/// When SQLite fails.
pub fn set_state(sql: &Sql, id: &FeatureId, state: Consent, now: Millis) -> Result<(), Failure> {
    sql.run(
        "UPDATE features SET state = ?, changed_at = ? WHERE id = ?",
        vec![text(state.as_str()), time(now), text(id.as_str())],
    )
}

/// Some consents that are open or stand though their time is over.
///
/// # Errors
/// When SQLite fails.
pub fn over(sql: &Sql, now: Millis, limit: u32) -> Result<Vec<Feature>, Failure> {
    let query = format!(
        "SELECT {COLUMNS} FROM features WHERE state IN ('asked', 'agreed') AND until <= ? ORDER BY until LIMIT ?"
    );
    sql.rows(&query, vec![time(now), integer(limit)])?
        .iter()
        .map(read)
        .collect()
}

/// When the next consent ends.
///
/// # Errors
/// When SQLite fails.
pub fn next_end(sql: &Sql) -> Result<Option<Millis>, Failure> {
    let row = sql.row(
        "SELECT min(until) FROM features WHERE state IN ('asked', 'agreed')",
        vec![],
    )?;
    Ok(row.and_then(|row| row.maybe_time(0)))
}

/// What galleries show, the last agreed to first: covered by a consent that stands at `now`, and seen by everybody
/// where it was said. Of one subject if one is given; before a place if one is given.
///
/// # Errors
/// When SQLite fails.
pub fn gallery(
    sql: &Sql,
    subject_id: Option<&str>,
    before: Option<&([i64; 2], String)>,
    now: Millis,
    limit: u32,
) -> Result<Vec<Feature>, Failure> {
    let mut wanted = String::from(
        "f.state = 'agreed' AND f.until > ? AND EXISTS (SELECT 1 FROM json_each(f.scopes) WHERE value = 'gallery')
         AND coalesce(t.listed, e.shown, a.listed AND q.listed)",
    );
    let mut values = vec![time(now)];
    if let Some(subject) = subject_id {
        wanted.push_str(" AND coalesce(t.subject_id, q.subject_id) = ?");
        values.push(text(subject));
    }
    if let Some(([at, _], id)) = before {
        wanted.push_str(" AND (f.changed_at, f.id) < (?, ?)");
        values.extend([integer(*at), text(id)]);
    }
    values.push(integer(limit));
    let columns: Vec<String> = COLUMNS
        .split(',')
        .map(|column| format!("f.{}", column.trim()))
        .collect();
    let query = format!(
        "SELECT {} FROM features f LEFT JOIN stories t ON t.id = f.target LEFT JOIN answers a ON a.id = f.target
         LEFT JOIN questions q ON q.id = a.question_id LEFT JOIN contest_entries e ON e.entry = f.target
         WHERE {wanted} ORDER BY f.changed_at DESC, f.id DESC LIMIT ?",
        columns.join(", ")
    );
    sql.rows(&query, values)?.iter().map(read).collect()
}

fn bad(error: shared::ids::IdError) -> Failure {
    Failure::Internal(error.to_string())
}

fn read(row: &Row) -> Result<Feature, Failure> {
    Ok(Feature {
        id: FeatureId::parse(&row.text(0)).map_err(bad)?,
        target: Featured::parse(&row.text(1)).map_err(bad)?,
        author_id: PersonId::parse(&row.text(2)).map_err(bad)?,
        asked_by: PersonId::parse(&row.text(3)).map_err(bad)?,
        state: Consent::parse(&row.text(4)),
        text: row.text(5),
        version: u32::try_from(row.integer(6)).unwrap_or_default(),
        scopes: json::read(row.text(7))?,
        note: row.text(8),
        until: row.time(9),
        asked_at: row.time(10),
        changed_at: row.time(11),
    })
}
