//! The contest object: one per contest, named by community and contest, the only writer of its log.
//!
//! Invariant: what counts is a leaf before it is anything else: a ballot's leaf, its row, the totals and the key of
//! the caller are one [`crate::community::store::Store::write`]. Nothing is signed inside a transaction: Ed25519 is
//! deterministic, so a signature can be made again from what is kept.

pub mod amend;
pub mod ballot;
pub mod challenge;
pub mod close;
pub mod context;
pub mod crowd;
pub mod decision;
pub mod due;
pub mod entry;
pub mod letters;
pub mod log;
pub mod message;
pub mod picture;
pub mod publish;
pub mod rows;
pub mod schema;
pub mod signer;
pub mod telling;
pub mod view;

#[cfg(target_arch = "wasm32")]
mod object;
