//! What the community knows of entries.
//!
//! Invariant: `told` is the state that the community was told last; nothing yet where it has to be told whatever the
//! state.

use shared::api::contest::EntryState;
use shared::ids::{ContestId, EntryId, MediumId, PersonId};

use super::id;
use crate::community::sql::{Row, Sql, integer, text};
use crate::contest::message::{EntryStanding, KnownEntry};
use crate::failure::Failure;

/// Up to `limit` entries that stand elsewhere than the community knows.
///
/// # Errors
/// When SQLite fails.
pub fn untold(sql: &Sql, contest: &ContestId, limit: u32) -> Result<Vec<EntryStanding>, Failure> {
    let rows = sql.rows(
        "SELECT e.id, p.medium, e.state, e.person_id, e.title
         FROM entries e LEFT JOIN pictures p ON p.entry = e.id WHERE e.told <> e.state LIMIT ?",
        vec![integer(limit)],
    )?;
    let read = |row: &Row| {
        let medium = row.maybe_text(1).map(|medium| MediumId::parse(&medium));
        Ok(EntryStanding {
            entry: id(EntryId::parse(&row.text(0)))?,
            medium: medium.map(id).transpose()?,
            state: EntryState::parse(&row.text(2)),
            known: KnownEntry {
                contest: contest.clone(),
                person: id(PersonId::parse(&row.text(3)))?,
                title: row.text(4),
            },
        })
    };
    rows.iter().map(read).collect()
}

/// Says what the community knows now.
///
/// # Errors
/// When SQLite fails.
pub fn told(sql: &Sql, standing: &EntryStanding) -> Result<(), Failure> {
    sql.run(
        "UPDATE entries SET told = ? WHERE id = ?",
        vec![text(standing.state.as_str()), text(standing.entry.as_str())],
    )
}
