//! The close: the result is counted again from the log and the openings, and refused if it is not what the totals say.
//!
//! Invariant: what was counted ahead of the close is of leaves that stand; the close counts the rest in its own
//! transaction, and all of it anew when a leaf came after the openings began.

use std::cell::RefCell;

use shared::api::contest::{CloseContest, ContestState};
use shared::contest::commitment;
use shared::contest::deciding;
use shared::contest::leaf::{Act, join};
use shared::contest::ledger::Ledger;
use shared::contest::line::Opening;
use shared::contest::tally::Tally;
use shared::contest::tampering::Tampering;
use shared::time::Millis;

use super::context::{Context, Opened};
use super::rows::{ballots, contest, entries, leaves};
use super::{due, log, picture, view};
use crate::community::body;
use crate::community::sql::Sql;
use crate::failure::Failure;
use crate::json;
use crate::reply::Reply;

/// How many rows are read at once.
const ROWS: u32 = 2_000;

/// A count that goes on, a step at a time.
pub struct Counting {
    ledger: Ledger,
    /// How many leaves were read.
    read: u64,
    /// The leaf from which openings are next; nothing while leaves are read.
    opened: Option<u64>,
}

impl Default for Counting {
    fn default() -> Self {
        Self {
            ledger: Ledger::reading(|document| json::read(document).ok()),
            read: 0,
            opened: None,
        }
    }
}

impl Counting {
    /// Counts some thousand rows more; whether that was not all.
    ///
    /// # Errors
    /// When SQLite fails, or the log can't be counted.
    pub fn step(&mut self, sql: &Sql, contest: &Opened) -> Result<bool, Failure> {
        let size = log::size(sql)?;
        if self.opened.is_some() && self.read < size {
            *self = Self::default();
        }
        if self.read < size {
            for (_, text) in leaves::range(sql, self.read, size, ROWS)? {
                self.ledger.push(&text).map_err(refused)?;
                self.read += 1;
            }
            return Ok(true);
        }
        let from = match self.opened {
            Some(from) => from,
            None => {
                self.ledger.begin_count().map_err(refused)?;
                0
            }
        };
        let openings = openings(sql, contest, from, ROWS)?;
        for opening in &openings {
            self.ledger.open(opening).map_err(refused)?;
        }
        self.opened = Some(openings.last().map_or(from, |last| last.ballot + 1));
        Ok(!openings.is_empty())
    }
}

/// `POST closing`.
///
/// # Errors
/// When the time is not over, a ballot waits, or the count differs.
pub fn by_request(
    context: &Context<'_>,
    request: &[u8],
    counting: &RefCell<Counting>,
) -> Result<Reply, Failure> {
    context.open()?;
    let request: CloseContest = body::parse(request)?;
    close(context, request.without_held, counting)?;
    view::contest(&Context {
        state: ContestState::Closed,
        caller: context.caller.clone(),
        contest: context.contest.clone(),
        ..*context
    })
}

/// Until when the alarm waits with the close; nothing when it is time.
///
/// # Errors
/// When SQLite fails.
pub fn later(sql: &Sql, contest: &Opened, now: Millis) -> Result<Option<Millis>, Failure> {
    let closes_at = contest.rules.votes.closes_at;
    if now < closes_at {
        // The votes were extended since this task was set.
        return Ok(Some(closes_at));
    }
    let decided_by = deciding::decided_by(&contest.rules);
    if now < decided_by && ballots::held(sql)? > 0 {
        contest::show_held(sql)?;
        return Ok(Some(decided_by));
    }
    Ok(None)
}

/// Closes the contest, inside a transaction, with what was counted ahead.
///
/// # Errors
/// When the time is not over, a ballot waits, or the count differs.
pub fn close(context: &Context<'_>, without_held: bool, counting: &RefCell<Counting>) -> Result<(), Failure> {
    let held = ballots::held(context.sql)?;
    deciding::close(&context.contest.rules, context.now, held, without_held)?;
    // Taken, so that a close that is refused is counted anew.
    let mut counting = counting.take();
    while counting.step(context.sql, &context.contest)? {}
    let (close, tally) = counting.ledger.counted().map_err(refused)?;
    same_totals(context.sql, &tally)?;
    let winners = close.winners.clone();
    let next = log::next(context.sql, context.now)?;
    log::append(context.sql, &context.contest, next, Act::Close(close))?;
    contest::set_state(context.sql, ContestState::Closed, &winners)?;
    contest::show_counts(context.sql)?;
    if entries::set_aside(context.sql)? {
        picture::changed(context.sql, context.now)?;
    }
    due::publish(context.sql, context.now)
}

/// The openings of up to `limit` ballots that count, from the leaf `start` on.
///
/// # Errors
/// When SQLite fails.
pub fn openings(sql: &Sql, contest: &Opened, start: u64, limit: u32) -> Result<Vec<Opening>, Failure> {
    let ballots = ballots::counted(sql, start, limit)?;
    let opening = |(salt, ballot): &(String, ballots::Ballot)| Opening {
        ballot: ballot.leaf,
        salt: commitment::encode(&contest.choice_salt(salt, ballot.leaf)),
        choice: join(&ballot.choice),
    };
    Ok(ballots.iter().map(opening).collect())
}

fn same_totals(sql: &Sql, tally: &Tally) -> Result<(), Failure> {
    for (id, total) in tally.totals() {
        let entry = entries::get(sql, id)?;
        let kept = entry.map(|entry| (entry.votes.counted, entry.votes.guests));
        if kept != Some((total.counted, total.guests)) {
            return Err(Failure::Internal(format!(
                "the close is refused: the log gives {id} {total:?}, the totals {kept:?}"
            )));
        }
    }
    Ok(())
}

fn refused(tampering: Tampering) -> Failure {
    Failure::Internal(format!("the close is refused: {tampering}"))
}
