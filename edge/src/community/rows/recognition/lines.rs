//! The lines of statements, and the standing they belong to, written beside those that are shown.
//!
//! Invariant: what a run writes is seen by nobody before the run is finished, and what it replaces by nobody after. No
//! statement here touches more than some hundred rows. What was told before is not written again while it is the same.

use shared::ids::PersonId;
use shared::recognition::{Day, Line};

use crate::community::sql::{Sql, integer, text};
use crate::failure::Failure;

/// The run after all others.
const NEVER: i64 = 9_007_199_254_740_991;
/// How many lines are dropped at once.
const LINES_AT_ONCE: usize = 500;

/// A person's standing, ready to be kept.
pub struct Placed {
    /// Who.
    pub person: String,
    /// How many people they helped.
    pub helped: u32,
    /// What their givers count, in thousandths.
    pub share: u64,
    /// The day of their first contribution.
    pub first: Day,
    /// The rest.
    pub json: String,
    /// A hash of all that.
    pub digest: String,
    /// A hash of their lines.
    pub lines_digest: String,
}

/// What is kept of a person.
pub struct Kept {
    /// Who.
    pub person: String,
    /// See [`Placed`].
    pub json: String,
    /// See [`Placed`].
    pub digest: String,
    /// See [`Placed`].
    pub lines_digest: String,
    /// From which run on their lines stand.
    pub lines_since: i64,
}

/// What is kept of these people, a JSON array.
///
/// # Errors
/// When SQLite fails.
pub fn kept(sql: &Sql, people: &str) -> Result<Vec<Kept>, Failure> {
    let rows = sql.rows(
        "SELECT person_id, json, digest, lines_digest, lines_since FROM kept_standings
         WHERE person_id IN (SELECT value FROM json_each(?)) AND gone = ? ORDER BY person_id",
        vec![text(people), integer(NEVER)],
    )?;
    let kept = |row: &crate::community::sql::Row| Kept {
        person: row.text(0),
        json: row.text(1),
        digest: row.text(2),
        lines_digest: row.text(3),
        lines_since: row.integer(4),
    };
    Ok(rows.iter().map(kept).collect())
}

/// Marks as gone with a run: who stands between two people and is none of `people`, a JSON array.
///
/// # Errors
/// When SQLite fails.
pub fn drop_between(sql: &Sql, run: i64, after: &str, last: &str, people: &str) -> Result<(), Failure> {
    sql.run(
        "UPDATE kept_standings SET gone = ?1 WHERE person_id > ?2 AND person_id <= ?3 AND gone = ?4 AND since < ?1
           AND person_id NOT IN (SELECT value FROM json_each(?5))",
        vec![integer(run), text(after), text(last), integer(NEVER), text(people)],
    )
}

/// Keeps a standing from a run on, in place of the one before; its lines are those since `lines_since`.
///
/// # Errors
/// When SQLite fails.
pub fn replace(sql: &Sql, run: i64, placed: &Placed, lines_since: i64) -> Result<(), Failure> {
    sql.run(
        "UPDATE kept_standings SET gone = ?2 WHERE person_id = ?1 AND gone = ?3",
        vec![text(&placed.person), integer(run), integer(NEVER)],
    )?;
    sql.run(
        "INSERT INTO kept_standings (person_id, since, gone, lines_since, helped, share, first_day, json, digest, lines_digest)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        vec![
            text(&placed.person),
            integer(run),
            integer(NEVER),
            integer(lines_since),
            integer(placed.helped),
            integer(i64::try_from(placed.share).unwrap_or_default()),
            integer(placed.first.get()),
            text(&placed.json),
            text(&placed.digest),
            text(&placed.lines_digest),
        ],
    )
}

/// Adds lines from a run on: a JSON array of person, day of release, contribution, day, people and guests.
///
/// # Errors
/// When SQLite fails.
pub fn add(sql: &Sql, run: i64, lines: &str) -> Result<(), Failure> {
    sql.run(
        "INSERT INTO kept_lines (person_id, released, contribution, day, since, people, guests)
         SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, ?, value ->> 4, value ->> 5 FROM json_each(?)",
        vec![integer(run), text(lines)],
    )
}

