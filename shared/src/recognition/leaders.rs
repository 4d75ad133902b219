//! People who helped, in order. Invariant: ties share their place, and nobody who helped no one has one.

use serde::{Deserialize, Serialize};

use super::day::Day;
use crate::sort;

/// Over which time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// Since Monday.
    #[default]
    Week,
    /// Since the first of the month.
    Month,
    /// Since the beginning.
    Ever,
}

impl Period {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 3] = [Self::Week, Self::Month, Self::Ever];

    /// The word in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Month => "month",
            Self::Ever => "ever",
        }
    }

    /// Reads the word back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|period| period.as_str() == text)
    }

    /// Its first day, where `until` is the day after its last. On a Monday the week is the one that just ended.
    #[must_use]
    pub fn from(self, until: Day) -> Day {
        let last = until.plus(-1);
        match self {
            Self::Week => last.monday(),
            Self::Month => last.first_of_month(),
            Self::Ever => Day::new(i32::MIN),
        }
    }
}

/// Somebody who helped, and their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leader<T> {
    /// From one on; ties share it.
    pub place: u32,
    /// Who.
    pub person: T,
    /// How many people they helped.
    pub helped: u32,
}

/// People and how many they helped, in order: most first, ties by person.
pub fn places<T: Ord>(mut people: Vec<(T, u32)>) -> Vec<Leader<T>> {
    people.retain(|(_, helped)| *helped > 0);
    sort::by(&mut people, |(a, helped), (b, more)| {
        more.cmp(helped).then_with(|| a.cmp(b))
    });
    let (mut place, mut before) = (0, u32::MAX);
    let leaders = (1u32..).zip(people).map(|(position, (person, helped))| {
        if helped != before {
            (place, before) = (position, helped);
        }
        Leader {
            place,
            person,
            helped,
        }
    });
    leaders.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_share_their_place() {
        let leaders = places(vec![("a", 2), ("b", 5), ("c", 0), ("d", 2), ("e", 1)]);
        let told: Vec<_> = leaders
            .iter()
            .map(|leader| (leader.place, leader.person))
            .collect();
        assert_eq!(told, [(1, "b"), (2, "a"), (2, "d"), (4, "e")]);
    }

    #[test]
    fn on_a_monday_the_week_is_the_one_that_ended() {
        let monday = Day::new(4);
        assert_eq!(Period::Week.from(monday), Day::new(-3));
        assert_eq!(Period::Week.from(monday.plus(1)), monday);
    }
}
