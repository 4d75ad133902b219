//! What the application knows and how it changes: [`State::reduce`] takes what happened and gives back what
//! is to be done. Pure: time, keys and answers come in, so that every rule is tested natively.
//!
//! Invariant: nothing outside of `reduce` changes the state, and nothing in it waits.

mod answered;
pub mod effect;
pub mod event;
pub mod forms;
pub mod merge;
mod person;
mod reading;
#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;
pub mod trouble;
pub mod votes;
pub mod voting;
pub mod write;

use std::rc::Rc;

use shared::api::view::View;

use crate::action::Action;
use crate::place::Place;
use crate::state::effect::{Effect, Purpose};
use crate::state::event::Event;
use crate::state::forms::Keys;
use crate::state::voting::Voting;
use crate::state::write::Write;
use crate::surface::{Form, Notice, NoticeKind, Surface};

/// What the application knows: what is shown, and what stands behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// What is shown.
    pub surface: Surface,
    /// Where the visitor is.
    pub place: Place,
    /// Where the visitor goes, while that is on its way.
    going: Option<Place>,
    /// Where the visitor wanted to go and did not come.
    missed: Option<Place>,
    /// The tag of what is shown, as far as it came from the server unchanged.
    etag: Option<String>,
    /// What the server has by now, if it says more than is shown.
    latest: Option<(Rc<View>, Option<String>)>,
    keys: Keys,
    voting: Voting,
    /// What a notice takes back, or tries again, by its number.
    remedies: Vec<(u32, Remedy)>,
    /// What was sent when a sign-in was needed.
    after_sign_in: Option<Form>,
    /// Which lookup of similar questions is the latest.
    lookup: u32,
    last_notice: u32,
}

/// What a notice offers.
#[derive(Debug, Clone, PartialEq)]
enum Remedy {
    Undo(Action),
    Retry {
        purpose: Purpose,
        write: Write,
        key: String,
    },
}

/// How many notices stand at once; older ones leave.
const MOST_NOTICES: usize = 3;

impl State {
    /// The state at the beginning.
    pub fn new(surface: Surface, place: Place, etag: Option<String>) -> Self {
        Self {
            surface,
            place,
            going: None,
            missed: None,
            etag,
            latest: None,
            keys: Keys::default(),
            voting: Voting::default(),
            remedies: Vec::new(),
            after_sign_in: None,
            lookup: 0,
            last_notice: 0,
        }
    }

    /// Takes what happened; gives back what is to be done. `key` is a random key nobody used before.
    pub fn reduce(&mut self, event: Event, key: &str) -> Vec<Effect> {
        match event {
            Event::Act(action) => self.act(action, key),
            Event::HostMoved(place) => self.host_moved(place),
            Event::Reload => self.load(self.place.clone()),
            Event::Restored { form, kept } => self.restored(&form, &kept),
            Event::Read(read) => self.read(read, key),
            Event::Replied {
                purpose,
                write,
                reply,
            } => self.replied(purpose, write, reply),
            Event::Refused {
                purpose,
                write,
                key,
                error,
            } => self.refused(purpose, write, key, error),
            Event::SignInOffered => self.offer_sign_in(),
            Event::Claimable(claimable) => {
                self.surface.claimable = claimable;
                Vec::new()
            }
            Event::Online(online) => self.connected(online, key),
            Event::Ticked { now, visible } => self.tick(now, visible),
        }
    }

    fn notify(&mut self, kind: NoticeKind, about: Option<shared::ids::Target>, remedy: Option<Remedy>) {
        self.last_notice = self.last_notice.wrapping_add(1);
        let id = self.last_notice;
        let undo = matches!(remedy, Some(Remedy::Undo(_)));
        // A newer line about the same thing stands in for the older one.
        self.surface
            .notices
            .retain(|notice| about.is_none() || notice.about != about);
        self.surface.notices.push(Notice {
            id,
            kind,
            about,
            undo,
        });
        let surplus = self.surface.notices.len().saturating_sub(MOST_NOTICES);
        self.surface.notices.drain(..surplus);
        self.remedies.extend(remedy.map(|remedy| (id, remedy)));
        let notices = &self.surface.notices;
        self.remedies
            .retain(|(id, _)| notices.iter().any(|notice| notice.id == *id));
    }

    fn dismiss(&mut self, id: u32) -> Option<Remedy> {
        self.surface.notices.retain(|notice| notice.id != id);
        let index = self.remedies.iter().position(|(of, _)| *of == id)?;
        Some(self.remedies.swap_remove(index).1)
    }
}
