//! Where everybody stands, as it was counted last.
//!
//! Invariant: what a person chose stands in its own table, so that counting anew changes nothing of it; who is not
//! listed is in no list and has no page.

mod lines;
mod source;

pub use lines::{Placed, lines, write};
pub use source::Source;

use shared::api::people::{Month, PublicRecognition};
use shared::api::recognition::Counted;
use shared::api::story::StoryLink;
use shared::ids::PersonId;
use shared::level::Level;
use shared::recognition::{Day, Period};
use shared::settings::Settings;

use crate::community::sql::{Row, Sql, Value, flag, integer, text};
use crate::failure::Failure;
use crate::json;

/// The condition of people whom lists name: members, not merged, with a name, who did not say no. `p` is the person.
const LISTED: &str = "p.role = 'member' AND p.merged_into IS NULL AND p.name <> ''
  AND NOT EXISTS (SELECT 1 FROM public_recognition r WHERE r.person_id = p.id AND r.listed = 0)";

/// What was counted last.
///
/// # Errors
/// When SQLite fails.
pub fn counted(sql: &Sql) -> Result<(u32, Option<Counted>), Failure> {
    let row = sql.row(
        "SELECT runs, until, people, lines, digest FROM recognition",
        vec![],
    )?;
    let Some(row) = row else { return Ok((0, None)) };
    let runs = number(row.integer(0));
    let counted = row.maybe_integer(1).map(|until| Counted {
        until: day(until),
        people: number(row.integer(2)),
        lines: number(row.integer(3)),
        digest: row.text(4),
        runs,
    });
    Ok((runs, counted))
}

/// Asks for a run, also over the running day.
///
/// # Errors
/// When SQLite fails.
pub fn ask(sql: &Sql, today: bool) -> Result<(), Failure> {
    sql.run("UPDATE recognition SET today = ?", vec![flag(today)])
}

/// Whether the next run counts the running day.
///
/// # Errors
/// When SQLite fails.
pub fn counts_today(sql: &Sql) -> Result<bool, Failure> {
    Ok(sql.integer("SELECT today FROM recognition", vec![])? != 0)
}

/// Keeps what a run came to.
///
/// # Errors
/// When SQLite fails.
pub fn finish(sql: &Sql, counted: &Counted) -> Result<(), Failure> {
    sql.run(
        "UPDATE recognition SET until = ?, people = ?, lines = ?, digest = ?, runs = runs + 1, today = 0",
        vec![
            integer(counted.until.get()),
            integer(counted.people),
            integer(counted.lines),
            text(&counted.digest),
        ],
    )
}

/// A person's standing as JSON, and the share of their givers.
///
/// # Errors
/// When SQLite fails.
pub fn standing(sql: &Sql, person: &PersonId) -> Result<Option<(String, u64)>, Failure> {
    let row = sql.row(
        "SELECT json, share FROM standings WHERE person_id = ?",
        vec![text(person.as_str())],
    )?;
    Ok(row.map(|row| (row.text(0), u64::try_from(row.integer(1)).unwrap_or_default())))
}

/// Everybody who has a standing.
///
/// # Errors
/// When SQLite fails.
pub fn people(sql: &Sql) -> Result<Vec<String>, Failure> {
    let rows = sql.rows("SELECT person_id FROM standings", vec![])?;
    Ok(rows.iter().map(|row| row.text(0)).collect())
}

/// Drops a standing, and its lines.
///
/// # Errors
/// When SQLite fails.
pub fn drop(sql: &Sql, person: &str) -> Result<(), Failure> {
    sql.run(
        "DELETE FROM statement_lines WHERE person_id = ?",
        vec![text(person)],
    )?;
    sql.run("DELETE FROM standings WHERE person_id = ?", vec![text(person)])
}

/// What a person wants others to be told.
///
/// # Errors
/// When SQLite fails.
pub fn public(sql: &Sql, person: &PersonId) -> Result<PublicRecognition, Failure> {
    let row = sql.row(
        "SELECT listed, sentence, level FROM public_recognition WHERE person_id = ?",
        vec![text(person.as_str())],
    )?;
    Ok(PublicRecognition {
        listed: row.as_ref().is_none_or(|row| row.flag(0)),
        level: row.as_ref().is_some_and(|row| row.flag(2)),
        sentence: row.map(|row| row.text(1)).unwrap_or_default(),
    })
}

/// Sets that.
///
/// # Errors
/// When SQLite fails.
pub fn set_public(sql: &Sql, person: &PersonId, public: &PublicRecognition) -> Result<(), Failure> {
    sql.run(
        "INSERT INTO public_recognition (person_id, listed, sentence, level) VALUES (?, ?, ?, ?)
         ON CONFLICT (person_id) DO UPDATE SET listed = excluded.listed, sentence = excluded.sentence, level = excluded.level",
        vec![
            text(person.as_str()),
            flag(public.listed),
            text(&public.sentence),
            flag(public.level),
        ],
    )
}

