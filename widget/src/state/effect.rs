//! What is to be done after something happened. Invariant: an effect is data; whoever runs it answers with
//! an [`Event`](crate::state::event::Event).

use shared::ids::Target;

use crate::draft::KeptDraft;
use crate::place::Place;
use crate::state::write::Write;
use crate::surface::Form;

/// Something to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Reads what a place shows.
    Load(Place),
    /// Reads the page that begins at a cursor.
    LoadMore(Place, String),
    /// Looks whether there is something new; the tag is that of what is known.
    Poll(Place, Option<String>),
    /// Reads what is mine, if there is a session.
    Overlay(Place),
    /// Looks up what resembles a title, after a moment without typing. The lookup before is ended.
    Lookup {
        /// Which lookup.
        number: u32,
        /// The title.
        title: String,
    },
    /// Ends the lookup.
    StopLookup,
    /// Sends a write.
    Send {
        /// What it belongs to.
        purpose: Purpose,
        /// The write.
        write: Write,
        /// Its key.
        key: String,
    },
    /// Keeps a draft under a name, or forgets it.
    Keep(String, Option<KeptDraft>),
    /// Looks for what was kept of a form.
    Restore(Form),
    /// Remembers where the visitor is.
    Remember(Place),
    /// Puts the reader at the beginning of a new place.
    Arrive,
    /// Puts the caret into a form that was opened.
    Focus(Form),
    /// Asks the page for its own sign-in; when the page has none, ours is offered.
    AskSignIn,
    /// Makes mine what a guest did on this device, or forgets the guest.
    Claim(bool),
    /// Ends the session.
    SignOut,
}

/// What a write belongs to.
#[derive(Debug, Clone, PartialEq)]
pub enum Purpose {
    /// A form.
    Form(Form),
    /// A vote.
    Vote(Target),
    /// An act without a form.
    Act,
}
