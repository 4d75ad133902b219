//! Where everybody stands, as it was counted last.
//!
//! Invariant: what a person chose stands in its own table, so that counting anew changes nothing of it; who is not
//! listed is in no list and has no page.

mod lines;
mod source;

pub use lines::{
    Kept, Said, Told, Totals, acts, add, add_sums, clear, clear_broken, differ, drop_after, is_act, kept,
    levels, lines, replace, totals,
};
pub use source::Source;

use shared::api::people::{Month, PublicRecognition};
use shared::api::recognition::{Counted, Trial};
use shared::api::story::StoryLink;
use shared::ids::PersonId;
use shared::language::Language;
use shared::level::Level;
use shared::recognition::{Day, Period, damped};
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
        "SELECT runs, until, people, lines, digest, version, mended FROM recognition",
        vec![],
    )?;
    let Some(row) = row else { return Ok((0, None)) };
    let runs = number(row.integer(0));
    let counted = row.maybe_integer(1).map(|until| Counted {
        until: day(until),
        people: number(row.integer(2)),
        lines: number(row.integer(3)),
        digest: row.text(4),
        version: row.text(5),
        mended: number(row.integer(6)),
        runs,
    });
    Ok((runs, counted))
}

/// Asks for a run, also over the running day; the number of the last run that does not answer this.
///
/// # Errors
/// When SQLite fails.
pub fn ask(sql: &Sql, today: bool) -> Result<u32, Failure> {
    let runs = sql.integer(
        "UPDATE recognition SET asked = max(runs, counting),
           today = CASE WHEN ? THEN max(runs, counting) + 1 ELSE today END RETURNING asked",
        vec![flag(today)],
    )?;
    Ok(number(runs))
}

/// A run that begins.
#[derive(Default)]
pub struct Begun {
    /// Its number.
    pub run: i64,
    /// Whether it counts the running day.
    pub today: bool,
    /// The day before which the last run counted.
    pub before: Option<Day>,
    /// Whether somebody asked for it.
    pub asked: bool,
    /// Whether another one before it may have left something.
    pub broke_off: bool,
}

/// Begins a run.
///
/// # Errors
/// When SQLite fails.
pub fn begin(sql: &Sql) -> Result<Begun, Failure> {
    let broke_off = is_counting(sql)?;
    let row = sql.row(
        "UPDATE recognition SET counting = max(runs, asked) + 1 RETURNING counting, today, until, asked >= runs AND runs > 0",
        vec![],
    )?;
    let row = row.ok_or_else(Failure::not_found)?;
    Ok(Begun {
        run: row.integer(0),
        today: row.flag(1),
        before: row.maybe_integer(2).map(day),
        asked: row.flag(3),
        broke_off,
    })
}

/// Keeps what a run came to: from now on it is shown.
///
/// # Errors
/// When SQLite fails.
pub fn finish(sql: &Sql, run: i64, counted: &Counted) -> Result<(), Failure> {
    sql.run(
        "UPDATE recognition SET until = ?1, people = ?2, lines = ?3, digest = ?4, runs = ?5,
           today = CASE WHEN today > ?5 THEN today ELSE 0 END, version = ?6, mended = ?7",
        vec![
            integer(counted.until.get()),
            integer(counted.people),
            integer(counted.lines),
            text(&counted.digest),
            integer(run),
            text(&counted.version),
            integer(counted.mended),
        ],
    )
}

/// Notes that nothing is left of what a run replaced; whether somebody asked for another one meanwhile.
///
/// # Errors
/// When SQLite fails.
pub fn end(sql: &Sql) -> Result<bool, Failure> {
    Ok(sql.integer(
        "UPDATE recognition SET counting = 0
           RETURNING runs > 0 AND (asked >= runs OR coalesce(trial ->> 'done' = 0, 0))",
        vec![],
    )? != 0)
}

