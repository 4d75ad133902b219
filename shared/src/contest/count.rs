//! The count of a log that is about to close, by the [`Ledger`] that verifies it afterwards.
//!
//! Invariant: it comes to the same in however many [`Share`]s of the voters it counts, one after the other, so its memory
//! grows with the entries and with one share, and not with the ballots. The first time every leaf is read; after that
//! only the ballots of the share that is counted, and what is no ballot.

use super::leaf::{self, Close};
use super::ledger::{Ledger, ReadRules, Standings};
use super::line::Opening;
use super::rules::Rules;
use super::share::Share;
use super::tally::Tally;
use super::tampering::Tampering;

/// How many ballots are counted at once, at about 150 bytes each.
const BALLOTS: u64 = 200_000;

/// A count that goes on.
#[derive(Debug)]
pub struct Count {
    size: u64,
    share: Share,
    read: ReadRules,
    ledger: Ledger,
    /// What was counted of the shares before.
    before: Option<Counted>,
    is_done: bool,
}

/// What a count asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// Leaves in their order, from this one on.
    Leaves(u64),
    /// The openings of these ballots, in this order.
    Openings(Vec<u64>),
    /// Nothing more.
    Nothing,
}

/// What the shares that were counted come to.
#[derive(Debug)]
struct Counted {
    standings: Standings,
    tally: Tally,
    /// Decisions about ballots that were in none of these shares.
    strays: Vec<u64>,
    rules: Rules,
}

impl Count {
    /// A count of the first `size` leaves, which reads rules with `read`.
    pub fn new(size: u64, read: ReadRules) -> Self {
        let shares = u16::try_from(size.div_ceil(BALLOTS)).unwrap_or(u16::MAX);
        Self::in_shares(size, shares, read)
    }

    /// The same in so many shares.
    pub fn in_shares(size: u64, shares: u16, read: ReadRules) -> Self {
        let share = Share::first(shares);
        Self {
            size,
            share,
            read,
            ledger: Ledger::new(share, read),
            before: None,
            is_done: false,
        }
    }

    /// How many leaves are counted.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Whether the leaves are read for the first time.
    pub const fn is_first_reading(&self) -> bool {
        self.share.is_first() && self.ledger.size() < self.size
    }

    /// What is needed next, `limit` openings at most.
    pub fn wanted(&self, limit: usize) -> Wanted {
        if self.is_done {
            Wanted::Nothing
        } else if self.ledger.size() < self.size {
            Wanted::Leaves(self.ledger.size())
        } else {
            Wanted::Openings(self.ledger.unopened(limit))
        }
    }

    /// Takes leaves that were wanted.
    ///
    /// # Errors
    /// When there are none, or one can't follow those before.
    pub fn leaves<'a>(&mut self, texts: impl IntoIterator<Item = &'a str>) -> Result<(), Tampering> {
        let index = self.ledger.size();
        for text in texts {
            let is_of_others = |text| leaf::voter(text).is_some_and(|voter| !self.share.holds(&voter));
            if !self.share.is_first() && is_of_others(text) {
                self.ledger.pass_over();
            } else {
                self.ledger.push(text)?;
            }
        }
        if self.ledger.size() == index {
            return Err(Tampering::Leaf { index });
        }
        self.end_share()
    }

    /// Takes openings that were wanted.
    ///
    /// # Errors
    /// When there are none, or one is not of the next counted ballot or does not fit its commitment.
    pub fn openings(&mut self, openings: &[Opening]) -> Result<(), Tampering> {
        if openings.is_empty() {
            self.ledger.all_opened()?;
        }
        for opening in openings {
            self.ledger.count(opening)?;
        }
        self.end_share()
    }

    /// What the close has to say, and the totals; nothing before all of it was counted.
    pub fn result(self) -> Option<(Close, Tally)> {
        let Counted {
            standings,
            tally,
            rules,
            ..
        } = self.before.filter(|_| self.is_done)?;
        Some((Close::new(standings, &tally, &rules), tally))
    }

    /// Goes on with the next share once this one is counted.
    fn end_share(&mut self) -> Result<(), Tampering> {
        if self.ledger.size() < self.size || self.ledger.all_opened().is_err() {
            return Ok(());
        }
        let next = self.share.next();
        let ledger = std::mem::replace(
            &mut self.ledger,
            Ledger::new(next.unwrap_or(self.share), self.read),
        );
        let opened = ledger.opened().ok_or(Tampering::Opening { index: 0 })?;
        let counted = match self.before.take() {
            None => Counted {
                standings: ledger.standings(),
                tally: ledger.tally(),
                strays: ledger.strays().to_vec(),
                rules: opened.rules.clone(),
            },
            Some(mut before) => {
                before.standings.add(ledger.standings());
                before.tally.add(&ledger.tally());
                before.strays.retain(|index| ledger.strays().contains(index));
                before
            }
        };
        let stray = counted.strays.first().copied();
        self.before = Some(counted);
        match (next, stray) {
            (None, Some(index)) => return Err(Tampering::Decision { index }),
            (None, None) => self.is_done = true,
            (Some(next), _) => self.share = next,
        }
        Ok(())
    }
}
