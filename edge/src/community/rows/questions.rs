//! Questions: kept, read back, listed, and their derived columns.
//!
//! Invariant: `listed`, `answer_count`, `top_answer_id` and the counts of the subject are written by [`refresh`]
//! alone, from the answers and the state as they stand.

use std::rc::Rc;

use shared::ids::{AnswerId, PersonId, QuestionId};
use shared::state::State;
use shared::time::Millis;
use shared::visibility;

use super::{subjects, words};
use crate::community::sql::{Row, Sql, Value, flag, integer, maybe_text, maybe_time, text, time};
use crate::failure::Failure;

/// A question as kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Which.
    pub id: QuestionId,
    /// Of which subject.
    pub subject_id: String,
    /// Who asks.
    pub author_id: PersonId,
    /// The question itself.
    pub title: String,
    /// Words of the title.
    pub slug: String,
    /// What the author wrote.
    pub markdown: String,
    /// The same parsed, as JSON.
    pub body: String,
    /// Tags as a JSON array.
    pub tags: String,
    /// Its state.
    pub state: State,
    /// Why it is closed, rejected or hidden.
    pub reason: Option<String>,
    /// The question that stands for it.
    pub duplicate_of: Option<QuestionId>,
    /// *Me too*.
    pub up: i64,
    /// Imported votes below zero.
    pub down: i64,
    /// Published answers.
    pub answer_count: i64,
    /// The answer that solved it.
    pub accepted_answer_id: Option<AnswerId>,
    /// When it was asked.
    pub created_at: Millis,
    /// When its author changed it.
    pub edited_at: Option<Millis>,
    /// When something was last said.
    pub active_at: Millis,
    /// Where it was imported from.
    pub source_id: Option<String>,
    /// The original's address.
    pub source_url: Option<String>,
    /// The original's licence.
    pub source_license: Option<String>,
}

const COLUMNS: &str = "id, subject_id, author_id, title, slug, tags, state, reason, duplicate_of, up, down,
  answer_count, accepted_answer_id, created_at, edited_at, active_at, source_id, source_url, source_license";

/// Keeps a new question. Its derived columns follow with [`refresh`].
///
/// # Errors
/// When SQLite fails.
pub fn insert(sql: &Sql, question: &Question) -> Result<(), Failure> {
    sql.run(
        &format!("INSERT INTO questions ({COLUMNS}, score, listed) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,0)"),
        vec![
            text(question.id.as_str()),
            text(&question.subject_id),
            text(question.author_id.as_str()),
            text(&question.title),
            text(&question.slug),
            text(&question.tags),
            text(question.state.as_str()),
            maybe_text(question.reason.as_ref()),
            maybe_text(question.duplicate_of.as_ref().map(QuestionId::as_str)),
            integer(question.up),
            integer(question.down),
            integer(0),
            maybe_text(question.accepted_answer_id.as_ref().map(AnswerId::as_str)),
            time(question.created_at),
            maybe_time(question.edited_at),
            time(question.active_at),
            maybe_text(question.source_id.as_ref()),
            maybe_text(question.source_url.as_ref()),
            maybe_text(question.source_license.as_ref()),
            integer(question.up - question.down),
        ],
    )?;
    words::set(sql, question.id.as_str(), &question.markdown, &question.body)?;
    list_tags(sql, &question.id, &question.tags)
}

/// A question by id.
///
/// # Errors
/// When SQLite fails.
pub fn get(sql: &Sql, id: &QuestionId) -> Result<Option<Question>, Failure> {
    sql.row(
        &format!("SELECT {COLUMNS}, markdown, body FROM questions JOIN words USING (id) WHERE id = ?"),
        vec![text(id.as_str())],
    )?
    .map(|row| read(&row))
    .transpose()
}

/// The summary of a question, as JSON of the wire type, whatever its state.
///
/// # Errors
/// When SQLite fails.
pub fn summary_json(sql: &Sql, id: &QuestionId) -> Result<Option<String>, Failure> {
    sql.text(
        "SELECT json FROM question_summaries WHERE id = ?",
        vec![text(id.as_str())],
    )
}

/// Changes the words of a question.
///
/// # Errors
/// When SQLite fails.
pub fn set_words(sql: &Sql, question: &Question, now: Millis) -> Result<(), Failure> {
    sql.run(
        "UPDATE questions SET title = ?, slug = ?, tags = ?, edited_at = ? WHERE id = ?",
        vec![
            text(&question.title),
            text(&question.slug),
            text(&question.tags),
            time(now),
            text(question.id.as_str()),
        ],
    )?;
    words::set(sql, question.id.as_str(), &question.markdown, &question.body)?;
    list_tags(sql, &question.id, &question.tags)
}

/// Changes the tags of a question, which is no edit of its words.
///
/// # Errors
/// When SQLite fails.
pub fn set_tags(sql: &Sql, id: &QuestionId, tags: &str) -> Result<(), Failure> {
    sql.run(
        "UPDATE questions SET tags = ? WHERE id = ?",
        vec![text(tags), text(id.as_str())],
    )?;
    list_tags(sql, id, tags)
}

