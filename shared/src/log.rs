//! An append-only log anyone can check: a Merkle tree after [RFC 6962](https://www.rfc-editor.org/rfc/rfc6962),
//! signed checkpoints after [tlog-checkpoint](https://c2sp.org/tlog-checkpoint), proofs after
//! [tlog-proof](https://c2sp.org/tlog-proof).
//!
//! Invariant: nothing here signs or keeps anything. Keys, signatures and the hashes of complete subtrees come in as
//! arguments, so the object that writes a log and whoever checks it run the same code.

pub mod checkpoint;
pub mod frontier;
pub mod hash;
pub mod key;
pub mod note;
pub mod proof;
pub mod receipt;
pub mod tree;
