//! Names that one person bears and no other may: those of the brand's people, and the brand's own.
//!
//! Invariant: whoever comes to bear such a name takes it from those who bear one that looks the same. They are unnamed
//! until they give another, as they are asked to with what they write next.

use shared::event::Happening;
use shared::name;
use shared::person::Caller;

use super::context::Context;
use super::contribution;
use super::rows::people::{self, Person};
use crate::failure::Failure;

/// Gives a person a name that was checked.
///
/// # Errors
/// When SQLite fails.
pub fn rename(context: &Context<'_>, person: &Person, name: &str) -> Result<(), Failure> {
    people::rename(context.sql, &person.id, name)?;
    if person.role.is_staff() {
        reserve(context, name)
    } else {
        Ok(())
    }
}

/// Takes a name from everybody who is not of the brand.
///
/// # Errors
/// When SQLite fails.
pub fn reserve(context: &Context<'_>, name: &str) -> Result<(), Failure> {
    let community = contribution::acting(context, Caller::Visitor);
    for (id, known) in people::like(context.sql, &name::looks(name))? {
        if name::look_alike(&known, name) {
            people::rename(context.sql, &id, "")?;
            contribution::happened(&community, id.as_str(), &Happening::Renamed {})?;
        }
    }
    Ok(())
}
