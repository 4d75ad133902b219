//! The wire contract: routes, requests, answers, problems.
//!
//! Invariant: every byte that crosses between browser, Worker and command is a type of this module; paths,
//! header names and codes are written here once. Names and codes are stable: fields are added, never renamed.
//! Requests refuse unknown fields; answers may gain fields and enum values, which readers keep or ignore.

pub mod answer;
pub mod comment;
pub mod community;
pub mod contest;
pub mod feature;
pub mod health;
pub mod import;
pub mod leaders;
pub mod media;
pub mod moderation;
pub mod notice;
#[cfg(feature = "schema")]
pub mod openapi;
pub mod overlay;
pub mod owner;
pub mod page;
pub mod people;
pub mod person;
pub mod problem;
pub mod promise;
pub mod query;
pub mod question;
pub mod recognition;
pub mod report;
pub mod route;
pub mod search;
pub mod session;
pub mod story;
pub mod subject;
pub mod thanks;
pub mod view;
pub mod vote;
pub mod week;

/// Names of the headers that are part of the contract.
pub mod header {
    /// A key of the client's own choice, up to 64 characters: the same request with the same key is done once.
    pub const IDEMPOTENCY_KEY: &str = "idempotency-key";
    /// Set to `true` on an answer that was stored under its key and is replayed.
    pub const IDEMPOTENCY_REPLAYED: &str = "idempotency-replayed";
    /// The id of the request in logs and problems.
    pub const REQUEST_ID: &str = "fanfare-request-id";
    /// The version of the community's public state an answer was made from.
    pub const VERSION: &str = "fanfare-version";
}
