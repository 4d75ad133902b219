//! The community object: one per community, named by its slug, the only writer of its tables.
//!
//! Invariant: a write is one [`store::Store::write`], so it is done whole or not at all, and its reply is kept
//! with it. Memory here is a cache: killing the object at any point loses nothing that was acknowledged.

pub mod answer;
pub mod body;
pub mod cached;
pub mod comment;
pub mod complaint;
pub mod contest;
pub mod context;
pub mod contribution;
pub mod due;
pub mod edit;
#[cfg(feature = "fault-injection")]
pub(crate) mod fault;
pub mod feature;
pub mod import;
pub mod level;
pub mod limiter;
pub mod lists;
pub mod me;
pub mod media;
pub mod member;
pub mod moderation;
pub mod namesake;
pub mod notice;
pub mod operation;
pub mod outbox;
pub mod overlay;
pub mod owner;
pub mod promise;
pub mod question;
pub mod recognition;
pub mod replay;
pub mod report;
pub mod request;
pub mod revision;
pub mod rows;
pub mod schema;
pub mod search;
pub mod session;
pub mod settings;
pub mod sql;
pub mod sso;
pub mod store;
pub mod story;
pub mod subject;
pub mod target;
pub mod view;
pub mod vote;
pub mod week;

#[cfg(target_arch = "wasm32")]
mod object;
