//! Recognition: who helped whom, as the ledger tells it; the statement that explains it; the ladder and what somebody
//! knows about.
//!
//! Invariant: [`compute`] is a function of the [`Ledger`], a version of the [`Rules`] and a day, and a [`Run`] comes to
//! the same in pieces of any size. It counts people,
//! never points; everything that happened on or after that day is left out, so that numbers move once a day and
//! nothing can be read from the hour. Whole numbers only: native and wasm agree to the last digit.

mod acts;
mod day;
mod defense;
mod knowledge;
mod ladder;
mod leaders;
mod ledger;
mod rules;
mod run;
mod standing;
mod statement;
mod steps;
mod sums;
mod thanks;
mod trust;
mod turns;

pub use acts::Act;
pub use day::Day;
pub use defense::Stand;
pub use knowledge::Knowledge;
pub use ladder::{Ladder, Need, Rung};
pub use leaders::{Leader, Period, places};
pub use ledger::{Detail, Known, Ledger, Member, Writing};
pub use rules::{Confirmed, RULES, Rules, Together, rules};
pub use run::{Run, Step};
pub use standing::{Standing, Standings, compute, damped};
pub use statement::{Line, Shown, shown};
pub use sums::Sum;
