//! The states of what people write, and which may follow which.
//!
//! Invariant: [`State::next`] is the only way from one state to another; everything else about a state
//! (who sees it, whether it counts) is decided in [`crate::visibility`].

use serde::{Deserialize, Serialize};

/// The state of a question, an answer, a comment or a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Waits for a person to read it.
    Waiting,
    /// Everybody sees it.
    Published,
    /// Between the author and the brand.
    BrandOnly,
    /// Taken out of sight after reports or by staff, until decided.
    Hidden,
    /// Refused, with a reason the author reads.
    Rejected,
    /// A question that takes no more answers.
    Closed,
    /// A question that another one stands for.
    Duplicate,
    /// An answer that was right once.
    Outdated,
    /// Taken back by its author.
    Removed,
    /// Erased by right: a stone without text.
    Erased,
    /// A state of a newer release.
    #[serde(other)]
    Unknown,
}

/// What can be done to something written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Staff lets everybody see it, also on appeal.
    Approve,
    /// Staff refuses it with a reason.
    Reject,
    /// Staff, or enough reports, take it out of sight.
    Hide,
    /// Staff brings back what was hidden.
    Restore,
    /// Staff closes a question.
    Close,
    /// Staff points a question to the one it repeats.
    Duplicate,
    /// Staff opens a closed or duplicate question again, or clears *outdated*.
    Reopen,
    /// Staff, or its author, calls an answer outdated.
    Outdate,
    /// Staff calls an answer not right: it stays, marked, out of first place.
    Dispute,
    /// Staff withdraws *not right*.
    Undispute,
    /// The author takes it back.
    Remove,
    /// Erasure by right.
    Erase,
}

/// The kinds of things people write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A question.
    Question,
    /// An answer.
    Answer,
    /// A comment.
    Comment,
    /// A story.
    Story,
}

/// Why an act can't be done now.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this can't be done to something in the state {from:?}")]
pub struct TransitionError {
    /// The state it is in.
    pub from: State,
    /// What was tried.
    pub act: Act,
}

impl State {
    /// All states of this release.
    pub const ALL: [Self; 10] = [
        Self::Waiting,
        Self::Published,
        Self::BrandOnly,
        Self::Hidden,
        Self::Rejected,
        Self::Closed,
        Self::Duplicate,
        Self::Outdated,
        Self::Removed,
        Self::Erased,
    ];

    /// The state after `act` on something of `kind`. *Dispute* and *undispute* keep the state; so does *approve* of
    /// what everybody sees already, such as after reports on it.
    ///
    /// # Errors
    /// When this act can't follow this state, or is not for this kind.
    pub fn next(self, kind: Kind, act: Act) -> Result<Self, TransitionError> {
        use State as S;
        let question = kind == Kind::Question;
        let answer = kind == Kind::Answer;
        let next = match (self, act) {
            (S::Waiting | S::Rejected | S::Hidden | S::BrandOnly, Act::Approve) => S::Published,
            (S::Published | S::Closed | S::Duplicate | S::Outdated, Act::Approve) => self,
            (S::Hidden, Act::Restore) => S::Published,
            (S::Waiting | S::Hidden, Act::Reject) => S::Rejected,
            (S::Published | S::Outdated, Act::Hide) => S::Hidden,
            (S::Closed | S::Duplicate, Act::Hide) => S::Hidden,
            (S::Published, Act::Close) if question => S::Closed,
            (S::Published | S::Closed, Act::Duplicate) if question => S::Duplicate,
            (S::Closed | S::Duplicate, Act::Reopen) if question => S::Published,
            (S::Published, Act::Outdate) if answer => S::Outdated,
            (S::Outdated, Act::Reopen) if answer => S::Published,
            (S::Published | S::Outdated, Act::Dispute | Act::Undispute) if answer => self,
            (S::Erased | S::Removed | S::Unknown, Act::Remove) => {
                return Err(TransitionError { from: self, act });
            }
            (_, Act::Remove) => S::Removed,
            (S::Erased | S::Unknown, Act::Erase) => return Err(TransitionError { from: self, act }),
            (_, Act::Erase) => S::Erased,
            _ => return Err(TransitionError { from: self, act }),
        };
        Ok(next)
    }

    /// The state after its author changed the words: what was refused waits again, and so asks for another decision.
    #[must_use]
    pub fn after_edit(self) -> Self {
        match self {
            Self::Rejected => Self::Waiting,
            other => other,
        }
    }

    /// Where what is seen again comes to stand, after what it was `before`: an answer that was called outdated is it
    /// still, and a closed question stays closed.
    #[must_use]
    pub fn seen_again(self, before: Option<Self>) -> Self {
        match (self, before) {
            (Self::Published, Some(before @ (Self::Outdated | Self::Closed))) => before,
            _ => self,
        }
    }

    /// The word on the wire and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Published => "published",
            Self::BrandOnly => "brand_only",
            Self::Hidden => "hidden",
            Self::Rejected => "rejected",
            Self::Closed => "closed",
            Self::Duplicate => "duplicate",
            Self::Outdated => "outdated",
            Self::Removed => "removed",
            Self::Erased => "erased",
            Self::Unknown => "unknown",
        }
    }

    /// Reads the word back.
    pub fn parse(text: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|state| state.as_str() == text)
            .unwrap_or(Self::Unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_comes_back_from_removed_or_erased() {
        for act in [Act::Approve, Act::Restore, Act::Reopen, Act::Hide, Act::Reject] {
            for kind in [Kind::Question, Kind::Answer, Kind::Comment, Kind::Story] {
                assert!(State::Removed.next(kind, act).is_err());
                assert!(State::Erased.next(kind, act).is_err());
            }
        }
    }

    #[test]
    fn only_questions_close_and_only_answers_go_out_of_date() {
        assert_eq!(
            State::Published.next(Kind::Question, Act::Close),
            Ok(State::Closed)
        );
        assert!(State::Published.next(Kind::Answer, Act::Close).is_err());
        assert!(State::Published.next(Kind::Story, Act::Close).is_err());
        assert!(State::Published.next(Kind::Story, Act::Outdate).is_err());
        assert_eq!(
            State::Published.next(Kind::Answer, Act::Outdate),
            Ok(State::Outdated)
        );
        assert!(State::Published.next(Kind::Question, Act::Outdate).is_err());
    }

    #[test]
    fn changing_words_asks_again_only_where_they_were_refused() {
        for state in State::ALL {
            let expected = if state == State::Rejected {
                State::Waiting
            } else {
                state
            };
            assert_eq!(state.after_edit(), expected);
        }
    }

    #[test]
    fn what_was_outdated_or_closed_is_it_still_when_it_is_seen_again() {
        let restored = State::Hidden.next(Kind::Answer, Act::Restore).unwrap();
        assert_eq!(restored.seen_again(Some(State::Outdated)), State::Outdated);
        assert_eq!(restored.seen_again(Some(State::Closed)), State::Closed);
        assert_eq!(restored.seen_again(Some(State::Waiting)), State::Published);
        assert_eq!(restored.seen_again(None), State::Published);
        assert_eq!(State::Rejected.seen_again(Some(State::Outdated)), State::Rejected);
    }

    #[test]
    fn every_state_reads_back_from_its_word() {
        for state in State::ALL {
            assert_eq!(State::parse(state.as_str()), state);
        }
    }
}