/// Drops some of what the run that is shown replaced; whether there may be more.
///
/// # Errors
/// When SQLite fails.
pub fn clear(sql: &Sql) -> Result<bool, Failure> {
    let gone = sql.row(
        "SELECT g.person_id, g.since, coalesce((SELECT k.lines_since FROM kept_standings k WHERE k.person_id = g.person_id AND k.gone = ?1), ?1)
         FROM kept_standings g WHERE g.gone <= (SELECT runs FROM recognition) LIMIT 1",
        vec![integer(NEVER)],
    )?;
    let Some(gone) = gone else { return Ok(false) };
    drop_some(sql, &gone.text(0), gone.integer(1), "since < ?2", gone.integer(2))?;
    Ok(true)
}

/// Drops some of what a run wrote that broke off; whether there may be more.
///
/// # Errors
/// When SQLite fails.
pub fn clear_broken(sql: &Sql) -> Result<bool, Failure> {
    let runs = sql.integer("SELECT runs FROM recognition", vec![])?;
    let written = sql.row(
        "SELECT person_id, since FROM kept_standings WHERE gone = ? AND since > ? LIMIT 1",
        vec![integer(NEVER), integer(runs)],
    )?;
    if let Some(written) = written {
        drop_some(sql, &written.text(0), written.integer(1), "since > ?2", runs)?;
        return Ok(true);
    }
    sql.run(
        "UPDATE kept_standings SET gone = ?1 WHERE gone > ?2 AND gone < ?1",
        vec![integer(NEVER), integer(runs)],
    )?;
    Ok(false)
}

/// Drops some lines of a person; with the last of them, the standing.
fn drop_some(sql: &Sql, person: &str, since: i64, condition: &str, run: i64) -> Result<(), Failure> {
    let dropped = sql.rows(
        &format!(
            "DELETE FROM kept_lines WHERE (person_id, released, contribution, day, since) IN
               (SELECT person_id, released, contribution, day, since FROM kept_lines WHERE person_id = ?1 AND {condition} LIMIT {LINES_AT_ONCE})
             RETURNING 1"
        ),
        vec![text(person), integer(run)],
    )?;
    if dropped.len() < LINES_AT_ONCE {
        sql.run(
            "DELETE FROM kept_standings WHERE person_id = ? AND since = ?",
            vec![text(person), integer(since)],
        )?;
    }
    Ok(())
}

/// Lines of a person, newest first, after a place; with the question each stands under.
///
/// # Errors
/// When SQLite fails.
pub fn lines(
    sql: &Sql,
    person: &PersonId,
    after: Option<(i64, &str, i64)>,
    limit: u32,
) -> Result<Vec<(Line, String, Option<String>)>, Failure> {
    let (released, contribution, day) = after.unwrap_or((i64::from(i32::MAX), "", 0));
    let rows = sql.rows(
        "SELECT l.released, l.contribution, l.day, l.people, l.guests, a.question_id
         FROM statement_lines l LEFT JOIN answers a ON a.id = l.contribution
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
    let small = |number: i64| i32::try_from(number).unwrap_or_default();
    Ok(rows
        .iter()
        .map(|row| {
            let line = Line {
                person: 0,
                released: Day::new(small(row.integer(0))),
                contribution: 0,
                day: Day::new(small(row.integer(2))),
                people: small(row.integer(3)),
                guests: small(row.integer(4)),
            };
            (line, row.text(1), row.maybe_text(5))
        })
        .collect())
}

/// What the ledger says of a level of a person: whether it is held, and when it fades.
///
/// # Errors
/// When SQLite fails.
pub fn level(sql: &Sql, person: &str, level: &str) -> Result<(bool, Option<i64>), Failure> {
    let row = sql.row(
        "SELECT data ->> 'held', data ->> 'fades' FROM events
         WHERE target = ? AND kind <> 'voted' AND kind = 'leveled' AND data ->> 'level' = ? ORDER BY number DESC LIMIT 1",
        vec![text(person), text(level)],
    )?;
    Ok(row.map_or((false, None), |row| (row.flag(0), row.maybe_integer(1))))
}
