//! Saying what helped: votes, solved, *tell me*, and reports.

use super::Refusal;
use crate::ids::PersonId;
use crate::person::{Caller, Role};
use crate::settings::Settings;
use crate::state::Kind;
use crate::story::StoryAct;

/// Whether `caller` may say that an answer solved it, or withdraw that: the asker alone.
///
/// # Errors
/// For everybody else.
pub fn may_accept(caller: &Caller, asker: &PersonId) -> Result<(), Refusal> {
    match caller {
        Caller::Person { id, .. } if id == asker => Ok(()),
        Caller::Person { .. } | Caller::Operator => Err(Refusal::NotAllowed {
            who: "the person who asked",
        }),
        Caller::Visitor => Err(Refusal::SignInNeeded),
    }
}

/// Whether `caller` may mark a question as a complaint, or take the mark off: the asker, and people of the brand.
///
/// # Errors
/// For everybody else.
pub fn may_mark_complaint(caller: &Caller, asker: &PersonId) -> Result<(), Refusal> {
    match caller {
        Caller::Person { id, role, .. } if id == asker || role.is_staff() => Ok(()),
        Caller::Person { .. } | Caller::Operator => Err(Refusal::NotAllowed {
            who: "the person who asked, and people of the brand",
        }),
        Caller::Visitor => Err(Refusal::SignInNeeded),
    }
}

/// Whether `caller` may vote `value` on something of `kind` by `author` (absent once erased), and with `notify` say
/// whether they want to be told. An asker is told anyway and may say no: a wish without a vote.
///
/// # Errors
/// For values this kind does not have, for visitors, and on one's own words.
pub fn may_vote(
    caller: &Caller,
    author: Option<&PersonId>,
    kind: Kind,
    value: i8,
    notify: Option<bool>,
) -> Result<(), Refusal> {
    let Caller::Person { id, .. } = caller else {
        return Err(Refusal::SignInNeeded);
    };
    if notify.is_some() {
        may_follow(kind)?;
    }
    match (kind, value) {
        (Kind::Question, 0 | 1) | (Kind::Answer, -1..=1) => {}
        (Kind::Question, _) => {
            return Err(Refusal::Invalid {
                pointer: "/value",
                detail: "On a question the value is 1 (me too) or 0 (withdrawn).",
            });
        }
        (Kind::Answer, _) => {
            return Err(Refusal::Invalid {
                pointer: "/value",
                detail: "The value is 1 (helped), 0 (withdrawn) or −1 (not right).",
            });
        }
        (Kind::Comment, _) => {
            return Err(Refusal::Invalid {
                pointer: "/target",
                detail: "Comments are not voted on; vote on the answer.",
            });
        }
        (Kind::Story, _) => return Err(NAME_THE_ACT),
    }
    let only_a_wish = value == 0 && notify.is_some();
    if author == Some(id) && !only_a_wish {
        Err(Refusal::OwnContribution)
    } else {
        Ok(())
    }
}

/// A story has several acts, so a vote on one has to say which.
const NAME_THE_ACT: Refusal = Refusal::Invalid {
    pointer: "/act",
    detail: "On a story the act is `will_try`, `smiled` or `helped`.",
};

/// Whether `caller` may set an act on a story by `author` (absent once erased): do it with 1, withdraw it with 0.
///
/// # Errors
/// Without an act, for other values, for visitors, and on one's own story.
pub fn may_act(
    caller: &Caller,
    author: Option<&PersonId>,
    act: Option<StoryAct>,
    value: i8,
) -> Result<StoryAct, Refusal> {
    let Caller::Person { id, .. } = caller else {
        return Err(Refusal::SignInNeeded);
    };
    let act = act.filter(|act| *act != StoryAct::Unknown).ok_or(NAME_THE_ACT)?;
    if !matches!(value, 0 | 1) {
        return Err(Refusal::Invalid {
            pointer: "/value",
            detail: "On a story the value is 1 (done) or 0 (withdrawn).",
        });
    }
    if author == Some(id) {
        Err(Refusal::OwnContribution)
    } else {
        Ok(act)
    }
}

/// Whether something of `kind` tells when it is answered.
fn may_follow(kind: Kind) -> Result<(), Refusal> {
    match kind {
        Kind::Question => Ok(()),
        Kind::Answer | Kind::Comment | Kind::Story => Err(Refusal::Invalid {
            pointer: "/notify",
            detail: "Only a question tells when it is answered; leave `notify` out.",
        }),
    }
}

/// Whether `caller` may tell staff that words of `author` should not stand.
///
/// # Errors
/// For visitors, and on one's own words: they can be taken back.
pub fn may_report(caller: &Caller, author: &PersonId) -> Result<(), Refusal> {
    match caller {
        Caller::Person { id, .. } if id == author => Err(Refusal::OwnContribution),
        Caller::Person { .. } => Ok(()),
        Caller::Visitor | Caller::Operator => Err(Refusal::SignInNeeded),
    }
}

