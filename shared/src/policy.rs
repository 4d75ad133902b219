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

fn own(caller: &Caller, author: &PersonId) -> Result<(), Refusal> {
    match caller {
        Caller::Visitor => Err(Refusal::SignInNeeded),
        _ if caller.is(author) => Ok(()),
        _ => Err(Refusal::NotAllowed { who: "the author" }),
    }
}
