//! The pages of contests: read, entered, voted in, checked and made without scripts.
//!
//! Invariant: a page that knows who reads is never kept; it shows of counts what the contest's object shows
//! everybody; a rule is said from the data that was frozen, in every language.

pub mod card;
pub mod check;
pub mod decide;
pub mod draft;
pub mod embed;
pub mod enter;
pub mod entry;
pub mod held;
pub mod list;
pub mod make;
pub mod receipt;
pub mod report;
pub mod rules;
pub mod scene;
pub mod share;
pub mod show;
pub mod vote;
pub mod waiting;
pub mod when;
pub mod words;
