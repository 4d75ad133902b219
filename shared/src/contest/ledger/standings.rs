//! How many ballots stand how.

use crate::contest::leaf::Close;
use crate::contest::rules::Rules;
use crate::contest::tally::Tally;

/// How many ballots stand how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standings {
    /// Those that count.
    pub counted: u64,
    /// Those of guests among them.
    pub guests: u64,
    /// Those that wait for a decision.
    pub held: u64,
    /// Those that were made void.
    pub void: u64,
    /// Those that a later one of the same person stands for.
    pub replaced: u64,
}

impl Standings {
    /// Adds those of other voters.
    pub fn add(&mut self, other: Self) {
        self.counted += other.counted;
        self.guests += other.guests;
        self.held += other.held;
        self.void += other.void;
        self.replaced += other.replaced;
    }
}

impl Close {
    /// What a close has to say of these ballots and totals.
    pub fn new(standings: Standings, tally: &Tally, rules: &Rules) -> Self {
        Self {
            counted: standings.counted - standings.guests,
            guests: standings.guests,
            held: standings.held,
            void: standings.void,
            replaced: standings.replaced,
            totals: tally.hash(),
            winners: tally.winners(rules),
        }
    }

    /// How many ballots stand how by what it says.
    pub fn standings(&self) -> Standings {
        Standings {
            counted: self.counted.saturating_add(self.guests),
            guests: self.guests,
            held: self.held,
            void: self.void,
            replaced: self.replaced,
        }
    }
}
