//! The community object: one per community, named by its slug, the only writer of its tables.
//!
//! Invariant: a write is one [`store::Store::write`], so it is done whole or not at all, and its reply is kept
//! with it. Memory here is a cache: killing the object at any point loses nothing that was acknowledged.

pub mod sql;
pub mod store;
pub mod schema;
pub mod context;
pub mod request;
pub mod body;
pub mod cached;
#[cfg(feature = "fault-injection")]
mod fault;
pub mod limiter;
pub mod replay;
pub mod operation;
pub mod settings;
pub mod contribution;
pub mod target;
pub mod edit;
pub mod revision;
pub mod question;
pub mod answer;
pub mod comment;
pub mod vote;
pub mod report;
pub mod moderation;
pub mod view;
pub mod overlay;
pub mod search;
pub mod subject;
pub mod session;
pub mod sso;
pub mod me;
pub mod member;
pub mod import;
pub mod outbox;
pub mod due;
pub mod rows;

#[cfg(target_arch = "wasm32")]
mod object;
