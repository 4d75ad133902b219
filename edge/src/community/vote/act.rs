//! The acts of a story. Invariant: as with every vote, the count moves by what this person's act changed, in the same
//! transaction, and each change is one event that names the act.

use shared::api::vote::{PutVote, VoteView};
use shared::event::Happening;
use shared::ids::{PersonId, Target};
use shared::policy::{self, Refusal};
use shared::visibility;

use crate::community::context::Context;
use crate::community::contribution;
use crate::community::rows::stories::{self, Story};
use crate::community::rows::story_votes;
use crate::failure::Failure;
use crate::reply::Reply;

/// `PUT votes/{story}`.
///
/// # Errors
/// When this caller may not do it, or a field breaks its rule.
pub(super) fn put(
    context: &Context<'_>,
    story: &Story,
    person: &PersonId,
    request: &PutVote,
) -> Result<Reply, Failure> {
    for (given, pointer) in [
        (request.reason.is_some(), "/reason"),
        (request.notify.is_some(), "/notify"),
    ] {
        if given {
            return Err(Failure::field(pointer, "This is not for stories; leave it out."));
        }
    }
    let act = policy::may_act(
        &context.caller,
        Some(&story.author_id),
        request.act,
        request.value,
    )?;
    if request.value != 0 && !visibility::takes_votes(story.state) {
        return Err(Refusal::WrongState { state: story.state }.into());
    }
    let id = story.id.as_str();
    let before = i8::from(story_votes::set(
        context.sql,
        id,
        person,
        act,
        request.value == 1,
        context.now,
    )?);
    let up = if before == request.value {
        stories::act_count(context.sql, id, act)?
    } else {
        let happening = Happening::Voted {
            before,
            value: request.value,
            act: Some(act),
        };
        contribution::happened(context, id, &happening)?;
        stories::shift_act(context.sql, id, act, i64::from(request.value - before))?
    };
    Reply::json(
        200,
        &VoteView {
            target: Target::Story(story.id.clone()),
            value: request.value,
            up: u32::try_from(up).unwrap_or_default(),
            down: 0,
            notify: false,
        },
    )
}
