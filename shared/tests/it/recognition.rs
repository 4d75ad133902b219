//! Recognition, read from outside: laws, a generated community whose truth is known, and a real one.

mod coffee;
mod community;
mod fair;
mod input;
mod later;
mod laws;
mod levels;
mod sums;