/// Keeps what stands beside the names of those whose level is shown, where views find it.
///
/// # Errors
/// When SQLite fails.
pub fn set_marks(sql: &Sql, settings: &Settings) -> Result<(), Failure> {
    let language = settings.languages.first().copied().unwrap_or_default();
    Level::ALL.into_iter().try_for_each(|level| {
        sql.run(
            "INSERT OR REPLACE INTO level_marks (level, title) VALUES (?, ?)",
            vec![text(level.as_str()), text(settings.levels.mark(level, language))],
        )
    })
}

/// What leaders are asked for.
pub struct Wanted<'a> {
    /// Over which time, and the day after its last.
    pub period: Period,
    /// See `period`.
    pub until: Day,
    /// The id of a subject.
    pub subject: Option<&'a str>,
    /// A tag.
    pub tag: Option<&'a str>,
    /// Whether only people are meant whose first contribution is not older than this day.
    pub since: Option<Day>,
}

/// Who was thanked by how many in a time, and at which share they count.
///
/// # Errors
/// When SQLite fails.
pub fn helped(sql: &Sql, wanted: &Wanted<'_>) -> Result<Vec<(String, u32, u64)>, Failure> {
    let from = wanted.period.from(wanted.until);
    let mut values: Vec<Value> = vec![integer(from.get())];
    let mut condition = String::new();
    if let Some(subject) = wanted.subject {
        condition.push_str(
            " AND l.contribution IN (SELECT a.id FROM questions q JOIN answers a ON a.question_id = q.id WHERE q.subject_id = ?
                UNION ALL SELECT id FROM stories WHERE subject_id = ?)",
        );
        values.extend([text(subject), text(subject)]);
    }
    if let Some(tag) = wanted.tag {
        condition.push_str(
            " AND l.contribution IN (SELECT a.id FROM question_tags t JOIN answers a ON a.question_id = t.question_id WHERE t.tag = ?)",
        );
        values.push(text(tag));
    }
    if let Some(since) = wanted.since {
        condition.push_str(" AND s.first_day >= ?");
        values.push(integer(since.get()));
    }
    let query = format!(
        "SELECT l.person_id, sum(l.people), s.share FROM statement_lines l
         JOIN standings s ON s.person_id = l.person_id JOIN people p ON p.id = l.person_id
         WHERE l.day >= ?{condition} AND {LISTED} GROUP BY l.person_id"
    );
    let rows = sql.rows(&query, values)?;
    Ok(rows
        .iter()
        .map(|row| {
            (
                row.text(0),
                number(row.integer(1)),
                u64::try_from(row.integer(2)).unwrap_or_default(),
            )
        })
        .collect())
}

/// Whether a person has a page: somebody lists name, with something that everybody sees.
///
/// # Errors
/// When SQLite fails.
pub fn has_page(sql: &Sql, person: &PersonId) -> Result<bool, Failure> {
    let query = "SELECT count(*) FROM contributors WHERE id = ?";
    Ok(sql.integer(query, vec![text(person.as_str())])? > 0)
}

/// The stories of a person that everybody sees, those that most said something to first.
///
/// # Errors
/// When SQLite fails.
pub fn stories(sql: &Sql, person: &PersonId) -> Result<Vec<StoryLink>, Failure> {
    let rows = sql.rows(
        "SELECT json_object('id', id, 'title', title, 'slug', slug) FROM stories
         WHERE author_id = ? AND listed = 1 ORDER BY score DESC, created_at DESC LIMIT 20",
        vec![text(person.as_str())],
    )?;
    rows.iter().map(|row| Ok(json::read(row.text(0))?)).collect()
}

/// How many people thanked a person in each month, by its first day.
///
/// # Errors
/// When SQLite fails.
pub fn months(sql: &Sql, person: &PersonId, until: Day) -> Result<Vec<Month>, Failure> {
    let mut firsts = vec![until.plus(-1).first_of_month()];
    while let (true, Some(first)) = (firsts.len() < 12, firsts.last()) {
        firsts.push(first.plus(-1).first_of_month());
    }
    firsts.reverse();
    let from = firsts.first().copied().unwrap_or(until);
    let rows = sql.rows(
        "SELECT day, sum(people) FROM statement_lines WHERE person_id = ? AND day >= ? GROUP BY day",
        vec![text(person.as_str()), integer(from.get())],
    )?;
    let helped = |first: Day, next: Option<Day>| {
        let within = |row: &&Row| {
            let at = day(row.integer(0));
            at >= first && next.is_none_or(|next| at < next)
        };
        number(rows.iter().filter(within).map(|row| row.integer(1)).sum())
    };
    let month = |(at, first): (usize, &Day)| Month {
        from: *first,
        helped: helped(*first, firsts.get(at + 1).copied()),
    };
    Ok(firsts.iter().enumerate().map(month).collect())
}

fn day(number: i64) -> Day {
    Day::new(i32::try_from(number).unwrap_or_default())
}

fn number(number: i64) -> u32 {
    u32::try_from(number).unwrap_or_default()
}
