//! What the end-to-end tests stand on: a server that is the real runtime, clients by authority, and the contract
//! every answer is held against.
//!
//! Invariant: nothing here knows how Fanfare works inside; what a test knows, it learned over HTTP.

pub mod assertions;
pub mod client;
pub mod command;
pub mod community;
pub mod contract;
pub mod database;
pub mod fixtures;
pub mod jwt;
pub mod kept;
pub mod mailbox;
pub mod pictures;
pub mod random;
pub mod real_input;
pub mod server;
pub mod stub;
pub mod wait;
