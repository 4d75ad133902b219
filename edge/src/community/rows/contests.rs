//! Contests as their community knows them, and the messages on their way to them.

use shared::api::contest::{ContestState, ContestSummary};
use shared::contest::leaf::{join, split};
use shared::ids::{ContestId, EntryId, PersonId};
use shared::log::hash::TreeHash;
use shared::time::Millis;

use crate::community::sql::{Row, Sql, integer, maybe_text, text, time};
use crate::contest::message::{Envelope, Message};
use crate::failure::Failure;
use crate::json;

const COLUMNS: &str = "id, state, document, size, winners";

/// Keeps a draft.
///
/// # Errors
/// When SQLite fails.
pub fn insert(sql: &Sql, id: &ContestId, document: &str, now: Millis) -> Result<(), Failure> {
    sql.run(
        "INSERT INTO contests (id, state, document, created_at) VALUES (?, ?, ?, ?)",
        vec![
            text(id.as_str()),
            text(ContestState::Draft.as_str()),
            text(document),
            time(now),
        ],
    )
}

/// A contest, and the text of its rules.
///
/// # Errors
/// When SQLite fails.
pub fn get(sql: &Sql, id: &ContestId) -> Result<Option<(ContestSummary, String)>, Failure> {
    let query = format!("SELECT {COLUMNS} FROM contests WHERE id = ?");
    let row = sql.row(&query, vec![text(id.as_str())])?;
    row.map(|row| Ok((read(&row)?, row.text(2)))).transpose()
}

/// Up to `limit` of those that opened, newest first, from one of them on.
///
/// # Errors
/// When SQLite fails.
pub fn opened(sql: &Sql, before: Option<&str>, limit: u32) -> Result<Vec<ContestSummary>, Failure> {
    let query = format!(
        "SELECT {COLUMNS} FROM contests WHERE state <> 'draft' AND (?1 IS NULL OR id < ?1) ORDER BY id DESC LIMIT ?2"
    );
    let rows = sql.rows(&query, vec![maybe_text(before), integer(limit)])?;
    rows.iter().map(read).collect()
}

/// Whether any opened.
///
/// # Errors
/// When SQLite fails.
pub fn any_opened(sql: &Sql) -> Result<bool, Failure> {
    let opened = "SELECT count(*) FROM (SELECT 1 FROM contests WHERE state <> 'draft' LIMIT 1)";
    Ok(sql.integer(opened, vec![])? > 0)
}

/// Says where a contest stands from now on.
///
/// # Errors
/// When SQLite fails.
pub fn set_state(sql: &Sql, id: &ContestId, state: ContestState) -> Result<(), Failure> {
    sql.run(
        "UPDATE contests SET state = ? WHERE id = ?",
        vec![text(state.as_str()), text(id.as_str())],
    )
}

/// Says which rules hold from now on.
///
/// # Errors
/// When SQLite fails.
pub fn set_document(sql: &Sql, id: &ContestId, document: &str) -> Result<(), Failure> {
    sql.run(
        "UPDATE contests SET document = ? WHERE id = ?",
        vec![text(document), text(id.as_str())],
    )
}

/// The last checkpoint this community saw of a contest: size and root.
///
/// # Errors
/// When there is no such contest.
pub fn checkpoint(sql: &Sql, id: &ContestId) -> Result<(u64, TreeHash), Failure> {
    let row = sql.row(
        "SELECT size, root FROM contests WHERE id = ?",
        vec![text(id.as_str())],
    )?;
    let row = row.ok_or_else(Failure::not_found)?;
    let size = u64::try_from(row.integer(0)).unwrap_or_default();
    // Before the first checkpoint there is no root.
    let root = if size == 0 {
        Some(TreeHash::of_nothing())
    } else {
        TreeHash::from_base64(&row.text(1))
    };
    let root = root.ok_or_else(|| Failure::Internal(format!("the root kept of {id} is none")))?;
    Ok((size, root))
}

/// Remembers a checkpoint, and the winners if it is over the close.
///
/// # Errors
/// When SQLite fails.
pub fn set_checkpoint(
    sql: &Sql,
    id: &ContestId,
    size: u64,
    root: TreeHash,
    winners: Option<&[EntryId]>,
) -> Result<(), Failure> {
    let size = i64::try_from(size).unwrap_or(i64::MAX);
    sql.run(
        "UPDATE contests SET size = ?, root = ? WHERE id = ?",
        vec![integer(size), text(root.to_base64()), text(id.as_str())],
    )?;
    let Some(winners) = winners else { return Ok(()) };
    sql.run(
        "UPDATE contests SET state = 'closed', winners = ? WHERE id = ?",
        vec![text(join(winners)), text(id.as_str())],
    )
}

