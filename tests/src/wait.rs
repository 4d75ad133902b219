//! Waiting for a condition, never for a time.

use std::thread;
use std::time::{Duration, Instant};

/// How often a condition is looked at.
const POLL_INTERVAL: Duration = Duration::from_millis(20);

/// What a condition gives once it holds.
///
/// # Panics
/// When it does not hold within `timeout`; `what` says what was waited for.
pub fn until<T>(what: &str, timeout: Duration, mut condition: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + timeout;
    loop {
        if let Some(value) = condition() {
            return value;
        }
        assert!(
            Instant::now() < deadline,
            "waited {} s for this in vain: {what}",
            timeout.as_secs()
        );
        thread::sleep(POLL_INTERVAL);
    }
}
