//! The rows of a community: the only statements over its tables, by noun.

pub mod answers;
pub mod comments;
pub mod expiry;
pub mod people;
pub mod questions;
pub mod subjects;
