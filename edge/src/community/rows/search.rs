//! The index of questions' words: one row of the full-text tables a listed question, and in how many questions
//! each word of a title or tag stands.
//!
//! Invariant: `search_words` counts exactly the words kept in `search_rows.words`, and `search_titles` holds no
//! others; all change together.

use shared::ids::QuestionId;
use shared::sort;

use crate::community::sql::{Row, Sql, integer, maybe_text, text};
use crate::failure::Failure;

/// The columns of a question in the index, each as the domain's [`shared::search::indexed`] writes it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Indexed {
    /// The title.
    pub title: String,
    /// What the asker wrote.
    pub body: String,
    /// What listed answers say.
    pub answers: String,
    /// The tags.
    pub tags: String,
}

/// What of a question goes into the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The state's word.
    pub state: String,
    /// The title.
    pub title: String,
    /// The body, parsed, as JSON.
    pub body: String,
    /// The tags, as JSON.
    pub tags: String,
    /// The listed answers, parsed, as JSON.
    pub answers: Vec<String>,
}

/// The most answers of a question in the index: those that stand first.
const MAX_ANSWERS: u32 = 20;

/// What stands of a question now.
///
/// # Errors
/// When SQLite fails.
pub fn source(sql: &Sql, id: &QuestionId) -> Result<Option<Source>, Failure> {
    let row = sql.row(
        "SELECT state, title, body, tags FROM questions JOIN words USING (id) WHERE id = ?",
        vec![text(id.as_str())],
    )?;
    let Some(row) = row else { return Ok(None) };
    let answers = sql.rows(
        "SELECT body FROM answers JOIN words USING (id)
         WHERE question_id = ? AND listed = 1 ORDER BY class, bound DESC, created_at, id LIMIT ?",
        vec![text(id.as_str()), integer(MAX_ANSWERS)],
    )?;
    Ok(Some(Source {
        state: row.text(0),
        title: row.text(1),
        body: row.text(2),
        tags: row.text(3),
        answers: answers.iter().map(|answer| answer.text(0)).collect(),
    }))
}

/// Puts a question into the index, in place of what stood there.
///
/// # Errors
/// When SQLite fails.
pub fn put(sql: &Sql, id: &QuestionId, indexed: &Indexed) -> Result<(), Failure> {
    let words = words(indexed);
    let kept = sql.row(
        "SELECT number, words FROM search_rows WHERE question_id = ?",
        vec![text(id.as_str())],
    )?;
    let number = match &kept {
        Some(row) => row.integer(0),
        None => 1 + sql.integer("SELECT coalesce(max(number), 0) FROM search_rows", vec![])?,
    };
    sql.run("DELETE FROM search WHERE rowid = ?", vec![integer(number)])?;
    sql.run(
        "INSERT INTO search (rowid, title, body, answers, tags) VALUES (?, ?, ?, ?, ?)",
        vec![
            integer(number),
            text(&indexed.title),
            text(&indexed.body),
            text(&indexed.answers),
            text(&indexed.tags),
        ],
    )?;
    let old = kept.map(|row| row.text(1)).unwrap_or_else(|| "[]".to_owned());
    if old != words {
        put_title(sql, number, indexed)?;
        sql.run(
            "INSERT INTO search_rows (question_id, number, words) VALUES (?, ?, ?)
             ON CONFLICT (question_id) DO UPDATE SET words = excluded.words",
            vec![text(id.as_str()), integer(number), text(&words)],
        )?;
        count_less(sql, &old)?;
        count_more(sql, &words)?;
    }
    Ok(())
}

fn put_title(sql: &Sql, number: i64, indexed: &Indexed) -> Result<(), Failure> {
    sql.run("DELETE FROM search_titles WHERE rowid = ?", vec![integer(number)])?;
    sql.run(
        "INSERT INTO search_titles (rowid, title, tags) VALUES (?, ?, ?)",
        vec![integer(number), text(&indexed.title), text(&indexed.tags)],
    )
}

