//! A guest who signed in takes over what they did, by their own choice.

use shared::api::session::{Claim, Claimed};
use shared::event::Happening;
use shared::ids::PersonId;
use shared::person::{Caller, Tier};

use crate::community::context::Context;
use crate::community::rows::guests;
use crate::community::rows::people::{self, Person};
use crate::community::{body, contribution, namesake};
use crate::failure::Failure;
use crate::reply::Reply;
use crate::token;

/// `POST session/claim`. Claiming the same guest again changes nothing.
///
/// # Errors
/// When the caller is a guest too, or the token is not a guest's.
pub fn claim(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    let request: Claim = body::parse(request)?;
    let Caller::Person { id, tier, .. } = &context.caller else {
        return Err(Failure::not_found());
    };
    if !tier.is_signed_in() {
        return Err(shared::policy::Refusal::NotAllowed {
            who: "people who signed in",
        }
        .into());
    }
    let no_guest = || {
        Failure::field(
            "/guest_token",
            "This has to be the token of a guest of this community.",
        )
    };
    let claims = token::open(
        &request.guest_token,
        context.slug,
        context.now,
        &context.config.secret,
    )
    .map_err(|_| no_guest())?;
    if guests::is_claimed_by(context.sql, &claims.person, id)? {
        return Reply::json(
            200,
            &Claimed {
                contributions: 0,
                votes: 0,
            },
        );
    }
    match people::caller(context.sql, &claims) {
        Ok(Caller::Person {
            tier: Tier::Guest, ..
        }) => {}
        Ok(_) => return Err(no_guest()),
        Err(failure) => return Err(failure.or_refused(no_guest)),
    }
    let guest = people::get(context.sql, &claims.person)?.ok_or_else(no_guest)?;
    take_name(context, id, &guest)?;
    let votes = guests::take_votes(context.sql, &guest.id, id)?;
    let contributions = guests::take_contributions(context.sql, &guest.id, id)?;
    contribution::happened(context, id.as_str(), &Happening::Claimed { guest: guest.id })?;
    Reply::json(200, &Claimed { contributions, votes })
}

/// A person without a name keeps the one they had as a guest, if it may still be carried.
fn take_name(context: &Context<'_>, id: &PersonId, guest: &Person) -> Result<(), Failure> {
    let person = people::get(context.sql, id)?.ok_or_else(Failure::not_found)?;
    if !person.name.is_empty() || guest.name.is_empty() {
        return Ok(());
    }
    match contribution::checked_name(context, &person, &guest.name, "/name") {
        Ok(name) => namesake::rename(context, &person, &name),
        Err(Failure::Refused { .. }) => Ok(()),
        Err(failure) => Err(failure),
    }
}
