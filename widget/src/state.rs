//! What the application knows and how it changes: pure, so that every rule is tested natively.

#[cfg(test)]
mod sample;
pub mod votes;
pub mod write;
