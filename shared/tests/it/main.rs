//! The contract, read from outside.

mod compat;
mod contest;
mod laws;
mod openapi;
mod recognition;
mod wire;
