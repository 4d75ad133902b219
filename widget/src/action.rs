//! What a person does. Components turn every press and key into one of these; the application decides what
//! follows. At the edge nobody listens.

use shared::api::question::Sort;
use shared::ids::{AnswerId, QuestionId, Target};
use shared::state::Act;

use crate::surface::{Field, Form};

/// What a person does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Goes somewhere inside the surface.
    Go(Destination),
    /// Wants what did not load.
    Again,
    /// Wants the next page of the list.
    More,
    /// Wants what came meanwhile.
    ShowNews,
    /// Typed in a field.
    Typed(Form, Field, String),
    /// Opens a form that opens on demand; editing begins with the words that stand.
    Open(Form),
    /// Puts a form away; what was typed in it is forgotten.
    Cancel(Form),
    /// Sends a form. Sent again after a failure, it is the same send.
    Send(Form),
    /// Opens the menu of something, or with `None` the one that is open is closed.
    Menu(Option<Target>),
    /// Moves among the similar questions.
    Suggest(Step),
    /// Says *me too* or *this helped me* (1), or withdraws it (0).
    Vote(Target, i8),
    /// Wants to be told when a question is answered, or not anymore.
    Follow(QuestionId, bool),
    /// Says that an answer solved it, or with `None` withdraws that.
    Accept(Option<AnswerId>),
    /// Thanks for the brand, or with `false` withdraws it.
    Thank(Target, bool),
    /// Takes one's own words back.
    Remove(Target),
    /// Decides something that needs no reason: approve, restore, reopen, undispute.
    Decide(Target, Act),
    /// Takes back what a notice tells.
    Undo(u32),
    /// Tries again what a notice tells failed.
    Retry(u32),
    /// Puts a notice away.
    Dismiss(u32),
    /// Makes mine what a guest did on this device, or with `false` not.
    Claim(bool),
    /// Ends the session on this device.
    SignOut,
}

/// Where one can go inside a surface.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// The list, in this order, with this tag or search.
    Questions {
        /// The order.
        sort: Sort,
        /// Only this tag.
        tag: Option<String>,
        /// Only what this search finds.
        query: Option<String>,
    },
    /// One question.
    Question(QuestionId),
}

/// A move among the similar questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The next, after the last none.
    Next,
    /// The one before, before the first none.
    Previous,
    /// None, and they are put away until the title changes.
    Close,
}
