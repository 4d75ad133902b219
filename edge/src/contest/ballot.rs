//! Ballots: cast, changed, held, decided about.

use serde::{Deserialize, Serialize};
use shared::api::contest::{AcceptedBallot, CastBallot, Challenge, DecideBallot, DecidedBallot};
use shared::contest::commitment::{self, CHOICE};
use shared::contest::deciding::{self, Refusal};
use shared::contest::leaf::{Act, Leaf, join};
use shared::contest::standing::Standing;
use shared::ids::EntryId;
use shared::sort;
use shared::text::Reason;

use super::context::Context;
use super::rows::ballots::{self, Ballot};
use super::rows::{contest, entries, leaves};
use super::signer::Signer;
use super::{due, log};
use crate::community::body;
use crate::community::due::at;
use crate::failure::Failure;
use crate::json;
use crate::reply::{JSON, Reply};

/// What is kept of a reply: the rest is made again from the leaf.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    ballot: u64,
}

/// `POST ballots`, inside its transaction. `is_crowded`: so many came from this network that this one waits.
///
/// # Errors
/// When the rules do not allow it.
pub fn cast(context: &Context<'_>, request: &[u8], is_crowded: bool) -> Result<Reply, Failure> {
    context.open()?;
    let CastBallot { entries, letters, .. } = body::parse(request)?;
    let choice = choice(entries)?;
    let is_held = is_crowded && !context.passed;
    let (person, tier) = context.person()?;
    let (standing, own) = entries::standing_and_own(context.sql, &choice, person)?;
    deciding::vote(&context.contest.rules, context.now, tier, &choice, own)?;
    if standing < choice.len() {
        return Err(Failure::field(
            "/entries",
            "One of these entries is not there, or was taken out.",
        ));
    }
    let before = ballots::of_voter(context.sql, person)?;
    if let Some((_, last)) = &before
        && deciding::repeats(last.standing, last.choice == choice, context.passed)?
    {
        ballots::set_letters(context.sql, person, letters)?;
        return kept(last.leaf);
    }
    let next = log::next(context.sql, context.now)?;
    let salt = match &before {
        Some((salt, _)) => salt.clone(),
        None => commitment::encode(&crate::runtime::random()?),
    };
    let guest = !tier.is_signed_in();
    let choice_salt = context.contest.choice_salt(&salt, next.index);
    let act = Act::Ballot {
        voter: context.contest.voter_tag(person, &salt),
        commitment: commitment::commit(CHOICE, &choice_salt, &join(&choice)),
        via: tier,
        held: is_held,
        replaces: before.as_ref().map(|(_, last)| last.leaf),
    };
    log::append(context.sql, &context.contest, next, act)?;
    if let Some((_, last)) = &before {
        stand(context, last, Standing::Replaced)?;
    }
    let ballot = Ballot {
        leaf: next.index,
        person: person.clone(),
        choice,
        guest,
        standing: Standing::first(is_held),
    };
    shift(context, &ballot, ballot.standing.votes())?;
    ballots::insert(context.sql, &ballot, &salt)?;
    ballots::set_letters(context.sql, person, letters)?;
    due::publish(context.sql, context.now)?;
    kept(next.index)
}

/// `GET ballot`: what is kept of the caller's own.
///
/// # Errors
/// When they have not voted.
pub fn mine(context: &Context<'_>) -> Result<Reply, Failure> {
    let (person, _) = context.person()?;
    let Some((_, ballot)) = ballots::of_voter(context.sql, person)? else {
        return Err(Failure::refused(
            shared::api::problem::Code::NotFound,
            "You have not voted here; vote with `POST ballots`.",
        ));
    };
    let body = serde_json::to_string(&Kept { ballot: ballot.leaf })?;
    Ok(Reply::new(200, JSON, body))
}

/// Whether a challenge that is passed now would make a ballot of this person count that would wait, or waits.
///
/// # Errors
/// When SQLite fails.
pub fn is_challenged(context: &Context<'_>, is_full: bool) -> Result<bool, Failure> {
    let Some(person) = context
        .caller
        .person()
        .filter(|_| context.contest.rules.challenge)
    else {
        return Ok(false);
    };
    let last = ballots::of_voter(context.sql, person)?;
    Ok(is_full || last.is_some_and(|(_, ballot)| ballot.standing == Standing::Held))
}

