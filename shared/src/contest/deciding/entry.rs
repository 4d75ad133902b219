//! What may be done with an entry, by whom, and what comes of it.

use super::Refusal;
use crate::api::contest::{ContestState, EntryAct, EntryState};
use crate::contest::leaf::Withdrawal;
use crate::contest::rules::Rules;
use crate::time::Millis;

/// Who decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decider {
    /// Whether the entry is their own.
    pub is_entrant: bool,
    /// Whether they moderate.
    pub moderates: bool,
}

/// What comes of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// Where the entry stands now.
    pub state: EntryState,
    /// What the log says of one that was in it and is not anymore.
    pub withdrawal: Option<Withdrawal>,
}

/// Decides about an entry that is in this state, in a contest that is in that one; `has_reason`: whether it is said why.
///
/// # Errors
/// When it may not be done.
pub fn decide(
    contest: ContestState,
    entry: EntryState,
    act: EntryAct,
    by: Decider,
    has_reason: bool,
) -> Result<Outcome, Refusal> {
    match (act, contest) {
        // What is one's own is one's own after the close, too; and staff answers for what is shown then.
        (EntryAct::Withdraw | EntryAct::Keep, _) => {}
        // While it is open the log says what was taken out.
        (EntryAct::Hide, ContestState::Open) => return Err(Refusal::HideOpen),
        (EntryAct::Hide, _) => {}
        _ => super::open(contest)?,
    }
    let may = match act {
        EntryAct::Withdraw => by.is_entrant,
        _ => by.moderates && !by.is_entrant,
    };
    if !may {
        return Err(Refusal::Decider);
    }
    if !has_reason && matches!(act, EntryAct::Reject | EntryAct::Disqualify | EntryAct::Hide) {
        return Err(Refusal::Reason);
    }
    let was_published = entry == EntryState::Published;
    let (state, withdrawal) = match (act, entry) {
        (EntryAct::Publish, EntryState::Waiting) => (EntryState::Published, None),
        (EntryAct::Reject, EntryState::Waiting) => (EntryState::Rejected, None),
        (EntryAct::Disqualify, EntryState::Published) => {
            (EntryState::Disqualified, Some(Withdrawal::Disqualified))
        }
        (EntryAct::Keep, EntryState::Published) => (EntryState::Published, None),
        (EntryAct::Hide, state) if !matches!(state, EntryState::Withdrawn | EntryState::Hidden) => {
            (EntryState::Hidden, None)
        }
        (EntryAct::Withdraw, state) if !matches!(state, EntryState::Withdrawn | EntryState::Hidden) => {
            let counts = was_published && contest == ContestState::Open;
            (EntryState::Withdrawn, counts.then_some(Withdrawal::Withdrawn))
        }
        (_, state) => return Err(Refusal::EntryState { state }),
    };
    Ok(Outcome { state, withdrawal })
}

/// Whether an entry may still be published: while there are votes to give.
///
/// # Errors
/// When it may not.
pub fn publish(rules: &Rules, now: Millis) -> Result<(), Refusal> {
    if now < rules.votes.closes_at {
        Ok(())
    } else {
        Err(Refusal::VotesOver)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTRANT: Decider = Decider {
        is_entrant: true,
        moderates: false,
    };
    const MODERATOR: Decider = Decider {
        is_entrant: false,
        moderates: true,
    };

    fn decided(
        contest: ContestState,
        entry: EntryState,
        act: EntryAct,
        by: Decider,
    ) -> Result<Outcome, Refusal> {
        decide(contest, entry, act, by, true)
    }

    #[test]
    fn moderators_decide_about_entries_of_others_while_the_contest_is_open() {
        let open = ContestState::Open;
        let of = |state, withdrawal| Ok(Outcome { state, withdrawal });
        let waiting = EntryState::Waiting;
        let published = EntryState::Published;
        assert_eq!(
            decided(open, waiting, EntryAct::Publish, MODERATOR),
            of(published, None)
        );
        assert_eq!(
            decided(open, waiting, EntryAct::Reject, MODERATOR),
            of(EntryState::Rejected, None)
        );
        assert_eq!(
            decided(open, published, EntryAct::Disqualify, MODERATOR),
            of(EntryState::Disqualified, Some(Withdrawal::Disqualified))
        );
        assert_eq!(
            decided(open, published, EntryAct::Publish, MODERATOR),
            Err(Refusal::EntryState { state: published })
        );
        assert_eq!(
            decided(ContestState::Closed, published, EntryAct::Disqualify, MODERATOR),
            Err(Refusal::Closed)
        );
        assert_eq!(
            decide(open, waiting, EntryAct::Reject, MODERATOR, false),
            Err(Refusal::Reason)
        );
        let own = Decider {
            is_entrant: true,
            ..MODERATOR
        };
        for by in [ENTRANT, own] {
            assert_eq!(
                decided(open, waiting, EntryAct::Publish, by),
                Err(Refusal::Decider)
            );
        }
    }

    #[test]
    fn moderators_hide_what_others_entered_once_a_contest_is_over_and_no_leaf_says_so() {
        let hidden = |contest, entry, by| decided(contest, entry, EntryAct::Hide, by);
        let published = EntryState::Published;
        for over in [ContestState::Closed, ContestState::Stopped] {
            for entry in [published, EntryState::SetAside, EntryState::Disqualified] {
                let gone = Outcome {
                    state: EntryState::Hidden,
                    withdrawal: None,
                };
                assert_eq!(hidden(over, entry, MODERATOR), Ok(gone));
                assert_eq!(hidden(over, entry, ENTRANT), Err(Refusal::Decider));
            }
            let state = EntryState::Withdrawn;
            assert_eq!(hidden(over, state, MODERATOR), Err(Refusal::EntryState { state }));
            assert_eq!(
                decide(over, published, EntryAct::Hide, MODERATOR, false),
                Err(Refusal::Reason)
            );
        }
        assert_eq!(
            hidden(ContestState::Open, published, MODERATOR),
            Err(Refusal::HideOpen)
        );
    }

    #[test]
    fn an_entrant_takes_back_what_is_theirs_at_any_time_and_the_log_knows_while_it_counts() {
        let withdrawn = |contest, entry| {
            decided(contest, entry, EntryAct::Withdraw, ENTRANT).map(|outcome| outcome.withdrawal)
        };
        let (open, published) = (ContestState::Open, EntryState::Published);
        assert_eq!(withdrawn(open, published), Ok(Some(Withdrawal::Withdrawn)));
        assert_eq!(withdrawn(open, EntryState::Waiting), Ok(None));
        assert_eq!(withdrawn(ContestState::Closed, published), Ok(None));
        assert_eq!(
            withdrawn(open, EntryState::Withdrawn),
            Err(Refusal::EntryState {
                state: EntryState::Withdrawn
            })
        );
        assert_eq!(
            decided(open, published, EntryAct::Withdraw, MODERATOR),
            Err(Refusal::Decider)
        );
    }
}
