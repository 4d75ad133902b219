//! Stories: kept, read back, listed, found.
//!
//! Invariant: `listed` follows from the state and `score` from the counts of acts; both are written here alone. The
//! words of a story are in the index exactly while it is listed.

pub mod mine;

use shared::ids::{PersonId, StoryId};
use shared::state::State;
use shared::story::StoryAct;
use shared::time::Millis;
use shared::visibility;

use super::words;
use crate::community::sql::{Row, Sql, Value, flag, integer, maybe_text, text, time};
use crate::failure::Failure;

/// A story as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// Which.
    pub id: StoryId,
    /// Of which subject.
    pub subject_id: String,
    /// Who shares it.
    pub author_id: PersonId,
    /// What it says in a line.
    pub title: String,
    /// Words of the title.
    pub slug: String,
    /// What the author wrote.
    pub markdown: String,
    /// The same parsed, as JSON.
    pub body: String,
    /// Its state.
    pub state: State,
    /// When it was shared.
    pub created_at: Millis,
}

/// Keeps a new story.
///
/// # Errors
/// When SQLite fails.
pub fn insert(sql: &Sql, story: &Story) -> Result<(), Failure> {
    sql.run(
        "INSERT INTO stories (id, subject_id, author_id, title, slug, state, listed, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        vec![
            text(story.id.as_str()),
            text(&story.subject_id),
            text(story.author_id.as_str()),
            text(&story.title),
            text(&story.slug),
            text(story.state.as_str()),
            flag(visibility::is_listed(story.state)),
            time(story.created_at),
        ],
    )?;
    words::set(sql, story.id.as_str(), &story.markdown, &story.body)
}

/// A story by id.
///
/// # Errors
/// When SQLite fails.
pub fn get(sql: &Sql, id: &StoryId) -> Result<Option<Story>, Failure> {
    let query = "SELECT id, subject_id, author_id, title, slug, markdown, body, state, created_at
         FROM stories JOIN words USING (id) WHERE id = ?";
    sql.row(query, vec![text(id.as_str())])?
        .map(|row| read(&row))
        .transpose()
}

/// Changes the words of a story.
///
/// # Errors
/// When SQLite fails.
pub fn set_words(sql: &Sql, story: &Story, now: Millis) -> Result<(), Failure> {
    sql.run(
        "UPDATE stories SET title = ?, slug = ?, edited_at = ? WHERE id = ?",
        vec![
            text(&story.title),
            text(&story.slug),
            time(now),
            text(story.id.as_str()),
        ],
    )?;
    words::set(sql, story.id.as_str(), &story.markdown, &story.body)
}

/// Sets the state of a story, with the reason its author reads.
///
/// # Errors
/// When SQLite fails.
pub fn set_state(sql: &Sql, id: &StoryId, state: State, reason: Option<&str>) -> Result<(), Failure> {
    sql.run(
        "UPDATE stories SET state = ?, listed = ?, reason = ? WHERE id = ?",
        vec![
            text(state.as_str()),
            flag(visibility::is_listed(state)),
            maybe_text(reason),
            text(id.as_str()),
        ],
    )
}

/// Adds to how many people did an act; how many there are now.
///
/// # Errors
/// When SQLite fails.
pub fn shift_act(sql: &Sql, id: &str, act: StoryAct, by: i64) -> Result<i64, Failure> {
    let column = act.as_str();
    sql.integer(
        &format!(
            "UPDATE stories SET {column} = {column} + ?1, score = score + ?1 WHERE id = ?2 RETURNING {column}"
        ),
        vec![integer(by), text(id)],
    )
}

/// How many people did an act.
///
/// # Errors
/// When SQLite fails.
pub fn act_count(sql: &Sql, id: &str, act: StoryAct) -> Result<i64, Failure> {
    let query = format!("SELECT {} FROM stories WHERE id = ?", act.as_str());
    sql.integer(&query, vec![text(id)])
}

/// A story as JSON of the wire type without its pictures, and its place in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// The two numbers it is ordered by, or its number and nothing where one was asked for.
    pub place: [i64; 2],
    /// Which.
    pub id: String,
    /// The wire type, without `media`.
    pub json: String,
    /// Whether pictures belong to it.
    pub has_media: bool,
}

const SHOWN: &str =
    "t.id, v.json, EXISTS (SELECT 1 FROM media m WHERE m.target = t.id AND m.gone = 0 AND m.removed = 0)";

