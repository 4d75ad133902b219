//! *Me too*, *This helped me*, *Not right*: one act per person and thing; those of a story in `act`.
//!
//! Invariant: a vote is set to a value, never added to; the counts move by the difference from what this person
//! said before, in the same transaction, so that no order of requests counts anyone twice.

mod act;

use shared::api::vote::{PutVote, VoteView};
use shared::event::Happening;
use shared::ids::Target;
use shared::policy::{self, Refusal};
use shared::state::Kind;
use shared::text::Reason;
use shared::visibility;

use super::context::Context;
use super::rows::votes::{self, Vote};
use super::rows::{answers, questions};
use super::target::Written;
use super::{body, contribution, notice, target};
use crate::failure::Failure;
use crate::reply::Reply;

/// `PUT votes/{target}`.
///
/// # Errors
/// When this caller does not see the target, may not vote on it, or a field breaks its rule.
pub fn put(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    let request: PutVote = body::parse(request)?;
    let person = context.caller.person().ok_or(Refusal::SignInNeeded)?;
    let written = target::any_visible(context, context.parameter)?;
    if let Written::Story(story) = &written {
        return act::put(context, story, person, &request);
    }
    if request.act.is_some() {
        return Err(Failure::field(
            "/act",
            "Only a story has several acts; leave `act` out.",
        ));
    }
    policy::may_vote(
        &context.caller,
        Some(written.author()),
        written.kind(),
        request.value,
        request.notify,
    )?;
    let own = written.author() == person;
    if let (Written::Question(question), Some(notify)) =
        (&written, request.notify.filter(|notify| own || *notify))
    {
        notice::set(context, person, question.id.as_str(), notify)?;
        if own {
            let wish = Vote {
                notify,
                ..Vote::default()
            };
            return shown(&written, &wish, [0, 0]);
        }
    }
    let before = votes::get(context.sql, written.id(), person)?;
    let vote = Vote {
        value: request.value,
        reason: reason(&request)?,
        notify: request
            .notify
            .unwrap_or(before.notify && written.kind() == Kind::Question),
    };
    if vote.value != 0 && !visibility::takes_votes(written.state()) {
        return Err(Refusal::WrongState {
            state: written.state(),
        }
        .into());
    }
    let shift = |value: i8| i64::from(vote.value == value) - i64::from(before.value == value);
    let moved = [shift(1), shift(-1)];
    if vote != before {
        votes::set(context.sql, written.id(), person, &vote, context.now)?;
    }
    if moved != [0, 0] {
        count(context, &written, moved)?;
        let happening = Happening::Voted {
            before: before.value,
            value: vote.value,
            act: None,
        };
        contribution::happened(context, written.id(), &happening)?;
    }
    shown(&written, &vote, moved)
}

/// Moves the counts, and the places that follow from them.
fn count(context: &Context<'_>, written: &Written, [up, down]: [i64; 2]) -> Result<(), Failure> {
    match written {
        Written::Question(question) => questions::shift_votes(context.sql, &question.id, up),
        Written::Answer(answer, question) => {
            answers::shift_votes(context.sql, &answer.id, up, down)?;
            questions::refresh(context.sql, &question.id)
        }
        Written::Comment(..) | Written::Story(_) => Ok(()),
    }
}

fn reason(request: &PutVote) -> Result<Option<String>, Failure> {
    let Some(reason) = &request.reason else {
        return Ok(None);
    };
    if request.value != -1 {
        return Err(Failure::field(
            "/reason",
            "A reason goes with −1 (not right) only.",
        ));
    }
    let reason = Reason::parse(reason).map_err(|error| Failure::field("/reason", error.to_string()))?;
    Ok(Some(reason.into_string()).filter(|reason| !reason.is_empty()))
}

fn shown(written: &Written, vote: &Vote, [more_up, more_down]: [i64; 2]) -> Result<Reply, Failure> {
    let (up, down) = match written {
        Written::Question(question) => (question.up, question.down),
        Written::Answer(answer, _) => (answer.up, answer.down),
        Written::Comment(..) | Written::Story(_) => (0, 0),
    };
    let count = |votes: i64| u32::try_from(votes).unwrap_or_default();
    Reply::json(
        200,
        &VoteView {
            target: Target::parse(written.id()).map_err(|_| Failure::not_found())?,
            value: vote.value,
            up: count(up + more_up),
            down: count(down + more_down),
            notify: vote.notify,
        },
    )
}
