//! How much one caller may do in a time: token buckets in the object's memory.
//!
//! Invariant: the buckets are a brake, not a record. A restart fills them; what may happen only once is
//! decided in the database.

use std::cell::RefCell;
use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};

use shared::api::problem::Code;
use shared::api::route::{Operation, Route};
use shared::time::Millis;

use crate::failure::Failure;

/// The most buckets remembered; past it those at rest are dropped.
const MAX_BUCKETS: usize = 20_000;
/// How many people behind one network may use up their limits at once: an office, a school.
const PEOPLE_OF_NETWORK: u32 = 10;
/// How many networks may use up theirs at once, where none can be told from another.
const NETWORKS: u32 = 10;

/// A limit: `count` at once, filling up again over `window_ms`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// The word in `RateLimit` headers.
    pub name: &'static str,
    /// How many at once.
    pub count: u32,
    /// How many at once of everybody behind one network.
    pub network: u32,
    /// Over how long they fill up again.
    pub window_ms: i64,
}

/// What is left of a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// Which limit.
    pub limit: Limit,
    /// How many are left.
    pub remaining: u32,
    /// When the bucket is full again, in seconds.
    pub reset_s: u32,
}

#[derive(Debug, Clone, Copy)]
struct Bucket {
    tokens: f64,
    at: Millis,
}

/// The buckets of an object.
#[derive(Debug, Default)]
pub struct Limiter {
    buckets: RefCell<HashMap<(String, &'static str), Bucket>>,
}

/// The limit of an operation: a person reads and clicks faster than they write, and mail costs others.
pub fn limit_of(operation: Operation) -> Option<Limit> {
    let limit = |name, count, window_ms| {
        Some(Limit {
            name,
            count,
            network: count * PEOPLE_OF_NETWORK,
            window_ms,
        })
    };
    match operation {
        Operation::AskQuestion => limit("questions", 10, 10 * Millis::MINUTE),
        Operation::GiveAnswer | Operation::AddComment => limit("answers", 20, 10 * Millis::MINUTE),
        Operation::MakePromise | Operation::EndPromise => limit("promises", 60, 10 * Millis::MINUTE),
        Operation::AskFeature => limit("features", 60, 10 * Millis::MINUTE),
        Operation::ShareStory => limit("stories", 10, 10 * Millis::MINUTE),
        // A large video comes in ten parts; four of them are what goes along with one's words.
        Operation::UploadMedium | Operation::PutVariant => limit("media", 50, 10 * Millis::MINUTE),
        Operation::EditQuestion | Operation::EditAnswer | Operation::EditComment | Operation::EditStory => {
            limit("edits", 30, 10 * Millis::MINUTE)
        }
        Operation::PutVote
        | Operation::ThankFor
        | Operation::UnthankFor
        | Operation::AcceptAnswer
        | Operation::UnacceptAnswer
        | Operation::MarkComplaint => limit("votes", 120, Millis::MINUTE),
        Operation::CastBallot => limit("ballots", 60, Millis::MINUTE),
        Operation::EnterContest => limit("entries", 20, 10 * Millis::MINUTE),
        Operation::RedeemOwnerCode => limit("owner_codes", 10, 10 * Millis::MINUTE),
        Operation::MakeReport | Operation::ReportEntry | Operation::MakeObjection => {
            limit("reports", 20, 10 * Millis::MINUTE)
        }
        // Who begins has no session yet, so what counts is the network.
        Operation::BeginSession => Some(Limit {
            name: "sessions",
            count: 600,
            network: 600,
            window_ms: Millis::MINUTE,
        }),
        // As above: a whole school signs in. How many one address is sent is braked where links are made.
        Operation::AskEmailLink => Some(Limit {
            name: "mail",
            count: 5,
            network: 300,
            window_ms: 10 * Millis::MINUTE,
        }),
        Operation::EditMe
        | Operation::SetRecognition
        | Operation::EndSession
        | Operation::TransferSession
        | Operation::ClaimGuest
        | Operation::StopNotices => limit("account", 30, 10 * Millis::MINUTE),
        _ => None,
    }
}

/// The network of a client's address: an IPv6 household has a /64, so that a bucket per address would be none.
pub fn network(address: &str) -> Option<String> {
    match address.trim().parse().ok()? {
        IpAddr::V4(address) => Some(address.to_string()),
        IpAddr::V6(address) => match address.to_ipv4_mapped() {
            Some(address) => Some(address.to_string()),
            None => Some(format!("{}/64", Ipv6Addr::from(u128::from(address) >> 64 << 64))),
        },
    }
}

impl Limiter {
    /// Takes one for this route from the caller's bucket, and from that of the network they come from where it is
    /// known: a new guest for each request gains nothing. Who has no session has the network's alone. Nothing if the
    /// route has no limit.
    ///
    /// # Errors
    /// When a bucket is empty, with when to come back.
    pub fn take(
        &self,
        caller: Option<&str>,
        network: Option<&str>,
        route: &Route,
        now: Millis,
    ) -> Result<Option<Left>, Failure> {
        let Some(limit) = limit_of(route.operation) else {
            return Ok(None);
        };
        let of_network = Limit {
            count: limit.network,
            ..limit
        };
        let shared = match (network, caller) {
            (Some(network), _) => Some((format!("network {network}"), of_network)),
            (None, Some(_)) => None,
            (None, None) => {
                let count = limit.network.saturating_mul(NETWORKS);
                Some(("visitors".to_owned(), Limit { count, ..limit }))
            }
        };
        let left = shared
            .map(|(owner, limit)| self.take_from(owner, limit, now))
            .transpose()?;
        match caller {
            Some(caller) => self.take_from(caller.to_owned(), limit, now).map(Some),
            None => Ok(left),
        }
    }

