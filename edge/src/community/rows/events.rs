//! The ledger of what happened: appended to, and read back. Invariant: nothing changes or removes an event.
//!
//! The index by target has no votes in it; a query that is to use it says `kind <> 'voted'`.

use shared::event::Happening;
use shared::ids::PersonId;
use shared::state::State;
use shared::time::Millis;

use crate::community::sql::{Sql, integer, maybe_text, text, time};
use crate::failure::Failure;

/// Appends an event and gives its number; `actor` is nobody where no person caused it.
///
/// # Errors
/// When SQLite fails.
pub fn append(
    sql: &Sql,
    at: Millis,
    actor: Option<&PersonId>,
    target: Option<&str>,
    what: &Happening,
) -> Result<i64, Failure> {
    sql.integer(
        "INSERT INTO events (at, kind, actor, target, data) VALUES (?, ?, ?, ?, ?) RETURNING number",
        vec![
            time(at),
            text(what.kind()),
            maybe_text(actor.map(PersonId::as_str)),
            maybe_text(target),
            text(what.data()),
        ],
    )
}

/// Appends events of a kind that no person caused, a JSON array of target and data, and gives the number of the last.
///
/// # Errors
/// When SQLite fails.
pub fn append_all(sql: &Sql, at: Millis, kind: &str, events: &str) -> Result<i64, Failure> {
    sql.run(
        "INSERT INTO events (at, kind, target, data) SELECT ?, ?, value ->> 0, value -> 1 FROM json_each(?)",
        vec![time(at), text(kind), text(events)],
    )?;
    last(sql)
}

/// The number of the last event; zero where nothing happened yet.
///
/// # Errors
/// When SQLite fails.
pub fn last(sql: &Sql) -> Result<i64, Failure> {
    sql.integer("SELECT coalesce(max(number), 0) FROM events", vec![])
}

/// The questions that were voted on, or whose answers were, since an event; nothing if anything else happened to what
/// lists show, which contests do not: who is in one has a page without an entry.
///
/// # Errors
/// When SQLite fails.
pub fn voted_on(sql: &Sql, since: i64) -> Result<Option<Vec<String>>, Failure> {
    let rows = sql.rows(
        "SELECT CASE WHEN e.kind = 'voted' THEN coalesce(a.question_id, e.target) END
         FROM events e LEFT JOIN answers a ON a.id = e.target
         WHERE e.number > ? AND e.kind NOT IN ('contest_published', 'contest_amended', 'entry_picture')",
        vec![integer(since)],
    )?;
    Ok(rows.iter().map(|row| row.maybe_text(0)).collect())
}

/// The state in which something was when it was last hidden. That it was no vote is said for the index, which holds none.
///
/// # Errors
/// When SQLite fails.
pub fn hidden_from(sql: &Sql, target: &str) -> Result<Option<State>, Failure> {
    let row = sql.row(
        "SELECT data ->> 'from' FROM events WHERE target = ? AND kind <> 'voted' AND kind = 'moderated' AND data ->> 'act' = 'hide'
         ORDER BY number DESC LIMIT 1",
        vec![text(target)],
    )?;
    let state = row.and_then(|row| row.maybe_text(0));
    Ok(state.map(|word| State::parse(&word)))
}

/// Whether staff let something stand, and its words are still those.
///
/// # Errors
/// When SQLite fails.
pub fn stands_by_decision(sql: &Sql, target: &str) -> Result<bool, Failure> {
    let last = sql.text(
        "SELECT kind FROM events WHERE target = ? AND kind <> 'voted' AND (kind = 'edited' OR kind = 'moderated'
         AND data ->> 'act' IN ('approve', 'restore', 'close', 'duplicate')) ORDER BY number DESC LIMIT 1",
        vec![text(target)],
    )?;
    Ok(last.is_some_and(|kind| kind == "moderated"))
}
