//! A question that another one stands for.
//!
//! Invariant: there are no chains and no circles. A duplicate points to a question that is none; when that one
//! becomes a duplicate, what pointed to it points on.

use shared::ids::QuestionId;
use shared::state::State;
use shared::visibility;

use crate::community::context::Context;
use crate::community::rows::questions::{self, Question};
use crate::community::rows::votes;
use crate::community::search;
use crate::failure::Failure;

/// Points a question to the one that stands for it, and gives that one its votes.
///
/// # Errors
/// When there is no such other question for all to see, or it is this one.
pub(super) fn join(
    context: &Context<'_>,
    question: &Question,
    other: Option<&QuestionId>,
    reason: Option<&str>,
) -> Result<(), Failure> {
    let into = end(context, question, other)?;
    for id in questions::duplicates_of(context.sql, &question.id)? {
        questions::point(context.sql, &id, &into)?;
    }
    questions::set_state(context.sql, &question.id, State::Duplicate, reason, Some(&into))?;
    give_votes(context, &question.id, &into)?;
    settle(context, &question.id)?;
    settle(context, &into)
}

/// Takes back the votes a duplicate gave: it stands for itself again.
///
/// # Errors
/// When SQLite fails.
pub(super) fn part(context: &Context<'_>, question: &Question) -> Result<(), Failure> {
    let Some(from) = &question.duplicate_of else {
        return Ok(());
    };
    let lost = votes::part(context.sql, &question.id, from)?;
    questions::shift_votes(context.sql, from, -lost)?;
    // Whoever voted on several of the duplicates still counts through the others.
    for other in questions::duplicates_of(context.sql, from)?
        .iter()
        .filter(|other| **other != question.id)
    {
        give_votes(context, other, from)?;
    }
    settle(context, from)
}

fn give_votes(context: &Context<'_>, duplicate: &QuestionId, into: &QuestionId) -> Result<(), Failure> {
    let gained = votes::join(context.sql, duplicate, into, context.now)?;
    questions::shift_votes(context.sql, into, gained)
}

fn settle(context: &Context<'_>, id: &QuestionId) -> Result<(), Failure> {
    questions::refresh(context.sql, id)?;
    search::index(context.sql, id)
}

fn end(
    context: &Context<'_>,
    question: &Question,
    other: Option<&QuestionId>,
) -> Result<QuestionId, Failure> {
    let refuse = |detail: &str| Failure::field("/duplicate_of", detail);
    let other = other.ok_or_else(|| refuse("Name the question that stands for this one."))?;
    let missing = "There is no such question for everybody to see.";
    let mut found = questions::get(context.sql, other)?.ok_or_else(|| refuse(missing))?;
    if let Some(next) = &found.duplicate_of {
        found = questions::get(context.sql, next)?.ok_or_else(|| refuse(missing))?;
    }
    if found.id == question.id {
        Err(refuse(
            "A question can't stand for itself, nor can its own duplicate.",
        ))
    } else if !visibility::is_listed(found.state) {
        Err(refuse(missing))
    } else {
        Ok(found.id)
    }
}