/// A ballot's acceptance, from what is kept of it. `challenge` is what the deployment has.
///
/// # Errors
/// When the ballot can't be read, or not be signed for.
pub async fn accepted(
    context: &Context<'_>,
    reply: Reply,
    signer: &Signer,
    challenge: Option<Challenge>,
) -> Result<Reply, Failure> {
    let kept: Kept = json::read(&reply.body)?;
    let (salt, ballot) = ballots::get(context.sql, kept.ballot)?.ok_or_else(Failure::not_found)?;
    let leaf = leaves::get(context.sql, kept.ballot)?;
    let waits = ballot.standing == Standing::Held && context.contest.rules.challenge;
    let accepted = AcceptedBallot {
        ballot: kept.ballot,
        entries: ballot.choice,
        held: was_held(&leaf)?,
        challenge: challenge.filter(|_| waits),
        letters: ballots::wants_letters(context.sql, &ballot.person)?,
        acceptance: signer.accept(&context.contest.origin, kept.ballot, &leaf).await?,
        leaf,
        salt: commitment::encode(&context.contest.choice_salt(&salt, kept.ballot)),
    };
    Ok(Reply {
        body: serde_json::to_string(&accepted)?,
        ..reply
    })
}

/// `PUT ballots/{ballot}`.
///
/// # Errors
/// When there is no such ballot, or it is not to be decided.
pub fn decide(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    context.open()?;
    let request: DecideBallot = body::parse(request)?;
    let leaf = index(context.parameter("ballot"))?;
    let (_, ballot) = ballots::get(context.sql, leaf)?.ok_or_else(Failure::not_found)?;
    let (standing, act) = match request {
        DecideBallot::Release { reason } => (
            ballot.standing.released(),
            Act::Release {
                ballot: leaf,
                reason: words(&reason)?,
            },
        ),
        DecideBallot::Void { reason } => (ballot.standing.voided(), Act::Void { ballot: leaf, reason }),
    };
    let standing = standing.ok_or(Refusal::BallotState)?;
    let next = log::next(context.sql, context.now)?;
    log::append(context.sql, &context.contest, next, act)?;
    stand(context, &ballot, standing)?;
    due::publish(context.sql, context.now)?;
    let closes_at = context.contest.rules.votes.closes_at;
    if context.now >= closes_at {
        contest::show_held(context.sql)?;
        if ballots::held(context.sql)? == 0 {
            // The close waited for this decision.
            at(context.sql, due::CLOSE, context.now)?;
        }
    }
    Reply::json(
        200,
        &DecidedBallot {
            ballot: leaf,
            decision: next.index,
        },
    )
}

/// The index of a leaf in a path.
///
/// # Errors
/// When it is none.
pub fn index(parameter: &str) -> Result<u64, Failure> {
    parameter.parse().map_err(|_| Failure::not_found())
}

/// From now on a ballot stands so, and its votes with it.
fn stand(context: &Context<'_>, ballot: &Ballot, standing: Standing) -> Result<(), Failure> {
    shift(context, ballot, standing.votes() - ballot.standing.votes())?;
    ballots::set_standing(context.sql, ballot.leaf, standing)
}

fn shift(context: &Context<'_>, ballot: &Ballot, by: i64) -> Result<(), Failure> {
    match by {
        0 => Ok(()),
        by => entries::shift(context.sql, &ballot.choice, ballot.guest, by),
    }
}

/// Whether the ballot of a leaf waited for a decision when it came.
fn was_held(leaf: &str) -> Result<bool, Failure> {
    match Leaf::parse(leaf).map(|leaf| leaf.act) {
        Some(Act::Ballot { held, .. }) => Ok(held),
        _ => Err(Failure::Internal("a ballot's leaf is of no ballot".to_owned())),
    }
}

/// A choice in the order of the log, each entry once.
fn choice(mut entries: Vec<EntryId>) -> Result<Vec<EntryId>, Failure> {
    sort::by(&mut entries, EntryId::cmp);
    if !entries.is_sorted_by(|one, next| one < next) {
        return Err(Failure::field("/entries", "Name each entry once."));
    }
    Ok(entries)
}

fn kept(ballot: u64) -> Result<Reply, Failure> {
    let body = serde_json::to_string(&Kept { ballot })?;
    Ok(Reply::new(201, JSON, body))
}

/// A reason that stands in the log.
///
/// # Errors
/// When there is none, or it breaks its rule.
pub fn words(reason: &str) -> Result<String, Failure> {
    let reason = Reason::parse(reason).map_err(|error| Failure::field("/reason", error.to_string()))?;
    if reason.as_str().is_empty() {
        return Err(Failure::field("/reason", "Say why: it stands in the log."));
    }
    Ok(reason.into_string())
}
