//! Receipts of contests by mail.
//!
//! Invariant: one letter for a person and a checkpoint, however often the contest tells of it; none to who stopped them.

use shared::ids::{ContestId, PersonId};

use crate::community::context::Context;
use crate::community::rows::{contests, notices};
use crate::community::{due, outbox};
use crate::contest::message::{Message, ReceiptLetter};
use crate::failure::Failure;
use crate::reply::Reply;

/// Takes a receipt that its voter wants by mail.
///
/// # Errors
/// When SQLite fails.
pub fn take(context: &Context<'_>, letter: &ReceiptLetter) -> Result<Reply, Failure> {
    let ReceiptLetter { contest, person, .. } = letter;
    if contests::is_next_letter(context.sql, person, contest, letter.size)? {
        if letter.is_first {
            // They asked for it again since they stopped it.
            notices::resume(context.sql, person, contest.as_str())?;
        }
        if let Some((contest, _)) = contests::get(context.sql, contest)? {
            outbox::notify_receipt(context, letter, &contest.rules.title)?;
        }
    }
    Ok(Reply::empty(200))
}

/// Tells a contest that a voter wants no letters anymore.
///
/// # Errors
/// When SQLite fails.
pub fn stopped(context: &Context<'_>, contest: &ContestId, person: PersonId) -> Result<(), Failure> {
    contests::send(context.sql, contest, &Message::NoLetters { person })?;
    due::at(context.sql, due::CONTESTS, context.now)
}
