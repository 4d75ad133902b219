//! The ballots of a ledger.
//!
//! Invariant: at most one ballot of a person counts or waits; a void one is never followed by another of that person.

use std::collections::HashMap;

use super::Standings;
use crate::contest::share::Share;
use crate::contest::standing::Standing;
use crate::contest::tampering::Tampering;

/// A ballot.
#[derive(Debug, Clone)]
pub(super) struct Ballot {
    index: u64,
    pub(super) commitment: [u8; 32],
    standing: Standing,
    pub(super) guest: bool,
}

/// All ballots of a share, in their order.
#[derive(Debug)]
pub(super) struct Ballots {
    share: Share,
    /// Whether there was any, of this share or another.
    any: bool,
    all: Vec<Ballot>,
    /// The place in `all` of each person's last ballot.
    last: HashMap<[u8; 32], usize>,
    /// The place in `all` before which every counted ballot was opened.
    opened: usize,
    /// The places of decisions about ballots of other shares.
    strays: Vec<u64>,
}

impl Ballots {
    pub(super) fn of(share: Share) -> Self {
        Self {
            share,
            any: false,
            all: Vec::new(),
            last: HashMap::new(),
            opened: 0,
            strays: Vec::new(),
        }
    }

    /// Passes over a ballot of another share.
    pub(super) fn pass_over(&mut self) {
        self.any = true;
    }

    pub(super) fn cast(
        &mut self,
        index: u64,
        voter: [u8; 32],
        commitment: [u8; 32],
        guest: bool,
        held: bool,
        replaces: Option<u64>,
    ) -> Result<(), Tampering> {
        self.any = true;
        if !self.share.holds(&voter) {
            return Ok(());
        }
        let place = self.all.len();
        let before = self.last.insert(voter, place);
        match (before.and_then(|before| self.all.get_mut(before)), replaces) {
            (None, None) => {}
            (Some(last), Some(replaced)) if last.index == replaced => {
                let standing = last.standing.replaced();
                last.standing = standing.ok_or(Tampering::SecondBallot { index })?;
            }
            _ => return Err(Tampering::SecondBallot { index }),
        }
        self.all.push(Ballot {
            index,
            commitment,
            standing: Standing::first(held),
            guest,
        });
        Ok(())
    }

    pub(super) fn release(&mut self, index: u64, ballot: u64) -> Result<(), Tampering> {
        self.decide(index, ballot, Standing::released)
    }

    pub(super) fn void(&mut self, index: u64, ballot: u64) -> Result<(), Tampering> {
        self.decide(index, ballot, Standing::voided)
    }

    fn decide(
        &mut self,
        index: u64,
        ballot: u64,
        to: impl Fn(Standing) -> Option<Standing>,
    ) -> Result<(), Tampering> {
        let place = self.all.binary_search_by_key(&ballot, |ballot| ballot.index).ok();
        match place.and_then(|place| self.all.get_mut(place)) {
            Some(ballot) => {
                ballot.standing = to(ballot.standing).ok_or(Tampering::Decision { index })?;
                Ok(())
            }
            None if self.share != Share::ALL => {
                self.strays.push(index);
                Ok(())
            }
            None => Err(Tampering::Decision { index }),
        }
    }

    /// The next counted ballot that was not opened, if it is the one at `index`.
    pub(super) fn open_next(&mut self, index: u64) -> Result<Ballot, Tampering> {
        let next = self.places_unopened().next();
        match next.and_then(|place| self.all.get(place).map(|ballot| (place, ballot))) {
            Some((place, ballot)) if ballot.index == index => {
                let ballot = ballot.clone();
                self.opened = place + 1;
                Ok(ballot)
            }
            Some((_, ballot)) if ballot.index < index => Err(Tampering::Unopened { index: ballot.index }),
            _ => Err(Tampering::StrayOpening { index }),
        }
    }

    pub(super) fn all_opened(&self) -> Result<(), Tampering> {
        match self.unopened().next() {
            Some(index) => Err(Tampering::Unopened { index }),
            None => Ok(()),
        }
    }

    /// The places in the log of the counted ballots that were not opened.
    pub(super) fn unopened(&self) -> impl Iterator<Item = u64> + '_ {
        self.places_unopened()
            .filter_map(|place| self.all.get(place).map(|ballot| ballot.index))
    }

    fn places_unopened(&self) -> impl Iterator<Item = usize> + '_ {
        let counts = |(_, ballot): &(usize, &Ballot)| ballot.standing == Standing::Counted;
        let rest = self.all.iter().enumerate().skip(self.opened);
        rest.filter(counts).map(|(place, _)| place)
    }

    /// Whether there was a ballot, of this share or another.
    pub(super) fn any(&self) -> bool {
        self.any
    }

    pub(super) fn strays(&self) -> &[u64] {
        &self.strays
    }

    pub(super) fn standings(&self) -> Standings {
        let mut standings = Standings::default();
        for ballot in &self.all {
            let of = match ballot.standing {
                Standing::Counted => &mut standings.counted,
                Standing::Held => &mut standings.held,
                Standing::Void => &mut standings.void,
                Standing::Replaced => &mut standings.replaced,
            };
            *of += 1;
            standings.guests += u64::from(ballot.guest && ballot.standing == Standing::Counted);
        }
        standings
    }
}
