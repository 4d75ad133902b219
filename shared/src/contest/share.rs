//! Shares of the voters: whoever counts one after the other needs memory for one of them alone.
//!
//! Invariant: all ballots of a voter are in one share, which their tag tells. Tags are keyed hashes, so shares are about
//! as large as each other.

/// Some of the voters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    number: u16,
    of: u16,
}

impl Share {
    /// All voters.
    pub const ALL: Self = Self::first(1);

    /// The first of so many shares; of one at least.
    pub const fn first(of: u16) -> Self {
        Self {
            number: 0,
            of: if of == 0 { 1 } else { of },
        }
    }

    /// The share after this one.
    pub fn next(self) -> Option<Self> {
        let number = self.number + 1;
        (number < self.of).then_some(Self { number, ..self })
    }

    /// Whether none comes before it.
    pub const fn is_first(self) -> bool {
        self.number == 0
    }

    /// Whether the voter with this tag is in it.
    pub fn holds(self, voter: &[u8; 32]) -> bool {
        let [high, low, ..] = *voter;
        u16::from_be_bytes([high, low]) % self.of == self.number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_voter_is_in_one_share() {
        let shares: Vec<_> = std::iter::successors(Some(Share::first(7)), |share| share.next()).collect();
        assert_eq!(shares.len(), 7);
        for voter in 0..=u8::MAX {
            let holding = shares.iter().filter(|share| share.holds(&[voter; 32]));
            assert_eq!(holding.count(), 1, "{voter}");
        }
        assert!(Share::ALL.holds(&[9; 32]) && Share::ALL.next().is_none());
    }
}
