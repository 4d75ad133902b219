//! Entries and their totals.

use shared::api::contest::{EntryState, Votes};
use shared::ids::{EntryId, PersonId};
use shared::time::Millis;

use super::pictures::{self, Picture};
use super::{id, signed, unsigned};
use crate::community::sql::{Row, Sql, Value, integer, maybe_text, text, time};
use crate::failure::Failure;

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Which.
    pub id: EntryId,
    /// Whose.
    pub person: PersonId,
    /// The name others see.
    pub author: String,
    /// Its name, or the caption.
    pub title: String,
    /// The story.
    pub markdown: String,
    /// Where it stands.
    pub state: EntryState,
    /// Why it was not taken, or taken out.
    pub reason: Option<String>,
    /// When it was sent in.
    pub sent_at: Millis,
    /// Its votes now.
    pub votes: Votes,
    /// Its votes when the log was last published.
    pub shown: Votes,
    /// Its picture.
    pub picture: Option<Picture>,
}

/// The columns of an entry; `e` is its table.
pub const COLUMNS: &str = "e.id, e.person_id, e.author, e.title, e.markdown, e.state, e.reason, e.sent_at, e.counted, e.guests, e.shown_counted, e.shown_guests";
/// Where the columns of its picture begin.
const PICTURED: usize = 12;
/// How many columns an entry with its picture has.
pub const WIDTH: usize = PICTURED + pictures::WIDTH;

/// An entry by id.
///
/// # Errors
/// When SQLite fails.
pub fn get(sql: &Sql, entry: &EntryId) -> Result<Option<Entry>, Failure> {
    let query = select("WHERE e.id = ?");
    let row = sql.row(&query, vec![text(entry.as_str())])?;
    row.as_ref().map(read).transpose()
}

/// Up to `limit` entries after one, in the order they came: those everybody sees, the caller's own, and for
/// moderators all.
///
/// # Errors
/// When SQLite fails.
pub fn list(
    sql: &Sql,
    after: &str,
    person: Option<&PersonId>,
    all: bool,
    limit: u32,
) -> Result<Vec<Entry>, Failure> {
    let query =
        select("WHERE e.id > ? AND (e.state = 'published' OR e.person_id = ? OR ?) ORDER BY e.id LIMIT ?");
    let values = vec![
        text(after),
        text(person.map_or("", PersonId::as_str)),
        crate::community::sql::flag(all),
        integer(limit),
    ];
    sql.rows(&query, values)?.iter().map(read).collect()
}

/// The entries of a person that everybody sees, first come first.
///
/// # Errors
/// When SQLite fails.
pub fn published_by(sql: &Sql, person: &PersonId, limit: u32) -> Result<Vec<Entry>, Failure> {
    let query = select("WHERE e.state = 'published' AND e.person_id = ? ORDER BY e.id LIMIT ?");
    let values = vec![text(person.as_str()), integer(limit)];
    sql.rows(&query, values)?.iter().map(read).collect()
}

/// These entries, in their order.
///
/// # Errors
/// When SQLite fails.
pub fn of(sql: &Sql, entries: &[EntryId]) -> Result<Vec<Entry>, Failure> {
    let query = format!(
        "SELECT {COLUMNS}, {} FROM json_each(?) place CROSS JOIN entries e ON e.id = place.value
         LEFT JOIN pictures p ON p.entry = e.id ORDER BY place.key",
        pictures::COLUMNS
    );
    let values = vec![text(serde_json::to_string(entries)?)];
    sql.rows(&query, values)?.iter().map(read).collect()
}

/// Keeps a new entry, with its number in shuffled orders and its words as a search compares them. Until everybody sees
/// it, the community has to know of its picture alone.
///
/// # Errors
/// When SQLite fails.
pub fn insert(sql: &Sql, entry: &Entry, shuffle: i64, folded: String) -> Result<(), Failure> {
    sql.run(
        "INSERT INTO entries (id, person_id, author, title, markdown, state, sent_at, shuffle, folded, told) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        vec![
            text(entry.id.as_str()),
            text(entry.person.as_str()),
            text(&entry.author),
            text(&entry.title),
            text(&entry.markdown),
            text(entry.state.as_str()),
            time(entry.sent_at),
            integer(shuffle),
            text(folded),
            text(entry.picture.as_ref().map_or(entry.state.as_str(), |_| "")),
        ],
    )?;
    match &entry.picture {
        Some(picture) => pictures::insert(sql, &entry.id, picture),
        None => Ok(()),
    }
}

/// Says where an entry stands from now on, and why.
///
/// # Errors
/// When SQLite fails.
pub fn set_state(sql: &Sql, entry: &EntryId, state: EntryState, reason: Option<&str>) -> Result<(), Failure> {
    sql.run(
        "UPDATE entries SET state = ?, reason = ? WHERE id = ?",
        vec![text(state.as_str()), maybe_text(reason), text(entry.as_str())],
    )
}

/// Empties an entry that its entrant took back, or staff hid. Its votes stay, for the result of a contest that closed.
///
/// # Errors
/// When SQLite fails.
pub fn erase(sql: &Sql, entry: &EntryId, state: EntryState, reason: Option<&str>) -> Result<(), Failure> {
    sql.run(
        "UPDATE entries SET author = '', title = '', markdown = '', folded = '' WHERE id = ?",
        vec![text(entry.as_str())],
    )?;
    set_state(sql, entry, state, reason)?;
    pictures::undescribe(sql, entry)
}

