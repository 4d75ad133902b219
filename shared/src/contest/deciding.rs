//! Who may enter, vote, decide and close, by the rules and the clock of the object that keeps the contest.

pub mod entry;

use super::rules::{Counts, Eligibility, Rules};
use super::standing::Standing;
use crate::api::contest::{BallotChange, ContestState, EntryState};
use crate::ids::EntryId;
use crate::person::Tier;
use crate::time::Millis;

/// Why something can't be done in a contest.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The window is not open yet.
    #[error("This opens at {}.", opens_at.iso())]
    Early {
        /// When it does.
        opens_at: Millis,
    },
    /// The window is over.
    #[error("This was over at {}.", closed_at.iso())]
    Late {
        /// When it was.
        closed_at: Millis,
    },
    /// The rules do not admit people who are known this far.
    #[error("The rules ask for a confirmed e-mail address or the brand's own sign-in; sign in first.")]
    Tier,
    /// No more entries of this person.
    #[error("The rules allow {most} entries a person.")]
    Entries {
        /// How many are allowed.
        most: u16,
    },
    /// Too many votes at once.
    #[error("The rules allow votes for {most} different entries; choose among them.")]
    Votes {
        /// How many are allowed.
        most: u16,
    },
    /// Nothing was said of the age and the countries that the rules ask for.
    #[error("The rules say how old voters are, or where they live: send true if that is so of you.")]
    Undeclared,
    /// One's own entry.
    #[error("The rules do not allow a vote for one's own entry.")]
    OwnEntry,
    /// The contest closed.
    #[error("The contest is closed: its result is final.")]
    Closed,
    /// The contest was stopped.
    #[error("The contest was stopped: its log would contradict what was signed before.")]
    Stopped,
    /// Somebody else's to decide.
    #[error("Moderators decide about entries of others; whoever sent one in may take it back.")]
    Decider,
    /// Hidden while the log still says who is in it.
    #[error("While the contest is open an entry is disqualified, which its log says.")]
    HideOpen,
    /// A decision without a reason.
    #[error("Say why: the entrant reads it.")]
    Reason,
    /// An entry that is in no state for this.
    #[error("This can't be done with an entry that is {}.", state.as_str())]
    EntryState {
        /// In which.
        state: EntryState,
    },
    /// An entry that nobody could vote for anymore.
    #[error("The votes are over: an entry can't be published anymore.")]
    VotesOver,
    /// Another ballot after one that was made void.
    #[error("Your ballot was made void, with the reason in the log; another one is not taken.")]
    Voided,
    /// A ballot that is in no state for this.
    #[error(
        "Only a ballot that waits can be released, and none that was replaced or made void be decided about."
    )]
    BallotState,
    /// Not all ballots are decided about.
    #[error("{held} ballots still wait for a decision; decide, or close without them.")]
    Held {
        /// How many.
        held: u64,
    },
}

/// Whether a contest takes anything.
///
/// # Errors
/// When it is closed or was stopped.
pub fn open(state: ContestState) -> Result<(), Refusal> {
    match state {
        ContestState::Open => Ok(()),
        ContestState::Closed => Err(Refusal::Closed),
        _ => Err(Refusal::Stopped),
    }
}

/// Whether somebody may send in an entry, of whom `sent` are there already.
///
/// # Errors
/// When they may not.
pub fn enter(rules: &Rules, now: Millis, tier: Tier, sent: u16) -> Result<(), Refusal> {
    within(&rules.entries, now)?;
    if !rules.entrants.tiers.contains(&tier) {
        return Err(Refusal::Tier);
    }
    if sent >= rules.entries_per_person {
        return Err(Refusal::Entries {
            most: rules.entries_per_person,
        });
    }
    Ok(())
}

