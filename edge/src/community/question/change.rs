//! An asker changes, takes back, and closes the circle of their own question.

use shared::api::question::{AcceptAnswer, EditQuestion};
use shared::event::Happening;
use shared::ids::AnswerId;
use shared::policy::{self, Refusal};
use shared::state::Kind;
use shared::text::{Body, Title};
use shared::visibility;

use super::{tags, view, visible};
use crate::community::context::Context;
use crate::community::rows::{answers, questions};
use crate::community::target::{Part, Written};
use crate::community::{body, contribution, edit, search, target};
use crate::failure::Failure;
use crate::reply::Reply;

/// `PATCH questions/{id}`.
///
/// # Errors
/// When a field breaks its rule, or it is not this caller's.
pub fn edit(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    let request: EditQuestion = body::parse(request)?;
    let written = target::visible(context, Kind::Question, context.parameter)?;
    let mut words = edit::current(&written);
    if let Some(title) = &request.title {
        let title = Title::parse(title).map_err(|error| Failure::field("/title", error.to_string()))?;
        words.title = Some(title.into_string());
    }
    if let Some(markdown) = &request.markdown {
        let markdown =
            Body::parse(markdown).map_err(|error| Failure::field("/markdown", error.to_string()))?;
        words.markdown = markdown.into_string();
    }
    if let Some(new) = &request.tags {
        words.tags = Some(tags(new)?);
    }
    edit::submit(context, &written, &words)?;
    shown(context, &written)
}

/// `DELETE questions/{id}`: the answers of others stay.
///
/// # Errors
/// When it is not this caller's, or gone.
pub fn remove(context: &Context<'_>) -> Result<Reply, Failure> {
    edit::remove(
        context,
        &target::visible(context, Kind::Question, context.parameter)?,
    )
}

/// `PUT questions/{id}/accepted`: this solved it.
///
/// # Errors
/// When this caller did not ask, or there is no such answer for all to see.
pub fn accept(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    let request: AcceptAnswer = body::parse(request)?;
    let written = target::visible(context, Kind::Question, context.parameter)?;
    policy::may_accept(&context.caller, &written.question.author_id)?;
    let found = target::visible(context, Kind::Answer, request.answer_id.as_str());
    let answer = match found.map(|found| found.part) {
        Ok(Part::Answer(answer)) if answer.question_id == written.question.id => answer,
        _ => {
            return Err(Failure::field(
                "/answer_id",
                "There is no such answer to this question.",
            ));
        }
    };
    if !visibility::counts(answer.state) {
        return Err(Refusal::WrongState { state: answer.state }.into());
    }
    if !answer.accepted {
        solve(context, &written, Some(&answer.id))?;
        let question = written.question.id.clone();
        contribution::happened(context, answer.id.as_str(), &Happening::Accepted { question })?;
    }
    shown(context, &written)
}

/// `DELETE questions/{id}/accepted`: it did not after all.
///
/// # Errors
/// When this caller did not ask.
pub fn unaccept(context: &Context<'_>) -> Result<Reply, Failure> {
    let written = target::visible(context, Kind::Question, context.parameter)?;
    policy::may_accept(&context.caller, &written.question.author_id)?;
    if let Some(answer) = answers::accepted(context.sql, &written.question.id)? {
        solve(context, &written, None)?;
        let question = written.question.id.clone();
        contribution::happened(context, answer.as_str(), &Happening::Unaccepted { question })?;
    }
    shown(context, &written)
}

fn solve(context: &Context<'_>, written: &Written, answer: Option<&AnswerId>) -> Result<(), Failure> {
    answers::set_accepted(context.sql, &written.question.id, answer)?;
    questions::refresh(context.sql, &written.question.id)?;
    search::index(context.sql, &written.question.id)
}

fn shown(context: &Context<'_>, written: &Written) -> Result<Reply, Failure> {
    let question = visible(context, written.id())?;
    Reply::json(200, &view(context, &question)?)
}
