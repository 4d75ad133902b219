//! How many ballots came from one network in a minute: past a ceiling they wait for a person's decision, and nobody
//! is refused. Invariant: it is a brake, not a record: networks live in memory for a minute and never in a table.

use std::cell::RefCell;
use std::collections::HashMap;

use shared::contest::deciding;
use shared::contest::leaf::minute;
use shared::time::Millis;

/// The ballots of this minute.
#[derive(Debug, Default)]
pub struct Crowd {
    counts: RefCell<(Millis, HashMap<String, u32>)>,
}

impl Crowd {
    /// Whether the next ballot of this network has to wait; nothing is counted.
    pub fn is_full(&self, network: Option<&str>, now: Millis) -> bool {
        let counts = self.counts.borrow();
        let count = network.and_then(|network| counts.1.get(network));
        counts.0 == minute(now) && deciding::waits(count.copied().unwrap_or_default())
    }

    /// Counts a ballot of this network; whether it has to wait.
    pub fn is_over(&self, network: Option<&str>, now: Millis) -> bool {
        let Some(network) = network else { return false };
        let mut counts = self.counts.borrow_mut();
        if counts.0 != minute(now) {
            *counts = (minute(now), HashMap::new());
        }
        let count = counts.1.entry(network.to_owned()).or_default();
        let before = *count;
        *count += 1;
        deciding::waits(before)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn past_the_ceiling_ballots_of_one_network_wait_until_the_next_minute() {
        let crowd = Crowd::default();
        let now = Millis::new(1);
        assert!(!crowd.is_full(Some("192.0.2.1"), now));
        assert!((0..deciding::CROWD).all(|_| !crowd.is_over(Some("192.0.2.1"), now)));
        assert!(crowd.is_full(Some("192.0.2.1"), now) && !crowd.is_full(Some("192.0.2.2"), now));
        assert!(crowd.is_over(Some("192.0.2.1"), now));
        assert!(!crowd.is_full(Some("192.0.2.1"), now.plus(Millis::MINUTE)));
        assert!(!crowd.is_over(Some("192.0.2.2"), now));
        assert!(!crowd.is_over(None, now));
        assert!(!crowd.is_over(Some("192.0.2.1"), now.plus(Millis::MINUTE)));
    }
}
