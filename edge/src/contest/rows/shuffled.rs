//! Entries in the order of a seed. Invariant: what is sorted is read from an index; only the rows of a page are read whole.

use shared::api::contest::EntryPlace;
use shared::contest::order::Order;
use shared::ids::{EntryId, PersonId};

use super::entries::{self, COLUMNS, Entry, WIDTH};
use super::{id, pictures, unsigned};
use crate::community::sql::{Row, Sql, Value, flag, integer, text};
use crate::failure::Failure;

/// What an entry stands at: what waits comes first, for moderators with what was reported, then what everybody sees, then
/// what is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// 0 for what is to be decided about, 1 for what everybody sees, 2 for the rest.
    pub rank: i64,
    /// Its key in the order.
    pub key: i64,
    /// Which, where keys are the same.
    pub id: String,
}

/// Who asks for which entries.
pub struct Asked<'a> {
    /// The order.
    pub order: Order,
    /// The entry before the first of this page.
    pub after: Option<Position>,
    /// Whose own are among them.
    pub person: Option<&'a PersonId>,
    /// Whether all are.
    pub all: bool,
    /// Folded words that each of them has.
    pub words: &'a [String],
}

/// The key of an entry in an order; numbers that are bound come as real ones.
const KEY: &str = "(shuffle * CAST(? AS INTEGER) + CAST(? AS INTEGER)) % 2147483647";

/// Up to `limit` entries, each with its position.
///
/// # Errors
/// When SQLite fails.
pub fn list(sql: &Sql, asked: &Asked<'_>, limit: u32) -> Result<Vec<(Entry, Position)>, Failure> {
    let words = " AND instr(folded, ?) > 0".repeat(asked.words.len());
    let after = if asked.after.is_some() {
        "WHERE (rank, key, id) > (CAST(? AS INTEGER), CAST(? AS INTEGER), ?)"
    } else {
        ""
    };
    let reported = if asked.all {
        " OR state = 'published' AND id IN (SELECT entry FROM reports WHERE open = 1)"
    } else {
        ""
    };
    let query = format!(
        "SELECT {COLUMNS}, {}, k.rank, k.key FROM (
           SELECT id, rank, key FROM (
             SELECT id, CASE WHEN state = 'waiting'{reported} THEN 0 WHEN state = 'published' THEN 1 ELSE 2 END AS rank, {KEY} AS key
             FROM entries
             WHERE (state = 'published' OR person_id = ? OR ?){words}
           ) {after} ORDER BY rank, key, id LIMIT ?
         ) k JOIN entries e ON e.id = k.id LEFT JOIN pictures p ON p.entry = e.id ORDER BY k.rank, k.key, k.id",
        pictures::COLUMNS
    );
    let mut values = vec![
        integer(asked.order.factor),
        integer(asked.order.offset),
        text(asked.person.map_or("", PersonId::as_str)),
        flag(asked.all),
    ];
    values.extend(asked.words.iter().map(text));
    if let Some(after) = &asked.after {
        values.extend([integer(after.rank), integer(after.key), text(&after.id)]);
    }
    values.push(integer(limit));
    let read = |row: &Row| {
        let entry = entries::read(row)?;
        let position = Position {
            rank: row.integer(WIDTH),
            key: row.integer(WIDTH + 1),
            id: entry.id.to_string(),
        };
        Ok((entry, position))
    };
    sql.rows(&query, values)?.iter().map(read).collect()
}

/// Where an entry stands among those everybody sees.
///
/// # Errors
/// When SQLite fails.
pub fn place(sql: &Sql, order: Order, entry: &EntryId) -> Result<EntryPlace, Failure> {
    let shuffle = sql.integer(
        "SELECT shuffle FROM entries WHERE id = ?",
        vec![text(entry.as_str())],
    )?;
    let key = order.key(shuffle);
    let there = "(CAST(? AS INTEGER), ?)";
    let query = format!(
        "WITH k AS (SELECT id, {KEY} AS key FROM entries WHERE state = 'published')
         SELECT (SELECT count(*) FROM k WHERE (key, id) <= {there}),
           (SELECT id FROM k WHERE (key, id) < {there} ORDER BY key DESC, id DESC LIMIT 1),
           (SELECT id FROM k WHERE (key, id) > {there} ORDER BY key, id LIMIT 1)"
    );
    let here = || [integer(key), text(entry.as_str())];
    let values: Vec<Value> = [integer(order.factor), integer(order.offset)]
        .into_iter()
        .chain((0..3).flat_map(|_| here()))
        .collect();
    let row = sql.row(&query, values)?.ok_or_else(Failure::not_found)?;
    let other = |column| {
        row.maybe_text(column)
            .map(|text| id(EntryId::parse(&text)))
            .transpose()
    };
    Ok(EntryPlace {
        number: unsigned(row.integer(0)),
        previous: other(1)?,
        next: other(2)?,
    })
}