/// One story, whatever its state.
///
/// # Errors
/// When SQLite fails.
pub fn one(sql: &Sql, id: &str) -> Result<Option<Shown>, Failure> {
    let query =
        format!("SELECT 0, 0, {SHOWN} FROM stories t JOIN story_views v ON v.id = t.id WHERE t.id = ?");
    Ok(sql.row(&query, vec![text(id)])?.map(|row| shown(&row)))
}

/// Listed stories of a subject or of all, those with most acts first if asked for, else the newest; after a place if
/// one is given.
///
/// # Errors
/// When SQLite fails.
pub fn list(
    sql: &Sql,
    subject_id: Option<&str>,
    top: bool,
    after: Option<&([i64; 2], String)>,
    limit: u32,
) -> Result<Vec<Shown>, Failure> {
    let mut wanted = String::from("listed = 1");
    let mut values: Vec<Value> = Vec::new();
    if let Some(subject) = subject_id {
        wanted.push_str(" AND subject_id = ?");
        values.push(text(subject));
    }
    if let Some(([score, created_at], id)) = after {
        if top {
            wanted.push_str(" AND (score, created_at, id) < (?, ?, ?)");
            values.push(integer(*score));
        } else {
            wanted.push_str(" AND (created_at, id) < (?, ?)");
        }
        values.extend([integer(*created_at), text(id)]);
    }
    values.push(integer(limit));
    let order = if top {
        "score DESC, created_at DESC, id DESC"
    } else {
        "created_at DESC, id DESC"
    };
    let query = format!(
        "SELECT t.score, t.created_at, {SHOWN} FROM (
           SELECT id, score, created_at FROM stories WHERE {wanted} ORDER BY {order} LIMIT ?
         ) t JOIN story_views v ON v.id = t.id ORDER BY {}",
        order
            .replace("score", "t.score")
            .replace("created_at", "t.created_at")
            .replace(", id", ", t.id")
    );
    Ok(sql.rows(&query, values)?.iter().map(shown).collect())
}

/// The listed stories that an expression finds, the closest first.
///
/// # Errors
/// When SQLite fails.
pub fn found(
    sql: &Sql,
    expression: &str,
    subject_id: Option<&str>,
    limit: u32,
    offset: i64,
) -> Result<Vec<Shown>, Failure> {
    let query = format!(
        "SELECT 0, 0, {SHOWN} FROM (
           SELECT rowid AS number, bm25(story_search, 8.0, 1.0) AS weight FROM story_search
           WHERE story_search MATCH ?1 ORDER BY rowid DESC LIMIT ?2
         ) f JOIN stories t ON t.number = f.number JOIN story_views v ON v.id = t.id
         WHERE t.listed = 1 AND (?3 IS NULL OR t.subject_id = ?3)
         ORDER BY f.weight, f.number DESC LIMIT ?4 OFFSET ?5"
    );
    let values = vec![
        text(expression),
        integer(super::search::RANKED_MAX),
        maybe_text(subject_id),
        integer(limit),
        integer(offset),
    ];
    Ok(sql.rows(&query, values)?.iter().map(shown).collect())
}

/// Puts the words of a story into the index in place of what stood there; nothing takes it out.
///
/// # Errors
/// When SQLite fails.
pub fn index(sql: &Sql, id: &StoryId, words: Option<[&str; 2]>) -> Result<(), Failure> {
    sql.run(
        "DELETE FROM story_search WHERE rowid = (SELECT number FROM stories WHERE id = ?)",
        vec![text(id.as_str())],
    )?;
    let Some([title, body]) = words else { return Ok(()) };
    sql.run(
        "INSERT INTO story_search (rowid, title, body) SELECT number, ?, ? FROM stories WHERE id = ?",
        vec![text(title), text(body), text(id.as_str())],
    )
}

fn shown(row: &Row) -> Shown {
    Shown {
        place: [row.integer(0), row.integer(1)],
        id: row.text(2),
        json: row.text(3),
        has_media: row.flag(4),
    }
}

fn read(row: &Row) -> Result<Story, Failure> {
    let bad = |error: shared::ids::IdError| Failure::Internal(error.to_string());
    Ok(Story {
        id: StoryId::parse(&row.text(0)).map_err(bad)?,
        subject_id: row.text(1),
        author_id: PersonId::parse(&row.text(2)).map_err(bad)?,
        title: row.text(3),
        slug: row.text(4),
        markdown: row.text(5),
        body: row.text(6),
        state: State::parse(&row.text(7)),
        created_at: row.time(8),
    })
}
