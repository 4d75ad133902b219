//! The contest itself, and what the community said of people.

use shared::api::contest::{BallotCounts, ContestState};
use shared::contest::leaf::{join, split};
use shared::ids::{ContestId, EntryId, PersonId};

use super::{id, signed, unsigned};
use crate::community::sql::{Sql, integer, text};
use crate::contest::context::Opened;
use crate::failure::Failure;
use crate::json;

/// Keeps a contest that opens.
///
/// # Errors
/// When SQLite fails.
pub fn insert(sql: &Sql, opened: &Opened) -> Result<(), Failure> {
    sql.run(
        "INSERT INTO contest (only, community, id, origin, public_key, secret, document, state, message)
         VALUES (1, ?, ?, ?, ?, ?, ?, 'open', 0)",
        vec![
            text(&opened.community),
            text(opened.id.as_str()),
            text(&opened.origin),
            text(&opened.public_key),
            text(&opened.secret),
            text(&opened.document),
        ],
    )
}

/// The contest as it was opened.
///
/// # Errors
/// When there is none.
pub fn load(sql: &Sql) -> Result<Opened, Failure> {
    let row = sql.row(
        "SELECT community, id, origin, public_key, secret, document FROM contest",
        vec![],
    )?;
    let row = row.ok_or_else(Failure::not_found)?;
    let document = row.text(5);
    Ok(Opened {
        community: row.text(0),
        id: id(ContestId::parse(&row.text(1)))?,
        origin: row.text(2),
        public_key: row.text(3),
        secret: row.text(4),
        rules: json::read(&document)?,
        document,
    })
}

/// Puts other rules in place.
///
/// # Errors
/// When SQLite fails.
pub fn amend(sql: &Sql, document: &str) -> Result<(), Failure> {
    sql.run("UPDATE contest SET document = ?", vec![text(document)])
}

/// Where the contest stands.
///
/// # Errors
/// When SQLite fails.
pub fn state(sql: &Sql) -> Result<ContestState, Failure> {
    let row = sql.row("SELECT state FROM contest", vec![])?;
    Ok(row.map_or(ContestState::Unknown, |row| ContestState::parse(&row.text(0))))
}

/// Says where it stands from now on.
///
/// # Errors
/// When SQLite fails.
pub fn set_state(sql: &Sql, state: ContestState, winners: &[EntryId]) -> Result<(), Failure> {
    sql.run(
        "UPDATE contest SET state = ?, winners = ?",
        vec![text(state.as_str()), text(join(winners))],
    )
}

/// Who won, and how many ballots are shown.
///
/// # Errors
/// When SQLite fails.
pub fn shown(sql: &Sql) -> Result<(Vec<EntryId>, BallotCounts), Failure> {
    let row = sql.row(
        "SELECT winners, shown_counted, shown_held, shown_void FROM contest",
        vec![],
    )?;
    let row = row.ok_or_else(Failure::not_found)?;
    let counts = BallotCounts {
        counted: unsigned(row.integer(1)),
        held: unsigned(row.integer(2)),
        void: unsigned(row.integer(3)),
    };
    Ok((split(&row.text(0)).unwrap_or_default(), counts))
}

/// Shows the counts as they stand now. Each voter's last ballot counts, waits, or was made void; of the few that do not
/// count there are indexes, so no ballot is read.
///
/// # Errors
/// When SQLite fails.
pub fn show_counts(sql: &Sql) -> Result<(), Failure> {
    sql.run(
        "UPDATE contest SET
           shown_held = (SELECT count(*) FROM ballots WHERE standing = 'held'),
           shown_void = (SELECT count(*) FROM ballots WHERE standing = 'void')",
        vec![],
    )?;
    sql.run(
        "UPDATE contest SET shown_counted = (SELECT count(*) FROM voters) - shown_held - shown_void",
        vec![],
    )?;
    show_totals(sql)
}

/// Shows these counts, and the totals of entries as they stand now.
///
/// # Errors
/// When SQLite fails.
pub fn show(sql: &Sql, counts: &BallotCounts) -> Result<(), Failure> {
    sql.run(
        "UPDATE contest SET shown_counted = ?, shown_held = ?, shown_void = ?",
        [counts.counted, counts.held, counts.void]
            .map(|count| integer(signed(count)))
            .into(),
    )?;
    show_totals(sql)
}

fn show_totals(sql: &Sql) -> Result<(), Failure> {
    sql.run(
        "UPDATE entries SET shown_counted = counted, shown_guests = guests
         WHERE shown_counted <> counted OR shown_guests <> guests",
        vec![],
    )
}

/// Shows how many ballots wait: once the votes are over, everybody may know what the close waits for.
///
/// # Errors
/// When SQLite fails.
pub fn show_held(sql: &Sql) -> Result<(), Failure> {
    let held = "UPDATE contest SET shown_held = (SELECT count(*) FROM ballots WHERE standing = 'held')";
    sql.run(held, vec![])
}

/// Whether a message of this number is new; from now on it is not.
///
/// # Errors
/// When SQLite fails.
pub fn take_message(sql: &Sql, number: i64) -> Result<bool, Failure> {
    let last = sql.integer("SELECT message FROM contest", vec![])?;
    if number <= last {
        return Ok(false);
    }
    sql.run("UPDATE contest SET message = ?", vec![integer(number)])?;
    Ok(true)
}

/// Makes older sessions of a person worthless.
///
/// # Errors
/// When SQLite fails.
pub fn raise_floor(sql: &Sql, person: &PersonId, epoch: i64) -> Result<(), Failure> {
    sql.run(
        "INSERT INTO floors (person_id, epoch) VALUES (?, ?)
         ON CONFLICT (person_id) DO UPDATE SET epoch = max(epoch, excluded.epoch)",
        vec![text(person.as_str()), integer(epoch)],
    )
}

/// The oldest epoch of a person's sessions that stands.
///
/// # Errors
/// When SQLite fails.
pub fn floor(sql: &Sql, person: &PersonId) -> Result<i64, Failure> {
    sql.integer(
        "SELECT epoch FROM floors WHERE person_id = ?",
        vec![text(person.as_str())],
    )
}
