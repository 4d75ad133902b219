//! Ballots: cast, changed, held.

use serde::{Deserialize, Serialize};
use shared::api::contest::{AcceptedBallot, CastBallot, Challenge};
use shared::contest::commitment::{self, CHOICE};
use shared::contest::deciding;
use shared::contest::leaf::{Act, Leaf, join};
use shared::contest::standing::Standing;
use shared::ids::EntryId;
use shared::sort;
use shared::text::Reason;

use super::context::Context;
use super::crowd::Crowd;
use super::rows::ballots::{self, Ballot};
use super::rows::{entries, leaves};
use super::signer::Signer;
use super::{due, log};
use crate::community::body;
use crate::failure::Failure;
use crate::json;
use crate::reply::{JSON, Reply};

/// What is kept of a reply: the rest is made again from the leaf, which says the same for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    ballot: u64,
    /// Whether a challenge would have made it count.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    challenged: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    letters: bool,
}

/// `POST ballots`, inside its transaction. Past the ceiling of its `network` a ballot waits.
///
/// # Errors
/// When the rules do not allow it.
pub fn cast(
    context: &Context<'_>,
    request: &[u8],
    crowd: &Crowd,
    network: Option<&str>,
) -> Result<Reply, Failure> {
    context.open()?;
    let CastBallot {
        entries,
        change,
        declared,
        letters,
        nonce,
        ..
    } = body::parse(request)?;
    let nonce = nonce.map(|nonce| commitment::of_nonce(&nonce).ok_or(nonce));
    let nonce = nonce
        .transpose()
        .map_err(|_| Failure::field("/nonce", "Give 32 hexadecimal digits, or none."))?;
    let (person, tier) = context.person()?;
    let before = ballots::of_voter(context.sql, person)?;
    let mut choice = choice(entries)?;
    if let Some(change) = change {
        let last = before.as_ref().map_or(&[][..], |(_, last)| &last.choice);
        let standing = entries::standing_of(context.sql, last)?;
        choice = deciding::changed(&context.contest.rules, standing, change, choice);
        sort::by(&mut choice, EntryId::cmp);
    }
    let (standing, own) = entries::standing_and_own(context.sql, &choice, person)?;
    let next = log::next(context.sql, context.now)?;
    let time = next.time(context.now);
    deciding::vote(&context.contest.rules, time, tier, &choice, own)?;
    // Who has a ballot said it with their first one.
    deciding::declare(&context.contest.rules.voters, declared || before.is_some())?;
    if standing < choice.len() {
        return Err(Failure::field(
            "/entries",
            "One of these entries is not there, or was taken out.",
        ));
    }
    if let Some((_, last)) = &before
        && deciding::repeats(last.standing, last.choice == choice, context.passed)?
    {
        ballots::set_letters(context.sql, person, letters)?;
        return kept(context, 201, last);
    }
    // Counted here, where nothing refuses it anymore: what is refused pushes no others past the ceiling.
    let is_held = crowd.is_over(network, context.now) && !context.passed;
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
        nonce,
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
    kept(context, 201, &ballot)
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
    kept(context, 200, &ballot)
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
    let accepted = AcceptedBallot {
        ballot: kept.ballot,
        entries: ballot.choice,
        held: was_held(&leaf)?,
        challenge: challenge.filter(|_| kept.challenged),
        letters: kept.letters,
        acceptance: signer.accept(&context.contest.origin, kept.ballot, &leaf).await?,
        leaf,
        salt: commitment::encode(&context.contest.choice_salt(&salt, kept.ballot)),
    };
    Ok(Reply {
        body: serde_json::to_string(&accepted)?,
        ..reply
    })
}

/// The index of a leaf in a path.
///
/// # Errors
/// When it is none.
pub fn index(parameter: &str) -> Result<u64, Failure> {
    parameter.parse().map_err(|_| Failure::not_found())
}

/// From now on a ballot stands so, and its votes with it.
///
/// # Errors
/// When SQLite fails.
pub fn stand(context: &Context<'_>, ballot: &Ballot, standing: Standing) -> Result<(), Failure> {
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

fn kept(context: &Context<'_>, status: u16, ballot: &Ballot) -> Result<Reply, Failure> {
    let body = serde_json::to_string(&Kept {
        ballot: ballot.leaf,
        challenged: ballot.standing == Standing::Held && context.contest.rules.challenge,
        letters: ballots::wants_letters(context.sql, &ballot.person)?,
    })?;
    Ok(Reply::new(status, JSON, body))
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
