//! What a contest's leaves and openings come to, read one after the other.
//!
//! Invariant: the ledger knows nothing but what it was given, so whoever gives it the same leaves and openings gets
//! the same result. It takes about 150 bytes a ballot, of the share of the voters that it counts.

mod ballots;
mod entries;
mod standings;

use super::amendment;
use super::commitment::{self, CHOICE};
use super::leaf::{Act, Close, Leaf, split};
use super::line::Opening;
use super::rules::Rules;
use super::share::Share;
use super::tally::Tally;
use super::tampering::Tampering;
use crate::ids::{ContestId, EntryId};
use crate::time::Millis;
use ballots::Ballots;
use entries::Entries;
pub use standings::Standings;

/// What stands in the first leaf, with the rules as they were amended since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// Which contest.
    pub contest: ContestId,
    /// The origin of its checkpoints.
    pub origin: String,
    /// The public key that signs them.
    pub key: [u8; 32],
    /// The rules that hold.
    pub rules: Rules,
    /// Their text.
    pub document: String,
    /// How many times they were amended.
    pub amendments: u64,
}

/// What reads the text of rules; nothing for what are none.
pub type ReadRules = fn(&str) -> Option<Rules>;

/// The state of a contest after the leaves so far.
#[derive(Debug)]
pub struct Ledger {
    read: ReadRules,
    opened: Option<Opened>,
    size: u64,
    minute: Millis,
    entries: Entries,
    ballots: Ballots,
    close: Option<Close>,
    tally: Option<Tally>,
}

impl Default for Ledger {
    fn default() -> Self {
        Self::new(Share::ALL, |document| serde_json::from_str(document).ok())
    }
}

impl Ledger {
    /// One without a leaf, of the ballots of a share, which reads rules with `read`: whoever has a reader of its own needs
    /// no second.
    pub fn new(share: Share, read: ReadRules) -> Self {
        Self {
            read,
            opened: None,
            size: 0,
            minute: Millis::default(),
            entries: Entries::default(),
            ballots: Ballots::of(share),
            close: None,
            tally: None,
        }
    }

    /// Takes the next leaf.
    ///
    /// # Errors
    /// When it can't follow those before.
    pub fn push(&mut self, text: &str) -> Result<(), Tampering> {
        let index = self.size;
        let leaf = Leaf::parse(text).ok_or(Tampering::Leaf { index })?;
        if leaf.index != index {
            return Err(Tampering::Index {
                index,
                says: leaf.index,
            });
        }
        if self.close.is_some() {
            return Err(Tampering::AfterClose { index });
        }
        if leaf.minute < self.minute {
            return Err(Tampering::Order { index });
        }
        self.minute = leaf.minute;
        self.size += 1;
        match (&mut self.opened, leaf.act) {
            (
                None,
                Act::Open {
                    origin,
                    key,
                    document,
                },
            ) => {
                let rules = (self.read)(&document).ok_or(Tampering::Rules)?;
                self.opened = Some(open(leaf.contest, origin, &key, document, rules)?);
                Ok(())
            }
            (None, _) | (Some(_), Act::Open { .. }) => Err(Tampering::Opening { index }),
            (Some(opened), Act::Amend { document, .. }) if opened.contest == leaf.contest => {
                let rules = (self.read)(&document).ok_or(Tampering::Amendment { index })?;
                amend(opened, index, leaf.minute, (document, rules), self.ballots.any())
            }
            (Some(opened), act) if opened.contest == leaf.contest => {
                self.close = follow(
                    index,
                    leaf.minute,
                    act,
                    &opened.rules,
                    &mut self.entries,
                    &mut self.ballots,
                )?;
                Ok(())
            }
            (Some(_), _) => Err(Tampering::OtherContest { index }),
        }
    }

    /// Passes over the next leaf: a ballot of another share, which was read before.
    pub fn pass_over(&mut self) {
        self.size += 1;
        self.ballots.pass_over();
    }

    /// Takes the next opening after the close: those of the counted ballots, in their order.
    ///
    /// # Errors
    /// When it is not the next, does not fit its commitment, or chooses what the rules do not allow.
    pub fn open(&mut self, opening: &Opening) -> Result<(), Tampering> {
        match self.close {
            Some(_) => self.count(opening),
            None => Err(Tampering::StrayOpening {
                index: opening.ballot,
            }),
        }
    }

    /// Takes the next opening, ahead of the close.
    ///
    /// # Errors
    /// As [`Ledger::open`].
    pub fn count(&mut self, opening: &Opening) -> Result<(), Tampering> {
        let index = opening.ballot;
        let Some(opened) = &self.opened else {
            return Err(Tampering::StrayOpening { index });
        };
        let ballot = self.ballots.open_next(index)?;
        let salt = commitment::decode(&opening.salt).ok_or(Tampering::Opened { index })?;
        if commitment::commit(CHOICE, &salt, &opening.choice) != commitment::encode(&ballot.commitment) {
            return Err(Tampering::Opened { index });
        }
        let choice = split(&opening.choice)
            .filter(|choice| is_allowed(choice, index, &opened.rules, &self.entries))
            .ok_or(Tampering::Choice { index })?;
        let entries = &self.entries;
        let tally = self.tally.get_or_insert_with(|| entries.tally());
        for entry in &choice {
            tally.vote(entry, ballot.guest);
        }
        Ok(())
    }

