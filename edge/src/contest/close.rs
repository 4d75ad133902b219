//! The close: the result is counted again from the log and the openings, and refused if it is not what the totals say.
//!
//! Invariant: a close stands on a count of every leaf before it. It counts nothing itself, so that its write is short,
//! and what was counted before another leaf came is counted anew. A count is in memory alone, for a share of the voters
//! at a time ([`Count`]): where it is lost it begins again.

use std::cell::RefCell;
use std::collections::HashMap;

use shared::api::contest::{BallotCounts, CloseContest, ContestState, Votes};
use shared::contest::commitment;
use shared::contest::count::{Count, Wanted};
use shared::contest::deciding::{self, Refusal};
use shared::contest::leaf::{Act, Close, join};
use shared::contest::line::Opening;
use shared::contest::tally::Tally;
use shared::contest::tampering::Tampering;
use shared::ids::EntryId;
use shared::time::Millis;

use super::context::{Context, Opened};
use super::rows::ballots::{self, Ballot};
use super::rows::{contest, entries, leaves};
use super::{due, log, telling, view};
use crate::community::body;
use crate::community::sql::Sql;
use crate::failure::Failure;
use crate::json;
use crate::reply::Reply;

/// How many rows are read at once.
const ROWS: u32 = 1_000;

/// A count that goes on, a step at a time; nothing before it begins.
pub type Counting = RefCell<Option<Counted>>;

/// What was counted so far.
pub struct Counted {
    count: Count,
    /// How many rows of ballots say that they count.
    rows: u64,
}

/// Counts some thousand rows more; whether there is more to count.
///
/// # Errors
/// When SQLite fails, or the log can't be counted.
pub fn step(sql: &Sql, contest: &Opened, counting: &Counting) -> Result<bool, Failure> {
    let size = log::size(sql)?;
    // Taken, so that what can't be counted is counted anew.
    let going = counting.take().filter(|counted| counted.count.size() == size);
    let mut counted = going.unwrap_or_else(|| Counted::of(size));
    let more = counted.step(sql, contest)?;
    counting.replace(Some(counted));
    Ok(more)
}

impl Counted {
    fn of(size: u64) -> Self {
        Self {
            count: Count::new(size, |document| json::read(document).ok()),
            rows: 0,
        }
    }

    fn step(&mut self, sql: &Sql, contest: &Opened) -> Result<bool, Failure> {
        match self.count.wanted(ROWS as usize) {
            Wanted::Leaves(from) => {
                let leaves = leaves::range(sql, from, self.count.size(), ROWS)?;
                if self.count.is_first_reading() {
                    self.rows += ballots::counted_between(sql, from, from + leaves.len() as u64)?;
                }
                let texts = leaves.iter().map(|(_, text)| text.as_str());
                self.count.leaves(texts).map_err(refused)?;
            }
            Wanted::Openings(places) => {
                let openings = opened(contest, &ballots::counted_at(sql, &places)?);
                self.count.openings(&openings).map_err(refused)?;
            }
            Wanted::Nothing => return Ok(false),
        }
        Ok(true)
    }

    /// What the close says, if all of these leaves were counted and every opening that will be published is of one of
    /// them.
    fn result(self, size: u64) -> Result<(Close, Tally), Failure> {
        let is_whole = self.count.size() == size;
        let result = self.count.result().filter(|_| is_whole);
        let (close, tally) =
            result.ok_or_else(|| Failure::Internal("the close came before its count".to_owned()))?;
        let counted = close.standings().counted;
        if counted == self.rows {
            Ok((close, tally))
        } else {
            Err(Failure::Internal(format!(
                "the close is refused: the log counts {counted} ballots, {} would be opened",
                self.rows
            )))
        }
    }
}

/// Whether a request may close the contest now, so that it is worth counting for.
///
/// # Errors
/// When SQLite fails, or the request can't be read.
pub fn may(context: &Context<'_>, request: &[u8]) -> Result<bool, Failure> {
    let CloseContest { without_held } = body::parse(request)?;
    let held = ballots::held(context.sql)?;
    let admitted = deciding::close(&context.contest.rules, context.now, held, without_held);
    Ok(context.open().is_ok() && admitted.is_ok())
}

/// `POST closing`.
///
/// # Errors
/// When the time is not over, a ballot waits, or the count differs.
pub fn by_request(context: &Context<'_>, request: &[u8], counting: &Counting) -> Result<Reply, Failure> {
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
    match deciding::close(&contest.rules, now, ballots::held(sql)?, false) {
        Ok(()) => Ok(None),
        Err(Refusal::Held { .. }) => {
            contest::show_held(sql)?;
            Ok(Some(deciding::decided_by(&contest.rules)))
        }
        // The votes were extended since this task was set.
        Err(Refusal::Early { opens_at }) => Ok(Some(opens_at)),
        Err(refusal) => Err(refusal.into()),
    }
}

/// Closes the contest, inside a transaction, with what was counted.
///
/// # Errors
/// When the time is not over, a ballot waits, not all was counted, or the count differs.
pub fn close(context: &Context<'_>, without_held: bool, counting: &Counting) -> Result<(), Failure> {
    let Context { sql, now, .. } = *context;
    let held = ballots::held(sql)?;
    deciding::close(&context.contest.rules, now, held, without_held)?;
    // Taken, so that a close that is refused is counted anew.
    let counted = counting.take().unwrap_or_else(|| Counted::of(0));
    let (close, tally) = counted.result(log::size(sql)?)?;
    same_totals(sql, &tally)?;
    contest::set_state(sql, ContestState::Closed, &close.winners)?;
    let standings = close.standings();
    let shown = BallotCounts {
        counted: standings.counted,
        held: standings.held,
        void: standings.void,
    };
    contest::show(sql, &shown)?;
    log::append(sql, &context.contest, log::next(sql, now)?, Act::Close(close))?;
    if entries::set_aside(sql)? {
        telling::changed(sql, now)?;
    }
    due::publish(sql, now)
}

/// The openings of up to `limit` ballots that count, from the leaf `start` on.
///
/// # Errors
/// When SQLite fails.
pub fn openings(sql: &Sql, contest: &Opened, start: u64, limit: u32) -> Result<Vec<Opening>, Failure> {
    Ok(opened(contest, &ballots::counted(sql, start, limit)?))
}

/// The openings of ballots, each of which comes with the salt of its voter.
fn opened(contest: &Opened, ballots: &[(String, Ballot)]) -> Vec<Opening> {
    let opening = |(salt, ballot): &(String, Ballot)| Opening {
        ballot: ballot.leaf,
        salt: commitment::encode(&contest.choice_salt(salt, ballot.leaf)),
        choice: join(&ballot.choice),
    };
    ballots.iter().map(opening).collect()
}

fn same_totals(sql: &Sql, tally: &Tally) -> Result<(), Failure> {
    let kept: HashMap<EntryId, Votes> = entries::totals(sql)?.into_iter().collect();
    for (id, total) in tally.totals() {
        let votes = Votes {
            counted: total.counted,
            guests: total.guests,
        };
        if kept.get(id) != Some(&votes) {
            return Err(Failure::Internal(format!(
                "the close is refused: the log gives {id} {votes:?}, the totals {:?}",
                kept.get(id)
            )));
        }
    }
    Ok(())
}

fn refused(tampering: Tampering) -> Failure {
    Failure::Internal(format!("the close is refused: {tampering}"))
}
