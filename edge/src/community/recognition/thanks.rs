//! *Thank you* of the brand's people: one tap, signed by who gives it.

use shared::api::thanks::{Thank, ThanksView};
use shared::event::Happening;
use shared::ids::AnswerId;
use shared::policy::{self, Refusal};
use shared::visibility;

use crate::community::context::Context;
use crate::community::rows::answers::Answer;
use crate::community::rows::thanks;
use crate::community::target::{self, Written};
use crate::community::{body, contribution};
use crate::failure::Failure;
use crate::reply::Reply;

/// `PUT thanks/{answer}`.
///
/// # Errors
/// When there is no such answer for this caller, it is their own, or others don't see it.
pub fn give(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    let Thank {} = body::parse(request)?;
    let answer = answer(context)?;
    let person = policy::may_thank(&context.caller, &answer.author_id)?;
    if !visibility::takes_votes(answer.state) {
        return Err(Refusal::WrongState { state: answer.state }.into());
    }
    if thanks::give(context.sql, &answer.id, person, context.now)? {
        contribution::happened(context, answer.id.as_str(), &Happening::Thanked {})?;
    }
    view(context, answer.id)
}

/// `DELETE thanks/{answer}`.
///
/// # Errors
/// When there is no such answer for this caller.
pub fn take(context: &Context<'_>) -> Result<Reply, Failure> {
    let answer = answer(context)?;
    let person = policy::may_thank(&context.caller, &answer.author_id)?;
    if thanks::take(context.sql, &answer.id, person)? {
        contribution::happened(context, answer.id.as_str(), &Happening::Unthanked {})?;
    }
    view(context, answer.id)
}

fn answer(context: &Context<'_>) -> Result<Answer, Failure> {
    match target::any_visible(context, context.parameter)? {
        Written::Answer(answer, _) => Ok(answer),
        _ => Err(Failure::not_found()),
    }
}

fn view(context: &Context<'_>, answer_id: AnswerId) -> Result<Reply, Failure> {
    let by = thanks::by(context.sql, answer_id.as_str())?;
    Reply::json(200, &ThanksView { answer_id, by })
}
