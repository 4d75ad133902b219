//! What moderators see of ballots, and what they decide about them: one, or all that wait in a part of the log.
//!
//! Invariant: nothing here says whose a ballot is or what it chooses.

use shared::api::contest::{
    BallotSummary, ContestWaiting, DecideBallot, DecideBallots, DecidedBallot, DecidedBallots,
};
use shared::contest::deciding::Refusal;
use shared::contest::leaf::Act;
use shared::contest::standing::Standing;
use shared::cursor::Value;

use super::ballot::{index, stand, words};
use super::context::Context;
use super::rows::ballots::{self, Ballot};
use super::rows::{contest, entries, reports};
use super::{due, entry, log};
use crate::community::due::at;
use crate::community::{body, contribution};
use crate::failure::Failure;
use crate::reply::Reply;

/// The most ballots of one write: others are answered between two.
const AT_ONCE: u32 = 250;

/// `PUT ballots/{ballot}`.
///
/// # Errors
/// When there is no such ballot, or it is not to be decided.
pub fn decide(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    context.open()?;
    let request: DecideBallot = body::parse(request)?;
    let leaf = index(context.parameter("ballot"))?;
    let (_, ballot) = ballots::get(context.sql, leaf)?.ok_or_else(Failure::not_found)?;
    let decision = decide_one(context, &ballot, &request)?;
    decided(context)?;
    Reply::json(
        200,
        &DecidedBallot {
            ballot: leaf,
            decision,
        },
    )
}

/// `PUT ballots`.
///
/// # Errors
/// When the contest takes nothing, or a field breaks its rule.
pub fn decide_all(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    context.open()?;
    let DecideBallots {
        first,
        last,
        decision,
    } = body::parse(request)?;
    let last = last.min(log::size(context.sql)?);
    let waiting = ballots::held_between(context.sql, first, last, AT_ONCE)?;
    for ballot in &waiting {
        decide_one(context, ballot, &decision)?;
    }
    decided(context)?;
    Reply::json(
        200,
        &DecidedBallots {
            decided: waiting.len() as u64,
            left: ballots::held(context.sql)?,
        },
    )
}

/// `GET ballots`.
///
/// # Errors
/// When the query can't be read.
pub fn list(context: &Context<'_>) -> Result<Reply, Failure> {
    context.query.only(&["state", "limit", "cursor"])?;
    let standing = match context.query.get("state") {
        None | Some("held") => Standing::Held,
        Some("counted") => Standing::Counted,
        Some(_) => {
            return Err(Failure::field(
                "?state",
                "Ballots that are `held` or `counted` are listed.",
            ));
        }
    };
    let limit = contribution::limit(context.query)?;
    let list = format!("ballots {} {}", context.contest.id, standing.as_str());
    let after = match entry::position(context, &list)?.as_deref() {
        None => -1,
        Some([Value::Integer(after)]) => *after,
        Some(_) => return Err(contribution::bad_cursor()),
    };
    let rows = ballots::list(context.sql, standing, after, limit.saturating_add(1))?;
    let place =
        |ballot: &BallotSummary| vec![Value::Integer(i64::try_from(ballot.ballot).unwrap_or(i64::MAX))];
    entry::page(context, &list, &rows, limit, place, |ballot| Ok(ballot.clone()))
}

/// `GET waiting`.
///
/// # Errors
/// When SQLite fails.
pub fn waiting(context: &Context<'_>) -> Result<Reply, Failure> {
    Reply::json(
        200,
        &ContestWaiting {
            entries: entries::waiting(context.sql)?,
            reported: reports::entries(context.sql)?,
            ballots: ballots::held(context.sql)?,
            last_ballot: ballots::last_held(context.sql)?,
        },
    )
}

/// Decides about one; the index of the decision's leaf.
fn decide_one(context: &Context<'_>, ballot: &Ballot, decision: &DecideBallot) -> Result<u64, Failure> {
    let (standing, act) = match decision {
        DecideBallot::Release { reason } => (
            ballot.standing.released(),
            Act::Release {
                ballot: ballot.leaf,
                reason: words(reason)?,
            },
        ),
        DecideBallot::Void { reason } => (
            ballot.standing.voided(),
            Act::Void {
                ballot: ballot.leaf,
                reason: *reason,
            },
        ),
    };
    let standing = standing.ok_or(Refusal::BallotState)?;
    let next = log::next(context.sql, context.now)?;
    log::append(context.sql, &context.contest, next, act)?;
    stand(context, ballot, standing)?;
    Ok(next.index)
}

/// After decisions: the log is published, and what waited for them goes on.
fn decided(context: &Context<'_>) -> Result<(), Failure> {
    due::publish(context.sql, context.now)?;
    if context.now >= context.contest.rules.votes.closes_at {
        contest::show_held(context.sql)?;
        if ballots::held(context.sql)? == 0 {
            // The close waited for this decision.
            at(context.sql, due::CLOSE, context.now)?;
        }
    }
    Ok(())
}