/// Sets the state of a question, with the reason others or its author read.
///
/// # Errors
/// When SQLite fails.
pub fn set_state(
    sql: &Sql,
    id: &QuestionId,
    state: State,
    reason: Option<&str>,
    duplicate_of: Option<&QuestionId>,
) -> Result<(), Failure> {
    sql.run(
        "UPDATE questions SET state = ?, reason = ?, duplicate_of = ? WHERE id = ?",
        vec![
            text(state.as_str()),
            maybe_text(reason),
            maybe_text(duplicate_of.map(QuestionId::as_str)),
            text(id.as_str()),
        ],
    )
}

/// Adds to the *me too* of a question.
///
/// # Errors
/// When SQLite fails.
pub fn shift_votes(sql: &Sql, id: &QuestionId, up: i64) -> Result<(), Failure> {
    sql.run(
        "UPDATE questions SET up = up + ?1, score = score + ?1 WHERE id = ?2",
        vec![integer(up), text(id.as_str())],
    )
}

/// Points a duplicate to another question.
///
/// # Errors
/// When SQLite fails.
pub fn point(sql: &Sql, duplicate: &QuestionId, to: &QuestionId) -> Result<(), Failure> {
    sql.run(
        "UPDATE questions SET duplicate_of = ? WHERE id = ?",
        vec![text(to.as_str()), text(duplicate.as_str())],
    )
}

/// The questions that `id` stands for.
///
/// # Errors
/// When SQLite fails.
pub fn duplicates_of(sql: &Sql, id: &QuestionId) -> Result<Vec<QuestionId>, Failure> {
    let rows = sql.rows(
        "SELECT id FROM questions WHERE duplicate_of = ? ORDER BY id",
        vec![text(id.as_str())],
    )?;
    rows.iter()
        .map(|row| QuestionId::parse(&row.text(0)).map_err(|error| Failure::Internal(error.to_string())))
        .collect()
}

/// Says that something was said about a question.
///
/// # Errors
/// When SQLite fails.
pub fn touch(sql: &Sql, id: &QuestionId, now: Millis) -> Result<(), Failure> {
    sql.run(
        "UPDATE questions SET active_at = max(active_at, ?) WHERE id = ?",
        vec![time(now), text(id.as_str())],
    )
}

/// Writes the derived columns of a question anew, and shifts the counts of its subject by what changed.
///
/// # Errors
/// When SQLite fails.
pub fn refresh(sql: &Sql, id: &QuestionId) -> Result<(), Failure> {
    let before = sql.row(
        "SELECT subject_id, state, listed, answer_count FROM questions WHERE id = ?",
        vec![text(id.as_str())],
    )?;
    let Some(before) = before else { return Ok(()) };
    let listed = visibility::is_listed(State::parse(&before.text(1)));
    let answers = sql.row(
        "SELECT count(*), max(CASE WHEN accepted = 1 THEN id END) FROM answers WHERE question_id = ? AND listed = 1",
        vec![text(id.as_str())],
    )?;
    let answer_count = answers.as_ref().map_or(0, |row| row.integer(0));
    let accepted = answers.as_ref().and_then(|row| row.maybe_text(1));
    sql.run(
        "UPDATE questions SET listed = ?2, answer_count = ?3, accepted_answer_id = ?4, top_answer_id = (
           SELECT id FROM answers WHERE question_id = ?1 AND listed = 1 ORDER BY class, bound DESC, created_at, id LIMIT 1
         ) WHERE id = ?1",
        vec![text(id.as_str()), flag(listed), integer(answer_count), maybe_text(accepted)],
    )?;
    let weigh = |listed: bool, answers: i64| {
        if listed {
            [1, i64::from(answers == 0), answers]
        } else {
            [0; 3]
        }
    };
    let [old_questions, old_unanswered, old_answers] = weigh(before.flag(2), before.integer(3));
    let [questions, unanswered, answers] = weigh(listed, answer_count);
    subjects::shift_counts(
        sql,
        &before.text(0),
        questions - old_questions,
        unanswered - old_unanswered,
        answers - old_answers,
    )
}

/// Closed questions without an answer, by the index of them: they wait for none.
const CLOSED: &str = "FROM questions INDEXED BY questions_closed WHERE state = 'closed' AND answer_count = 0";

/// What is published: questions, and those that wait for an answer, of a subject or of all.
///
/// # Errors
/// When SQLite fails.
pub fn totals(sql: &Sql, subject: Option<&str>) -> Result<(u32, u32), Failure> {
    let row = match subject {
        Some(id) => sql.row(
            &format!(
                "SELECT questions, unanswered - (SELECT count(*) {CLOSED} AND subject_id = ?1) FROM subjects WHERE id = ?1"
            ),
            vec![text(id)],
        )?,
        None => sql.row(
            &format!(
                "SELECT coalesce(sum(questions), 0), coalesce(sum(unanswered), 0) - (SELECT count(*) {CLOSED}) FROM subjects"
            ),
            vec![],
        )?,
    };
    let count = |column| {
        row.as_ref()
            .map_or(0, |row| u32::try_from(row.integer(column)).unwrap_or_default())
    };
    Ok((count(0), count(1)))
}

