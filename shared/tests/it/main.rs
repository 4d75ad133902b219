//! The contract, read from outside.

mod compat;
mod laws;
mod openapi;
mod wire;