/// Whether somebody may vote for these entries, of which `own` are their own.
///
/// # Errors
/// When they may not.
pub fn vote(rules: &Rules, now: Millis, tier: Tier, choice: &[EntryId], own: usize) -> Result<(), Refusal> {
    within(&rules.votes, now)?;
    if !rules.voters.tiers.contains(&tier) {
        return Err(Refusal::Tier);
    }
    if choice.len() > usize::from(rules.votes_per_person) {
        return Err(Refusal::Votes {
            most: rules.votes_per_person,
        });
    }
    if own > 0 && !rules.own_entry_votable {
        return Err(Refusal::OwnEntry);
    }
    Ok(())
}

/// Whether somebody said of themselves what these people have to; their first ballot says it.
///
/// # Errors
/// When they did not.
pub fn declare(who: &Eligibility, declared: bool) -> Result<(), Refusal> {
    if who.asks() && !declared {
        return Err(Refusal::Undeclared);
    }
    Ok(())
}

/// What a ballot chooses that changes another, of which these entries still stand.
pub fn changed(
    rules: &Rules,
    before: Vec<EntryId>,
    change: BallotChange,
    entries: Vec<EntryId>,
) -> Vec<EntryId> {
    let mut choice = before;
    match change {
        BallotChange::Add if rules.votes_per_person == 1 && !entries.is_empty() => return entries,
        BallotChange::Add => {
            choice.retain(|entry| !entries.contains(entry));
            choice.extend(entries);
        }
        BallotChange::Remove => choice.retain(|entry| !entries.contains(entry)),
    }
    choice
}

/// Whether a ballot says what the voter's last one says, so that the log need not grow. One that waits does not where a
/// challenge was `passed`: it counts from then on.
///
/// # Errors
/// When the last one was made void.
pub fn repeats(last: Standing, is_same: bool, passed: bool) -> Result<bool, Refusal> {
    match last {
        Standing::Void => Err(Refusal::Voided),
        Standing::Held if passed => Ok(false),
        Standing::Held | Standing::Counted | Standing::Replaced => Ok(is_same),
    }
}

/// A classroom votes within a minute; what comes from behind one address after two of them waits.
pub const CROWD: u32 = 60;

/// Whether a ballot waits for a person's decision after this many from its network within the minute.
pub const fn waits(before: u32) -> bool {
    before >= CROWD
}

/// Which votes of an entry everybody may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Those of the result.
    Final,
    /// Those that were published last.
    Published,
    /// None yet.
    Nothing,
}

/// Which votes everybody may see now.
pub fn shown(rules: &Rules, state: ContestState, now: Millis) -> Shown {
    match (state, rules.counts) {
        (ContestState::Closed, _) => Shown::Final,
        (_, Counts::InBatches { hidden_last_hours }) => {
            let hidden = Millis::HOUR * i64::from(hidden_last_hours);
            if now < rules.votes.closes_at.plus(-hidden) {
                Shown::Published
            } else {
                Shown::Nothing
            }
        }
        (_, Counts::AtClose) => Shown::Nothing,
    }
}

/// How long after the end of the votes people may decide about ballots that wait. What was not decided about by then
/// stays held, in the log and in the result, and does not count: no contest waits for its close for ever.
pub const DECIDING_MS: i64 = Millis::DAY;

/// Until when the close waits while ballots are held.
pub fn decided_by(rules: &Rules) -> Millis {
    rules.votes.closes_at.plus(DECIDING_MS)
}

/// Whether the contest may close: after its time, and with nothing left to decide unless `without_held` or the time to
/// decide is over, too.
///
/// # Errors
/// When it may not.
pub fn close(rules: &Rules, now: Millis, held: u64, without_held: bool) -> Result<(), Refusal> {
    if now < rules.votes.closes_at {
        return Err(Refusal::Early {
            opens_at: rules.votes.closes_at,
        });
    }
    if held > 0 && !without_held && now < decided_by(rules) {
        return Err(Refusal::Held { held });
    }
    Ok(())
}

fn within(window: &super::rules::Window, now: Millis) -> Result<(), Refusal> {
    if now < window.opens_at {
        Err(Refusal::Early {
            opens_at: window.opens_at,
        })
    } else if now >= window.closes_at {
        Err(Refusal::Late {
            closed_at: window.closes_at,
        })
    } else {
        Ok(())
    }
}
