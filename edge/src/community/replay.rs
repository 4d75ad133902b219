//! Replies kept under the caller's own key: the same request with the same key is done once, and its reply
//! comes back byte for byte for 24 hours.
//!
//! Invariant: a reply is kept by its day (UTC), and dropped with the whole of it once the day after is over, too.

use serde::Serialize;
use shared::api::header::IDEMPOTENCY_REPLAYED;
use shared::api::problem::Code;
use shared::time::Millis;

use super::rows::replies;
use super::sql::Sql;
use super::store::Store;
use crate::crossing;
use crate::failure::Failure;
use crate::reply::{JSON, Reply};

/// How many replies one write drops: a thousand go in a millisecond or two.
const PORTION: u32 = 1_000;

/// A key, of whom, for what.
#[derive(Debug, Serialize)]
pub struct Key<'a> {
    /// The caller: a person, or the operator.
    pub caller: &'a str,
    /// The caller's own key.
    pub key: &'a str,
    /// What tells this request from another: its method, path and body, hashed.
    pub fingerprint: String,
}

impl<'a> Key<'a> {
    /// The key of a request.
    pub fn new(caller: &'a str, key: &'a str, method: &str, path: &str, body: &[u8]) -> Self {
        let body = String::from_utf8_lossy(body);
        Self {
            caller,
            key,
            fingerprint: crate::token::hash(&format!("{method} {path}\n{body}")),
        }
    }
}

/// The reply kept under this key, if there is one.
///
/// # Errors
/// When the key was used for another request.
pub fn find(sql: &Sql, key: &Key<'_>, now: Millis) -> Result<Option<Reply>, Failure> {
    let Some(kept) = replies::find(sql, day(now), key)? else {
        return Ok(None);
    };
    if kept.fingerprint != key.fingerprint {
        return Err(Failure::refused(
            Code::IdempotencyMismatch,
            "This key was used for another request; make a new key.",
        ));
    }
    let content_type = if kept.body.is_empty() { "" } else { JSON };
    Ok(Some(
        Reply::new(kept.status, content_type, kept.body)
            .uncached()
            .header(IDEMPOTENCY_REPLAYED, "true"),
    ))
}

/// Keeps a reply under its key.
///
/// # Errors
/// When SQLite fails.
pub fn keep(sql: &Sql, key: &Key<'_>, reply: &Reply, now: Millis) -> Result<(), Failure> {
    replies::keep(sql, day(now), key, reply)
}

/// Drops the replies whose time is over, a portion in each write; others are answered between two.
///
/// # Errors
/// When SQLite fails.
pub async fn drop_expired(store: &Store, now: Millis) -> Result<(), Failure> {
    while store.write(|sql| replies::drop_before(sql, day(now) - 1, PORTION))? == PORTION {
        crossing::pause().await;
    }
    Ok(())
}

/// The day of a time, counted from 1970.
fn day(at: Millis) -> i64 {
    at.get().div_euclid(Millis::DAY)
}
