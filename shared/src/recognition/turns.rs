//! What a giver became: somebody, who was a guest when they gave thanks, or nobody, erased.
//!
//! Invariant: who was erased on a day, and who signed in on it, is known to others. What that changes waits for the first
//! of a month, until it is that of at least three givers of a receiver, and is told as one sum that names neither a
//! contribution nor a day.

use super::day::Day;
use super::rules::Rules;
use crate::sort;

/// One giver of one receiver, and what they became.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Turn {
    pub(super) receiver: u32,
    pub(super) giver: u32,
    /// Which guest turned out to be the giver; nobody: the giver was erased.
    pub(super) actor: Option<u32>,
    /// When; once it is told, when it is told.
    pub(super) day: Day,
}

/// All of them.
#[derive(Default)]
pub(super) struct Turns {
    /// Of one receiver, as they are found.
    found: Vec<Turn>,
    /// What is told, by receiver and giver.
    told: Vec<Turn>,
}

impl Turns {
    /// Notes one; they come receiver by receiver.
    pub(super) fn note(&mut self, turn: Turn) {
        self.found.push(turn);
    }

    /// Whether everything of another receiver than this was noted.
    pub(super) fn is_of(&self, receiver: u32) -> bool {
        self.found.first().is_none_or(|turn| turn.receiver == receiver)
    }

    /// Decides when what was noted of a receiver is told, if before `until`.
    pub(super) fn settle(&mut self, rules: &Rules, until: Day) {
        let mut found = std::mem::take(&mut self.found);
        sort::by_key(&mut found, |turn| (turn.actor.is_some(), turn.day));
        let from = self.told.len();
        for kind in found.chunk_by(|one, next| one.actor.is_some() == next.actor.is_some()) {
            let mut waiting: Vec<Turn> = Vec::new();
            for month in kind.chunk_by(|one, next| following(one.day) == following(next.day)) {
                waiting.extend(month);
                let Some(day) = month.first().map(|turn| following(turn.day)) else {
                    continue;
                };
                let mut givers = sort::distinct(waiting.iter().map(|turn| turn.giver));
                givers.truncate(rules.shown_from.unsigned_abs() as usize);
                if givers.len() == rules.shown_from.unsigned_abs() as usize && day < until {
                    self.told
                        .extend(waiting.drain(..).map(|turn| Turn { day, ..turn }));
                }
            }
        }
        if let Some(told) = self.told.get_mut(from..) {
            sort::by_key(told, |turn| (turn.giver, turn.actor));
        }
    }

    /// What is told of a pair.
    pub(super) fn of(&self, receiver: u32, giver: u32) -> &[Turn] {
        let pair = |turn: &Turn| (turn.receiver, turn.giver);
        let from = self.told.partition_point(|turn| pair(turn) < (receiver, giver));
        let to = self.told.partition_point(|turn| pair(turn) <= (receiver, giver));
        self.told.get(from..to).unwrap_or_default()
    }
}

/// The first of the month after a day.
fn following(day: Day) -> Day {
    day.first_of_month().plus(31).first_of_month()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_month_after_is_the_next_one() {
        for (day, next) in [
            ("2015-01-31", "2015-02-01"),
            ("2016-02-01", "2016-03-01"),
            ("2015-12-15", "2016-01-01"),
        ] {
            let day = (0..20_000).map(Day::new).find(|number| number.iso() == day);
            assert_eq!(day.map(|day| following(day).iso()), Some(next.to_owned()));
        }
    }
}
