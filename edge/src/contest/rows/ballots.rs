//! Ballots and who cast them.

use shared::api::contest::BallotSummary;
use shared::contest::leaf::{Act, Leaf, join, split};
use shared::contest::standing::Standing;
use shared::ids::{EntryId, PersonId};

use super::{id, signed, unsigned};
use crate::community::sql::{Row, Sql, flag, integer, text};
use crate::failure::Failure;

/// A ballot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ballot {
    /// The index of its leaf.
    pub leaf: u64,
    /// Whose.
    pub person: PersonId,
    /// What it chooses, in order.
    pub choice: Vec<EntryId>,
    /// Whether the voter is a guest.
    pub guest: bool,
    /// How it stands.
    pub standing: Standing,
}

/// The salt of a voter, and their last ballot.
///
/// # Errors
/// When SQLite fails.
pub fn of_voter(sql: &Sql, person: &PersonId) -> Result<Option<(String, Ballot)>, Failure> {
    let row = sql.row(
        "SELECT b.leaf, b.person_id, b.choice, b.guest, b.standing, v.salt
         FROM voters v JOIN ballots b ON b.leaf = v.ballot WHERE v.person_id = ?",
        vec![text(person.as_str())],
    )?;
    row.map(|row| Ok((row.text(5), read(&row)?))).transpose()
}

/// A ballot by the index of its leaf, and its voter's salt.
///
/// # Errors
/// When SQLite fails.
pub fn get(sql: &Sql, leaf: u64) -> Result<Option<(String, Ballot)>, Failure> {
    let row = sql.row(
        "SELECT b.leaf, b.person_id, b.choice, b.guest, b.standing, v.salt
         FROM ballots b JOIN voters v ON v.person_id = b.person_id WHERE b.leaf = ?",
        vec![integer(signed(leaf))],
    )?;
    row.map(|row| Ok((row.text(5), read(&row)?))).transpose()
}

/// Up to `limit` ballots that count, from the leaf `start` on, each with its voter's salt.
///
/// # Errors
/// When SQLite fails.
pub fn counted(sql: &Sql, start: u64, limit: u32) -> Result<Vec<(String, Ballot)>, Failure> {
    let rows = sql.rows(
        "SELECT b.leaf, b.person_id, b.choice, b.guest, b.standing, v.salt
         FROM ballots b JOIN voters v ON v.person_id = b.person_id
         WHERE b.leaf >= ? AND b.standing = 'counted' ORDER BY b.leaf LIMIT ?",
        vec![integer(signed(start)), integer(limit)],
    )?;
    rows.iter().map(|row| Ok((row.text(5), read(row)?))).collect()
}

/// Those of the ballots at these leaves that count, in their order, each with its voter's salt.
///
/// # Errors
/// When SQLite fails.
pub fn counted_at(sql: &Sql, leaves: &[u64]) -> Result<Vec<(String, Ballot)>, Failure> {
    let rows = sql.rows(
        "SELECT b.leaf, b.person_id, b.choice, b.guest, b.standing, v.salt
         FROM json_each(?) place CROSS JOIN ballots b ON b.leaf = place.value JOIN voters v ON v.person_id = b.person_id
         WHERE b.standing = 'counted' ORDER BY place.key",
        vec![text(serde_json::to_string(leaves)?)],
    )?;
    rows.iter().map(|row| Ok((row.text(5), read(row)?))).collect()
}

/// How many ballots count whose leaves are from `start` up to, and without, `end`.
///
/// # Errors
/// When SQLite fails.
pub fn counted_between(sql: &Sql, start: u64, end: u64) -> Result<u64, Failure> {
    Ok(unsigned(sql.integer(
        "SELECT count(*) FROM ballots WHERE leaf >= ? AND leaf < ? AND standing = 'counted'",
        vec![integer(signed(start)), integer(signed(end))],
    )?))
}

/// Keeps a ballot as its voter's last.
///
/// # Errors
/// When SQLite fails.
pub fn insert(sql: &Sql, ballot: &Ballot, salt: &str) -> Result<(), Failure> {
    sql.run(
        "INSERT INTO ballots (leaf, person_id, choice, guest, standing) VALUES (?, ?, ?, ?, ?)",
        vec![
            integer(signed(ballot.leaf)),
            text(ballot.person.as_str()),
            text(join(&ballot.choice)),
            flag(ballot.guest),
            text(ballot.standing.as_str()),
        ],
    )?;
    sql.run(
        "INSERT INTO voters (person_id, salt, ballot) VALUES (?, ?, ?)
         ON CONFLICT (person_id) DO UPDATE SET ballot = excluded.ballot",
        vec![
            text(ballot.person.as_str()),
            text(salt),
            integer(signed(ballot.leaf)),
        ],
    )
}

/// Says how a ballot stands from now on.
///
/// # Errors
/// When SQLite fails.
pub fn set_standing(sql: &Sql, leaf: u64, standing: Standing) -> Result<(), Failure> {
    sql.run(
        "UPDATE ballots SET standing = ? WHERE leaf = ?",
        vec![text(standing.as_str()), integer(signed(leaf))],
    )
}

/// Says whether a voter wants receipts by mail; nothing leaves it as it is.
///
/// # Errors
/// When SQLite fails.
pub fn set_letters(sql: &Sql, person: &PersonId, wanted: Option<bool>) -> Result<(), Failure> {
    let told = match wanted {
        None => return Ok(()),
        Some(true) => "coalesce(told, 0)",
        Some(false) => "NULL",
    };
    sql.run(
        &format!("UPDATE voters SET told = {told} WHERE person_id = ?"),
        vec![text(person.as_str())],
    )
}

