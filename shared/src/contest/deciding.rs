//! Who may enter, vote and close, by the rules and the clock of the object that keeps the contest.

use super::rules::Rules;
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
    /// One's own entry.
    #[error("The rules do not allow a vote for one's own entry.")]
    OwnEntry,
    /// Not all ballots are decided about.
    #[error("{held} ballots still wait for a decision; decide, or close without them.")]
    Held {
        /// How many.
        held: u64,
    },
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
