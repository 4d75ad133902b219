//! Randomness for names and for the moments of the kill tests.

/// Sixteen hexadecimal digits that nobody used before.
///
/// # Panics
/// When the system has no randomness.
pub fn word() -> String {
    format!("{:016x}", number())
}

/// A name nobody had before, in letters; it looks like no other one.
///
/// # Panics
/// When the system has no randomness.
pub fn name() -> String {
    // No letters that are confused with each other, or with digits.
    let letter = |digit: char| "abcdefghkmprstwy".chars().nth(digit.to_digit(16)? as usize);
    let name: String = word().chars().filter_map(letter).take(8).collect();
    format!("N{name}")
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
