//! The lines of statements, and the standing they belong to, written beside those that are shown.
//!
//! Invariant: what a run writes is seen by nobody before the run is finished, and what it replaces by nobody after. No
//! statement here touches more than a thousand rows. What was told before is not written again while it is the same.

use shared::ids::PersonId;
use shared::level::Level;
use shared::recognition::{Day, Line};

use crate::community::sql::{Row, Sql, integer, text};
use crate::failure::Failure;

/// The run after all others.
const NEVER: i64 = 9_007_199_254_740_991;
/// How many lines are dropped at once; a standing is as much work as a few.
const DROPPED_AT_ONCE: usize = 500;
const LINES_OF_A_STANDING: usize = 5;

/// What is kept of a person.
pub struct Kept {
    /// Who.
    pub person: String,
    /// How many people they helped, the share of their givers, the day of their first contribution.
    pub numbers: [i64; 3],
    /// Where they stand, but for what has a column of its own.
    pub json: String,
    /// Their sums, as JSON.
    pub sums: String,
    /// A hash of all that, as it was written.
    pub digest: String,
    /// A hash of their lines, as they were written.
    pub lines_digest: String,
    /// From which run on their lines stand.
    pub lines_since: i64,
}

/// What is kept of the people after one, up to another, in order.
///
/// # Errors
/// When SQLite fails.
pub fn kept(sql: &Sql, after: &str, last: &str) -> Result<Vec<Kept>, Failure> {
    let rows = sql.rows(
        "SELECT person_id, json, digest, lines_digest, lines_since, helped, share, first_day, sums FROM kept_standings
         WHERE person_id > ? AND person_id <= ? AND gone = ? ORDER BY person_id",
        vec![text(after), text(last), integer(NEVER)],
    )?;
    let kept = |row: &Row| Kept {
        person: row.text(0),
        json: row.text(1),
        digest: row.text(2),
        lines_digest: row.text(3),
        lines_since: row.integer(4),
        numbers: [row.integer(5), row.integer(6), row.integer(7)],
        sums: row.text(8),
    };
    Ok(rows.iter().map(kept).collect())
}

/// How many lines are kept of a person, and the totals of their days of release, days, people and guests.
pub type Totals = [i64; 5];

/// The totals of what is kept of a person.
///
/// # Errors
/// When SQLite fails.
pub fn totals(sql: &Sql, person: &str) -> Result<Totals, Failure> {
    let row = sql.row(
        "SELECT count(*), sum(l.released), sum(l.day), sum(l.people), sum(l.guests)
         FROM kept_standings k CROSS JOIN kept_lines l ON l.person_id = k.person_id AND l.since >= k.lines_since
         WHERE k.person_id = ? AND k.gone = ?",
        vec![text(person), integer(NEVER)],
    )?;
    Ok(row.map_or([0; 5], |row| [0, 1, 2, 3, 4].map(|column| row.integer(column))))
}

/// Who of the people after one, up to another, has other lines than these, or lacks a sum: a JSON array of the same as
/// [`add`] takes. The lines of those in `long`, a JSON array of people, are not looked at.
///
/// # Errors
/// When SQLite fails.
pub fn differ(
    sql: &Sql,
    (after, last): (&str, &str),
    lines: &str,
    long: &str,
) -> Result<Vec<String>, Failure> {
    let rows = sql.rows(
        "WITH k AS (SELECT * FROM kept_standings WHERE person_id > ?1 AND person_id <= ?2 AND gone = ?3),
           kept (person_id, released, contribution, day, people, guests) AS (
             SELECT l.person_id, l.released, l.contribution, l.day, l.people, l.guests
             FROM k CROSS JOIN kept_lines l ON l.person_id = k.person_id AND l.since >= k.lines_since
             WHERE k.person_id NOT IN (SELECT value FROM json_each(?5))),
           counted (person_id, released, contribution, day, people, guests) AS (
             SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5 FROM json_each(?4))
         SELECT person_id FROM (SELECT * FROM kept EXCEPT SELECT * FROM counted)
         UNION SELECT person_id FROM (SELECT * FROM counted EXCEPT SELECT * FROM kept)
         UNION SELECT person_id FROM k WHERE json_array_length(sums) <> (
           SELECT count(*) FROM json_each(k.sums) s CROSS JOIN kept_sums t
             ON t.subject = s.value ->> 0 AND t.tag = s.value ->> 1 AND t.helped = s.value ->> 2
               AND t.person_id = k.person_id AND t.since = k.since)",
        vec![text(after), text(last), integer(NEVER), text(lines), text(long)],
    )?;
    Ok(rows.iter().map(|row| row.text(0)).collect())
}

/// Marks as gone with a run what is kept of all after a person.
///
/// # Errors
/// When SQLite fails.
pub fn drop_after(sql: &Sql, run: i64, after: &str) -> Result<(), Failure> {
    sql.run(
        "UPDATE kept_standings SET gone = ?1 WHERE person_id > ?2 AND gone = ?3",
        vec![integer(run), text(after), integer(NEVER)],
    )
}

