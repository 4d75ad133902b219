//! When the log is published: in batches, so that neither its growth nor a ticking count tells whose ballot was whose.

use crate::time::Millis;

/// The fewest ballots a batch hides one among.
pub const BALLOTS: u64 = 100;
/// The shortest time between two batches with ballots.
pub const INTERVAL_MS: i64 = 15 * Millis::MINUTE;

/// When what is unpublished may be published: whatever holds no ballot at once; with ballots only when there are
/// [`BALLOTS`] of them and [`INTERVAL_MS`] have passed since the last time, whichever is later; nothing when more
/// ballots are needed first. The close publishes everything.
pub fn due(ballots: u64, last: Option<Millis>, closed: bool, now: Millis) -> Option<Millis> {
    match (ballots, last) {
        _ if closed => Some(now),
        (0, _) | (BALLOTS.., None) => Some(now),
        (BALLOTS.., Some(last)) => Some(last.plus(INTERVAL_MS)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ballot_waits_for_company_and_for_a_quarter_of_an_hour() {
        let (start, now) = (Millis::new(0), Millis::new(Millis::MINUTE));
        assert_eq!(due(0, Some(start), false, now), Some(now));
        assert_eq!(due(1, Some(start), false, now), None);
        assert_eq!(due(99, Some(start), false, Millis::new(Millis::DAY)), None);
        assert_eq!(
            due(100, Some(start), false, now),
            Some(Millis::new(15 * Millis::MINUTE))
        );
        assert_eq!(due(1, Some(start), true, now), Some(now));
    }
}
