//! Who may do what, as functions over values. Invariant: every permission is decided here; the object asks
//! before it writes, the widget asks before it offers. [`crate::state`] says what can follow what,
//! [`crate::visibility`] who sees what; both are asked as well.

use crate::api::problem::Code;
use crate::ids::PersonId;
use crate::person::{Caller, Role, Tier};
use crate::settings::{Review, Settings, Writers};
use crate::state::{Act, Kind, State, TransitionError};

/// Why someone may not do something.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A session is needed.
    #[error("Sign in, or continue as a guest, and try again.")]
    SignInNeeded,
    /// Writing needs a person known better than this one.
    #[error("This community asks its writers to sign in first.")]
    KnownPeopleOnly,
    /// This role, or anyone but the author, may not do this.
    #[error("Only {who} may do this.")]
    NotAllowed {
        /// Who may, in words.
        who: &'static str,
    },
    /// Nobody votes on their own words.
    #[error("This is for other people: these are your own words.")]
    OwnContribution,
    /// It can't be done to something in this state.
    #[error("This can't be done anymore, or not yet.")]
    WrongState {
        /// The state it is in.
        state: State,
    },
    /// A value that is not for this kind of thing.
    #[error("{detail}")]
    Invalid {
        /// The field.
        pointer: &'static str,
        /// What is wrong and how to mend it.
        detail: &'static str,
    },
    /// A community keeps at least one owner.
    #[error("A community keeps at least one owner: make someone else an owner first.")]
    LastOwner,
}

impl Refusal {
    /// The code of the problem it becomes.
    pub fn code(&self) -> Code {
        match self {
            Self::SignInNeeded => Code::SignInNeeded,
            Self::KnownPeopleOnly | Self::NotAllowed { .. } => Code::Forbidden,
            Self::OwnContribution => Code::OwnContribution,
            Self::WrongState { .. } | Self::LastOwner => Code::WrongState,
            Self::Invalid { .. } => Code::InvalidField,
        }
    }
}

impl From<TransitionError> for Refusal {
    fn from(error: TransitionError) -> Self {
        Self::WrongState { state: error.from }
    }
}

/// Whether `caller` may ask, answer and comment at all.
///
/// # Errors
/// For visitors and the operator, who are no persons, and for people the community does not know well enough.
pub fn may_write(settings: &Settings, caller: &Caller) -> Result<(), Refusal> {
    let Caller::Person { tier, role, .. } = caller else {
        return Err(Refusal::SignInNeeded);
    };
    let known = match settings.writers {
        Writers::Everyone => true,
        Writers::SignedIn => tier.is_signed_in(),
        Writers::Sso => *tier == Tier::Sso,
    };
    if known || role.is_staff() {
        Ok(())
    } else {
        Err(Refusal::KnownPeopleOnly)
    }
}

/// Whether what `caller` writes now waits for a person first. `published_before`: staff approved something of
/// theirs before.
pub fn must_wait(settings: &Settings, caller: &Caller, published_before: bool) -> bool {
    let Caller::Person { tier, role, .. } = caller else {
        return true;
    };
    if role.is_staff() {
        return false;
    }
    let review = if tier.is_signed_in() {
        settings.moderation.signed_in
    } else {
        settings.moderation.guests
    };
    match review {
        Review::None => false,
        Review::First => !published_before,
        Review::All => true,
    }
}

/// Whether an edit of something of `caller`'s that others see already waits for a person first.
pub fn edit_must_wait(settings: &Settings, caller: &Caller, published_before: bool) -> bool {
    settings.moderation.edits && must_wait(settings, caller, published_before)
}

/// Whether `caller` may change the words of `author`: their own, while they stand. Staff does not write for others.
///
/// # Errors
/// When the words are another's, or gone.
pub fn may_edit(caller: &Caller, author: &PersonId, state: State) -> Result<(), Refusal> {
    own(caller, author)?;
    match state {
        State::Removed | State::Erased | State::Unknown => Err(Refusal::WrongState { state }),
        _ => Ok(()),
    }
}

/// Whether `caller` may take back the words of `author`: their own. Staff hides and rejects instead.
///
/// # Errors
/// When the words are another's, or gone.
pub fn may_remove(caller: &Caller, author: &PersonId, kind: Kind, state: State) -> Result<(), Refusal> {
    own(caller, author)?;
    state.next(kind, Act::Remove)?;
    Ok(())
}

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

