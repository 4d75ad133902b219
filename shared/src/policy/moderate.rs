//! Deciding what is seen.

use super::Refusal;
use crate::ids::PersonId;
use crate::person::{Caller, Role};
use crate::state::{Act, Kind};

/// Whether `act` needs a reason that its author, or everybody, reads.
pub fn needs_reason(act: Act) -> bool {
    matches!(
        act,
        Act::Reject | Act::Hide | Act::Close | Act::Outdate | Act::Dispute
    )
}

/// Whether `caller` may do `act` to something of `kind` by `author`. Moderators may do all; experts call answers
/// outdated or not right and take that back; an author calls their own answer outdated.
///
/// # Errors
/// For everybody else, and for acts that are not moderation.
pub fn may_moderate(caller: &Caller, act: Act, kind: Kind, author: Option<&PersonId>) -> Result<(), Refusal> {
    if matches!(act, Act::Remove | Act::Erase) {
        return Err(Refusal::Invalid {
            pointer: "/act",
            detail: "This is no decision of moderation; reject or hide instead.",
        });
    }
    if *caller == Caller::Visitor {
        return Err(Refusal::SignInNeeded);
    }
    if caller.role().moderates() {
        return Ok(());
    }
    let about_answers =
        kind == Kind::Answer && matches!(act, Act::Outdate | Act::Dispute | Act::Undispute | Act::Reopen);
    if caller.role() == Role::Expert && about_answers {
        return Ok(());
    }
    let own = author.is_some_and(|author| caller.is(author));
    if own && kind == Kind::Answer && act == Act::Outdate {
        return Ok(());
    }
    Err(Refusal::NotAllowed {
        who: if about_answers {
            "people of the brand"
        } else {
            "moderators"
        },
    })
}

/// Whether `caller` may read what waits for a decision and what was reported.
///
/// # Errors
/// For everybody but moderators and owners.
pub fn may_read_queue(caller: &Caller) -> Result<(), Refusal> {
    match caller {
        Caller::Visitor => Err(Refusal::SignInNeeded),
        _ if caller.role().moderates() => Ok(()),
        _ => Err(Refusal::NotAllowed { who: "moderators" }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::problem::Code;
    use crate::person::Tier;
    use crate::policy::example::{id, member, person};

    /// Every act of moderation.
    const ACTS: [Act; 10] = [
        Act::Approve,
        Act::Reject,
        Act::Hide,
        Act::Restore,
        Act::Close,
        Act::Duplicate,
        Act::Reopen,
        Act::Outdate,
        Act::Dispute,
        Act::Undispute,
    ];

    #[test]
    fn moderators_do_all_experts_speak_about_answers_authors_outdate_their_own() {
        for act in ACTS {
            for kind in [Kind::Question, Kind::Answer, Kind::Comment, Kind::Story] {
                let may = |caller: &Caller| may_moderate(caller, act, kind, Some(&id(1))).is_ok();
                let answer = kind == Kind::Answer;
                let about_answers =
                    answer && matches!(act, Act::Outdate | Act::Dispute | Act::Undispute | Act::Reopen);
                assert!(
                    may(&person(2, Tier::Email, Role::Moderator))
                        && may(&person(2, Tier::Email, Role::Owner))
                        && may(&Caller::Operator)
                );
                assert_eq!(
                    may(&person(2, Tier::Email, Role::Expert)),
                    about_answers,
                    "expert {act:?} {kind:?}"
                );
                assert_eq!(
                    may(&member(1)),
                    answer && act == Act::Outdate,
                    "author {act:?} {kind:?}"
                );
                assert!(!may(&member(2)) && !may(&Caller::Visitor), "{act:?} {kind:?}");
            }
        }
        for act in [Act::Remove, Act::Erase] {
            let refusal =
                may_moderate(&person(2, Tier::Email, Role::Owner), act, Kind::Answer, None).unwrap_err();
            assert_eq!(refusal.code(), Code::InvalidField);
        }
    }

    #[test]
    fn the_queue_is_for_moderators() {
        assert!(may_read_queue(&person(1, Tier::Sso, Role::Moderator)).is_ok());
        assert_eq!(
            may_read_queue(&person(1, Tier::Sso, Role::Expert)).map_err(|refusal| refusal.code()),
            Err(Code::Forbidden)
        );
        assert_eq!(may_read_queue(&Caller::Visitor), Err(Refusal::SignInNeeded));
    }
}
