//! Sessions: begun, ended, claimed, carried over to the other origin.
//!
//! Invariant: a session is made for a person who proved, in the same transaction, to be that person; what proved
//! it is used up by it.

mod brand;
mod claim;
mod email;

use serde::{Deserialize, Serialize};
use shared::api::person::Me;
use shared::api::problem::Code;
use shared::api::session::{BeginSession, Session, TransferCode};
use shared::code::TRANSFER_MS;
use shared::event::Happening;
use shared::ids::PersonId;
use shared::person::{Caller, Role, Tier};

use super::context::Context;
use super::rows::codes::{self, Purpose};
use super::rows::guests;
use super::rows::people::{self, Person};
use super::{body, contribution, level, sso};
use crate::failure::Failure;
use crate::reply::Reply;
use crate::token::{self, Claims};

pub use claim::claim;
pub use email::ask_email_link;

/// `POST session`. Sent with a guest's token, it also says how much of the guest's can be claimed.
///
/// # Errors
/// When what should prove the person does not.
pub fn begin(context: &Context<'_>, request: &[u8], proof: Option<&sso::Proof>) -> Result<Reply, Failure> {
    let person = match body::parse(request)? {
        BeginSession::Guest { name } => guest(context, &name)?,
        BeginSession::Sso { .. } => brand::arrive(context, proof.ok_or_else(sso::refused)?)?,
        BeginSession::Email { code } => email::redeem(context, &code)?,
        BeginSession::Transfer { code } => carried(context, &code)?,
    };
    let mut session = open(context, &person)?;
    if let Caller::Person {
        id,
        tier: Tier::Guest,
        ..
    } = &context.caller
        && person.tier.is_signed_in()
    {
        session.claimable = guests::claimable(context.sql, id)?;
    }
    Reply::json(201, &session)
}

/// `DELETE session`: this one only.
///
/// # Errors
/// When SQLite fails.
pub fn end(context: &Context<'_>) -> Result<Reply, Failure> {
    let claims = context.session.ok_or_else(Failure::not_found)?;
    let person = claims.person.as_str();
    codes::keep(
        context.sql,
        Purpose::SessionEnded,
        &claims.session,
        person,
        &(),
        claims.expires_at,
    )?;
    codes::drop_all(context.sql, Purpose::Transfer, person)?;
    Ok(Reply::empty(204))
}

/// `POST session/transfer`.
///
/// # Errors
/// When SQLite fails.
pub fn transfer(context: &Context<'_>) -> Result<Reply, Failure> {
    let claims = context.session.ok_or_else(Failure::not_found)?;
    let code = secret()?;
    let carried = Carried {
        person: claims.person.clone(),
        epoch: claims.epoch,
    };
    codes::keep(
        context.sql,
        Purpose::Transfer,
        &code,
        claims.person.as_str(),
        &carried,
        context.now.plus(TRANSFER_MS),
    )?;
    Reply::json(201, &TransferCode { code })
}

/// A session of this person.
///
/// # Errors
/// When the runtime has no randomness.
pub fn open(context: &Context<'_>, person: &Person) -> Result<Session, Failure> {
    let claims = Claims {
        community: context.slug.to_owned(),
        person: person.id.clone(),
        epoch: person.epoch,
        session: shared::ids::uuid_v7(context.now, context.random()?),
        tier: person.tier,
        expires_at: context.now.plus(token::LIFETIME_MS),
    };
    Ok(Session {
        token: token::seal(&claims, &context.config.secret)?,
        expires_at: claims.expires_at,
        me: me(context, person)?,
        claimable: 0,
    })
}

/// A person as they see themselves.
///
/// # Errors
/// When SQLite fails.
pub fn me(context: &Context<'_>, person: &Person) -> Result<Me, Failure> {
    Ok(Me {
        id: person.id.clone(),
        name: person.name.clone(),
        tier: person.tier,
        role: person.role,
        title: person.title.clone(),
        email: person.email.clone(),
        waits: level::waits(context, person)?,
    })
}

/// Somebody nobody knows yet.
///
/// # Errors
/// When the runtime has no randomness.
pub(super) fn newcomer(context: &Context<'_>, tier: Tier) -> Result<Person, Failure> {
    Ok(Person {
        id: PersonId::new(context.now, context.random()?),
        name: String::new(),
        tier,
        role: Role::Member,
        title: String::new(),
        face: None,
        email: None,
        sso_subject: None,
        epoch: 0,
        published: 0,
        imported_from: None,
        created_at: context.now,
    })
}

/// What a code of [`transfer`] carries.
#[derive(Debug, Serialize, Deserialize)]
struct Carried {
    person: PersonId,
    epoch: i64,
}

fn guest(context: &Context<'_>, name: &str) -> Result<Person, Failure> {
    let mut person = newcomer(context, Tier::Guest)?;
    if !name.trim().is_empty() {
        person.name = contribution::checked_name(context, &person, name, "/name")?;
    }
    people::insert(context.sql, &person)?;
    Ok(person)
}

fn carried(context: &Context<'_>, code: &str) -> Result<Person, Failure> {
    let carried: Carried =
        codes::take(context.sql, Purpose::Transfer, code, context.now)?.ok_or_else(bad_code)?;
    let person = people::get(context.sql, &carried.person)?;
    person
        .filter(|person| person.epoch == carried.epoch)
        .ok_or_else(bad_code)
}

/// Says that somebody signed in, for the first time or again.
fn welcome(context: &Context<'_>, person: &Person, first: bool) -> Result<(), Failure> {
    people::set_seen(context.sql, &person.id, context.now)?;
    let tier = person.tier;
    let happening = if first {
        Happening::Joined { tier }
    } else {
        Happening::SignedIn { tier }
    };
    let themselves = contribution::acting(context, person.caller());
    contribution::happened(&themselves, person.id.as_str(), &happening)
}

/// 32 random bytes as base64url.
fn secret() -> Result<String, Failure> {
    use base64::Engine;
    Ok(base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(crate::runtime::random::<32>()?))
}

fn bad_code() -> Failure {
    Failure::refused(
        Code::BadCode,
        "This link or code was used already, replaced by a newer one, or is too old. Ask for a new one.",
    )
}
