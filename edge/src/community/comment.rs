//! Short comments under an answer: added, changed, taken back.

use shared::api::comment::{AddComment, EditComment};
use shared::api::problem::Code;
use shared::event::Happening;
use shared::ids::CommentId;
use shared::policy::Refusal;
use shared::state::{Kind, State};
use shared::text::CommentText;
use shared::visibility;

use super::context::Context;
use super::rows::comments::{self, Comment};
use super::rows::edits::Words;
use super::rows::questions;
use super::target::Written;
use super::{body, contribution, edit, level, target};
use crate::failure::Failure;
use crate::reply::{JSON, Reply};

/// The most comments of one answer, those taken back included: they come with the answer, not in pages.
const MOST: u32 = 100;

/// `POST comments`.
///
/// # Errors
/// When a field breaks its rule, this caller may not write, or the answer takes no comments.
pub fn add(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    let request: AddComment = body::parse(request)?;
    let under = target::visible(context, Kind::Answer, request.answer_id.as_str())
        .map_err(|failure| failure.or_refused(no_answer))?;
    let Written::Answer(answer, _) = under else {
        return Err(no_answer());
    };
    let author = contribution::author(context, request.name.as_deref())?;
    if !visibility::takes_comments(answer.state) {
        return Err(Refusal::WrongState { state: answer.state }.into());
    }
    if comments::count(context.sql, &request.answer_id)? >= MOST {
        let detail = "This answer has all the comments it takes; ask or answer instead.";
        return Err(Failure::refused(Code::WrongState, detail));
    }
    let waits = level::waits(context, &author)?;
    let comment = Comment {
        id: CommentId::new(context.now, context.random()?),
        answer_id: request.answer_id,
        author_id: author.id,
        text: words(&request.text)?,
        state: if waits { State::Waiting } else { State::Published },
        reason: None,
        created_at: context.now,
        edited_at: None,
    };
    comments::insert(context.sql, &comment)?;
    let happening = Happening::Commented {
        answer: comment.answer_id.clone(),
        state: comment.state,
    };
    contribution::happened(context, comment.id.as_str(), &happening)?;
    if comment.state == State::Published {
        questions::touch(context.sql, &answer.question_id, context.now)?;
    }
    shown(context, 201, &comment.id)
}

/// `PATCH comments/{id}`.
///
/// # Errors
/// When a field breaks its rule, or it is not this caller's.
pub fn edit(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    let request: EditComment = body::parse(request)?;
    let written = target::visible(context, Kind::Comment, context.parameter)?;
    let words = Words {
        title: None,
        markdown: words(&request.text)?,
        tags: None,
        media: None,
    };
    edit::submit(context, &written, &words)?;
    match written {
        Written::Comment(comment, ..) => shown(context, 200, &comment.id),
        _ => Err(Failure::not_found()),
    }
}

/// `DELETE comments/{id}`.
///
/// # Errors
/// When it is not this caller's, or gone.
pub fn remove(context: &Context<'_>) -> Result<Reply, Failure> {
    edit::remove(
        context,
        &target::visible(context, Kind::Comment, context.parameter)?,
    )
}

fn no_answer() -> Failure {
    Failure::field("/answer_id", "There is no such answer.")
}

fn words(text: &str) -> Result<String, Failure> {
    let text = CommentText::parse(text).map_err(|error| Failure::field("/text", error.to_string()))?;
    Ok(text.into_string())
}

fn shown(context: &Context<'_>, status: u16, id: &CommentId) -> Result<Reply, Failure> {
    let json = comments::json(context.sql, id)?.ok_or_else(Failure::not_found)?;
    Ok(Reply::new(status, JSON, json))
}
