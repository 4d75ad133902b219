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
use crate::community::rows::questions::Question;
use crate::community::rows::{answers, questions};
use crate::community::target::Written;
use crate::community::{body, contribution, edit, media, search, target};
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
    words.media = media::changed(context, written.id(), request.media.as_deref())?;
    edit::submit(context, &written, &words)?;
    shown(context, written.id())
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
    let question = own(context)?;
    let no_answer = || Failure::field("/answer_id", "There is no such answer to this question.");
    let answer = match target::visible(context, Kind::Answer, request.answer_id.as_str()) {
        Ok(Written::Answer(answer, of)) if of.id == question.id => answer,
        Ok(_) => return Err(no_answer()),
        Err(failure) => return Err(failure.or_refused(no_answer)),
    };
    if !visibility::counts(answer.state) {
        return Err(Refusal::WrongState { state: answer.state }.into());
    }
    if !answer.accepted {
        solve(context, &question, Some(&answer.id))?;
        let happening = Happening::Accepted {
            question: question.id.clone(),
        };
        contribution::happened(context, answer.id.as_str(), &happening)?;
    }
    shown(context, question.id.as_str())
}

/// `DELETE questions/{id}/accepted`: it did not after all.
///
/// # Errors
/// When this caller did not ask.
pub fn unaccept(context: &Context<'_>) -> Result<Reply, Failure> {
    let question = own(context)?;
    if let Some(answer) = answers::accepted(context.sql, &question.id)? {
        solve(context, &question, None)?;
        let happening = Happening::Unaccepted {
            question: question.id.clone(),
        };
        contribution::happened(context, answer.as_str(), &happening)?;
    }
    shown(context, question.id.as_str())
}

/// The question that the path names, if this caller asked it.
fn own(context: &Context<'_>) -> Result<Question, Failure> {
    let Written::Question(question) = target::visible(context, Kind::Question, context.parameter)? else {
        return Err(Failure::not_found());
    };
    policy::may_accept(&context.caller, &question.author_id)?;
    Ok(question)
}

fn solve(context: &Context<'_>, question: &Question, answer: Option<&AnswerId>) -> Result<(), Failure> {
    answers::set_accepted(context.sql, &question.id, answer)?;
    questions::refresh(context.sql, &question.id)?;
    search::index(context.sql, &question.id)
}

fn shown(context: &Context<'_>, id: &str) -> Result<Reply, Failure> {
    let question = visible(context, id)?;
    Reply::json(200, &view(context, &question)?)
}
