//! The rows of a contest: the only statements over its tables, by noun.

pub mod amendments;
pub mod ballots;
pub mod checkpoints;
pub mod contest;
pub mod entries;
pub mod leaves;
pub mod pictures;
pub mod reports;
pub mod shuffled;
pub mod telling;

use crate::failure::Failure;

/// A count or an index, which SQLite keeps as a signed number.
fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

/// An index as SQLite keeps it.
fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// An identifier that this object wrote itself.
fn id<T, E: std::fmt::Display>(parsed: Result<T, E>) -> Result<T, Failure> {
    parsed.map_err(|error| Failure::Internal(error.to_string()))
}
