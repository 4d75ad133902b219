//! The acts behind each level: for what, and on which day.
//!
//! Invariant: an act tells how many, never who, and of a day that is over. All that counts within the window counts here,
//! the last of it first; what a giver weighs is told in sum alone.

use super::day::Day;
use super::rules::Rules;
use crate::level::Level;
use crate::sort;

/// The most acts that are told of a level.
const TOLD: usize = 20;

/// What counts for a level of somebody, of one contribution and day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Act {
    /// For which level.
    pub level: Level,
    /// When.
    pub day: Day,
    /// What they wrote, or stood up to, by number.
    pub contribution: u32,
    /// How many people it helped; none where they but took part.
    pub people: u32,
}

/// The last acts of a level, the last first: of days and contributions in order, one for each person who was helped.
pub(super) fn told(
    level: Level,
    rules: &Rules,
    until: Day,
    helped: impl Iterator<Item = (Day, u32)>,
) -> Vec<Act> {
    let mut helped: Vec<_> = helped
        .filter(|(day, _)| until.plus(-1).since(*day) < rules.window_days)
        .collect();
    sort::by(&mut helped, Ord::cmp);
    let acts = helped.chunk_by(|one, next| one == next).rev().take(TOLD);
    let act = |same: &[(Day, u32)]| {
        let (day, contribution) = *same.first()?;
        Some(Act {
            level,
            day,
            contribution,
            people: u32::try_from(same.len()).unwrap_or(u32::MAX),
        })
    };
    acts.filter_map(act).collect()
}

/// What *like* was reached by: the first contribution of each of the days it takes, the last first; all in order of days.
pub(super) fn taking_part(rules: &Rules, written: impl Iterator<Item = (Day, u32)>) -> Vec<Act> {
    let mut acts: Vec<Act> = Vec::new();
    for (day, contribution) in written {
        if acts.len() < rules.like_days as usize && acts.last().is_none_or(|last| last.day != day) {
            acts.push(Act {
                level: Level::Like,
                day,
                contribution,
                people: 0,
            });
        }
    }
    acts.reverse();
    acts
}