/// Whether reports of so many people hide words of someone with this role until staff decides. Those of staff
/// are not hidden by themselves: a brand's answer can't be voted away.
pub fn reports_hide(settings: &Settings, author: Role, reporters: u32) -> bool {
    let needed = u32::from(settings.moderation.reports_to_hide);
    needed > 0 && reporters >= needed && !author.is_staff()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::problem::Code;
    use crate::person::Tier;
    use crate::policy::example::{id, member, person};

    #[test]
    fn only_the_asker_says_what_solved_it() {
        assert!(may_accept(&member(1), &id(1)).is_ok());
        assert!(may_accept(&person(2, Tier::Sso, Role::Owner), &id(1)).is_err());
        assert_eq!(may_accept(&Caller::Visitor, &id(1)), Err(Refusal::SignInNeeded));
        assert!(may_mark_complaint(&member(1), &id(1)).is_ok());
        assert!(may_mark_complaint(&person(2, Tier::Email, Role::Expert), &id(1)).is_ok());
        assert!(may_mark_complaint(&member(2), &id(1)).is_err());
        assert!(may_mark_complaint(&Caller::Operator, &id(1)).is_err());
    }

    #[test]
    fn votes_have_the_values_of_their_kind_and_are_for_others() {
        for (kind, value, code) in [
            (Kind::Question, 1, None),
            (Kind::Question, 0, None),
            (Kind::Question, -1, Some(Code::InvalidField)),
            (Kind::Question, 2, Some(Code::InvalidField)),
            (Kind::Answer, -1, None),
            (Kind::Answer, 1, None),
            (Kind::Answer, -2, Some(Code::InvalidField)),
            (Kind::Comment, 1, Some(Code::InvalidField)),
        ] {
            assert_eq!(
                may_vote(&member(1), Some(&id(2)), kind, value, None)
                    .err()
                    .map(|refusal| refusal.code()),
                code,
                "{kind:?} {value}"
            );
        }
        assert_eq!(
            may_vote(&member(1), Some(&id(1)), Kind::Question, 1, None),
            Err(Refusal::OwnContribution)
        );
        assert_eq!(
            may_vote(&member(1), Some(&id(1)), Kind::Answer, 0, None),
            Err(Refusal::OwnContribution)
        );
        assert!(may_vote(&member(1), None, Kind::Answer, 1, None).is_ok());
        assert_eq!(
            may_vote(&Caller::Visitor, None, Kind::Answer, 1, None),
            Err(Refusal::SignInNeeded)
        );
    }

    #[test]
    fn an_act_on_a_story_is_named_set_or_withdrawn_and_for_others() {
        let act =
            |act, value| may_act(&member(1), Some(&id(2)), act, value).map_err(|refusal| refusal.code());
        for known in StoryAct::ALL {
            assert_eq!(act(Some(known), 1), Ok(known));
            assert_eq!(act(Some(known), 0), Ok(known));
            assert_eq!(act(Some(known), -1), Err(Code::InvalidField));
            assert_eq!(
                may_act(&member(1), Some(&id(1)), Some(known), 1),
                Err(Refusal::OwnContribution)
            );
            assert_eq!(
                may_act(&Caller::Visitor, None, Some(known), 1),
                Err(Refusal::SignInNeeded)
            );
        }
        assert_eq!(act(None, 1), Err(Code::InvalidField));
        assert_eq!(act(Some(StoryAct::Unknown), 1), Err(Code::InvalidField));
        assert!(may_act(&member(1), None, Some(StoryAct::Smiled), 1).is_ok());
    }

    #[test]
    fn an_asker_says_whether_they_are_told_and_nothing_more() {
        let own = |kind, value, notify| may_vote(&member(1), Some(&id(1)), kind, value, notify);
        assert_eq!(own(Kind::Question, 0, Some(false)), Ok(()));
        assert_eq!(own(Kind::Question, 0, Some(true)), Ok(()));
        assert_eq!(own(Kind::Question, 1, Some(true)), Err(Refusal::OwnContribution));
        assert_eq!(own(Kind::Question, 0, None), Err(Refusal::OwnContribution));
        for notify in [true, false] {
            let refused = own(Kind::Answer, 0, Some(notify)).unwrap_err();
            assert_eq!(refused.code(), Code::InvalidField);
        }
    }

    #[test]
    fn nobody_reports_their_own_words() {
        assert_eq!(may_report(&member(1), &id(1)), Err(Refusal::OwnContribution));
        assert_eq!(may_report(&member(2), &id(1)), Ok(()));
        assert_eq!(may_report(&Caller::Visitor, &id(1)), Err(Refusal::SignInNeeded));
    }

    #[test]
    fn reports_hide_once_enough_people_made_them_and_never_words_of_staff() {
        let mut settings = Settings::new("Northbeam");
        assert!(!reports_hide(&settings, Role::Member, 2));
        assert!(reports_hide(&settings, Role::Member, 3));
        assert!(!reports_hide(&settings, Role::Expert, 300));
        settings.moderation.reports_to_hide = 0;
        assert!(!reports_hide(&settings, Role::Member, 300));
    }
}
