//! Sessions: begun, ended, claimed, carried over to the other origin.

use shared::api::person::Me;
use shared::api::session::{BeginSession, Session};
use shared::ids::PersonId;
use shared::person::{Role, Tier};

use super::context::Context;
use super::rows::people::{self, Person};
use super::{body, contribution, sso};
use crate::failure::Failure;
use crate::reply::Reply;
use crate::token::{self, Claims};

/// `POST session`.
///
/// # Errors
/// When what should prove the person does not.
pub fn begin(context: &Context<'_>, request: &[u8], _proof: Option<&sso::Proof>) -> Result<Reply, Failure> {
    let person = match body::parse(request)? {
        BeginSession::Guest { name } => guest(context, &name)?,
        BeginSession::Sso { .. } | BeginSession::Email { .. } | BeginSession::Transfer { .. } => return Err(Failure::not_found()),
    };
    Reply::json(201, &open(context, &person)?)
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
        expires_at: context.now.plus(token::LIFETIME_MS),
    };
    Ok(Session {
        token: token::seal(&claims, &context.config.secret)?,
        expires_at: claims.expires_at,
        me: me(context, person),
        claimable: 0,
    })
}

/// A person as they see themselves.
pub fn me(context: &Context<'_>, person: &Person) -> Me {
    let caller = shared::person::Caller::Person { id: person.id.clone(), tier: person.tier, role: person.role };
    Me {
        id: person.id.clone(),
        name: person.name.clone(),
        tier: person.tier,
        role: person.role,
        title: person.title.clone(),
        email: person.email.clone(),
        waits: shared::policy::must_wait(&context.settings, &caller, person.published > 0),
    }
}

fn guest(context: &Context<'_>, name: &str) -> Result<Person, Failure> {
    let mut person = Person {
        id: PersonId::new(context.now, context.random()?),
        name: String::new(),
        tier: Tier::Guest,
        role: Role::Member,
        title: String::new(),
        face: None,
        email: None,
        sso_subject: None,
        epoch: 0,
        published: 0,
        imported_from: None,
        created_at: context.now,
    };
    if !name.trim().is_empty() {
        person.name = contribution::checked_name(context, &person, name, "/name")?;
    }
    people::insert(context.sql, &person)?;
    Ok(person)
}

pub fn end(_context: &Context<'_>) -> Result<Reply, Failure> {
    Err(Failure::not_found())
}

pub fn ask_email_link(_context: &Context<'_>, _request: &[u8]) -> Result<Reply, Failure> {
    Err(Failure::not_found())
}

pub fn claim(_context: &Context<'_>, _request: &[u8]) -> Result<Reply, Failure> {
    Err(Failure::not_found())
}

pub fn transfer(_context: &Context<'_>) -> Result<Reply, Failure> {
    Err(Failure::not_found())
}
