//! Promises: the next step that somebody of the brand names, with a day, where they are sorry.
//!
//! Invariant: what is kept of a promise is its day and how it ended. Whether it is late follows from that and from
//! today where the community is ([`state`]), so no clock that was wrong ever made one late.

use serde::{Deserialize, Serialize};

use crate::ids::PersonId;
use crate::person::Caller;
use crate::policy::Refusal;
use crate::recognition::Day;

/// The furthest a promise may reach, in days: what takes longer than a year is a plan.
pub const LONGEST_DAYS: i32 = 366;

/// How a promise ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// It was done.
    Kept,
    /// The brand took it back, with a reason.
    Withdrawn,
}

impl Ending {
    /// The word on the wire and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads the word back.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Kept, Self::Withdrawn]
            .into_iter()
            .find(|ending| ending.as_str() == text)
    }
}

/// How a promise stands today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PromiseState {
    /// Its day is still to come, or is today.
    Open,
    /// Its day is over, and it was not kept.
    Late,
    /// It was kept.
    Kept,
    /// It was withdrawn.
    Withdrawn,
    /// A state of a newer release.
    #[serde(other)]
    Unknown,
}

/// How a promise stands: `due` and `today` are days where the community is.
pub fn state(ending: Option<Ending>, due: Day, today: Day) -> PromiseState {
    match ending {
        Some(Ending::Kept) => PromiseState::Kept,
        Some(Ending::Withdrawn) => PromiseState::Withdrawn,
        None if due < today => PromiseState::Late,
        None => PromiseState::Open,
    }
}

/// Whether a promise made today may be due on that day: from today on, within [`LONGEST_DAYS`].
pub fn may_be_due(due: Day, today: Day) -> bool {
    (0..=LONGEST_DAYS).contains(&due.since(today))
}

/// Who promises, and says how it ended: people of the brand, under their name.
///
/// # Errors
/// For everybody else, and for the operator, who is nobody here.
pub fn may_promise(caller: &Caller) -> Result<&PersonId, Refusal> {
    match caller {
        Caller::Visitor => Err(Refusal::SignInNeeded),
        Caller::Person { id, role, .. } if role.is_staff() => Ok(id),
        Caller::Person { .. } | Caller::Operator => Err(Refusal::NotAllowed {
            who: "people of the brand",
        }),
    }
}

/// What the brand made of its promises: *41 of 43 kept*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Record {
    /// How many were kept, also after their day.
    pub kept: u32,
    /// Of how many: those that were kept, are late, or were withdrawn. To withdraw one makes no record better.
    pub of: u32,
    /// How many are open beside these.
    pub open: u32,
}

impl Record {
    /// The record of promises that stand like this.
    pub fn of(states: impl IntoIterator<Item = PromiseState>) -> Self {
        let mut record = Self::default();
        states.into_iter().for_each(|state| record.add(state, 1));
        record
    }

    /// Adds so many that stand like this.
    pub fn add(&mut self, state: PromiseState, count: u32) {
        match state {
            PromiseState::Open => self.open += count,
            PromiseState::Kept => {
                self.kept += count;
                self.of += count;
            }
            PromiseState::Late | PromiseState::Withdrawn => self.of += count,
            PromiseState::Unknown => {}
        }
    }

    /// Whether nothing was ever promised.
    pub fn is_empty(self) -> bool {
        self.of == 0 && self.open == 0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::person::{Role, Tier};
    use crate::policy::example::{id, member, person};

    fn endings() -> impl Strategy<Value = Option<Ending>> {
        prop_oneof![
            Just(None),
            Just(Some(Ending::Kept)),
            Just(Some(Ending::Withdrawn))
        ]
    }

    proptest! {
        #[test]
        fn a_promise_is_late_from_the_day_after_its_own_and_only_while_it_is_open(
            ending in endings(), due in -1_000i32..60_000, passed in -400i32..400
        ) {
            let state = state(ending, Day::new(due), Day::new(due).plus(passed));
            prop_assert_eq!(state == PromiseState::Late, ending.is_none() && passed > 0);
            prop_assert_eq!(state == PromiseState::Open, ending.is_none() && passed <= 0);
        }

        #[test]
        fn what_ended_stays_what_it_is_whatever_a_clock_says(
            due in 0i32..60_000, today in any::<i32>(), kept in any::<bool>()
        ) {
            let ending = if kept { Ending::Kept } else { Ending::Withdrawn };
            let expected = if kept { PromiseState::Kept } else { PromiseState::Withdrawn };
            prop_assert_eq!(state(Some(ending), Day::new(due), Day::new(today)), expected);
        }

        #[test]
        fn every_promise_is_counted_once_and_withdrawing_never_betters_the_record(
            promises in proptest::collection::vec((endings(), 0i32..20), 0..40), today in 0i32..20
        ) {
            let today = Day::new(today);
            let states: Vec<_> = promises.iter().map(|(ending, due)| state(*ending, Day::new(*due), today)).collect();
            let record = Record::of(states.iter().copied());
            prop_assert_eq!((record.of + record.open) as usize, promises.len());
            prop_assert!(record.kept <= record.of);
            prop_assert_eq!(record.is_empty(), promises.is_empty());
            for at in 0..states.len() {
                let mut withdrawn = states.clone();
                if states[at] != PromiseState::Kept {
                    withdrawn[at] = PromiseState::Withdrawn;
                }
                let after = Record::of(withdrawn);
                prop_assert!(after.kept == record.kept && after.of >= record.of);
            }
        }

        #[test]
        fn what_may_be_promised_is_not_late_today(due in 0i32..60_000, today in 0i32..60_000) {
            let (due, today) = (Day::new(due), Day::new(today));
            if may_be_due(due, today) {
                prop_assert_eq!(state(None, due, today), PromiseState::Open);
                prop_assert!(due.since(today) <= LONGEST_DAYS);
            }
        }
    }

    #[test]
    fn people_of_the_brand_promise() {
        for role in [Role::Expert, Role::Moderator, Role::Owner] {
            assert_eq!(may_promise(&person(1, Tier::Email, role)), Ok(&id(1)));
        }
        assert!(may_promise(&member(1)).is_err() && may_promise(&Caller::Operator).is_err());
        assert_eq!(may_promise(&Caller::Visitor), Err(Refusal::SignInNeeded));
    }

    #[test]
    fn endings_read_back() {
        for ending in [Ending::Kept, Ending::Withdrawn] {
            assert_eq!(Ending::parse(ending.as_str()), Some(ending));
        }
        assert_eq!(Ending::parse("late"), None, "nothing is ever kept as late");
    }
}