    fn take_from(&self, owner: String, limit: Limit, now: Millis) -> Result<Left, Failure> {
        let mut buckets = self.buckets.borrow_mut();
        if buckets.len() >= MAX_BUCKETS {
            buckets.retain(|_, bucket| now.since(bucket.at) < Millis::MINUTE);
            // Looking through them all for every request would be a worse end than forgetting.
            if buckets.len() >= MAX_BUCKETS {
                buckets.clear();
            }
        }
        let full = f64::from(limit.count);
        let bucket = buckets.entry((owner, limit.name)).or_insert(Bucket {
            tokens: full,
            at: now,
        });
        let per_ms = full / limit.window_ms as f64;
        bucket.tokens = (bucket.tokens + now.since(bucket.at).max(0) as f64 * per_ms).min(full);
        bucket.at = now;
        if bucket.tokens < 1.0 {
            let seconds = ((1.0 - bucket.tokens) / per_ms / 1_000.0).ceil() as u32;
            return Err(Failure::Refused {
                code: Code::RateLimited,
                detail: format!("Try again in {seconds} seconds."),
                errors: Vec::new(),
                retry_after: Some(seconds),
            });
        }
        bucket.tokens -= 1.0;
        let reset_s = ((full - bucket.tokens) / per_ms / 1_000.0).ceil() as u32;
        Ok(Left {
            limit,
            remaining: bucket.tokens as u32,
            reset_s,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::api::route::ROUTES;

    fn ask() -> &'static Route {
        ROUTES
            .iter()
            .find(|route| route.operation == Operation::AskQuestion)
            .unwrap()
    }

    #[test]
    fn a_bucket_empties_and_fills_again() {
        let limiter = Limiter::default();
        for left in (0..10).rev() {
            assert_eq!(
                limiter
                    .take(Some("p"), None, ask(), Millis::new(0))
                    .unwrap()
                    .unwrap()
                    .remaining,
                left
            );
        }
        assert!(limiter.take(Some("p"), None, ask(), Millis::new(0)).is_err());
        assert!(limiter.take(Some("another"), None, ask(), Millis::new(0)).is_ok());
        assert!(
            limiter
                .take(Some("p"), None, ask(), Millis::new(Millis::MINUTE))
                .is_ok()
        );
    }

    #[test]
    fn a_clock_that_jumps_back_gives_nothing_and_takes_nothing() {
        let limiter = Limiter::default();
        limiter
            .take(Some("p"), None, ask(), Millis::new(Millis::HOUR))
            .unwrap();
        assert_eq!(
            limiter
                .take(Some("p"), None, ask(), Millis::new(0))
                .unwrap()
                .unwrap()
                .remaining,
            8
        );
    }

    #[test]
    fn a_new_guest_for_each_request_gains_nothing_on_one_network() {
        let limiter = Limiter::default();
        let taken = (0..200).filter(|guest| {
            limiter
                .take(
                    Some(&format!("p{guest}")),
                    Some("192.0.2.1"),
                    ask(),
                    Millis::new(0),
                )
                .is_ok()
        });
        assert_eq!(taken.count(), 100);
        assert!(
            limiter
                .take(Some("p"), Some("192.0.2.2"), ask(), Millis::new(0))
                .is_ok()
        );
    }

    #[test]
    fn a_school_asks_for_links_by_the_hundred_and_no_network_ends_that_of_others() {
        let limiter = Limiter::default();
        let mail = ROUTES
            .iter()
            .find(|route| route.operation == Operation::AskEmailLink)
            .unwrap();
        let taken = |network| {
            let asked = (0..10_000).filter(|_| limiter.take(None, network, mail, Millis::new(0)).is_ok());
            asked.count()
        };
        assert_eq!(taken(Some("192.0.2.1")), 300);
        assert_eq!(taken(Some("192.0.2.2")), 300);
        assert_eq!(taken(None), 3_000);
    }

    #[test]
    fn a_network_is_an_address_or_the_first_half_of_one() {
        for (address, expected) in [
            ("192.0.2.1", Some("192.0.2.1")),
            ("::ffff:192.0.2.1", Some("192.0.2.1")),
            ("2001:db8:1:2:3:4:5:6", Some("2001:db8:1:2::/64")),
            (" 2001:db8:1:2::9 ", Some("2001:db8:1:2::/64")),
            ("192.0.2.1, 198.51.100.7", None),
            ("unknown", None),
            ("", None),
        ] {
            assert_eq!(network(address).as_deref(), expected, "{address}");
        }
    }
}
