//! Randomness for names and for the moments of the kill tests.

/// Sixteen hexadecimal digits that nobody used before.
///
/// # Panics
/// When the system has no randomness.
pub fn word() -> String {
    format!("{:016x}", number())
}

/// A number from the whole range.
///
/// # Panics
/// When the system has no randomness.
pub fn number() -> u64 {
    getrandom::u64().expect("the system gives randomness")
}

/// A number below `bound`.
///
/// # Panics
/// When the system has no randomness, or `bound` is 0.
pub fn below(bound: u64) -> u64 {
    number() % bound
}
