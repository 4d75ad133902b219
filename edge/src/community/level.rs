//! Levels of the ladder at the object: what somebody holds, and what that lets them do.
//!
//! Invariant: what no level unlocks costs no read, so a community that set nothing writes as fast as before.

use shared::ids::PersonId;
use shared::level::{Level, Unlock};
use shared::markdown::{Document, parse, unlinked};
use shared::person::Caller;
use shared::policy;
use shared::settings::Settings;

use super::context::Context;
use super::recognition;
use super::rows::people::Person;
use crate::failure::Failure;

/// Whether what this author writes now waits for a person first.
///
/// # Errors
/// When SQLite fails.
pub fn waits(context: &Context<'_>, author: &Person) -> Result<bool, Failure> {
    decided(context, author, policy::must_wait)
}

/// Whether an edit of what this author wrote waits for a person first.
///
/// # Errors
/// When SQLite fails.
pub fn edit_waits(context: &Context<'_>, author: &Person) -> Result<bool, Failure> {
    decided(context, author, policy::edit_must_wait)
}

/// What a policy of waiting says of an author, with what they published before and the levels they hold.
fn decided(
    context: &Context<'_>,
    author: &Person,
    must_wait: fn(&Settings, &Caller, bool, &[Level]) -> bool,
) -> Result<bool, Failure> {
    let held = held(context, &author.id, Unlock::NoWaiting)?;
    let published_before = author.published > 0;
    Ok(must_wait(
        &context.settings,
        &author.caller(),
        published_before,
        &held,
    ))
}

/// What the caller wrote, with links if they may link.
///
/// # Errors
/// When SQLite fails.
pub fn document(context: &Context<'_>, markdown: &str) -> Result<Document, Failure> {
    let document = parse::parse(markdown);
    let held = match context.caller.person() {
        Some(person) => held(context, person, Unlock::Links)?,
        None => Vec::new(),
    };
    if policy::may_link(&context.settings, &context.caller, &held) {
        Ok(document)
    } else {
        Ok(unlinked(document))
    }
}

/// The levels somebody holds, where any level unlocks this.
fn held(context: &Context<'_>, person: &PersonId, unlock: Unlock) -> Result<Vec<Level>, Failure> {
    if context.settings.levels.unlock(&Level::ALL, unlock) {
        recognition::held(context.sql, person)
    } else {
        Ok(Vec::new())
    }
}