/// Takes a question out of the index.
///
/// # Errors
/// When SQLite fails.
pub fn remove(sql: &Sql, id: &QuestionId) -> Result<(), Failure> {
    let kept = sql.row(
        "SELECT number, words FROM search_rows WHERE question_id = ?",
        vec![text(id.as_str())],
    )?;
    let Some(kept) = kept else { return Ok(()) };
    for table in ["search", "search_titles"] {
        sql.run(
            &format!("DELETE FROM {table} WHERE rowid = ?"),
            vec![integer(kept.integer(0))],
        )?;
    }
    sql.run(
        "DELETE FROM search_rows WHERE question_id = ?",
        vec![text(id.as_str())],
    )?;
    count_less(sql, &kept.text(1))
}

/// How many questions are in the index.
///
/// # Errors
/// When SQLite fails.
pub fn total(sql: &Sql) -> Result<i64, Failure> {
    sql.integer("SELECT coalesce(sum(questions), 0) FROM subjects", vec![])
}

/// In how many questions' titles and tags each of these words stands; words that stand nowhere are left out.
///
/// # Errors
/// When SQLite fails.
pub fn counts(sql: &Sql, words: &[String]) -> Result<Vec<(String, i64)>, Failure> {
    let words = serde_json::to_string(words)?;
    let rows = sql.rows(
        "SELECT word, questions FROM json_each(?) JOIN search_words ON word = value ORDER BY questions DESC",
        vec![text(words)],
    )?;
    Ok(rows.iter().map(|row| (row.text(0), row.integer(1))).collect())
}

/// Words that begin like this one, the most used first.
///
/// # Errors
/// When SQLite fails.
pub fn beginning(sql: &Sql, prefix: &str, limit: u32) -> Result<Vec<(String, i64)>, Failure> {
    let end = format!("{prefix}\u{10FFFF}");
    let rows = sql.rows(
        "SELECT word, questions FROM search_words WHERE word >= ? AND word < ? ORDER BY questions DESC LIMIT ?",
        vec![text(prefix), text(end), integer(limit)],
    )?;
    Ok(rows.iter().map(|row| (row.text(0), row.integer(1))).collect())
}

/// Where an expression is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    /// In titles and tags.
    Titles,
    /// In all words.
    Everything,
}

/// The rows of the index an expression finds, the newest first, at most `limit`.
///
/// # Errors
/// When SQLite fails.
pub fn find(sql: &Sql, within: Within, expression: &str, limit: usize) -> Result<Vec<i64>, Failure> {
    let query = match within {
        Within::Titles => {
            "SELECT rowid FROM search_titles WHERE search_titles MATCH ? ORDER BY rowid DESC LIMIT ?"
        }
        Within::Everything => "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?",
    };
    let rows = sql.rows(query, vec![text(expression), integer(limit as i64)])?;
    Ok(rows.iter().map(|row| row.integer(0)).collect())
}

/// The words of a question in the index, as much as is weighed of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// Its row of the index.
    pub number: i64,
    /// The indexed title.
    pub title: String,
    /// The indexed tags and the beginning of the indexed body.
    pub context: String,
}

/// The words of the questions in these rows.
///
/// # Errors
/// When SQLite fails.
pub fn words_of(sql: &Sql, numbers: &[i64]) -> Result<Vec<Words>, Failure> {
    // The table the index keeps its columns in (`%_content`, https://www.sqlite.org/fts5.html#the_contents_of_the_fts5_tables):
    // asked for a row at a time, the index itself takes twice as long.
    let rows = sql.rows(
        "SELECT s.id, c0, c3 || ' ' || substr(c1, 1, 400) FROM json_each(?) JOIN search_content s ON s.id = value",
        vec![text(serde_json::to_string(numbers)?)],
    )?;
    let words = |row: &Row| Words {
        number: row.integer(0),
        title: row.text(1),
        context: row.text(2),
    };
    Ok(rows.iter().map(words).collect())
}

