//! The person of the session.

use shared::api::person::EditMe;
use shared::event::Happening;

use super::context::Context;
use super::rows::people::{self, Person};
use super::{body, contribution, namesake, session};
use crate::failure::Failure;
use crate::reply::Reply;

/// `GET me`.
///
/// # Errors
/// When the session is not of a person.
pub fn get(context: &Context<'_>) -> Result<Reply, Failure> {
    Reply::json(200, &session::me(context, &person(context)?)?)
}

/// `PATCH me`.
///
/// # Errors
/// When the name can't be used here.
pub fn edit(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    let request: EditMe = body::parse(request)?;
    let mut person = person(context)?;
    let name = contribution::checked_name(context, &person, &request.name, "/name")?;
    if name != person.name {
        namesake::rename(context, &person, &name)?;
        contribution::happened(context, person.id.as_str(), &Happening::Renamed {})?;
        person.name = name;
    }
    Reply::json(200, &session::me(context, &person)?)
}

fn person(context: &Context<'_>) -> Result<Person, Failure> {
    let id = context.caller.person().ok_or_else(Failure::not_found)?;
    people::get(context.sql, id)?.ok_or_else(Failure::not_found)
}
