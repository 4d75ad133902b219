//! The close: the result is counted again from the log and the openings, and refused if it is not what the totals say.

use shared::api::contest::{CloseContest, ContestState};
use shared::contest::commitment;
use shared::contest::deciding;
use shared::contest::leaf::{Act, join};
use shared::contest::ledger::Ledger;
use shared::contest::line::Opening;
use shared::contest::tally::Tally;
use shared::contest::tampering::Tampering;

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

/// `POST closing`.
///
/// # Errors
/// When the time is not over, a ballot waits, or the count differs.
pub fn by_request(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    context.open()?;
    let request: CloseContest = body::parse(request)?;
    close(context, request.without_held)?;
    view::contest(&Context {
        state: ContestState::Closed,
        caller: context.caller.clone(),
        contest: context.contest.clone(),
        ..*context
    })
}

/// Closes the contest, inside a transaction.
///
/// # Errors
/// When the time is not over, a ballot waits, or the count differs.
pub fn close(context: &Context<'_>, without_held: bool) -> Result<(), Failure> {
    let held = ballots::held(context.sql)?;
    deciding::close(&context.contest.rules, context.now, held, without_held)?;
    let mut ledger = Ledger::reading(|document| json::read(document).ok());
    let size = log::size(context.sql)?;
    let mut from = 0;
    while from < size {
        for (_, text) in leaves::range(context.sql, from, size, ROWS)? {
            ledger.push(&text).map_err(refused)?;
            from += 1;
        }
    }
    ledger.begin_count().map_err(refused)?;
    let mut from = 0;
    loop {
        let openings = openings(context.sql, &context.contest, from, ROWS)?;
        let Some(last) = openings.last() else { break };
        from = last.ballot + 1;
        for opening in &openings {
            ledger.open(opening).map_err(refused)?;
        }
    }
    let (close, tally) = ledger.counted().map_err(refused)?;
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
