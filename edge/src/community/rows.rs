//! The rows of a community: the only statements over its tables, by noun.

pub mod answers;
pub mod codes;
pub mod comments;
pub mod contests;
pub mod edits;
pub mod events;
pub mod expiry;
pub mod features;
pub mod guests;
pub mod imports;
pub mod media;
pub mod moderation;
pub mod notices;
pub mod outbox;
pub mod overlay;
pub mod people;
pub mod questions;
pub mod reports;
pub mod search;
pub mod seen;
pub mod staff;
pub mod stories;
pub mod story_votes;
pub mod subjects;
pub mod votes;
pub mod words;
