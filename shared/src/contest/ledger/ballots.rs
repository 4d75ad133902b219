//! The ballots of a ledger.
//!
//! Invariant: at most one ballot of a person counts or waits; a void one is never followed by another of that person.

use std::collections::HashMap;

use crate::contest::tampering::Tampering;

/// How a ballot stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Counted,
    Held,
    Void,
    Replaced,
}

/// A ballot.
#[derive(Debug, Clone)]
pub(super) struct Ballot {
    index: u64,
    pub(super) commitment: [u8; 32],
    standing: Standing,
    pub(super) guest: bool,
}

/// All ballots, in their order.
#[derive(Debug, Default)]
pub(super) struct Ballots {
    all: Vec<Ballot>,
    /// The place in `all` of each person's last ballot.
    last: HashMap<[u8; 32], usize>,
    /// The place in `all` before which every counted ballot was opened.
    opened: usize,
}

impl Ballots {
    pub(super) fn cast(
        &mut self,
        index: u64,
        voter: [u8; 32],
        commitment: [u8; 32],
        guest: bool,
        held: bool,
        replaces: Option<u64>,
    ) -> Result<(), Tampering> {
        let place = self.all.len();
        let before = self.last.insert(voter, place);
        match (before.and_then(|before| self.all.get_mut(before)), replaces) {
            (None, None) => {}
            (Some(last), Some(replaced)) if last.index == replaced && last.standing != Standing::Void => {
                last.standing = Standing::Replaced;
            }
            _ => return Err(Tampering::SecondBallot { index }),
        }
        self.all.push(Ballot {
            index,
            commitment,
            standing: if held { Standing::Held } else { Standing::Counted },
            guest,
        });
        Ok(())
    }

    pub(super) fn release(&mut self, index: u64, ballot: u64) -> Result<(), Tampering> {
        self.decide(index, ballot, Standing::Counted, &[Standing::Held])
    }

    pub(super) fn void(&mut self, index: u64, ballot: u64) -> Result<(), Tampering> {
        self.decide(
            index,
            ballot,
            Standing::Void,
            &[Standing::Held, Standing::Counted],
        )
    }

    fn decide(&mut self, index: u64, ballot: u64, to: Standing, from: &[Standing]) -> Result<(), Tampering> {
        let place = self.all.binary_search_by_key(&ballot, |ballot| ballot.index).ok();
        match place.and_then(|place| self.all.get_mut(place)) {
            Some(ballot) if from.contains(&ballot.standing) => {
                ballot.standing = to;
                Ok(())
            }
            _ => Err(Tampering::Decision { index }),
        }
    }

    /// The next counted ballot that was not opened, if it is the one at `index`.
    pub(super) fn open_next(&mut self, index: u64) -> Result<Ballot, Tampering> {
        let next = self.next_unopened();
        match next.and_then(|place| self.all.get(place).map(|ballot| (place, ballot))) {
            Some((place, ballot)) if ballot.index == index => {
                self.opened = place + 1;
                Ok(ballot.clone())
            }
            Some((_, ballot)) if ballot.index < index => Err(Tampering::Unopened { index: ballot.index }),
            _ => Err(Tampering::StrayOpening { index }),
        }
    }

    pub(super) fn all_opened(&self) -> Result<(), Tampering> {
        match self.next_unopened().and_then(|place| self.all.get(place)) {
            Some(ballot) => Err(Tampering::Unopened { index: ballot.index }),
            None => Ok(()),
        }
    }

    fn next_unopened(&self) -> Option<usize> {
        let rest = self.all.get(self.opened..)?;
        let ahead = rest
            .iter()
            .position(|ballot| ballot.standing == Standing::Counted)?;
        Some(self.opened + ahead)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    pub(super) fn count(&self, standing: Standing) -> u64 {
        self.all
            .iter()
            .filter(|ballot| ballot.standing == standing)
            .count() as u64
    }

    pub(super) fn counted_guests(&self) -> u64 {
        let counts = |ballot: &&Ballot| ballot.guest && ballot.standing == Standing::Counted;
        self.all.iter().filter(counts).count() as u64
    }
}
