//! The ladder: *like*, *love*, *defend*.
//!
//! Invariant: a level is a function of days and what they held. It is reached when all of its needs are met within the
//! window; it fades when one falls below the share that keeps it, and is lost when that lasts longer than its grace.

use serde::{Deserialize, Serialize};

use super::day::Day;
use super::ledger::Told;
use super::rules::Rules;
use crate::sort;

/// One thing a level needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Need {
    /// What there is now, in thousandths.
    pub have: u64,
    /// What there has to be, in thousandths.
    pub need: u64,
}

/// One level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rung {
    /// Since when it is held.
    pub since: Option<Day>,
    /// The day from which on it is lost, if nothing happens.
    pub fades: Option<Day>,
    /// What it needs, within the window.
    pub needs: Vec<Need>,
}

impl Rung {
    /// Whether it is held.
    pub fn is_held(&self) -> bool {
        self.since.is_some()
    }
}

/// Where somebody stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Ladder {
    /// Came back and took part.
    pub like: Rung,
    /// Helped many, on many days.
    pub love: Rung,
    /// Stood up for somebody.
    pub defend: Rung,
}

/// What a day held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Held {
    pub(super) day: Day,
    /// How much, in thousandths.
    pub(super) amount: u64,
    /// For whom.
    pub(super) people: Vec<u32>,
}

/// *Like*: contributions on so many days, at any time. `days` are in order, each once.
pub(super) fn like(days: &[Day], rules: &Rules) -> Rung {
    let nth = (rules.like_days as usize).saturating_sub(1);
    Rung {
        since: days.get(nth).copied(),
        fades: None,
        needs: vec![Need {
            have: days.len() as u64 * 1_000,
            need: u64::from(rules.like_days) * 1_000,
        }],
    }
}

/// *Love*: so many people, on so many days. `days` are in order, one each.
pub(super) fn love(days: &[Held], rules: &Rules, until: Day) -> Rung {
    climb(
        days,
        rules,
        until,
        [rules.love_people, rules.love_days],
        |window| [amount(window), window.len() as u64 * 1_000],
    )
}

/// *Defend*: so many acts, for so many people. `days` are in order, one each.
pub(super) fn defend(days: &[Held], rules: &Rules, until: Day) -> Rung {
    climb(
        days,
        rules,
        until,
        [rules.defend_acts, rules.defend_people],
        |window| {
            let people = sort::distinct(window.iter().flat_map(|held| &held.people));
            [amount(window), people.len() as u64 * 1_000]
        },
    )
}

fn amount(window: &[Held]) -> u64 {
    window.iter().map(|held| held.amount).sum()
}

fn climb(
    days: &[Held],
    rules: &Rules,
    until: Day,
    needs: [u32; 2],
    measure: impl Fn(&[Held]) -> [u64; 2],
) -> Rung {
    let needs = needs.map(|need| u64::from(need) * 1_000);
    let measure_at = |day: Day| {
        let from = days.partition_point(|held| day.since(held.day) >= rules.window_days);
        let to = days.partition_point(|held| held.day <= day);
        measure(days.get(from..to).unwrap_or_default())
    };
    let today = until.plus(-1);
    // Nothing changes but on days that hold something, and when they leave the window.
    let ends = days.iter().map(|held| held.day.plus(rules.window_days));
    let looks = sort::distinct(days.iter().map(|held| held.day).chain(ends).chain([today]));
    let (mut since, mut below): (Option<Day>, Option<Day>) = (None, None);
    for day in looks.into_iter().filter(|day| *day <= today) {
        if below.is_some_and(|below| day.since(below) >= rules.grace_days) {
            (since, below) = (None, None);
        }
        let have = measure_at(day);
        let share = |percent: u32| {
            have.iter()
                .zip(needs)
                .all(|(have, need)| have * 100 >= need * u64::from(percent))
        };
        if share(100) {
            since.get_or_insert(day);
            below = None;
        } else if since.is_some() && share(rules.keep_percent) {
            below = None;
        } else if since.is_some() {
            below.get_or_insert(day);
        }
    }
    Rung {
        since,
        fades: below.map(|below| below.plus(rules.grace_days)),
        needs: measure_at(today)
            .into_iter()
            .zip(needs)
            .map(|(have, need)| Need { have, need })
            .collect(),
    }
}

/// A level that was held when it was told last, and that damping takes now: it is not lost before its grace is over.
pub(super) fn kept(rung: Rung, told: Option<(Told, Day)>, rules: &Rules, until: Day) -> Rung {
    let today = until.plus(-1);
    let Some((told, since)) = told.filter(|(told, _)| told.held && !rung.is_held()) else {
        return rung;
    };
    let fades = told.fades.unwrap_or(today.plus(rules.grace_days));
    if today >= fades {
        return rung;
    }
    Rung {
        since: Some(since),
        fades: Some(fades),
        ..rung
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognition::RULES;

    fn helped(days: &[(i32, u64)]) -> Vec<Held> {
        let held = |&(day, people): &(i32, u64)| Held {
            day: Day::new(day),
            amount: people * 1_000,
            people: Vec::new(),
        };
        days.iter().map(held).collect()
    }

    fn loved(days: &[(i32, u64)], until: i32) -> Rung {
        love(&helped(days), RULES, Day::new(until))
    }

    #[test]
    fn love_takes_five_people_on_seven_days_within_a_hundred() {
        let six: Vec<_> = (0..6).map(|day| (day * 10, 1)).collect();
        assert!(!loved(&six, 90).is_held(), "six days");
        let seven: Vec<_> = (0..7).map(|day| (day * 10, 1)).collect();
        assert_eq!(loved(&seven, 61).since, Some(Day::new(60)));
        assert!(!loved(&seven, 60).is_held(), "the day is not over");
        let wide: Vec<_> = (0..7).map(|day| (day * 17, 1)).collect();
        assert!(!loved(&wide, 200).is_held(), "a hundred and two days");
    }

    #[test]
    fn love_fades_and_is_lost_after_its_grace() {
        let days: Vec<_> = (0..7).map(|day| (day, 1)).collect();
        let fading = loved(&days, 101);
        assert_eq!(
            (fading.since, fading.fades),
            (Some(Day::new(6)), Some(Day::new(114)))
        );
        assert!(loved(&days, 114).is_held());
        assert!(!loved(&days, 115).is_held());
    }

    #[test]
    fn love_that_is_earned_again_within_its_grace_was_never_lost() {
        let mut days: Vec<_> = (0..7).map(|day| (day, 1)).collect();
        days.push((105, 1));
        assert!(!loved(&days, 130).is_held(), "one day alone does not keep it");
        let mut days: Vec<_> = (0..7).map(|day| (day, 1)).collect();
        days.extend((105..111).map(|day| (day, 1)));
        assert!(
            !loved(&days, 150).is_held(),
            "six days are below nine tenths of seven"
        );
        days.push((111, 1));
        assert_eq!(loved(&days, 150).since, Some(Day::new(6)));
    }

    #[test]
    fn to_defend_takes_five_acts_for_four_people() {
        let stood = |people: [u32; 5]| {
            let days: Vec<Held> = (0..)
                .zip(people)
                .map(|(day, person)| Held {
                    day: Day::new(day),
                    amount: 1_000,
                    people: vec![person],
                })
                .collect();
            defend(&days, RULES, Day::new(50)).is_held()
        };
        assert!(stood([1, 2, 3, 4, 1]));
        assert!(!stood([1, 2, 3, 3, 1]));
    }
}