/// Whether a person was sent no receipt yet of a checkpoint as large as this; from now on they were.
///
/// # Errors
/// When SQLite fails.
pub fn is_next_letter(sql: &Sql, person: &PersonId, contest: &ContestId, size: u64) -> Result<bool, Failure> {
    let row = sql.row(
        "INSERT INTO contest_letters (person_id, contest, size) VALUES (?, ?, ?)
         ON CONFLICT (person_id, contest) DO UPDATE SET size = excluded.size WHERE size < excluded.size RETURNING size",
        vec![
            text(person.as_str()),
            text(contest.as_str()),
            integer(i64::try_from(size).unwrap_or(i64::MAX)),
        ],
    )?;
    Ok(row.is_some())
}

/// The open contests whose receipts a person gets by mail, and their names.
///
/// # Errors
/// When SQLite fails.
pub fn letters(sql: &Sql, person: &PersonId) -> Result<Vec<(ContestId, String)>, Failure> {
    let query = format!(
        "SELECT {COLUMNS} FROM contests WHERE state = 'open' AND id IN (
           SELECT contest FROM contest_letters WHERE person_id = ?1
           EXCEPT SELECT target FROM stopped_notices WHERE person_id = ?1)"
    );
    let rows = sql.rows(&query, vec![text(person.as_str())])?;
    let contest = |row: &Row| read(row).map(|contest| (contest.id, contest.rules.title));
    rows.iter().map(contest).collect()
}

/// Puts a message on its way to a contest.
///
/// # Errors
/// When SQLite fails.
pub fn send(sql: &Sql, contest: &ContestId, message: &Message) -> Result<(), Failure> {
    sql.run(
        "INSERT INTO contest_messages (contest, json) VALUES (?, ?)",
        vec![text(contest.as_str()), text(serde_json::to_string(message)?)],
    )
}

/// Puts a message on its way to every open contest.
///
/// # Errors
/// When SQLite fails.
pub fn send_to_open(sql: &Sql, message: &Message) -> Result<(), Failure> {
    sql.run(
        "INSERT INTO contest_messages (contest, json) SELECT id, ? FROM contests WHERE state = 'open'",
        vec![text(serde_json::to_string(message)?)],
    )
}

/// The contests that messages are on their way to.
///
/// # Errors
/// When SQLite fails.
pub fn awaiting(sql: &Sql) -> Result<Vec<ContestId>, Failure> {
    let rows = sql.rows("SELECT DISTINCT contest FROM contest_messages", vec![])?;
    rows.iter().map(id).collect()
}

/// The first message on its way to a contest.
///
/// # Errors
/// When SQLite fails.
pub fn next_message(sql: &Sql, contest: &ContestId) -> Result<Option<Envelope>, Failure> {
    let row = sql.row(
        "SELECT number, json FROM contest_messages WHERE contest = ? ORDER BY number LIMIT 1",
        vec![text(contest.as_str())],
    )?;
    let envelope = |row: Row| -> Result<Envelope, Failure> {
        Ok(Envelope {
            number: row.integer(0),
            message: json::read(row.text(1))?,
        })
    };
    row.map(envelope).transpose()
}

/// Forgets a message that was taken.
///
/// # Errors
/// When SQLite fails.
pub fn taken(sql: &Sql, number: i64) -> Result<(), Failure> {
    sql.run(
        "DELETE FROM contest_messages WHERE number = ?",
        vec![integer(number)],
    )
}

fn read(row: &Row) -> Result<ContestSummary, Failure> {
    Ok(ContestSummary {
        id: id(row)?,
        state: ContestState::parse(&row.text(1)),
        rules: json::read(row.text(2))?,
        published: u64::try_from(row.integer(3)).unwrap_or_default(),
        winners: split(&row.text(4)).unwrap_or_default(),
    })
}

/// The contest of a row, which is its first column.
fn id(row: &Row) -> Result<ContestId, Failure> {
    ContestId::parse(&row.text(0)).map_err(|error| Failure::Internal(error.to_string()))
}
