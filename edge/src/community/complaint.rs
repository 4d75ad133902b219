//! Complaints at the object: the mark set and taken off, and what the ledger says of it.
//!
//! Invariant: whoever changes the tags of a question asks here, so that each change of the mark is one event.

use shared::api::question::MarkComplaint;
use shared::event::Happening;
use shared::ids::QuestionId;
use shared::language::Language;
use shared::state::Kind;
use shared::{complaint, policy};

use super::context::Context;
use super::rows::questions::{self, Question};
use super::target::{self, Written};
use super::{body, contribution, question, search};
use crate::failure::Failure;
use crate::json;
use crate::reply::Reply;

/// `PUT questions/{question}/complaint`.
///
/// # Errors
/// When this caller neither asked it nor speaks for the brand.
pub fn mark(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    let request: MarkComplaint = body::parse(request)?;
    let written = target::visible(context, Kind::Question, context.parameter)?;
    let Written::Question(mut question) = written else {
        return Err(Failure::not_found());
    };
    policy::may_mark_complaint(&context.caller, &question.author_id)?;
    set(context, &mut question, request.complaint)?;
    Reply::json(200, &question::view(context, &question)?)
}

/// Marks a question, or takes the mark off; the same twice is once.
///
/// # Errors
/// When SQLite fails.
pub fn set(context: &Context<'_>, question: &mut Question, marked: bool) -> Result<(), Failure> {
    let language = Language::first_of(&context.settings.languages);
    let tags = complaint::set(&read(&question.tags)?, marked, language);
    let tags = serde_json::to_string(&tags)?;
    if tags == question.tags {
        return Ok(());
    }
    questions::set_tags(context.sql, &question.id, &tags)?;
    happened(context, &question.id, &question.tags, &tags)?;
    question.tags = tags;
    search::index(context.sql, &question.id)
}

/// The tags an edit leads to, as JSON: it takes no mark off.
///
/// # Errors
/// When the tags can't be read back.
pub fn kept(before: &str, after: &str) -> Result<String, Failure> {
    let tags = complaint::kept(&read(before)?, &read(after)?);
    Ok(serde_json::to_string(&tags)?)
}

/// Appends to the ledger that a question became a complaint, or is none anymore.
///
/// # Errors
/// When SQLite fails.
pub fn happened(context: &Context<'_>, id: &QuestionId, before: &str, after: &str) -> Result<(), Failure> {
    let what = match (is_marked(before)?, is_marked(after)?) {
        (false, true) => Happening::ComplaintMarked {},
        (true, false) => Happening::ComplaintUnmarked {},
        _ => return Ok(()),
    };
    contribution::happened(context, id.as_str(), &what)
}

fn is_marked(tags: &str) -> Result<bool, Failure> {
    Ok(complaint::is_marked(&read(tags)?))
}

fn read(tags: &str) -> Result<Vec<String>, Failure> {
    Ok(json::read(tags)?)
}
