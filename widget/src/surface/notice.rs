//! What just happened, said in a line with a next step, and what went wrong.

use shared::ids::Target;
use shared::state::Act;
use shared::time::Millis;

/// A line about what just happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Which, counted up.
    pub id: u32,
    /// What happened.
    pub kind: NoticeKind,
    /// What it happened to; the line stands there, or at the top when absent.
    pub about: Option<Target>,
    /// Whether it can be taken back.
    pub undo: bool,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoticeKind {
    /// A vote was withdrawn.
    VoteWithdrawn,
    /// *Not right* was said; it is counted, the reason read.
    NotRight,
    /// I will be told when it is answered.
    Following,
    /// I won't be told anymore.
    NotFollowing,
    /// This solved it.
    Solved,
    /// That it solved it was withdrawn.
    NotSolved,
    /// One's own words were taken back.
    Removed,
    /// An edit stands.
    Edited,
    /// An edit waits for a person; the old words stand until then.
    EditWaits,
    /// Staff was told.
    Reported,
    /// Staff decided.
    Decided(Act),
    /// What a guest did became mine: contributions and votes.
    Claimed(u32, u32),
    /// Signed in, under this name (may be empty).
    SignedIn(String),
    /// Something did not work.
    Failed(Trouble),
}

/// What went wrong, as far as a person can act on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// No connection.
    Offline,
    /// It failed there; trying again may do.
    Failed,
    /// Too many in a short time; again at the moment told.
    RateLimited(Option<Millis>),
    /// The session is needed, or not good anymore.
    SignInNeeded,
    /// The server's own sentence: what is wrong and how to mend it.
    Refused(String),
    /// It is not there anymore.
    Gone,
}

impl Trouble {
    /// Whether sending the same again can help.
    pub fn can_retry(&self) -> bool {
        matches!(self, Self::Offline | Self::Failed | Self::RateLimited(_))
    }
}