/// Marks what is kept of some people as gone with a run, and keeps standings from it on. Both are JSON: an array of
/// people; one of person, the first run of their lines, people helped, share, first day, the rest, their sums, a hash
/// of all that and one of the lines.
///
/// # Errors
/// When SQLite fails.
pub fn replace(sql: &Sql, run: i64, gone: &str, placed: &str) -> Result<(), Failure> {
    sql.run(
        "UPDATE kept_standings SET gone = ?1 WHERE person_id IN (SELECT value FROM json_each(?2)) AND gone = ?3",
        vec![integer(run), text(gone), integer(NEVER)],
    )?;
    sql.run(
        "INSERT INTO kept_standings (person_id, since, gone, lines_since, helped, share, first_day, json, sums, digest, lines_digest)
         SELECT value ->> 0, ?1, ?2, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value -> 5, value -> 6, value ->> 7, value ->> 8
         FROM json_each(?3)",
        vec![integer(run), integer(NEVER), text(placed)],
    )
}

/// Adds sums to the standings of a run: a JSON array of subject, tag, how many were helped and person.
///
/// # Errors
/// When SQLite fails.
pub fn add_sums(sql: &Sql, run: i64, sums: &str) -> Result<(), Failure> {
    sql.run(
        "INSERT INTO kept_sums (subject, tag, helped, person_id, since)
         SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, ? FROM json_each(?)",
        vec![integer(run), text(sums)],
    )
}

/// Adds lines from a run on: a JSON array of person, day of release, contribution, day, people and guests. What lists
/// of a week or a month may ask for is of no day before `recent`.
///
/// # Errors
/// When SQLite fails.
pub fn add(sql: &Sql, run: i64, recent: Day, lines: &str) -> Result<(), Failure> {
    sql.run(
        "INSERT INTO kept_lines (person_id, released, contribution, day, since, people, guests, recent_day)
         SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, ?1, value ->> 4, value ->> 5,
           CASE WHEN value ->> 2 <> '' AND value ->> 3 >= ?2 THEN value ->> 3 END
         FROM json_each(?3)",
        vec![integer(run), integer(recent.get()), text(lines)],
    )
}

/// Drops some of what the run that is shown replaced; whether there may be more.
///
/// # Errors
/// When SQLite fails.
pub fn clear(sql: &Sql) -> Result<bool, Failure> {
    let mut left = DROPPED_AT_ONCE;
    while left > 0 {
        let gone = sql.row(
            "SELECT g.person_id, g.since, coalesce((SELECT k.lines_since FROM kept_standings k WHERE k.person_id = g.person_id AND k.gone = ?1), ?1)
             FROM kept_standings g WHERE g.gone <= (SELECT runs FROM recognition) LIMIT 1",
            vec![integer(NEVER)],
        )?;
        let Some(gone) = gone else { return Ok(false) };
        drop_some(
            sql,
            &gone.text(0),
            gone.integer(1),
            "since < ?2",
            gone.integer(2),
            &mut left,
        )?;
    }
    Ok(true)
}

/// Drops some of what a run wrote that broke off; whether there may be more.
///
/// # Errors
/// When SQLite fails.
pub fn clear_broken(sql: &Sql) -> Result<bool, Failure> {
    let runs = sql.integer("SELECT runs FROM recognition", vec![])?;
    let mut left = DROPPED_AT_ONCE;
    while left > 0 {
        let written = sql.row(
            "SELECT person_id, since FROM kept_standings WHERE gone = ? AND since > ? LIMIT 1",
            vec![integer(NEVER), integer(runs)],
        )?;
        let Some(written) = written else {
            sql.run(
                "UPDATE kept_standings SET gone = ?1 WHERE gone > ?2 AND gone < ?1",
                vec![integer(NEVER), integer(runs)],
            )?;
            return Ok(false);
        };
        drop_some(
            sql,
            &written.text(0),
            written.integer(1),
            "since > ?2",
            runs,
            &mut left,
        )?;
    }
    Ok(true)
}

/// Drops some lines of a person, then some sums; with the last of them, the standing. Takes from what may still be
/// dropped.
fn drop_some(
    sql: &Sql,
    person: &str,
    since: i64,
    condition: &str,
    run: i64,
    left: &mut usize,
) -> Result<(), Failure> {
    let lines = format!(
        "DELETE FROM kept_lines WHERE (person_id, released, contribution, day, since) IN
           (SELECT person_id, released, contribution, day, since FROM kept_lines WHERE person_id = ?1 AND {condition} LIMIT ?3)
         RETURNING 1"
    );
    for (statement, run) in [(lines.as_str(), run), (SUMS_OF_A_STANDING, since)] {
        let limit = *left;
        let at_most = integer(u32::try_from(limit).unwrap_or_default());
        let dropped = sql.rows(statement, vec![text(person), integer(run), at_most])?;
        *left = left.saturating_sub(dropped.len());
        if dropped.len() == limit {
            return Ok(());
        }
    }
    *left = left.saturating_sub(LINES_OF_A_STANDING);
    sql.run(
        "DELETE FROM kept_standings WHERE person_id = ? AND since = ?",
        vec![text(person), integer(since)],
    )
}

