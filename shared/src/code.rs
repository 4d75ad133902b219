//! Codes that work once, and for how long.
//!
//! Invariant: a code is good before its end and not at it, whoever asks.

use crate::time::Millis;

/// How long a sign-in link by e-mail works: as long as a mail takes to arrive and be read at once.
pub const EMAIL_LINK_MS: i64 = 15 * Millis::MINUTE;
/// How long a code carries a session to the other origin: as long as a page takes to open.
pub const TRANSFER_MS: i64 = Millis::MINUTE;

/// Whether a code that ends at `expires_at` still works at `now`.
pub fn is_good(expires_at: Millis, now: Millis) -> bool {
    now < expires_at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_in_link_works_for_fifteen_minutes_and_not_a_moment_longer() {
        let sent = Millis::from_civil(2026, 11, 21, 9, 0, 0);
        let good = |minutes: i64, seconds: i64| {
            let now = sent.plus(minutes * Millis::MINUTE + seconds * Millis::SECOND);
            is_good(sent.plus(EMAIL_LINK_MS), now)
        };
        assert!(good(0, 0) && good(14, 59));
        assert!(!good(15, 0) && !good(15, 1));
    }

    #[test]
    fn a_code_carries_a_session_for_a_minute() {
        let made = Millis::new(0);
        assert!(is_good(made.plus(TRANSFER_MS), Millis::new(59_999)));
        assert!(!is_good(made.plus(TRANSFER_MS), Millis::new(60_000)));
    }
}
