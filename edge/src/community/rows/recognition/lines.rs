//! The lines of statements, and the standing they belong to.
//!
//! Invariant: a person whose digest is as it was is not written again; what was released before is the same for all
//! whose contributions and givers are.

use shared::ids::PersonId;
use shared::recognition::{Day, Line};

use crate::community::sql::{Sql, integer, text};
use crate::failure::Failure;

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
    /// A hash of all of it.
    pub digest: String,
    /// Their lines, with the contribution's identifier.
    pub lines: Vec<(Line, String)>,
}

/// Keeps a standing, if it is another than before; the JSON that stood before, if it was.
///
/// # Errors
/// When SQLite fails.
pub fn write(sql: &Sql, placed: &Placed) -> Result<Option<String>, Failure> {
    let before = sql.row(
        "SELECT digest, json FROM standings WHERE person_id = ?",
        vec![text(&placed.person)],
    )?;
    if before.as_ref().is_some_and(|row| row.text(0) == placed.digest) {
        return Ok(None);
    }
    sql.run(
        "DELETE FROM statement_lines WHERE person_id = ?",
        vec![text(&placed.person)],
    )?;
    for (line, contribution) in &placed.lines {
        sql.run(
            "INSERT INTO statement_lines (person_id, released, contribution, day, people, guests) VALUES (?, ?, ?, ?, ?, ?)",
            vec![
                text(&placed.person),
                integer(line.released.get()),
                text(contribution),
                integer(line.day.get()),
                integer(line.people),
                integer(line.guests),
            ],
        )?;
    }
    sql.run(
        "INSERT OR REPLACE INTO standings (person_id, helped, share, first_day, json, digest) VALUES (?, ?, ?, ?, ?, ?)",
        vec![
            text(&placed.person),
            integer(placed.helped),
            integer(i64::try_from(placed.share).unwrap_or_default()),
            integer(placed.first.get()),
            text(&placed.json),
            text(&placed.digest),
        ],
    )?;
    Ok(Some(before.map(|row| row.text(1)).unwrap_or_default()))
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
