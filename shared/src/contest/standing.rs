//! How a ballot stands, and how it may come to stand: one table for who keeps ballots and for who verifies them.
//!
//! Invariant: a void ballot stays void, and no decision is about one that a later ballot stands for.

/// How a ballot stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It counts.
    Counted,
    /// It waits for a person's decision.
    Held,
    /// It was made void.
    Void,
    /// A later one of the same person stands for it.
    Replaced,
}

impl Standing {
    /// How a ballot begins.
    pub const fn first(held: bool) -> Self {
        if held { Self::Held } else { Self::Counted }
    }

    /// After it was released; nothing for one that does not wait.
    pub const fn released(self) -> Option<Self> {
        match self {
            Self::Held => Some(Self::Counted),
            Self::Counted | Self::Void | Self::Replaced => None,
        }
    }

    /// After it was made void; nothing for one that neither counts nor waits.
    pub const fn voided(self) -> Option<Self> {
        match self {
            Self::Held | Self::Counted => Some(Self::Void),
            Self::Void | Self::Replaced => None,
        }
    }

    /// After the same person cast another; nothing for one that was made void, which none may follow, or replaced.
    pub const fn replaced(self) -> Option<Self> {
        match self {
            Self::Held | Self::Counted => Some(Self::Replaced),
            Self::Void | Self::Replaced => None,
        }
    }

    /// How many votes each entry of its choice has of it.
    pub const fn votes(self) -> i64 {
        matches!(self, Self::Counted) as i64
    }

    /// The word in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Counted => "counted",
            Self::Held => "held",
            Self::Void => "void",
            Self::Replaced => "replaced",
        }
    }

    /// Reads the word back.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Counted, Self::Held, Self::Void, Self::Replaced]
            .into_iter()
            .find(|standing| standing.as_str() == text)
    }
}

#[cfg(test)]
mod tests {
    use super::Standing::{Counted, Held, Replaced, Void};
    use super::*;

    #[test]
    fn a_ballot_comes_to_stand_otherwise_only_as_the_table_says() {
        for (standing, [released, voided, replaced]) in [
            (Counted, [None, Some(Void), Some(Replaced)]),
            (Held, [Some(Counted), Some(Void), Some(Replaced)]),
            (Void, [None; 3]),
            (Replaced, [None; 3]),
        ] {
            assert_eq!(standing.released(), released, "{standing:?}");
            assert_eq!(standing.voided(), voided, "{standing:?}");
            assert_eq!(standing.replaced(), replaced, "{standing:?}");
            assert_eq!(Standing::parse(standing.as_str()), Some(standing));
        }
        assert_eq!(Standing::parse("opened"), None);
        assert_eq!([Counted, Held, Void, Replaced].map(Standing::votes), [1, 0, 0, 0]);
    }
}
