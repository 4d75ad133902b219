//! Members: who they are, and what the owner entrusts to them.

use shared::api::page::Page;
use shared::api::person::{Member, SetMember};
use shared::cursor::{self, Value};
use shared::event::Happening;
use shared::ids::PersonId;
use shared::language::Language;
use shared::person::{Role, Tier};
use shared::policy;
use shared::text::{Email, StaffTitle, Url};

use super::context::Context;
use super::outbox::{self, Kind, Letter};
use super::rows::people::{self, Person};
use super::{body, contest, contribution, namesake, session};
use crate::failure::Failure;
use crate::reply::Reply;

const LIST: &str = "members";

/// `GET members`: staff by rank, then everybody else in the order they came.
///
/// # Errors
/// When a parameter is not as it has to be.
pub fn list(context: &Context<'_>) -> Result<Reply, Failure> {
    context.query.only(&["limit", "cursor"])?;
    let limit = contribution::limit(context.query)?;
    let after = contribution::cursor(context, LIST)?;
    // One more than the page tells whether there is another.
    let wanted = limit as usize + 1;
    let mut rows: Vec<(i64, Person)> = match &after {
        Some(([0, _], _)) => Vec::new(),
        _ => people::staff(context.sql)?,
    };
    if let Some(([rank, _], id)) = &after {
        rows.retain(|(other, person)| (-other, person.id.as_str()) > (-rank, id.as_str()));
    }
    rows.truncate(wanted);
    let room = u32::try_from(wanted - rows.len()).unwrap_or_default();
    let from = after
        .as_ref()
        .filter(|([rank, _], _)| *rank == 0)
        .map_or("", |(_, id)| id.as_str());
    rows.extend(
        people::members(context.sql, from, room)?
            .into_iter()
            .map(|person| (0, person)),
    );
    let more = rows.len() == wanted;
    rows.truncate(limit as usize);
    let next_cursor = rows.last().filter(|_| more).map(|(rank, person)| {
        let position = [
            Value::Integer(*rank),
            Value::Integer(0),
            Value::Text(person.id.to_string()),
        ];
        cursor::encode(LIST, &position, &context.cursor_mac())
    });
    Reply::json(
        200,
        &Page {
            data: rows.into_iter().map(|(_, person)| member(person)).collect(),
            next_cursor,
        },
    )
}

/// `POST members`: the person of this address gets the role; made now, if nobody signed in with it yet.
///
/// # Errors
/// When a field breaks its rule, or this caller may not give this role.
pub fn invite(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    let request: SetMember = body::parse(request)?;
    let email = request
        .email
        .as_deref()
        .ok_or_else(|| Failure::field("/email", "The address to invite is missing."))?;
    let email = Email::parse(email).map_err(|error| Failure::field("/email", error.to_string()))?;
    let person = ensure(context, &email)?;
    let person = entrust(context, person, &request)?;
    if person.role.is_staff() {
        let language = Language::first_of(&context.settings.languages);
        let link = format!("{}/{}/sign-in", context.base_url, context.slug);
        outbox::queue(
            context,
            Kind::Invited,
            email.as_str(),
            Letter::invited(language, &context.settings.name, &link),
        )?;
    }
    Reply::json(201, &member(person))
}

/// `PUT members/{person}`.
///
/// # Errors
/// When a field breaks its rule, or this caller may not give this role.
pub fn set(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    let request: SetMember = body::parse(request)?;
    if request.email.is_some() {
        return Err(Failure::field(
            "/email",
            "An address is given with `POST members` only.",
        ));
    }
    let id = PersonId::parse(context.parameter).map_err(|_| Failure::not_found())?;
    let person = people::get(context.sql, &id)?.ok_or_else(Failure::not_found)?;
    Reply::json(200, &member(entrust(context, person, &request)?))
}

/// Makes the first owner of a new community, who signs in with this address.
///
/// # Errors
/// When it is no address.
pub fn invite_owner(context: &Context<'_>, email: &str) -> Result<(), Failure> {
    let email = Email::parse(email).map_err(|error| Failure::field("/owner_email", error.to_string()))?;
    let mut person = ensure(context, &email)?;
    person.role = Role::Owner;
    people::set_role(context.sql, &person, false)?;
    record(context, &person, Role::Member)
}

/// The person who signs in with an address, also before they ever did.
fn ensure(context: &Context<'_>, email: &Email) -> Result<Person, Failure> {
    if let Some(person) = people::by_email(context.sql, email.as_str())? {
        return Ok(person);
    }
    let person = Person {
        email: Some(email.as_str().to_owned()),
        ..session::newcomer(context, Tier::Email)?
    };
    people::insert(context.sql, &person)?;
    people::set_unseen(context.sql, &person.id)?;
    Ok(person)
}

/// Gives a person the role, name, title and picture asked for.
fn entrust(context: &Context<'_>, mut person: Person, request: &SetMember) -> Result<Person, Failure> {
    let before = person.role;
    policy::may_set_role(
        &context.caller,
        before,
        request.role,
        people::owners(context.sql)?,
    )?;
    person.role = request.role;
    if let Some(name) = &request.name {
        person.name = contribution::checked_name(context, &person, name, "/name")?;
        people::rename(context.sql, &person.id, &person.name)?;
    }
    policy::may_hold_role(person.tier, person.role, &person.name)?;
    let title =
        StaffTitle::parse(&request.title).map_err(|error| Failure::field("/title", error.to_string()))?;
    person.title = if person.role.is_staff() {
        title.into_string()
    } else {
        String::new()
    };
    if let Some(face) = &request.face {
        person.face = Some(
            Url::parse(face)
                .map_err(|error| Failure::field("/face", error.to_string()))?
                .into_string(),
        );
    }
    let lowered = person.role < before;
    people::set_role(context.sql, &person, lowered)?;
    if person.role.is_staff() {
        namesake::reserve(context, &person.name)?;
    }
    if lowered {
        person.epoch += 1;
        contest::sessions_ended(context, &person.id, person.epoch)?;
    }
    record(context, &person, before)?;
    Ok(person)
}

fn record(context: &Context<'_>, person: &Person, from: Role) -> Result<(), Failure> {
    contribution::happened(
        context,
        person.id.as_str(),
        &Happening::RoleSet {
            from,
            to: person.role,
        },
    )
}

fn member(person: Person) -> Member {
    Member {
        id: person.id,
        name: person.name,
        tier: person.tier,
        role: person.role,
        title: person.title,
        face: person.face,
        created_at: person.created_at,
    }
}
