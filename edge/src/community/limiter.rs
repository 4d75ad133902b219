//! How much one caller may do in a time: token buckets in the object's memory.
//!
//! Invariant: the buckets are a brake, not a record. A restart fills them; what may happen only once is
//! decided in the database.

use std::cell::RefCell;
use std::collections::HashMap;

use shared::api::problem::Code;
use shared::api::route::{Operation, Route};
use shared::time::Millis;

use crate::failure::Failure;

/// The most callers remembered; past it the fullest buckets are dropped.
const MAX_BUCKETS: usize = 20_000;

/// A limit: `count` at once, filling up again over `window_ms`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// The word in `RateLimit` headers.
    pub name: &'static str,
    /// How many at once.
    pub count: u32,
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
    let limit = |name, count, window_ms| Some(Limit { name, count, window_ms });
    match operation {
        Operation::AskQuestion => limit("questions", 10, 10 * Millis::MINUTE),
        Operation::GiveAnswer | Operation::AddComment => limit("answers", 20, 10 * Millis::MINUTE),
        Operation::EditQuestion | Operation::EditAnswer | Operation::EditComment => limit("edits", 30, 10 * Millis::MINUTE),
        Operation::PutVote | Operation::AcceptAnswer | Operation::UnacceptAnswer => limit("votes", 120, Millis::MINUTE),
        Operation::MakeReport => limit("reports", 20, 10 * Millis::MINUTE),
        Operation::BeginSession => limit("sessions", 600, Millis::MINUTE),
        Operation::AskEmailLink => limit("mail", 5, 10 * Millis::MINUTE),
        _ => None,
    }
}

impl Limiter {
    /// Takes one from the caller's bucket for this route, if the route has a limit.
    ///
    /// # Errors
    /// When the bucket is empty, with when to come back.
    pub fn take(&self, caller: &str, route: &Route, now: Millis) -> Result<Option<Left>, Failure> {
        let Some(limit) = limit_of(route.operation) else { return Ok(None) };
        let mut buckets = self.buckets.borrow_mut();
        if buckets.len() >= MAX_BUCKETS {
            buckets.retain(|_, bucket| now.since(bucket.at) < 10 * Millis::MINUTE);
        }
        let full = f64::from(limit.count);
        let bucket = buckets.entry((caller.to_owned(), limit.name)).or_insert(Bucket { tokens: full, at: now });
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
        Ok(Some(Left { limit, remaining: bucket.tokens as u32, reset_s }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::api::route::ROUTES;

    fn ask() -> &'static Route {
        ROUTES.iter().find(|route| route.operation == Operation::AskQuestion).unwrap()
    }

    #[test]
    fn a_bucket_empties_and_fills_again() {
        let limiter = Limiter::default();
        for left in (0..10).rev() {
            assert_eq!(limiter.take("p", ask(), Millis::new(0)).unwrap().unwrap().remaining, left);
        }
        assert!(limiter.take("p", ask(), Millis::new(0)).is_err());
        assert!(limiter.take("another", ask(), Millis::new(0)).is_ok());
        assert!(limiter.take("p", ask(), Millis::new(Millis::MINUTE)).is_ok());
    }

    #[test]
    fn a_clock_that_jumps_back_gives_nothing_and_takes_nothing() {
        let limiter = Limiter::default();
        limiter.take("p", ask(), Millis::new(Millis::HOUR)).unwrap();
        assert_eq!(limiter.take("p", ask(), Millis::new(0)).unwrap().unwrap().remaining, 8);
    }
}
