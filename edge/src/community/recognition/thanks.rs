//! *Thank you* of the brand's people for an answer or a story: one tap, signed by who gives it.

use shared::api::thanks::{Thank, ThanksView};
use shared::event::Happening;
use shared::ids::Target;
use shared::policy::{self, Refusal};
use shared::visibility;

use crate::community::context::Context;
use crate::community::rows::thanks;
use crate::community::target::{self, Written};
use crate::community::{body, contribution};
use crate::failure::Failure;
use crate::reply::Reply;

/// `PUT thanks/{target}`.
///
/// # Errors
/// When there is no such thing for this caller, it is their own, or others don't see it.
pub fn give(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    let Thank {} = body::parse(request)?;
    let written = written(context)?;
    let person = policy::may_thank(&context.caller, written.author())?;
    let state = written.state();
    if !visibility::takes_votes(state) {
        return Err(Refusal::WrongState { state }.into());
    }
    if thanks::give(context.sql, written.id(), person, context.now)? {
        contribution::happened(context, written.id(), &Happening::Thanked {})?;
    }
    view(context, &written)
}

/// `DELETE thanks/{target}`.
///
/// # Errors
/// When there is no such thing for this caller.
pub fn take(context: &Context<'_>) -> Result<Reply, Failure> {
    let written = written(context)?;
    let person = policy::may_thank(&context.caller, written.author())?;
    if thanks::take(context.sql, written.id(), person)? {
        contribution::happened(context, written.id(), &Happening::Unthanked {})?;
    }
    view(context, &written)
}

fn written(context: &Context<'_>) -> Result<Written, Failure> {
    match target::any_visible(context, context.parameter)? {
        written @ (Written::Answer(..) | Written::Story(_)) => Ok(written),
        Written::Question(_) | Written::Comment(..) => Err(Failure::not_found()),
    }
}

fn view(context: &Context<'_>, written: &Written) -> Result<Reply, Failure> {
    let target = Target::parse(written.id()).map_err(|_| Failure::not_found())?;
    let by = thanks::by(context.sql, written.id())?;
    Reply::json(200, &ThanksView { target, by })
}
