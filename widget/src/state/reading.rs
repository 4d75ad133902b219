//! What was read, and how it gets on the screen. Invariant: an answer to a question nobody asks anymore
//! changes nothing, and nothing a person reads moves by itself.

use std::rc::Rc;

use shared::api::overlay::Overlay;
use shared::api::view::View;
use shared::time::Millis;

use super::effect::Effect;
use super::event::Read;
use super::forms;
use super::{State, merge};
use crate::draft::KeptDraft;
use crate::place::Place;
use crate::surface::{Form, Phase, Progress};

impl State {
    /// Goes to a place; what is shown stays until its content is there.
    pub(super) fn load(&mut self, place: Place) -> Vec<Effect> {
        self.surface.loading = Progress::Busy;
        self.going = Some(place.clone());
        vec![Effect::Load(place)]
    }

    /// What is to be done at the beginning. Of newer data than the painted, what would move the page waits.
    pub fn begin(&mut self, painted: &[String]) -> Vec<Effect> {
        if let Some(held) = merge::as_painted(&self.surface.view, painted) {
            let latest = std::mem::replace(&mut self.surface.view, Rc::new(held));
            let etag = self.etag.take();
            self.surface.news = merge::news(&self.surface.view, &latest, &self.surface.overlay);
            self.latest = Some((latest, etag));
        }
        let form = if self.place.question.is_some() {
            Form::Answer
        } else {
            Form::Ask
        };
        vec![Effect::Restore(form), Effect::Overlay(self.place.clone())]
    }

    pub(super) fn host_moved(&mut self, place: Place) -> Vec<Effect> {
        if place == self.place {
            // Not the place, then the person.
            return vec![Effect::Overlay(place)];
        }
        self.load(place)
    }

    pub(super) fn restored(&mut self, form: &Form, kept: &KeptDraft) -> Vec<Effect> {
        if self
            .surface
            .draft(form)
            .is_some_and(|draft| !forms::is_empty(draft) && !matches!(form, Form::Edit(_)))
        {
            return Vec::new();
        }
        kept.fill(forms::draft(&mut self.surface, form));
        if let Some(key) = &kept.key {
            self.keys.set(form, key.clone());
        }
        Vec::new()
    }

    pub(super) fn read(&mut self, read: Read, key: &str) -> Vec<Effect> {
        match read {
            Read::Page(place, view, etag) if self.going.as_ref() == Some(&place) => {
                self.arrive(place, *view, etag)
            }
            Read::More(place, view) if self.place == place => {
                self.surface.more = Progress::Rest;
                merge::append(Rc::make_mut(&mut self.surface.view), *view);
                Vec::new()
            }
            Read::Latest(place, view, etag) if self.place == place && self.going.is_none() => {
                self.compare(*view, etag);
                Vec::new()
            }
            Read::Overlay(place, overlay) if self.place == place => self.overlay(*overlay, key),
            Read::Similar(number, matches) if self.lookup == number => {
                self.surface.suggestions.found = matches;
                self.surface.suggestions.chosen = None;
                Vec::new()
            }
            Read::Failed(place, error) if self.going.as_ref() == Some(&place) => {
                self.missed = self.going.take();
                self.surface.loading = Progress::Failed(error.trouble(self.now()));
                Vec::new()
            }
            Read::MoreFailed(place, error) if self.place == place => {
                self.surface.more = Progress::Failed(error.trouble(self.now()));
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn arrive(&mut self, place: Place, view: View, etag: Option<String>) -> Vec<Effect> {
        let moved = self.place != place;
        self.going = None;
        self.surface.loading = Progress::Rest;
        self.place = place;
        self.show(Rc::new(view), etag);
        let overlay = Effect::Overlay(self.place.clone());
        if !moved {
            return vec![overlay];
        }
        self.surface.notices.clear();
        self.surface.more = Progress::Rest;
        // Forms of the place before stay on this device, not on the screen.
        self.surface
            .drafts
            .retain(|draft| draft.form == Form::Search || draft.phase == Phase::Sending);
        let mut effects = vec![Effect::Remember(self.place.clone()), Effect::Arrive, overlay];
        effects.push(Effect::Restore(if self.place.question.is_some() {
            Form::Answer
        } else {
            Form::Ask
        }));
        effects
    }

    /// Shows what the server has, with votes on their way on top.
    pub(super) fn show(&mut self, view: Rc<View>, etag: Option<String>) {
        self.surface.view = view;
        self.surface.news = 0;
        self.etag = etag;
        self.latest = None;
        let shown = Rc::clone(&self.surface.overlay);
        let surface = &mut self.surface;
        self.voting.reapply(
            &shown,
            Rc::make_mut(&mut surface.view),
            Rc::make_mut(&mut surface.overlay),
        );
    }

    /// A poll found something: shown by itself only where nothing moves.
    fn compare(&mut self, view: View, etag: Option<String>) {
        if merge::same_order(&self.surface.view, &view) {
            self.show(Rc::new(view), etag);
        } else {
            self.surface.news = merge::news(&self.surface.view, &view, &self.surface.overlay);
            self.latest = Some((Rc::new(view), etag));
        }
    }

    fn overlay(&mut self, mut overlay: Overlay, key: &str) -> Vec<Effect> {
        // The view counts votes on their way already: of these the person's wish stands.
        overlay.votes.retain(|vote| !self.voting.is_going(&vote.target));
        let going = self
            .surface
            .overlay
            .votes
            .iter()
            .filter(|vote| self.voting.is_going(&vote.target));
        overlay.votes.extend(going.cloned());
        self.surface.overlay = Rc::new(overlay);
        let signed_in = self
            .surface
            .overlay
            .me
            .as_ref()
            .is_some_and(|me| me.tier.is_signed_in());
        match self.after_sign_in.take_if(|_| signed_in) {
            // The person pressed *send* before: nothing is asked twice.
            Some(form) => self.send(&form, key),
            None => Vec::new(),
        }
    }

    /// The connection came or went: what waited for it goes out.
    pub(super) fn connected(&mut self, online: bool, key: &str) -> Vec<Effect> {
        self.surface.online = online;
        match forms::queued(&self.surface) {
            Some(form) if online => self.send(&form, key),
            _ => Vec::new(),
        }
    }

    pub(super) fn tick(&mut self, now: Millis, visible: bool) -> Vec<Effect> {
        Rc::make_mut(&mut self.surface.context).now = Some(now);
        if !visible || !self.surface.online || self.going.is_some() {
            return Vec::new();
        }
        let known = self.latest.as_ref().map_or(&self.etag, |(_, etag)| etag);
        vec![Effect::Poll(self.place.clone(), known.clone())]
    }

    pub(super) fn now(&self) -> Millis {
        self.surface.context.now.unwrap_or_default()
    }
}
