//! People the brand signed in: a person is the brand's own name for them, and nothing else.

use shared::person::{Role, Tier};
use shared::text::{Email, Url};

use super::{newcomer, welcome};
use crate::community::context::Context;
use crate::community::rows::codes::{self, Purpose};
use crate::community::rows::people::{self, Person};
use crate::community::{contribution, namesake, sso};
use crate::failure::Failure;
use crate::token::hash;

/// The person a verified token names; made when they come for the first time.
///
/// What the brand says besides is taken where it fits: a name that can't be carried here, or an address or picture
/// that is none, does not keep anybody out.
///
/// # Errors
/// When the token was used before.
pub(super) fn arrive(context: &Context<'_>, proof: &sso::Proof) -> Result<Person, Failure> {
    // A moment later than its last good one: a row that is dropped then can't be missed.
    let expires_at = proof.good_until.plus(1);
    if !codes::keep(
        context.sql,
        Purpose::TokenUsed,
        &proof.token_id,
        &hash(&proof.subject),
        &(),
        expires_at,
    )? {
        return Err(sso::refused());
    }
    let known = people::by_sso_subject(context.sql, &proof.subject)?;
    let first = known.is_none();
    let mut person = match known {
        Some(person) => person,
        None => {
            let person = Person {
                sso_subject: Some(proof.subject.clone()),
                ..newcomer(context, Tier::Sso)?
            };
            people::insert(context.sql, &person)?;
            person
        }
    };
    if person.name.is_empty()
        && let Some(name) = &proof.name
        && let Ok(name) = contribution::checked_name(context, &person, name, "/name")
    {
        namesake::rename(context, &person, &name)?;
        person.name = name;
    }
    let email = proof.email.as_deref().and_then(|email| Email::parse(email).ok());
    // The picture of the brand's people is the owner's to choose.
    let picture = proof
        .picture
        .as_deref()
        .filter(|_| person.role == Role::Member)
        .and_then(|url| Url::parse(url).ok());
    people::set_brand_profile(
        context.sql,
        &person.id,
        email.as_ref().map(Email::as_str),
        picture.as_ref().map(Url::as_str),
    )?;
    welcome(context, &person, first)?;
    Ok(person)
}
