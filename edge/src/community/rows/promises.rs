//! Promises of the brand: made, ended, listed, counted.
//!
//! Invariant: of one question at most one promise is open; one that ended is never written again.

use shared::ids::{PersonId, PromiseId, QuestionId, Target};
use shared::promise::Ending;
use shared::recognition::Day;
use shared::time::Millis;

use crate::community::sql::{Row, Sql, Value, integer, text, time};
use crate::failure::Failure;

/// A promise as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// Which.
    pub id: PromiseId,
    /// The question.
    pub question_id: QuestionId,
    /// The question, or the answer, it was made at.
    pub target: Target,
    /// Who promised.
    pub by: PersonId,
    /// What they are sorry for.
    pub apology: String,
    /// The next step.
    pub step: String,
    /// Its day.
    pub due: Day,
    /// When it was made.
    pub made_at: Millis,
    /// How it ended.
    pub ending: Option<Ending>,
    /// When.
    pub ended_at: Option<Millis>,
    /// What was said then.
    pub word: String,
}

impl Promise {
    /// Its place in lists: after all open ones, the last that ended first.
    pub fn place(&self) -> i64 {
        const AFTER_ALL_DAYS: i64 = 1 << 52;
        match self.ended_at {
            None => self.due.get().into(),
            Some(at) => AFTER_ALL_DAYS - at.get(),
        }
    }
}

/// Which promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope<'a> {
    /// All of the community.
    All,
    /// Those of questions about a subject.
    Subject(&'a str),
    /// Those of one question.
    Question(&'a str),
}

impl<'a> Scope<'a> {
    /// Those about a subject, or all.
    pub fn of_subject(subject: Option<&'a str>) -> Self {
        subject.map_or(Self::All, Self::Subject)
    }

    /// What they have to be, with one place for the value that follows.
    fn condition(self) -> (&'static str, Value) {
        match self {
            Self::All => ("? = ''", text("")),
            Self::Subject(id) => (
                "question_id IN (SELECT id FROM questions WHERE subject_id = ?)",
                text(id),
            ),
            Self::Question(id) => ("question_id = ?", text(id)),
        }
    }
}

const COLUMNS: &str =
    "id, question_id, target, person_id, apology, step, due, made_at, ending, ended_at, word";

/// Keeps a promise that is made.
///
/// # Errors
/// When SQLite fails.
pub fn insert(sql: &Sql, promise: &Promise) -> Result<(), Failure> {
    sql.run(
        "INSERT INTO promises (id, question_id, target, person_id, apology, step, due, made_at, place)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        vec![
            text(promise.id.as_str()),
            text(promise.question_id.as_str()),
            text(promise.target.as_str()),
            text(promise.by.as_str()),
            text(&promise.apology),
            text(&promise.step),
            integer(promise.due.get()),
            time(promise.made_at),
            integer(promise.place()),
        ],
    )
}

/// Keeps how a promise ended.
///
/// # Errors
/// When SQLite fails.
pub fn end(sql: &Sql, promise: &Promise, ending: Ending, at: Millis) -> Result<(), Failure> {
    sql.run(
        "UPDATE promises SET ending = ?, ended_at = ?, word = ?, place = ? WHERE id = ? AND ending IS NULL",
        vec![
            text(ending.as_str()),
            time(at),
            text(&promise.word),
            integer(promise.place()),
            text(promise.id.as_str()),
        ],
    )
}

/// A promise by id.
///
/// # Errors
/// When SQLite fails.
pub fn get(sql: &Sql, id: &PromiseId) -> Result<Option<Promise>, Failure> {
    let query = format!("SELECT {COLUMNS} FROM promises WHERE id = ?");
    sql.row(&query, vec![text(id.as_str())])?
        .map(|row| read(&row))
        .transpose()
}

/// Whether a promise about a question is open.
///
/// # Errors
/// When SQLite fails.
pub fn is_open(sql: &Sql, question: &QuestionId) -> Result<bool, Failure> {
    let query = "SELECT count(*) FROM promises WHERE question_id = ? AND ending IS NULL";
    Ok(sql.integer(query, vec![text(question.as_str())])? > 0)
}

/// Promises by their place, after one if it is given.
///
/// # Errors
/// When SQLite fails.
pub fn list(
    sql: &Sql,
    scope: &Scope<'_>,
    after: Option<(i64, &str)>,
    limit: u32,
) -> Result<Vec<Promise>, Failure> {
    let (condition, value) = scope.condition();
    let (place, id) = after.unwrap_or((i64::from(i32::MIN), ""));
    let query = format!(
        "SELECT {COLUMNS} FROM promises WHERE {condition} AND (place, id) > (?, ?) ORDER BY place, id LIMIT ?"
    );
    let values = vec![value, integer(place), text(id), integer(limit)];
    sql.rows(&query, values)?.iter().map(read).collect()
}

/// Whether anything was ever promised.
///
/// # Errors
/// When SQLite fails.
pub fn any(sql: &Sql) -> Result<bool, Failure> {
    Ok(sql.integer("SELECT EXISTS (SELECT 1 FROM promises)", vec![])? > 0)
}

/// How many ended in each way, or are due on each day.
///
/// # Errors
/// When SQLite fails.
pub fn counts(sql: &Sql, scope: &Scope<'_>) -> Result<Vec<(Option<Ending>, Day, u32)>, Failure> {
    let (condition, value) = scope.condition();
    let query = format!(
        "SELECT ending, CASE WHEN ending IS NULL THEN due ELSE 0 END, count(*) FROM promises WHERE {condition} GROUP BY 1, 2"
    );
    let rows = sql.rows(&query, vec![value])?;
    let count = |row: &Row| {
        (
            row.maybe_text(0).as_deref().and_then(Ending::parse),
            day(row.integer(1)),
            u32::try_from(row.integer(2)).unwrap_or(u32::MAX),
        )
    };
    Ok(rows.iter().map(count).collect())
}

/// The next day that an open promise is due, from a day on.
///
/// # Errors
/// When SQLite fails.
pub fn next_due(sql: &Sql, from: Day) -> Result<Option<Day>, Failure> {
    let query = "SELECT min(due) FROM promises WHERE ending IS NULL AND due >= ?";
    let row = sql.row(query, vec![integer(from.get())])?;
    Ok(row.and_then(|row| row.maybe_integer(0)).map(day))
}

fn day(number: i64) -> Day {
    Day::new(i32::try_from(number).unwrap_or_default())
}

fn read(row: &Row) -> Result<Promise, Failure> {
    let bad = |error: shared::ids::IdError| Failure::Internal(error.to_string());
    Ok(Promise {
        id: PromiseId::parse(&row.text(0)).map_err(bad)?,
        question_id: QuestionId::parse(&row.text(1)).map_err(bad)?,
        target: Target::parse(&row.text(2)).map_err(bad)?,
        by: PersonId::parse(&row.text(3)).map_err(bad)?,
        apology: row.text(4),
        step: row.text(5),
        due: day(row.integer(6)),
        made_at: row.time(7),
        ending: row.maybe_text(8).as_deref().and_then(Ending::parse),
        ended_at: row.maybe_time(9),
        word: row.text(10),
    })
}