/// Drops some sums of a standing, which says which are its own.
const SUMS_OF_A_STANDING: &str = "DELETE FROM kept_sums WHERE (subject, tag, helped, person_id, since) IN
  (SELECT t.subject, t.tag, t.helped, t.person_id, t.since
   FROM kept_standings k CROSS JOIN json_each(k.sums) s CROSS JOIN kept_sums t
     ON t.subject = s.value ->> 0 AND t.tag = s.value ->> 1 AND t.helped = s.value ->> 2
       AND t.person_id = k.person_id AND t.since = k.since
   WHERE k.person_id = ?1 AND k.since = ?2 LIMIT ?3)
  RETURNING 1";

/// A line as it was told, with what it is about.
pub struct Told {
    /// The line, without the numbers of a run.
    pub line: Line,
    /// For what; empty for what givers became.
    pub contribution: String,
    /// The question that an answer stands under.
    pub question: Option<String>,
    /// The link to a story that everybody sees, as JSON.
    pub story: Option<String>,
}

/// Lines of a person, newest first, after a place.
///
/// # Errors
/// When SQLite fails.
pub fn lines(
    sql: &Sql,
    person: &PersonId,
    after: Option<(i64, &str, i64)>,
    limit: u32,
) -> Result<Vec<Told>, Failure> {
    let (released, contribution, day) = after.unwrap_or((i64::from(i32::MAX), "", 0));
    let rows = sql.rows(
        "SELECT l.released, l.contribution, l.day, l.people, l.guests, a.question_id, t.json
         FROM statement_lines l LEFT JOIN answers a ON a.id = l.contribution
           LEFT JOIN story_links t ON t.id = l.contribution
         WHERE l.person_id = ?1 AND (l.released, l.contribution, l.day) < (?2, ?3, ?4)
         ORDER BY l.released DESC, l.contribution DESC, l.day DESC LIMIT ?5",
        vec![
            text(person.as_str()),
            integer(released),
            text(contribution),
            integer(day),
            integer(limit),
        ],
    )?;
    Ok(rows.iter().map(told).collect())
}

/// The acts behind a level of a person, as lines, the last first.
///
/// # Errors
/// When SQLite fails.
pub fn acts(sql: &Sql, person: &PersonId, level: Level) -> Result<Vec<Told>, Failure> {
    let rows = sql.rows(
        "SELECT c.value ->> 1, c.value ->> 2, c.value ->> 1, c.value ->> 3, 0, coalesce(a.question_id, q.id), t.json
         FROM standings s JOIN json_each(s.json, '$.acts') c
           LEFT JOIN answers a ON a.id = coalesce((SELECT answer_id FROM comments WHERE id = c.value ->> 2), c.value ->> 2)
           LEFT JOIN questions q ON q.id = c.value ->> 2
           LEFT JOIN story_links t ON t.id = c.value ->> 2
         WHERE s.person_id = ? AND c.value ->> 0 = ? ORDER BY c.key",
        vec![text(person.as_str()), text(level.as_str())],
    )?;
    Ok(rows.iter().map(told).collect())
}

/// Whether something is among the acts behind a level of a person.
///
/// # Errors
/// When SQLite fails.
pub fn is_act(sql: &Sql, person: &PersonId, contribution: &str) -> Result<bool, Failure> {
    let query = "SELECT count(*) FROM standings s, json_each(s.json, '$.acts') c
       WHERE s.person_id = ? AND c.value ->> 2 = ?";
    Ok(sql.integer(query, vec![text(person.as_str()), text(contribution)])? > 0)
}

fn told(row: &Row) -> Told {
    let small = |number: i64| i32::try_from(number).unwrap_or_default();
    Told {
        line: Line {
            person: 0,
            released: Day::new(small(row.integer(0))),
            contribution: 0,
            day: Day::new(small(row.integer(2))),
            people: small(row.integer(3)),
            guests: small(row.integer(4)),
        },
        contribution: row.text(1),
        question: row.maybe_text(5),
        story: row.maybe_text(6),
    }
}

/// What the ledger says of a level of a person.
pub struct Said {
    /// Whose.
    pub person: String,
    /// Which.
    pub level: String,
    /// Whether it is held.
    pub held: bool,
    /// The day it fades on, if nothing happens.
    pub fades: Option<i64>,
}

/// What the ledger says of the levels of these people, a JSON array; the last of each stands last.
///
/// # Errors
/// When SQLite fails.
pub fn levels(sql: &Sql, people: &str) -> Result<Vec<Said>, Failure> {
    let rows = sql.rows(
        "SELECT target, data ->> 'level', data ->> 'held', data ->> 'fades' FROM events
         WHERE target IN (SELECT value FROM json_each(?)) AND kind <> 'voted' AND kind = 'leveled' ORDER BY number",
        vec![text(people)],
    )?;
    let said = |row: &Row| Said {
        person: row.text(0),
        level: row.text(1),
        held: row.flag(2),
        fades: row.maybe_integer(3),
    };
    Ok(rows.iter().map(said).collect())
}
