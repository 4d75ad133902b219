//! Laws that hold for every input, hostile ones included.

mod cursor;
mod log;
mod markdown;
mod media;
mod name;
mod ranking;
mod search;
mod state;
mod text;
mod video;
