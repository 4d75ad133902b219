//! The tasks of a contest's alarm: what, and when.

use shared::contest::batch;
use shared::time::Millis;

use super::log;
use super::rows::{ballots, checkpoints, contest};
use crate::community::due::at;
use crate::community::sql::Sql;
use crate::failure::Failure;

/// Publishes what may be published.
pub const PUBLISH: &str = "publish";
/// Closes the contest when its time is over.
pub const CLOSE: &str = "close";
/// Tells the community where entries stand.
pub const ENTRIES: &str = "entries";
/// Tells the community which rules hold.
pub const AMENDED: &str = "amended";
/// Tells the community whose receipts go by mail.
pub const LETTERS: &str = "letters";
/// Drops kept replies that expired.
pub const EXPIRE: &str = "expire";

/// Asks for the log to be published as soon as it may be.
///
/// # Errors
/// When SQLite fails.
pub fn publish(sql: &Sql, now: Millis) -> Result<(), Failure> {
    match publish_at(sql, now)? {
        Some(time) => at(sql, PUBLISH, time),
        None => Ok(()),
    }
}

/// When the log may be published; nothing when there is nothing new, or more ballots are needed first.
///
/// # Errors
/// When SQLite fails.
pub fn publish_at(sql: &Sql, now: Millis) -> Result<Option<Millis>, Failure> {
    let last = checkpoints::last(sql)?;
    let published = last.as_ref().map_or(0, |last| last.size);
    if log::size(sql)? == published {
        return Ok(None);
    }
    let closed = contest::state(sql)? == shared::api::contest::ContestState::Closed;
    let waiting = ballots::since(sql, published, batch::BALLOTS)?;
    Ok(batch::due(waiting, last.map(|last| last.at), closed, now))
}