/// What another version of the rules would change, as it was tried last or is to be.
///
/// # Errors
/// When SQLite fails.
pub fn trial(sql: &Sql) -> Result<Option<Trial>, Failure> {
    let trial = sql.text("SELECT trial FROM recognition", vec![])?;
    Ok(trial.map(json::read).transpose()?)
}

/// Asks for a trial.
///
/// # Errors
/// When SQLite fails.
pub fn set_trial(sql: &Sql, trial: &Trial) -> Result<(), Failure> {
    let trial = text(serde_json::to_string(trial)?);
    sql.run("UPDATE recognition SET trial = ?", vec![trial])
}

/// Keeps what a trial came to, if it is still asked for; whether a run or another trial is.
///
/// # Errors
/// When SQLite fails.
pub fn end_trial(sql: &Sql, trial: &Trial) -> Result<bool, Failure> {
    Ok(sql.integer(
        "UPDATE recognition SET trial = CASE WHEN trial ->> 'version' = ?1 THEN ?2 ELSE trial END
           RETURNING asked >= runs OR trial ->> 'done' = 0",
        vec![text(&trial.version), text(serde_json::to_string(trial)?)],
    )? != 0)
}

/// Whether a run goes on, or broke off.
///
/// # Errors
/// When SQLite fails.
pub fn is_counting(sql: &Sql) -> Result<bool, Failure> {
    Ok(sql.integer("SELECT counting FROM recognition", vec![])? != 0)
}

/// A person's standing as JSON, and the share of their givers.
///
/// # Errors
/// When SQLite fails.
pub fn standing(sql: &Sql, person: &str) -> Result<Option<(String, u64)>, Failure> {
    let row = sql.row(
        "SELECT json, share FROM standings WHERE person_id = ?",
        vec![text(person)],
    )?;
    Ok(row.map(|row| (row.text(0), u64::try_from(row.integer(1)).unwrap_or_default())))
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
    let language = Language::first_of(&settings.languages);
    Level::ALL.into_iter().try_for_each(|level| {
        sql.run(
            "INSERT OR REPLACE INTO level_marks (level, title, titles) VALUES (?, ?, ?)",
            vec![
                text(level.as_str()),
                text(settings.levels.mark(level, language)),
                text(serde_json::to_string(&settings.levels.marks(level))?),
            ],
        )
    })
}

/// What leaders are asked for.
pub struct Wanted<'a> {
    /// Over which time, and the day after its last.
    pub period: Period,
    /// See `period`.
    pub until: Day,
    /// The key of a subject.
    pub subject: Option<&'a str>,
    /// A tag.
    pub tag: Option<&'a str>,
    /// Whether only people are meant whose first contribution is not older than this day.
    pub since: Option<Day>,
}

/// How many people those helped in a time who helped most, in no order; of all time, `most` of them at most.
///
/// # Errors
/// When SQLite fails.
pub fn helped(sql: &Sql, wanted: &Wanted<'_>, most: u32) -> Result<Vec<(String, u32)>, Failure> {
    let rows = if wanted.period == Period::Ever {
        let (from, helped, mut values) = summed(wanted);
        values.push(integer(most));
        let query = format!(
            "SELECT {helped}.person_id, {helped}.helped, 1000 {from} ORDER BY {helped}.helped DESC, {helped}.person_id LIMIT ?"
        );
        sql.rows(&query, values)?
    } else {
        lately(sql, wanted)?
    };
    let row = |row: &Row| {
        let share = u64::try_from(row.integer(2)).unwrap_or_default();
        (row.text(0), damped(number(row.integer(1)), share))
    };
    Ok(rows.iter().map(row).collect())
}

/// How many of all time helped exactly so many.
///
/// # Errors
/// When SQLite fails.
pub fn so_many(sql: &Sql, wanted: &Wanted<'_>, helped: u32) -> Result<u32, Failure> {
    let (from, of, mut values) = summed(wanted);
    values.push(integer(helped));
    let query = format!("SELECT count(*) {from} AND {of}.helped = ?");
    Ok(number(sql.integer(&query, values)?))
}

