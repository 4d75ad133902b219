//! The ladder: *like*, *love*, *defend*.
//!
//! Invariant: a level is a function of days and what they held. It is reached when all of its needs are met within the
//! window; it fades when one falls below the share that keeps it, and is lost when that lasts longer than its grace.

use serde::{Deserialize, Serialize};

use super::day::Day;
use super::ledger::Told;
use super::rules::Rules;
use super::trust::WHOLE;
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

/// Something that raises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Act {
    pub(super) day: Day,
    /// Who was helped, or stood up for: a number below how many they are.
    pub(super) person: u32,
    /// What it counts, in thousandths: whole, or what all others for the same person do.
    pub(super) weight: u64,
}

/// *Like*: contributions on so many days, at any time. `days` are in order, each once.
pub(super) fn like(days: &[Day], rules: &Rules) -> Rung {
    let nth = (rules.like_days as usize).saturating_sub(1);
    Rung {
        since: days.get(nth).copied(),
        fades: None,
        needs: vec![Need {
            have: days.len() as u64 * WHOLE,
            need: u64::from(rules.like_days) * WHOLE,
        }],
    }
}

/// *Love*: so many people, on so many days. `acts` are in order.
pub(super) fn love(acts: &[Act], rules: &Rules, until: Day) -> Rung {
    let needs = [rules.love_people, rules.love_days];
    climb(acts, rules, until, needs, |window| [window.people, window.days])
}

/// *Defend*: so many acts, for so many people. `acts` are in order.
pub(super) fn defend(acts: &[Act], rules: &Rules, until: Day) -> Rung {
    let needs = [rules.defend_acts, rules.defend_people];
    climb(acts, rules, until, needs, |window| [window.acts, window.people])
}

/// What the days of a window held, in thousandths.
#[derive(Default)]
struct Window {
    acts: u64,
    days: u64,
    /// Each person by the act for them that counts most.
    people: u64,
    /// What there is for each of them.
    of_each: Vec<OfPerson>,
}

/// How many acts for a person there are, those that count whole and those that count less.
#[derive(Clone, Copy, Default)]
struct OfPerson {
    whole: u32,
    less: u32,
    /// What each of these counts.
    weight: u64,
}

impl OfPerson {
    const fn most(self) -> u64 {
        match self {
            Self { whole: 1.., .. } => WHOLE,
            Self {
                less: 1.., weight, ..
            } => weight,
            Self { .. } => 0,
        }
    }
}

impl Window {
    fn of(acts: &[Act]) -> Self {
        let people = acts.iter().map(|act| act.person as usize + 1).max();
        Self {
            of_each: vec![OfPerson::default(); people.unwrap_or_default()],
            ..Self::default()
        }
    }

    fn enter(&mut self, acts: &[Act]) {
        self.days += WHOLE * u64::from(!acts.is_empty());
        for act in acts {
            self.acts += act.weight;
            if let Some(person) = self.of_each.get_mut(act.person as usize) {
                self.people -= person.most();
                if act.weight == WHOLE {
                    person.whole += 1;
                } else {
                    (person.less, person.weight) = (person.less + 1, act.weight);
                }
                self.people += person.most();
            }
        }
    }

    fn leave(&mut self, acts: &[Act]) {
        self.days -= WHOLE * u64::from(!acts.is_empty());
        for act in acts {
            self.acts -= act.weight;
            if let Some(person) = self.of_each.get_mut(act.person as usize) {
                self.people -= person.most();
                if act.weight == WHOLE {
                    person.whole -= 1;
                } else {
                    person.less -= 1;
                }
                self.people += person.most();
            }
        }
    }
}

fn climb(
    acts: &[Act],
    rules: &Rules,
    until: Day,
    needs: [u32; 2],
    measure: impl Fn(&Window) -> [u64; 2],
) -> Rung {
    let needs = needs.map(|need| u64::from(need) * WHOLE);
    let today = until.plus(-1);
    let days: Vec<&[Act]> = acts.chunk_by(|one, next| one.day == next.day).collect();
    let day = |acts: &&[Act]| acts.first().map_or(today, |act| act.day);
    // Nothing changes but on days that hold something, and when they leave the window.
    let ends = days.iter().map(|acts| day(acts).plus(rules.window_days));
    let looks = sort::distinct(days.iter().map(day).chain(ends).chain([today]));
    let (mut entering, mut leaving) = (days.iter().peekable(), days.iter().peekable());
    let mut window = Window::of(acts);
    let (mut since, mut below): (Option<Day>, Option<Day>) = (None, None);
    for look in looks.into_iter().filter(|look| *look <= today) {
        if below.is_some_and(|below| look.since(below) >= rules.grace_days) {
            (since, below) = (None, None);
        }
        while let Some(acts) = entering.next_if(|acts| day(acts) <= look) {
            window.enter(acts);
        }
        while let Some(acts) = leaving.next_if(|acts| look.since(day(acts)) >= rules.window_days) {
            window.leave(acts);
        }
        let have = measure(&window);
        let share = |percent: u32| {
            have.iter()
                .zip(needs)
                .all(|(have, need)| have * 100 >= need * u64::from(percent))
        };
        if share(100) {
            since.get_or_insert(look);
            below = None;
        } else if since.is_some() && share(rules.keep_percent) {
            below = None;
        } else if since.is_some() {
            below.get_or_insert(look);
        }
    }
    Rung {
        since,
        fades: below.map(|below| below.plus(rules.grace_days)),
        needs: measure(&window)
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

    /// So many people on each day, none of them twice.
    fn helped(days: &[(i32, u64)]) -> Vec<Act> {
        let people = days
            .iter()
            .flat_map(|&(day, people)| (0..people).map(move |_| day));
        let act = |(person, day)| Act {
            day: Day::new(day),
            person,
            weight: WHOLE,
        };
        (0..).zip(people).map(act).collect()
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
        let stood = |people: [u32; 5], weight: u64| {
            let act = |(day, person)| Act {
                day: Day::new(day),
                person,
                weight,
            };
            let acts: Vec<Act> = (0..).zip(people).map(act).collect();
            defend(&acts, RULES, Day::new(50)).is_held()
        };
        assert!(stood([1, 2, 3, 4, 1], WHOLE));
        assert!(!stood([1, 2, 3, 3, 1], WHOLE));
        assert!(!stood([1, 2, 3, 4, 5], WHOLE - 1), "five count less than five");
    }

    #[test]
    fn five_people_on_seven_days_are_love() {
        let act = |(day, person)| Act {
            day: Day::new(day),
            person,
            weight: WHOLE,
        };
        let held = |people: &[u32]| {
            let acts: Vec<Act> = (0..).zip(people.iter().copied()).map(act).collect();
            love(&acts, RULES, Day::new(50)).is_held()
        };
        assert!(held(&[1, 2, 3, 4, 5, 1, 2]));
        assert!(!held(&[1, 2, 3, 4, 4, 1, 2]), "four people");
        assert!(!held(&[1, 2, 3, 4, 5, 1]), "six days");
    }
}
