//! Subjects and their aliases.

use shared::api::subject::SubjectView;
use shared::ids::SubjectId;
use shared::time::Millis;

use super::owners;
use crate::community::sql::{Row, Sql, integer, maybe_text, text, time};
use crate::failure::Failure;
use crate::json;

const COLUMNS: &str = "id, key, name, picture, url, language, questions, answers, created_at,
  (SELECT json_group_array(alias) FROM subject_aliases WHERE subject_id = subjects.id)";

/// The subject of a key or an alias.
///
/// # Errors
/// When SQLite fails.
pub fn resolve(sql: &Sql, key: &str) -> Result<Option<SubjectView>, Failure> {
    let query = format!(
        "SELECT {COLUMNS} FROM subjects WHERE id = coalesce(
           (SELECT id FROM subjects WHERE key = ?1), (SELECT subject_id FROM subject_aliases WHERE alias = ?1))"
    );
    sql.row(&query, vec![text(key)])?
        .map(|row| read(&row))
        .transpose()
}

/// A subject by id.
///
/// # Errors
/// When SQLite fails.
pub fn get(sql: &Sql, id: &SubjectId) -> Result<Option<SubjectView>, Failure> {
    sql.row(
        &format!("SELECT {COLUMNS} FROM subjects WHERE id = ?"),
        vec![text(id.as_str())],
    )?
    .map(|row| read(&row))
    .transpose()
}

/// A subject as others refer to it, as JSON of the wire type.
///
/// # Errors
/// When SQLite fails.
pub fn reference(sql: &Sql, id: &SubjectId) -> Result<Option<String>, Failure> {
    sql.text(
        "SELECT json FROM subject_refs WHERE id = ?",
        vec![text(id.as_str())],
    )
}

/// Keeps a new subject.
///
/// # Errors
/// When SQLite fails.
pub fn insert(
    sql: &Sql,
    id: &SubjectId,
    key: &str,
    name: &str,
    url: Option<&str>,
    now: Millis,
) -> Result<(), Failure> {
    sql.run(
        "INSERT INTO subjects (id, key, name, url, created_at) VALUES (?, ?, ?, ?, ?)",
        vec![
            text(id.as_str()),
            text(key),
            text(name),
            maybe_text(url),
            time(now),
        ],
    )
}

/// Adds to the counts of a subject: its listed questions, those without an answer, and published answers.
///
/// # Errors
/// When SQLite fails.
pub fn shift_counts(
    sql: &Sql,
    id: &str,
    questions: i64,
    unanswered: i64,
    answers: i64,
) -> Result<(), Failure> {
    sql.run(
        "UPDATE subjects SET questions = questions + ?, unanswered = unanswered + ?, answers = answers + ? WHERE id = ?",
        vec![integer(questions), integer(unanswered), integer(answers), text(id)],
    )
}

/// Subjects with most questions first, of equals the newer; after a place if one is given.
///
/// # Errors
/// When SQLite fails.
pub fn list(sql: &Sql, after: Option<&([i64; 2], String)>, limit: u32) -> Result<Vec<SubjectView>, Failure> {
    let mut values = Vec::new();
    let mut place = "";
    if let Some(([questions, created_at], id)) = after {
        place = "WHERE (questions, created_at, id) < (?, ?, ?)";
        values.extend([integer(*questions), integer(*created_at), text(id)]);
    }
    values.push(integer(limit));
    let query = format!(
        "SELECT {COLUMNS} FROM subjects {place} ORDER BY questions DESC, created_at DESC, id DESC LIMIT ?"
    );
    sql.rows(&query, values)?.iter().map(read).collect()
}

/// Changes what staff may change of a subject, but for its aliases.
///
/// # Errors
/// When SQLite fails.
pub fn update(sql: &Sql, subject: &SubjectView) -> Result<(), Failure> {
    sql.run(
        "UPDATE subjects SET name = ?, picture = ?, url = ?, language = ? WHERE id = ?",
        vec![
            text(&subject.name),
            maybe_text(subject.picture.as_ref()),
            maybe_text(subject.url.as_ref()),
            maybe_text(subject.language.as_ref()),
            text(subject.id.as_str()),
        ],
    )
}

/// Drops all aliases of a subject.
///
/// # Errors
/// When SQLite fails.
pub fn drop_aliases(sql: &Sql, id: &SubjectId) -> Result<(), Failure> {
    sql.run(
        "DELETE FROM subject_aliases WHERE subject_id = ?",
        vec![text(id.as_str())],
    )
}

/// Keeps an alias that is new.
///
/// # Errors
/// When SQLite fails.
pub fn add_alias(sql: &Sql, id: &SubjectId, alias: &str) -> Result<(), Failure> {
    sql.run(
        "INSERT INTO subject_aliases (alias, subject_id) VALUES (?, ?)",
        vec![text(alias), text(id.as_str())],
    )
}

/// Makes `from` a part of `into`: its questions, stories, owners and aliases move, its key becomes an alias.
///
/// # Errors
/// When SQLite fails.
pub fn merge(sql: &Sql, from: &SubjectId, into: &SubjectId, key: &str) -> Result<(), Failure> {
    let both = || vec![text(from.as_str()), text(into.as_str())];
    sql.run(
        "UPDATE questions SET subject_id = ?2 WHERE subject_id = ?1",
        both(),
    )?;
    sql.run("UPDATE stories SET subject_id = ?2 WHERE subject_id = ?1", both())?;
    sql.run(
        "UPDATE subject_aliases SET subject_id = ?2 WHERE subject_id = ?1",
        both(),
    )?;
    sql.run(
        "UPDATE subjects SET questions = subjects.questions + f.questions, unanswered = subjects.unanswered + f.unanswered,
           answers = subjects.answers + f.answers FROM subjects f WHERE f.id = ?1 AND subjects.id = ?2",
        both(),
    )?;
    owners::merge(sql, from, into)?;
    sql.run("DELETE FROM subjects WHERE id = ?", vec![text(from.as_str())])?;
    add_alias(sql, into, key)
}

fn read(row: &Row) -> Result<SubjectView, Failure> {
    Ok(SubjectView {
        id: SubjectId::parse(&row.text(0)).map_err(|error| Failure::Internal(error.to_string()))?,
        key: row.text(1),
        name: row.text(2),
        picture: row.maybe_text(3),
        url: row.maybe_text(4),
        language: row.maybe_text(5),
        question_count: u32::try_from(row.integer(6)).unwrap_or_default(),
        answer_count: u32::try_from(row.integer(7)).unwrap_or_default(),
        created_at: row.time(8),
        aliases: json::read(row.text(9))?,
    })
}
