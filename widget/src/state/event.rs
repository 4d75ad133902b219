//! What can happen: what a person does, what the server answers, what the browser tells.

use shared::api::overlay::Overlay;
use shared::api::search::Match;
use shared::api::view::View;
use shared::time::Millis;

use crate::action::Action;
use crate::draft::KeptDraft;
use crate::place::Place;
use crate::state::effect::Purpose;
use crate::state::trouble::CallError;
use crate::state::write::{Reply, Write};
use crate::surface::Form;

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// A person did something.
    Act(Action),
    /// The element's attributes, or the person, changed.
    HostMoved(Place),
    /// The page wants what is there now.
    Reload,
    /// A draft of an earlier visit was found.
    Restored {
        /// For which form.
        form: Form,
        /// What was kept.
        kept: KeptDraft,
    },
    /// Something was read.
    Read(Read),
    /// The server took a write.
    Replied {
        /// What it belonged to.
        purpose: Purpose,
        /// The write.
        write: Write,
        /// What the server said.
        reply: Reply,
    },
    /// A write did not succeed.
    Refused {
        /// What it belonged to.
        purpose: Purpose,
        /// The write.
        write: Write,
        /// Its key.
        key: String,
        /// Why.
        error: CallError,
    },
    /// The page has no sign-in of its own.
    SignInOffered,
    /// How much of what a guest did here can be claimed.
    Claimable(u32),
    /// The connection came or went.
    Online(bool),
    /// Time went by.
    Ticked {
        /// The moment now.
        now: Millis,
        /// Whether anyone can see the page.
        visible: bool,
    },
}

/// What was read.
#[derive(Debug, Clone, PartialEq)]
pub enum Read {
    /// What a place shows, and its tag.
    Page(Place, Box<View>, Option<String>),
    /// The next page of it.
    More(Place, Box<View>),
    /// What it shows by now, and its tag.
    Latest(Place, Box<View>, Option<String>),
    /// What is mine there; nobody's when the session ended.
    Overlay(Place, Box<Overlay>),
    /// What a lookup found.
    Similar(u32, Vec<Match>),
    /// A page did not come.
    Failed(Place, CallError),
    /// The next page did not come.
    MoreFailed(Place, CallError),
}