/// Sets aside what still waits; whether there was anything.
///
/// # Errors
/// When SQLite fails.
pub fn set_aside(sql: &Sql) -> Result<bool, Failure> {
    let rows = sql.rows(
        "UPDATE entries SET state = 'set_aside' WHERE state = 'waiting' RETURNING 1",
        vec![],
    )?;
    Ok(!rows.is_empty())
}

/// Says which leaf published an entry.
///
/// # Errors
/// When SQLite fails.
pub fn set_leaf(sql: &Sql, entry: &EntryId, leaf: u64) -> Result<(), Failure> {
    sql.run(
        "UPDATE entries SET leaf = ? WHERE id = ?",
        vec![integer(signed(leaf)), text(entry.as_str())],
    )
}

/// How many entries of a person count against their number: all but those that were not taken.
///
/// # Errors
/// When SQLite fails.
pub fn count_of(sql: &Sql, person: &PersonId) -> Result<u16, Failure> {
    let count = sql.integer(
        "SELECT count(*) FROM entries WHERE person_id = ? AND state <> 'rejected'",
        vec![text(person.as_str())],
    )?;
    Ok(u16::try_from(count).unwrap_or(u16::MAX))
}

/// How many entries stand.
///
/// # Errors
/// When SQLite fails.
pub fn standing(sql: &Sql) -> Result<u64, Failure> {
    let query = "SELECT count(*) FROM entries WHERE state = 'published'";
    Ok(unsigned(sql.integer(query, vec![])?))
}

/// How many entries nobody decided about.
///
/// # Errors
/// When SQLite fails.
pub fn waiting(sql: &Sql) -> Result<u64, Failure> {
    let query = "SELECT count(*) FROM entries WHERE state = 'waiting'";
    Ok(unsigned(sql.integer(query, vec![])?))
}

/// How many of these stand, and how many of them are this person's own.
///
/// # Errors
/// When SQLite fails.
pub fn standing_and_own(sql: &Sql, choice: &[EntryId], person: &PersonId) -> Result<(usize, usize), Failure> {
    // The plus keeps SQLite from walking the index of lists, which holds all that is asked for, of every entry.
    let query = format!(
        "SELECT count(*), coalesce(sum(person_id = ?), 0) FROM entries WHERE +state = 'published' AND id IN ({})",
        places(choice)
    );
    let mut values = vec![text(person.as_str())];
    values.extend(ids(choice));
    let row = sql.row(&query, values)?;
    let count = |column| row.as_ref().map_or(0, |row| row.integer(column));
    Ok((
        usize::try_from(count(0)).unwrap_or_default(),
        usize::try_from(count(1)).unwrap_or_default(),
    ))
}

/// Those of these that stand.
///
/// # Errors
/// When SQLite fails.
pub fn standing_of(sql: &Sql, choice: &[EntryId]) -> Result<Vec<EntryId>, Failure> {
    if choice.is_empty() {
        return Ok(Vec::new());
    }
    let query = format!(
        "SELECT id FROM entries WHERE +state = 'published' AND id IN ({})",
        places(choice)
    );
    let rows = sql.rows(&query, ids(choice).collect())?;
    rows.iter().map(|row| id(EntryId::parse(&row.text(0)))).collect()
}

/// Moves the votes of entries by one, up or down.
///
/// # Errors
/// When SQLite fails.
pub fn shift(sql: &Sql, choice: &[EntryId], guest: bool, by: i64) -> Result<(), Failure> {
    if choice.is_empty() {
        return Ok(());
    }
    let column = if guest { "guests" } else { "counted" };
    let statement = format!(
        "UPDATE entries SET {column} = {column} + ? WHERE id IN ({})",
        places(choice)
    );
    let mut values = vec![integer(by)];
    values.extend(ids(choice));
    sql.run(&statement, values)
}

/// The votes of all entries.
///
/// # Errors
/// When SQLite fails.
pub fn totals(sql: &Sql) -> Result<Vec<(EntryId, Votes)>, Failure> {
    let rows = sql.rows("SELECT id, counted, guests FROM entries", vec![])?;
    let read = |row: &Row| Ok((id(EntryId::parse(&row.text(0)))?, votes(row, 1)));
    rows.iter().map(read).collect()
}

/// The columns of entries and of their pictures, where this holds.
fn select(condition: &str) -> String {
    format!(
        "SELECT {COLUMNS}, {} FROM entries e LEFT JOIN pictures p ON p.entry = e.id {condition}",
        pictures::COLUMNS
    )
}

fn places(choice: &[EntryId]) -> String {
    vec!["?"; choice.len()].join(", ")
}

fn ids(choice: &[EntryId]) -> impl Iterator<Item = Value> + '_ {
    choice.iter().map(|entry| text(entry.as_str()))
}

/// The entry in a row.
///
/// # Errors
/// When the object wrote an identifier wrongly.
pub fn read(row: &Row) -> Result<Entry, Failure> {
    Ok(Entry {
        id: id(EntryId::parse(&row.text(0)))?,
        person: id(PersonId::parse(&row.text(1)))?,
        author: row.text(2),
        title: row.text(3),
        markdown: row.text(4),
        state: EntryState::parse(&row.text(5)),
        reason: row.maybe_text(6),
        sent_at: row.time(7),
        votes: votes(row, 8),
        shown: votes(row, 10),
        picture: pictures::read(row, PICTURED)?,
    })
}

/// The votes in two columns, from this one on.
fn votes(row: &Row, column: usize) -> Votes {
    Votes {
        counted: unsigned(row.integer(column)),
        guests: unsigned(row.integer(column + 1)),
    }
}
