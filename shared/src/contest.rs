//! Contests: rules that are data, a log of everything that counts, and a tally anyone can make again.
//!
//! Invariant: the result is a function of the log and its openings alone ([`ledger`]); the object that keeps a
//! contest, the command and the browser run the same one.

pub mod acceptance;
pub mod amendment;
pub mod batch;
pub mod commitment;
pub mod count;
pub mod deciding;
pub mod leaf;
pub mod ledger;
pub mod line;
pub mod order;
pub mod replay;
pub mod rules;
pub mod share;
pub mod standing;
pub mod tally;
pub mod tampering;
pub mod verify;
