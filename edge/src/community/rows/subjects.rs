//! Subjects and their aliases.

use shared::api::subject::SubjectView;
use shared::ids::SubjectId;
use shared::time::Millis;

use crate::community::sql::{Row, Sql, maybe_text, text, time};
use crate::failure::Failure;

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
    sql.row(&query, vec![text(key)])?.map(|row| read(&row)).transpose()
}

/// A subject by id.
///
/// # Errors
/// When SQLite fails.
pub fn get(sql: &Sql, id: &SubjectId) -> Result<Option<SubjectView>, Failure> {
    sql.row(&format!("SELECT {COLUMNS} FROM subjects WHERE id = ?"), vec![text(id.as_str())])?.map(|row| read(&row)).transpose()
}

/// Keeps a new subject.
///
/// # Errors
/// When SQLite fails.
pub fn insert(sql: &Sql, id: &SubjectId, key: &str, name: &str, url: Option<&str>, now: Millis) -> Result<(), Failure> {
    sql.run(
        "INSERT INTO subjects (id, key, name, url, created_at) VALUES (?, ?, ?, ?, ?)",
        vec![text(id.as_str()), text(key), text(name), maybe_text(url), time(now)],
    )
}

/// Counts a subject's listed questions and their answers again.
///
/// # Errors
/// When SQLite fails.
pub fn shift_counts(sql: &Sql, id: &str, questions: i64, unanswered: i64, answers: i64) -> Result<(), Failure> {
    use crate::community::sql::integer;
    sql.run(
        "UPDATE subjects SET questions = questions + ?, unanswered = unanswered + ?, answers = answers + ? WHERE id = ?",
        vec![integer(questions), integer(unanswered), integer(answers), text(id)],
    )
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
        aliases: serde_json::from_str(&row.text(9))?,
    })
}
