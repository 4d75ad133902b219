//! Laws that hold for every input, hostile ones included.

mod cursor;
mod markdown;
mod name;
mod ranking;
mod search;
mod state;
mod text;
