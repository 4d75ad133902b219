//! Entries, as their contests tell of them: who sees their pictures, whether a gallery and the entrant's page show them,
//! and where names beside them lead.
//!
//! Invariant: told twice, it changes nothing and says nothing new; what is shown of an entry here is shown while the
//! contest says that everybody sees it.

use shared::api::contest::{Entrants, EntryState};
use shared::api::query::NAMED_ENTRIES_MAX;
use shared::contest::leaf::split;
use shared::event::Happening;
use shared::time::Millis;

use crate::community::context::{Context, record};
use crate::community::due;
use crate::community::rows::{contest_entries, media};
use crate::community::sql::Sql;
use crate::contest::message::EntryStanding;
use crate::failure::Failure;
use crate::json;
use crate::reply::Reply;

/// `GET entrants`.
///
/// # Errors
/// When the query can't be read.
pub fn entrants(context: &Context<'_>) -> Result<Reply, Failure> {
    context.query.only(&["entries"])?;
    let entries = context.query.get("entries").and_then(split);
    let entries = entries
        .filter(|entries| entries.len() <= NAMED_ENTRIES_MAX)
        .ok_or_else(|| {
            let detail = format!("Name at most {NAMED_ENTRIES_MAX} entries, separated by commas.");
            Failure::field("?entries", detail)
        })?;
    let data = contest_entries::entrants(context.sql, &entries)?;
    Reply::json(200, &Entrants { data })
}

/// Takes where entries stand.
///
/// # Errors
/// When SQLite fails.
pub fn settle(sql: &Sql, now: Millis, request: &[u8]) -> Result<Reply, Failure> {
    let standings: Vec<EntryStanding> = json::read(request)?;
    standings
        .iter()
        .try_for_each(|standing| settle_one(sql, now, standing))?;
    Ok(Reply::empty(200))
}

fn settle_one(sql: &Sql, now: Millis, standing: &EntryStanding) -> Result<(), Failure> {
    let EntryStanding {
        entry,
        medium,
        state,
        known,
    } = standing;
    let shown = *state == EntryState::Published;
    let gone = !shown && *state != EntryState::Waiting;
    let mut changed = contest_entries::keep(sql, entry, known, shown)?;
    if let Some(medium) = medium {
        media::settle(sql, medium, entry.as_str(), shown, gone)?;
        if gone {
            due::at(sql, due::MEDIA, now)?;
            changed = true;
        }
    }
    if changed {
        record(
            sql,
            now,
            None,
            Some(entry.as_str()),
            &Happening::EntryPicture { state: *state },
        )?;
    }
    Ok(())
}
