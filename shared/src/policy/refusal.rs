//! Why someone may not do something, and the code of the problem it becomes.

use crate::api::problem::Code;
use crate::state::{State, TransitionError};

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
    #[error("This is {} now, and what you asked for can't follow that. Read it again to see what can.", .state.as_str())]
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