    /// The result, once all leaves and openings were taken: the same as the close says.
    ///
    /// # Errors
    /// When an opening is missing, or the close says something else.
    pub fn result(&mut self) -> Result<&Tally, Tampering> {
        let (Some(close), Some(opened)) = (&self.close, &self.opened) else {
            return Err(Tampering::Counts);
        };
        self.ballots.all_opened()?;
        let entries = &self.entries;
        let tally = self.tally.get_or_insert_with(|| entries.tally());
        let expected = Close::new(self.ballots.standings(), tally, &opened.rules);
        if close.standings() != expected.standings() {
            return Err(Tampering::Counts);
        }
        if close.totals != expected.totals {
            return Err(Tampering::Totals);
        }
        if close.winners != expected.winners {
            return Err(Tampering::Winners);
        }
        Ok(tally)
    }

    /// How many leaves were taken.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// What stands in the first leaf, once it was taken.
    pub fn opened(&self) -> Option<&Opened> {
        self.opened.as_ref()
    }

    /// What the close says, once it was taken.
    pub fn close(&self) -> Option<&Close> {
        self.close.as_ref()
    }

    /// How many ballots stand how.
    pub fn standings(&self) -> Standings {
        self.ballots.standings()
    }

    /// The totals of the entries that stand, as far as ballots were opened.
    pub fn tally(&self) -> Tally {
        self.tally.clone().unwrap_or_else(|| self.entries.tally())
    }

    /// The next counted ballots that were not opened, `limit` at most.
    pub fn unopened(&self, limit: usize) -> Vec<u64> {
        self.ballots.unopened().take(limit).collect()
    }

    /// Whether all counted ballots were opened.
    ///
    /// # Errors
    /// With the first that was not.
    pub fn all_opened(&self) -> Result<(), Tampering> {
        self.ballots.all_opened()
    }

    /// The places of decisions about ballots that are not of this share: in a log that is as it should be, about those of
    /// another.
    pub fn strays(&self) -> &[u64] {
        self.ballots.strays()
    }

    /// How many entries were published and not taken out.
    pub fn entries(&self) -> usize {
        self.entries.standing()
    }
}

fn open(
    contest: ContestId,
    origin: String,
    key: &str,
    document: String,
    rules: Rules,
) -> Result<Opened, Tampering> {
    let key = commitment::decode(key).ok_or(Tampering::Rules)?;
    Ok(Opened {
        contest,
        origin,
        key,
        rules,
        document,
        amendments: 0,
    })
}

/// Puts other rules in place, if they may be.
fn amend(
    opened: &mut Opened,
    index: u64,
    minute: Millis,
    (document, rules): (String, Rules),
    voted: bool,
) -> Result<(), Tampering> {
    if !amendment::faults(&opened.rules, &rules, minute, voted).is_empty() {
        return Err(Tampering::Amendment { index });
    }
    opened.rules = rules;
    opened.document = document;
    opened.amendments += 1;
    Ok(())
}

/// What follows the opening. Gives the close, when it is one.
fn follow(
    index: u64,
    minute: Millis,
    act: Act,
    rules: &Rules,
    entries: &mut Entries,
    ballots: &mut Ballots,
) -> Result<Option<Close>, Tampering> {
    match act {
        Act::Open { .. } | Act::Amend { .. } => return Err(Tampering::Opening { index }),
        Act::Entry {
            entry,
            entrant,
            content: _,
            sent,
        } => {
            if !rules.entries.meets_minute(sent) || sent > minute || minute >= rules.votes.closes_at {
                return Err(Tampering::EntryWindow { index });
            }
            let entrant = commitment::decode(&entrant).ok_or(Tampering::Leaf { index })?;
            entries.publish(index, entry, entrant, rules.entries_per_person)?;
        }
        Act::Withdraw { entry, reason: _ } => entries.withdraw(index, entry)?,
        Act::Ballot {
            voter,
            commitment,
            via,
            held,
            replaces,
            nonce,
        } => {
            if !rules.votes.meets_minute(minute) {
                return Err(Tampering::BallotWindow { index });
            }
            if !rules.voters.tiers.contains(&via) {
                return Err(Tampering::NotEligible { index });
            }
            let voter = commitment::decode(&voter).ok_or(Tampering::Leaf { index })?;
            let commitment = commitment::decode(&commitment).ok_or(Tampering::Leaf { index })?;
            if nonce.is_some_and(|nonce| commitment::decode(&nonce).is_none()) {
                return Err(Tampering::Leaf { index });
            }
            ballots.cast(index, voter, commitment, !via.is_signed_in(), held, replaces)?;
        }
        Act::Release { ballot, reason: _ } => ballots.release(index, ballot)?,
        Act::Void { ballot, reason: _ } => ballots.void(index, ballot)?,
        Act::Close(close) => {
            if minute.plus(Millis::MINUTE) <= rules.votes.closes_at {
                return Err(Tampering::EarlyClose { index });
            }
            return Ok(Some(close));
        }
    }
    Ok(None)
}

/// Whether a ballot at `index` may choose these: as many as allowed, in order, each once, each published by then.
fn is_allowed(choice: &[EntryId], index: u64, rules: &Rules, entries: &Entries) -> bool {
    choice.len() <= usize::from(rules.votes_per_person)
        && choice.is_sorted_by(|one, next| one < next)
        && choice.iter().all(|entry| entries.stood(entry, index))
}