/// A question the index found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its row of the index: later ones are newer.
    pub number: i64,
    /// Which.
    pub id: String,
    /// Of which subject.
    pub subject_id: String,
    /// Its title.
    pub title: String,
    /// Words of its title.
    pub slug: String,
    /// Listed answers.
    pub answer_count: u32,
    /// Whether one solved it, and no word of caution stands beside that.
    pub solved: bool,
}

/// The questions of these rows.
///
/// # Errors
/// When SQLite fails.
pub fn load(sql: &Sql, numbers: &[i64]) -> Result<Vec<Found>, Failure> {
    let rows = sql.rows(
        "SELECT number, q.id, subject_id, title, slug, answer_count,
           EXISTS (SELECT 1 FROM answers a WHERE a.id = accepted_answer_id AND a.caution_kind IS NULL)
         FROM json_each(?) JOIN search_rows ON number = value JOIN questions q ON q.id = question_id
         WHERE listed = 1",
        vec![text(serde_json::to_string(numbers)?)],
    )?;
    Ok(rows.iter().map(found).collect())
}

/// The summaries an expression finds, best first, as JSON: at most `limit`, after the first `offset`. Of very
/// many only the newest [`RANKED_MAX`] are ranked, so that a word everybody uses costs no more than a rare one.
///
/// # Errors
/// When SQLite fails.
pub fn ranked(
    sql: &Sql,
    expression: &str,
    subject_id: Option<&str>,
    limit: u32,
    offset: i64,
) -> Result<Vec<String>, Failure> {
    let rows = sql.rows(
        "SELECT v.json FROM (
           SELECT rowid AS number, bm25(search, 8.0, 1.0, 2.0, 6.0) AS weight FROM search
           WHERE search MATCH ?1 ORDER BY rowid DESC LIMIT ?2
         ) f JOIN search_rows r ON r.number = f.number JOIN question_summaries v ON v.id = r.question_id
         WHERE v.listed = 1 AND (?3 IS NULL OR v.subject_id = ?3)
         ORDER BY f.weight, f.number DESC LIMIT ?4 OFFSET ?5",
        vec![
            text(expression),
            integer(RANKED_MAX),
            maybe_text(subject_id),
            integer(limit),
            integer(offset),
        ],
    )?;
    Ok(rows.iter().map(|row| row.text(0)).collect())
}

/// The most matches that are ranked.
pub const RANKED_MAX: u32 = 2_000;

fn found(row: &Row) -> Found {
    Found {
        number: row.integer(0),
        id: row.text(1),
        subject_id: row.text(2),
        title: row.text(3),
        slug: row.text(4),
        answer_count: u32::try_from(row.integer(5)).unwrap_or_default(),
        solved: row.flag(6),
    }
}

/// The different words of title and tags, as a JSON array in order.
fn words(indexed: &Indexed) -> String {
    let words = indexed.title.split(' ').chain(indexed.tags.split(' '));
    let words = sort::distinct(words.filter(|word| !word.is_empty()));
    serde_json::to_string(&words).unwrap_or_else(|_| "[]".to_owned())
}

fn count_more(sql: &Sql, words: &str) -> Result<(), Failure> {
    sql.run(
        "INSERT INTO search_words (word, questions) SELECT value, 1 FROM json_each(?) WHERE true
         ON CONFLICT (word) DO UPDATE SET questions = questions + 1",
        vec![text(words)],
    )
}

fn count_less(sql: &Sql, words: &str) -> Result<(), Failure> {
    sql.run(
        "UPDATE search_words SET questions = questions - 1 WHERE word IN (SELECT value FROM json_each(?))",
        vec![text(words)],
    )?;
    sql.run(
        "DELETE FROM search_words WHERE questions <= 0 AND word IN (SELECT value FROM json_each(?))",
        vec![text(words)],
    )
}