/// A row of a list: the two numbers and the id it is ordered by.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// Its place.
    pub place: [i64; 2],
    /// Its id.
    pub id: String,
}

/// What a list holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filter {
    /// Only of this subject.
    pub subject_id: Option<String>,
    /// Only with this tag.
    pub tag: Option<String>,
    /// Only without an answer, while they take one.
    pub unanswered: bool,
    /// The two columns it is ordered by, descending, as the index has them.
    pub order: [&'static str; 2],
    /// After this place.
    pub after: Option<([i64; 2], String)>,
}

/// Listed questions, by an index that holds all that is asked for.
///
/// # Errors
/// When SQLite fails.
pub fn list(sql: &Sql, filter: &Filter, limit: u32) -> Result<Vec<Listed>, Failure> {
    let [first, second] = filter.order;
    // Named twice, a column would be sorted by once more after its index did.
    let order = if first == second {
        vec![first]
    } else {
        vec![first, second]
    };
    let mut wanted = String::from("listed = 1");
    let mut values: Vec<Value> = Vec::new();
    if let Some(subject) = &filter.subject_id {
        wanted.push_str(" AND subject_id = ?");
        values.push(text(subject));
    }
    if let Some(tag) = &filter.tag {
        wanted.push_str(" AND id IN (SELECT question_id FROM question_tags WHERE tag = ?)");
        values.push(text(tag));
    }
    if filter.unanswered {
        wanted.push_str(&format!(
            " AND answer_count = 0 AND id NOT IN (SELECT id {CLOSED})"
        ));
    }
    if let Some(([a, b], id)) = &filter.after {
        let marks = "?, ".repeat(order.len());
        wanted.push_str(&format!(" AND ({}, id) < ({marks}?)", order.join(", ")));
        values.extend([*a, *b].into_iter().take(order.len()).map(integer));
        values.push(text(id));
    }
    values.push(integer(limit));
    let query = format!(
        "SELECT id, {first}, {second} FROM questions WHERE {wanted} ORDER BY {} DESC, id DESC LIMIT ?",
        order.join(" DESC, ")
    );
    let rows = sql.rows(&query, values)?;
    let read = |row: &Row| Listed {
        id: row.text(0),
        place: [row.integer(1), row.integer(2)],
    };
    Ok(rows.iter().map(read).collect())
}

/// The summaries of these questions, as JSON of the wire type, by id.
///
/// # Errors
/// When SQLite fails.
pub fn summaries(sql: &Sql, ids: &[&str]) -> Result<Vec<(String, Rc<str>)>, Failure> {
    let rows = sql.rows(
        "SELECT id, json FROM question_summaries WHERE id IN (SELECT value FROM json_each(?))",
        vec![text(serde_json::to_string(ids)?)],
    )?;
    Ok(rows
        .iter()
        .map(|row| (row.text(0), Rc::from(row.text(1))))
        .collect())
}

fn list_tags(sql: &Sql, id: &QuestionId, tags: &str) -> Result<(), Failure> {
    sql.run(
        "DELETE FROM question_tags WHERE question_id = ?",
        vec![text(id.as_str())],
    )?;
    sql.run(
        "INSERT OR IGNORE INTO question_tags (tag, question_id) SELECT value, ? FROM json_each(?)",
        vec![text(id.as_str()), text(tags)],
    )
}

fn read(row: &Row) -> Result<Question, Failure> {
    let bad = |error: shared::ids::IdError| Failure::Internal(error.to_string());
    Ok(Question {
        id: QuestionId::parse(&row.text(0)).map_err(bad)?,
        subject_id: row.text(1),
        author_id: PersonId::parse(&row.text(2)).map_err(bad)?,
        title: row.text(3),
        slug: row.text(4),
        tags: row.text(5),
        state: State::parse(&row.text(6)),
        reason: row.maybe_text(7),
        duplicate_of: row
            .maybe_text(8)
            .map(|id| QuestionId::parse(&id))
            .transpose()
            .map_err(bad)?,
        up: row.integer(9),
        down: row.integer(10),
        answer_count: row.integer(11),
        accepted_answer_id: row
            .maybe_text(12)
            .map(|id| AnswerId::parse(&id))
            .transpose()
            .map_err(bad)?,
        created_at: row.time(13),
        edited_at: row.maybe_time(14),
        active_at: row.time(15),
        source_id: row.maybe_text(16),
        source_url: row.maybe_text(17),
        source_license: row.maybe_text(18),
        markdown: row.text(19),
        body: row.text(20),
    })
}
