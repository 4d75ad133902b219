//! The domain and the contract of Fanfare.
//!
//! Everything here is pure: no clock, no randomness, no input or output, no JavaScript, nothing asynchronous.
//! Time, identifiers and random bytes come in as arguments, so every decision can be tested natively and
//! recomputed later. Modules stand in reading order: values, then rules over values, then the wire.

pub mod ids;
pub mod language;
pub mod markdown;
pub mod media;
pub mod person;
pub mod settings;
pub mod state;
pub mod text;
pub mod time;

pub mod code;
pub mod complaint;
pub mod contest;
pub mod cursor;
pub mod edit;
pub mod event;
pub mod feature;
pub mod hexadecimal;
mod json;
pub mod level;
pub mod log;
pub mod name;
pub mod owner;
pub mod policy;
pub mod promise;
pub mod ranking;
pub mod recognition;
pub mod search;
pub mod slug;
pub mod sort;
pub mod story;
mod tagged;
pub mod unicode;
pub mod visibility;

pub mod api;
