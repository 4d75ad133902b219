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

/// That something of a subject is listed.
const LISTED: &str =
    "(questions > 0 OR EXISTS (SELECT 1 FROM stories WHERE subject_id = subjects.id AND listed = 1))";

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

/// Keeps a new subject. It is called by its key until it is named.
///
/// # Errors
/// When SQLite fails.
pub fn insert(sql: &Sql, id: &SubjectId, key: &str, url: Option<&str>, now: Millis) -> Result<(), Failure> {
    sql.run(
        "INSERT INTO subjects (id, key, name, url, created_at) VALUES (?1, ?2, ?2, ?3, ?4)",
        vec![text(id.as_str()), text(key), maybe_text(url), time(now)],
    )
}

/// Keeps what the words of a target call their subject, if it has no name yet.
///
/// # Errors
/// When SQLite fails.
pub fn propose_name(sql: &Sql, id: &str, target: &str, name: &str) -> Result<(), Failure> {
    sql.run(
        "INSERT INTO proposed_names (target, name) SELECT ?, ? FROM subjects WHERE id = ? AND name = key",
        vec![text(target), text(name), text(id)],
    )
}

/// What the words of a target would call their subject, if it still has no name.
///
/// # Errors
/// When SQLite fails.
pub fn proposed_name(sql: &Sql, id: &str, target: &str) -> Result<Option<String>, Failure> {
    sql.text(
        "SELECT json ->> '$.name' FROM proposed_refs WHERE target = ? AND id = ?",
        vec![text(target), text(id)],
    )
}

/// Forgets what the words of a target call their subject.
///
/// # Errors
/// When SQLite fails.
pub fn drop_proposed_name(sql: &Sql, target: &str) -> Result<(), Failure> {
    sql.run("DELETE FROM proposed_names WHERE target = ?", vec![text(target)])
}

/// Gives a subject without a name the one that the words of a target call it.
///
/// # Errors
/// When SQLite fails.
pub fn take_proposed_name(sql: &Sql, id: &str, target: &str) -> Result<(), Failure> {
    match proposed_name(sql, id, target)? {
        Some(proposed) => name(sql, id, &proposed),
        None => Ok(()),
    }
}

/// Takes back the name that the words of a target gave their subject, if nothing of it is listed any more.
///
/// # Errors
/// When SQLite fails.
pub fn take_back_name(sql: &Sql, id: &str, target: &str) -> Result<(), Failure> {
    let query = format!(
        "UPDATE subjects SET name = key WHERE id = ? AND NOT {LISTED}
           AND name = (SELECT name FROM proposed_names WHERE target = ?)"
    );
    sql.run(&query, vec![text(id), text(target)])
}

/// Names a subject that has no name yet: one that is called by its key.
///
/// # Errors
/// When SQLite fails.
pub fn name(sql: &Sql, id: &str, name: &str) -> Result<(), Failure> {
    sql.run(
        "UPDATE subjects SET name = ? WHERE id = ? AND name = key",
        vec![text(name), text(id)],
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

/// Subjects of which something is listed, with most questions first, of equals the newer; after a place if one is given.
///
/// # Errors
/// When SQLite fails.
pub fn list(sql: &Sql, after: Option<&([i64; 2], String)>, limit: u32) -> Result<Vec<SubjectView>, Failure> {
    let mut values = Vec::new();
    let mut place = "";
    if let Some(([questions, created_at], id)) = after {
        place = "AND (questions, created_at, id) < (?, ?, ?)";
        values.extend([integer(*questions), integer(*created_at), text(id)]);
    }
    values.push(integer(limit));
    let query = format!(
        "SELECT {COLUMNS} FROM subjects WHERE {LISTED} {place}
         ORDER BY questions DESC, created_at DESC, id DESC LIMIT ?"
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