/// Whether `caller` may vote `value` on something of `kind` by `author` (absent once erased).
///
/// # Errors
/// For values this kind does not have, for visitors, and on one's own words.
pub fn may_vote(caller: &Caller, author: Option<&PersonId>, kind: Kind, value: i8) -> Result<(), Refusal> {
    let Caller::Person { id, .. } = caller else {
        return Err(Refusal::SignInNeeded);
    };
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
    }
    if author == Some(id) {
        Err(Refusal::OwnContribution)
    } else {
        Ok(())
    }
}

/// Whether `caller` may ask to be told when something of `kind` is answered.
///
/// # Errors
/// For visitors, and for anything but questions.
pub fn may_follow(caller: &Caller, kind: Kind) -> Result<(), Refusal> {
    match (caller, kind) {
        (Caller::Person { .. }, Kind::Question) => Ok(()),
        (Caller::Person { .. }, Kind::Answer | Kind::Comment) => Err(Refusal::Invalid {
            pointer: "/notify",
            detail: "Only a question tells when it is answered.",
        }),
        (Caller::Visitor | Caller::Operator, _) => Err(Refusal::SignInNeeded),
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

/// Whether `caller` may give someone who is `current` the role `new`; `owners` is how many owners there are.
///
/// # Errors
/// For everybody but owners and the operator, for unknown roles, and when no owner would be left.
pub fn may_set_role(caller: &Caller, current: Role, new: Role, owners: u32) -> Result<(), Refusal> {
    match caller {
        Caller::Visitor => return Err(Refusal::SignInNeeded),
        _ if caller.role() == Role::Owner => {}
        _ => return Err(Refusal::NotAllowed { who: "owners" }),
    }
    if new == Role::Unknown {
        return Err(Refusal::Invalid {
            pointer: "/role",
            detail: "The role is member, expert, moderator or owner.",
        });
    }
    if current == Role::Owner && new != Role::Owner && owners <= 1 {
        Err(Refusal::LastOwner)
    } else {
        Ok(())
    }
}

/// Whether somebody of this tier and name can carry this role: people of the brand are known beyond one device, and
/// answer under a name.
///
/// # Errors
/// For guests and the nameless, unless they are members.
pub fn may_hold_role(tier: Tier, role: Role, name: &str) -> Result<(), Refusal> {
    if !role.is_staff() {
        return Ok(());
    }
    if !tier.is_signed_in() {
        return Err(Refusal::Invalid {
            pointer: "/role",
            detail: "A guest is known on one device only; invite them by e-mail.",
        });
    }
    if name.is_empty() {
        return Err(Refusal::Invalid {
            pointer: "/name",
            detail: "People of the brand answer under a name; give one.",
        });
    }
    Ok(())
}

fn own(caller: &Caller, author: &PersonId) -> Result<(), Refusal> {
    match caller {
        Caller::Visitor => Err(Refusal::SignInNeeded),
        _ if caller.is(author) => Ok(()),
        _ => Err(Refusal::NotAllowed { who: "the author" }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Moderation;
    use crate::time::Millis;

    fn id(number: u8) -> PersonId {
        PersonId::new(Millis::new(1), [number; 10])
    }

    fn person(number: u8, tier: Tier, role: Role) -> Caller {
        Caller::Person {
            id: id(number),
            tier,
            role,
        }
    }

    fn member(number: u8) -> Caller {
        person(number, Tier::Email, Role::Member)
    }

    fn settings(writers: Writers, guests: Review, signed_in: Review) -> Settings {
        Settings {
            writers,
            moderation: Moderation {
                guests,
                signed_in,
                ..Moderation::default()
            },
            ..Settings::new("Northbeam")
        }
    }

    #[test]
    fn only_persons_the_community_knows_well_enough_write() {
        let guest = person(1, Tier::Guest, Role::Member);
        let sso = person(1, Tier::Sso, Role::Member);
        let staff = person(1, Tier::Email, Role::Expert);
        for (writers, [guest_may, email_may, sso_may]) in [
            (Writers::Everyone, [true, true, true]),
            (Writers::SignedIn, [false, true, true]),
            (Writers::Sso, [false, false, true]),
        ] {
            let settings = settings(writers, Review::None, Review::None);
            assert_eq!(may_write(&settings, &guest).is_ok(), guest_may);
            assert_eq!(may_write(&settings, &member(1)).is_ok(), email_may);
            assert_eq!(may_write(&settings, &sso).is_ok(), sso_may);
            assert!(may_write(&settings, &staff).is_ok());
            assert_eq!(may_write(&settings, &Caller::Visitor), Err(Refusal::SignInNeeded));
            assert_eq!(
                may_write(&settings, &Caller::Operator),
                Err(Refusal::SignInNeeded)
            );
        }
    }

    #[test]
    fn what_waits_follows_from_tier_policy_and_past() {
        let guest = person(1, Tier::Guest, Role::Member);
        let settings_ = settings(Writers::Everyone, Review::First, Review::All);
        assert!(must_wait(&settings_, &guest, false) && !must_wait(&settings_, &guest, true));
        assert!(must_wait(&settings_, &member(1), true));
        assert!(!must_wait(
            &settings(Writers::Everyone, Review::All, Review::None),
            &member(1),
            false
        ));
        for role in [Role::Expert, Role::Moderator, Role::Owner] {
            assert!(!must_wait(&settings_, &person(1, Tier::Guest, role), false));
        }
        assert!(must_wait(
            &settings_,
            &person(1, Tier::Unknown, Role::Unknown),
            false
        ));
        assert!(!edit_must_wait(&settings_, &guest, false));
    }

    #[test]
    fn people_change_and_take_back_their_own_words_only() {
        for role in [Role::Member, Role::Expert, Role::Moderator, Role::Owner] {
            let caller = person(1, Tier::Email, role);
            assert_eq!(
                may_edit(&caller, &id(2), State::Published),
                Err(Refusal::NotAllowed { who: "the author" })
            );
            assert!(may_remove(&caller, &id(2), Kind::Answer, State::Published).is_err());
            assert!(may_edit(&caller, &id(1), State::Waiting).is_ok());
            assert!(may_remove(&caller, &id(1), Kind::Answer, State::Rejected).is_ok());
        }
        for state in [State::Removed, State::Erased, State::Unknown] {
            assert_eq!(
                may_edit(&member(1), &id(1), state),
                Err(Refusal::WrongState { state })
            );
            assert_eq!(
                may_remove(&member(1), &id(1), Kind::Question, state),
                Err(Refusal::WrongState { state })
            );
        }
        assert_eq!(
            may_edit(&Caller::Visitor, &id(1), State::Published),
            Err(Refusal::SignInNeeded)
        );
        assert!(may_edit(&Caller::Operator, &id(1), State::Published).is_err());
    }

    #[test]
    fn only_the_asker_says_what_solved_it() {
        assert!(may_accept(&member(1), &id(1)).is_ok());
        assert!(may_accept(&person(2, Tier::Sso, Role::Owner), &id(1)).is_err());
        assert_eq!(may_accept(&Caller::Visitor, &id(1)), Err(Refusal::SignInNeeded));
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
                may_vote(&member(1), Some(&id(2)), kind, value)
                    .err()
                    .map(|refusal| refusal.code()),
                code,
                "{kind:?} {value}"
            );
        }
        assert_eq!(
            may_vote(&member(1), Some(&id(1)), Kind::Question, 1),
            Err(Refusal::OwnContribution)
        );
        assert_eq!(
            may_vote(&member(1), Some(&id(1)), Kind::Answer, 0),
            Err(Refusal::OwnContribution)
        );
        assert!(may_vote(&member(1), None, Kind::Answer, 1).is_ok());
        assert_eq!(
            may_vote(&Caller::Visitor, None, Kind::Answer, 1),
            Err(Refusal::SignInNeeded)
        );
    }

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
            for kind in [Kind::Question, Kind::Answer, Kind::Comment] {
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

    #[test]
    fn owners_give_roles_and_one_owner_stays() {
        let owner = person(1, Tier::Email, Role::Owner);
        assert!(may_set_role(&owner, Role::Member, Role::Expert, 1).is_ok());
        assert_eq!(
            may_set_role(&owner, Role::Owner, Role::Member, 1),
            Err(Refusal::LastOwner)
        );
        assert!(may_set_role(&owner, Role::Owner, Role::Member, 2).is_ok());
        assert!(may_set_role(&owner, Role::Owner, Role::Owner, 1).is_ok());
        assert!(may_set_role(&Caller::Operator, Role::Member, Role::Owner, 0).is_ok());
        assert_eq!(
            may_set_role(&owner, Role::Member, Role::Unknown, 1).map_err(|refusal| refusal.code()),
            Err(Code::InvalidField)
        );
        for role in [Role::Member, Role::Expert, Role::Moderator, Role::Unknown] {
            assert!(may_set_role(&person(1, Tier::Sso, role), Role::Member, Role::Owner, 1).is_err());
        }
    }

    #[test]
    fn only_questions_tell_when_they_are_answered() {
        assert_eq!(may_follow(&member(1), Kind::Question), Ok(()));
        assert!(may_follow(&member(1), Kind::Answer).is_err());
        assert_eq!(
            may_follow(&Caller::Visitor, Kind::Question),
            Err(Refusal::SignInNeeded)
        );
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
