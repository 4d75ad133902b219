//! The statement: what somebody is thanked for, per contribution and day.
//!
//! Invariant: a line tells how many, never who; fewer than [`Rules::shown_from`] are *someone*. A day is told once it
//! is over; what changes afterwards is a line of its own, on the day it changed. Givers who were erased, or turned out
//! to be somebody, are told by a line for no contribution: three of them at least, on the first of a month.

use super::day::Day;
use super::ledger::NOBODY;
use super::rules::Rules;

/// A line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// Whose statement it stands in, by number.
    pub person: u32,
    /// The day it was added on.
    pub released: Day,
    /// For which contribution, by number; of who was erased or turned out to be somebody, that of none.
    pub contribution: u32,
    /// The day of the thanks; without a contribution, the day it was added on.
    pub day: Day,
    /// How many people came, or went.
    pub people: i32,
    /// How many guests.
    pub guests: i32,
}

impl Line {
    /// Whether it tells of thanks for something, and not of what their givers became.
    pub fn is_of_contribution(&self) -> bool {
        self.contribution != NOBODY
    }

    /// Whether it corrects an earlier line: somebody withdrew their thanks, or what they were for was taken back.
    pub fn is_correction(&self) -> bool {
        self.released != self.day
    }
}

/// A number of givers, as it may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Nobody.
    Nobody,
    /// Somebody came, or went: too few to be told apart.
    Someone,
    /// So many.
    Number(i32),
}

/// How many givers may be shown of a line.
pub fn shown(givers: i32, rules: &Rules) -> Shown {
    match givers.abs() {
        0 => Shown::Nobody,
        few if few < rules.shown_from => Shown::Someone,
        _ => Shown::Number(givers),
    }
}