/// Where those of all time are read from, under which name their number stands, and what is put in.
fn summed(wanted: &Wanted<'_>) -> (String, &'static str, Vec<Value>) {
    let of = [wanted.subject, wanted.tag];
    let (from, helped, condition) = if of == [None; 2] {
        ("standings s", "s", "s.helped > 0")
    } else {
        (
            "kept_sums l JOIN standings s ON s.person_id = l.person_id AND s.since = l.since",
            "l",
            "l.subject = ? AND l.tag = ?",
        )
    };
    let mut values = match of {
        [None, None] => Vec::new(),
        of => of.map(|word| text(word.unwrap_or_default())).to_vec(),
    };
    let mut since = "";
    if let Some(day) = wanted.since {
        since = " AND s.first_day >= ?";
        values.push(integer(day.get()));
    }
    let from =
        format!("FROM {from} JOIN people p ON p.id = s.person_id WHERE {condition}{since} AND {LISTED}");
    (from, helped, values)
}

/// Those of a week or a month: who, how many, and their share.
fn lately(sql: &Sql, wanted: &Wanted<'_>) -> Result<Vec<Row>, Failure> {
    let mut condition = "l.recent_day >= ?".to_owned();
    let mut values = vec![integer(wanted.period.from(wanted.until).get())];
    for (word, written) in [wanted.subject, wanted.tag].into_iter().zip(WRITTEN_OF) {
        if let Some(word) = word {
            condition.push_str(written);
            values.push(text(word));
        }
    }
    if let Some(since) = wanted.since {
        condition.push_str(" AND s.first_day >= ?");
        values.push(integer(since.get()));
    }
    // The plus lets SQLite begin with the day, not with the order of people.
    let query = format!(
        "SELECT l.person_id, sum(l.people), s.share FROM statement_lines l
         JOIN standings s ON s.person_id = l.person_id JOIN people p ON p.id = l.person_id
         WHERE {condition} AND {LISTED} GROUP BY +l.person_id"
    );
    sql.rows(&query, values)
}

/// How many people somebody helped since a day, listed or not. What was told earlier is of no later day.
///
/// # Errors
/// When SQLite fails.
pub fn helped_since(sql: &Sql, person: &PersonId, from: Day) -> Result<u32, Failure> {
    let row = sql.row(
        "SELECT coalesce(sum(l.people), 0), (SELECT share FROM standings WHERE person_id = ?1) FROM statement_lines l
         WHERE l.person_id = ?1 AND l.released >= ?2 AND l.recent_day >= ?2",
        vec![text(person.as_str()), integer(from.get())],
    )?;
    let helped = |row: Row| {
        let share = u64::try_from(row.maybe_integer(1).unwrap_or_default()).unwrap_or_default();
        damped(number(row.integer(0)), share)
    };
    Ok(row.map_or(0, helped))
}

/// The conditions of lines for what was written about a subject, by its key, and with a tag.
const WRITTEN_OF: [&str; 2] = [
    " AND EXISTS (SELECT 1 FROM subjects b WHERE b.key = ? AND b.id = coalesce(
        (SELECT q.subject_id FROM answers a JOIN questions q ON q.id = a.question_id WHERE a.id = l.contribution),
        (SELECT t.subject_id FROM stories t WHERE t.id = l.contribution)))",
    " AND EXISTS (SELECT 1 FROM answers a JOIN question_tags t ON t.question_id = a.question_id
        WHERE a.id = l.contribution AND t.tag = ?)",
];

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
        "SELECT l.json FROM stories t JOIN story_links l ON l.id = t.id
         WHERE t.author_id = ? ORDER BY t.score DESC, t.created_at DESC LIMIT 20",
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
        "SELECT day, sum(people) FROM statement_lines
         WHERE person_id = ?1 AND released >= ?2 AND day >= ?2 AND contribution <> '' GROUP BY day",
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
