//! What staff decides about what people wrote, and an author about their own answer.
//!
//! Invariant: who may decide is asked of [`shared::policy`], what can follow of [`shared::state::State::next`];
//! a decision closes the reports it answers and is one event.

mod duplicate;
mod queue;

pub use queue::queue;

use shared::api::moderation::{Moderate, Moderated};
use shared::event::Happening;
use shared::ids::Target;
use shared::policy::{self, Refusal};
use shared::state::{Act, State};
use shared::text::Reason;
use shared::visibility;

use super::context::Context;
use super::rows::answers::{self, Caution};
use super::rows::{edits, events, moderation, questions, reports};
use super::target::Written;
use super::{answer, body, edit, outbox, target};
use crate::failure::Failure;
use crate::reply::Reply;

/// The words of the wire for the kinds of caution.
const OUTDATED: &str = "outdated";
const NOT_RIGHT: &str = "not_right";

/// `PUT moderation/{target}`.
///
/// # Errors
/// When this caller may not decide it, a reason is missing, or it can't follow the state.
pub fn decide(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    let request: Moderate = body::parse(request)?;
    let written = target::any_visible(context, context.parameter)?;
    policy::may_moderate(
        &context.caller,
        request.act,
        written.kind(),
        Some(written.author()),
    )?;
    let reason = reason(&request)?;
    let of_edit = rejects_edit(context, &request, &written)?;
    let to = if of_edit {
        edits::refuse(context.sql, written.id(), reason.as_deref())?;
        written.state()
    } else {
        let to = written
            .state()
            .next(written.kind(), request.act)
            .map_err(Refusal::from)?
            .seen_again(before(context, request.act, &written)?);
        carry_out(context, &request, &written, to, reason.as_deref())?;
        to
    };
    // Whoever refuses a change says nothing of the words that stand.
    if answers_reports(request.act) && !of_edit {
        reports::close(context.sql, written.id(), reason.as_deref())?;
    }
    record(context, &request, &written, to)?;
    if let (Act::Reject, Some(reason)) = (request.act, &reason) {
        outbox::notify_rejected(context, &written, reason)?;
    }
    let target = Target::parse(written.id()).map_err(|_| Failure::not_found())?;
    Reply::json(200, &Moderated { target, state: to })
}

/// Whether a rejection is of the edit that waits: the words that stand are seen by all and stay.
fn rejects_edit(context: &Context<'_>, request: &Moderate, written: &Written) -> Result<bool, Failure> {
    let rejected = request.act == Act::Reject && visibility::counts(written.state());
    Ok(rejected && edits::pending(context.sql, written.id())?.is_some())
}

fn carry_out(
    context: &Context<'_>,
    request: &Moderate,
    written: &Written,
    to: State,
    reason: Option<&str>,
) -> Result<(), Failure> {
    let from = written.state();
    if let (State::Duplicate, Written::Question(question)) = (from, written)
        && to != State::Duplicate
    {
        duplicate::part(context, question)?;
    }
    match (request.act, written) {
        (Act::Duplicate, Written::Question(question)) => {
            return duplicate::join(context, question, request.duplicate_of.as_ref(), reason);
        }
        (Act::Outdate, Written::Answer(answer, _)) => caution(context, answer, OUTDATED, reason)?,
        (Act::Dispute, Written::Answer(answer, _)) => caution(context, answer, NOT_RIGHT, reason)?,
        (Act::Undispute, Written::Answer(answer, _)) => {
            if answer.caution.as_deref() != Some(NOT_RIGHT) {
                return Err(Refusal::WrongState { state: from }.into());
            }
            answers::set_caution(context.sql, &answer.id, None)?;
        }
        (Act::Reopen, Written::Answer(answer, _)) if is_outdated(written) => {
            answers::set_caution(context.sql, &answer.id, None)?;
        }
        _ => {}
    }
    if from == to {
        written.refresh(context)?;
    } else {
        // Beside an answer the reason is the caution's; with what everybody sees again there is none.
        let shown = matches!(request.act, Act::Reject | Act::Hide | Act::Close);
        written.set_state(context, to, reason.filter(|_| shown))?;
    }
    if request.act == Act::Approve {
        approve(context, written)
    } else {
        Ok(())
    }
}

/// What it was before it was not seen, unless this act ends just that.
fn before(context: &Context<'_>, act: Act, written: &Written) -> Result<Option<State>, Failure> {
    match written.state() {
        _ if act == Act::Reopen => Ok(None),
        _ if is_outdated(written) => Ok(Some(State::Outdated)),
        State::Hidden => events::hidden_from(context.sql, written.id()),
        _ => Ok(None),
    }
}

/// Whether it is an answer that somebody called outdated.
fn is_outdated(written: &Written) -> bool {
    matches!(written, Written::Answer(answer, _) if answer.caution.as_deref() == Some(OUTDATED))
}

fn approve(context: &Context<'_>, written: &Written) -> Result<(), Failure> {
    if let Some((words, _)) = edits::pending(context.sql, written.id())? {
        let Some(now) = target::find(context, &target_of(written)?)? else {
            return Ok(());
        };
        edit::apply_pending(context, &now, &words)?;
    }
    let from = written.state();
    if visibility::counts(from) || from == State::Duplicate {
        return Ok(());
    }
    moderation::count_approved(context.sql, written.author())?;
    match (written, written.question()) {
        (Written::Answer(answer, _), _) if matches!(from, State::Waiting | State::Rejected) => {
            answer::published(context, answer)
        }
        (_, Some(question)) => questions::touch(context.sql, &question.id, context.now),
        (_, None) => Ok(()),
    }
}

fn caution(
    context: &Context<'_>,
    answer: &answers::Answer,
    kind: &str,
    reason: Option<&str>,
) -> Result<(), Failure> {
    let by = context.caller.person().ok_or(Refusal::SignInNeeded)?;
    let caution = Caution {
        kind,
        by,
        reason: reason.unwrap_or_default(),
        at: context.now,
    };
    answers::set_caution(context.sql, &answer.id, Some(&caution))
}

/// Whether this is a decision about what was reported: that it stands, or that it does not.
fn answers_reports(act: Act) -> bool {
    !matches!(act, Act::Outdate | Act::Dispute | Act::Undispute | Act::Reopen)
}

fn reason(request: &Moderate) -> Result<Option<String>, Failure> {
    let reason =
        Reason::parse(&request.reason).map_err(|error| Failure::field("/reason", error.to_string()))?;
    let reason = Some(reason.into_string()).filter(|reason| !reason.is_empty());
    if reason.is_none() && policy::needs_reason(request.act) {
        return Err(Failure::field(
            "/reason",
            "Say why, in words its author can act on.",
        ));
    }
    if request.code.is_some() && request.act != Act::Reject {
        return Err(Failure::field(
            "/code",
            "A kind of reason goes with `reject` only.",
        ));
    }
    if request.duplicate_of.is_some() && request.act != Act::Duplicate {
        return Err(Failure::field(
            "/duplicate_of",
            "Another question goes with `duplicate` only.",
        ));
    }
    Ok(reason)
}

fn record(context: &Context<'_>, request: &Moderate, written: &Written, to: State) -> Result<(), Failure> {
    let what = Happening::Moderated {
        act: request.act,
        from: written.state(),
        to,
        code: request.code,
    };
    context.record(Some(written.id()), &what)
}

fn target_of(written: &Written) -> Result<Target, Failure> {
    Target::parse(written.id()).map_err(|_| Failure::not_found())
}
