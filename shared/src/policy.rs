//! Who may do what, as functions over values. Invariant: every permission is decided here; the object asks
//! before it writes, the widget asks before it offers. [`crate::state`] says what can follow what,
//! [`crate::visibility`] who sees what; both are asked as well.

#[cfg(test)]
pub(crate) mod example;
mod moderate;
mod recognize;
mod refusal;
mod respond;
mod role;
mod write;

pub use moderate::{may_moderate, may_read_queue, needs_reason};
pub use recognize::{may_read_statement, may_redeem, may_thank};
pub use refusal::Refusal;
pub use respond::{may_accept, may_act, may_mark_complaint, may_report, may_vote, reports_hide};
pub use role::{may_hold_role, may_set_role};
pub use write::{edit_must_wait, may_edit, may_link, may_remove, may_write, must_wait};