/// Whether a voter wants receipts by mail.
///
/// # Errors
/// When SQLite fails.
pub fn wants_letters(sql: &Sql, person: &PersonId) -> Result<bool, Failure> {
    let wanted = "SELECT count(*) FROM voters WHERE person_id = ? AND told IS NOT NULL";
    Ok(sql.integer(wanted, vec![text(person.as_str())])? > 0)
}

/// Up to `limit` voters who want receipts by mail and have none of the checkpoint over `size` leaves yet, each with their
/// last ballot, and whether it is the first letter. Before the last checkpoint one letter is enough for a ballot.
///
/// # Errors
/// When SQLite fails.
pub fn untold(
    sql: &Sql,
    size: u64,
    is_last: bool,
    limit: u32,
) -> Result<Vec<(PersonId, u64, bool)>, Failure> {
    let rows = sql.rows(
        "SELECT person_id, ballot, told = 0 FROM voters
         WHERE told < ?1 AND ballot < ?1 AND (?2 OR told <= ballot) ORDER BY told LIMIT ?3",
        vec![integer(signed(size)), flag(is_last), integer(limit)],
    )?;
    let read = |row: &Row| {
        Ok((
            id(PersonId::parse(&row.text(0)))?,
            unsigned(row.integer(1)),
            row.flag(2),
        ))
    };
    rows.iter().map(read).collect()
}

/// Says that a voter was sent the receipt of a checkpoint.
///
/// # Errors
/// When SQLite fails.
pub fn set_told(sql: &Sql, person: &PersonId, size: u64) -> Result<(), Failure> {
    sql.run(
        "UPDATE voters SET told = ? WHERE person_id = ? AND told IS NOT NULL",
        vec![integer(signed(size)), text(person.as_str())],
    )
}

/// How many ballots wait for a decision.
///
/// # Errors
/// When SQLite fails.
pub fn held(sql: &Sql) -> Result<u64, Failure> {
    Ok(unsigned(sql.integer(
        "SELECT count(*) FROM ballots WHERE standing = 'held'",
        vec![],
    )?))
}

/// The last ballot that waits.
///
/// # Errors
/// When SQLite fails.
pub fn last_held(sql: &Sql) -> Result<Option<u64>, Failure> {
    let row = sql.row("SELECT max(leaf) FROM ballots WHERE standing = 'held'", vec![])?;
    Ok(row.and_then(|row| row.maybe_integer(0)).map(unsigned))
}

/// Up to `limit` ballots from `first` to `last` that wait, in their order.
///
/// # Errors
/// When SQLite fails.
pub fn held_between(sql: &Sql, first: u64, last: u64, limit: u32) -> Result<Vec<Ballot>, Failure> {
    let rows = sql.rows(
        "SELECT leaf, person_id, choice, guest, standing FROM ballots
         WHERE standing = 'held' AND leaf >= ? AND leaf <= ? ORDER BY leaf LIMIT ?",
        vec![integer(signed(first)), integer(signed(last)), integer(limit)],
    )?;
    rows.iter().map(read).collect()
}

/// What moderators see of up to `limit` ballots after a leaf that stand so.
///
/// # Errors
/// When SQLite fails, or a ballot's leaf is of none.
pub fn list(sql: &Sql, standing: Standing, after: i64, limit: u32) -> Result<Vec<BallotSummary>, Failure> {
    // The word stands in the statement, for the index of the ballots that wait.
    let query = format!(
        "SELECT b.leaf, l.text FROM ballots b CROSS JOIN leaves l ON l.number = b.leaf
         WHERE b.standing = '{}' AND b.leaf > ? ORDER BY b.leaf LIMIT ?",
        standing.as_str()
    );
    let rows = sql.rows(&query, vec![integer(after), integer(limit)])?;
    let read = |row: &Row| match Leaf::parse(&row.text(1)) {
        Some(Leaf {
            minute,
            act: Act::Ballot { via, .. },
            ..
        }) => Ok(BallotSummary {
            ballot: unsigned(row.integer(0)),
            minute,
            via,
        }),
        _ => Err(Failure::Internal("a ballot's leaf is of no ballot".to_owned())),
    };
    rows.iter().map(read).collect()
}

/// How many ballots have a leaf from `start` on: up to `limit` are counted.
///
/// # Errors
/// When SQLite fails.
pub fn since(sql: &Sql, start: u64, limit: u64) -> Result<u64, Failure> {
    Ok(unsigned(sql.integer(
        "SELECT count(*) FROM (SELECT 1 FROM ballots WHERE leaf >= ? LIMIT ?)",
        vec![integer(signed(start)), integer(signed(limit))],
    )?))
}

fn read(row: &Row) -> Result<Ballot, Failure> {
    Ok(Ballot {
        leaf: unsigned(row.integer(0)),
        person: id(PersonId::parse(&row.text(1)))?,
        choice: split(&row.text(2))
            .ok_or_else(|| Failure::Internal("a ballot chooses what is no entry".to_owned()))?,
        guest: row.flag(3),
        standing: Standing::parse(&row.text(4))
            .ok_or_else(|| Failure::Internal("a ballot stands in no way that is known".to_owned()))?,
    })
}
