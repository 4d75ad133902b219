//! What a person does, and what follows at once. Invariant: every act shows within the same frame.

use std::rc::Rc;

use shared::api::moderation::Moderate;
use shared::api::view::View;
use shared::ids::{QuestionId, Target};
use shared::settings::Writers;
use shared::state::Act;

use super::effect::{Effect, Purpose};
use super::forms;
use super::voting::Wish;
use super::write::Write;
use super::{Remedy, State, merge, votes};
use crate::action::{Action, Destination, Step};
use crate::draft::{self, KeptDraft};
use crate::surface::{Field, Form, Phase, Progress};

/// The shortest title that is looked up: one Chinese word.
const SHORTEST_LOOKUP: usize = 2;

impl State {
    pub(super) fn act(&mut self, action: Action, key: &str) -> Vec<Effect> {
        match action {
            Action::Go(destination) => self.go(destination),
            Action::Again => {
                let place = self.missed.take().unwrap_or_else(|| self.place.clone());
                self.load(place)
            }
            Action::More => self.more(),
            Action::ShowNews => self.show_news(),
            Action::Typed(form, field, value) => self.typed(&form, field, value),
            Action::Open(form) => self.open(form),
            Action::Cancel(form) => self.cancel(&form),
            Action::Send(form) => self.send(&form, key),
            Action::Menu(target) => {
                self.surface.menu = target;
                Vec::new()
            }
            Action::Suggest(step) => self.suggest(step),
            Action::Vote(target, value) => self.wish(
                Purpose::Vote(target.clone()),
                &target,
                Wish {
                    value,
                    reason: None,
                    notify: None,
                },
                key,
            ),
            Action::Follow(question, notify) => self.follow(question, notify, key),
            Action::Accept(answer) => match self.open_question() {
                Some(question) => self.write(Write::Accept(question, answer), key),
                None => Vec::new(),
            },
            Action::Thank(target, given) => self.write(Write::Thank(target, given), key),
            Action::Remove(target) => self.write(Write::Remove(target), key),
            Action::Decide(target, act) => self.decide(target, act, key),
            Action::Undo(id) => match self.dismiss(id) {
                Some(Remedy::Undo(action)) => self.act(action, key),
                Some(Remedy::Retry { .. }) | None => Vec::new(),
            },
            Action::Retry(id) => match self.dismiss(id) {
                Some(Remedy::Retry { purpose, write, key }) => self.retry(purpose, write, key),
                Some(Remedy::Undo(_)) | None => Vec::new(),
            },
            Action::Dismiss(id) => {
                self.dismiss(id);
                Vec::new()
            }
            Action::Claim(claim) => {
                self.surface.claimable = 0;
                vec![Effect::Claim(claim)]
            }
            Action::SignOut => vec![Effect::SignOut],
        }
    }

    fn go(&mut self, destination: Destination) -> Vec<Effect> {
        self.surface.menu = None;
        let mut place = self.place.clone();
        place.cursor = None;
        match destination {
            Destination::Questions { sort, tag, query } => {
                place.question = None;
                place.sort = Some(sort.as_str().to_owned());
                place.tag = tag;
                place.query = query;
            }
            Destination::Question(id) => place.question = Some(id.to_string()),
        }
        self.load(place)
    }

    fn more(&mut self) -> Vec<Effect> {
        let Some(cursor) = merge::cursor(&self.surface.view) else {
            return Vec::new();
        };
        if self.surface.more == Progress::Busy {
            return Vec::new();
        }
        let cursor = cursor.to_owned();
        self.surface.more = Progress::Busy;
        vec![Effect::LoadMore(self.place.clone(), cursor)]
    }

    fn show_news(&mut self) -> Vec<Effect> {
        let Some((view, etag)) = self.latest.take() else {
            return Vec::new();
        };
        self.show(view, etag);
        vec![Effect::Overlay(self.place.clone()), Effect::Arrive]
    }

    fn typed(&mut self, form: &Form, field: Field, value: String) -> Vec<Effect> {
        let title = value.trim().to_owned();
        if !forms::typed(&mut self.surface, form, field, value) {
            return Vec::new();
        }
        self.keys.forget(form);
        let mut effects = self.keep(form);
        if *form == Form::Ask && field == Field::Title {
            self.lookup = self.lookup.wrapping_add(1);
            self.surface.suggestions.chosen = None;
            self.surface.suggestions.closed = false;
            if title.chars().count() < SHORTEST_LOOKUP {
                self.surface.suggestions.found.clear();
                effects.push(Effect::StopLookup);
            } else {
                effects.push(Effect::Lookup {
                    number: self.lookup,
                    title,
                });
            }
        }
        effects
    }

    /// Keeps what a form holds by now.
    pub(super) fn keep(&mut self, form: &Form) -> Vec<Effect> {
        let Some(name) = draft::name(form, &self.place) else {
            return Vec::new();
        };
        let now = self.surface.context.now.unwrap_or_default();
        let key = self.keys.get(form);
        let kept = self
            .surface
            .draft(form)
            .map(|draft| KeptDraft::of(draft, key, now));
        vec![Effect::Keep(name, kept.filter(|kept| !kept.is_empty()))]
    }

    fn open(&mut self, form: Form) -> Vec<Effect> {
        self.surface.menu = None;
        if self.surface.draft(&form).is_none() {
            let words = self.standing_words(&form);
            let draft = forms::draft(&mut self.surface, &form);
            for (field, value) in words {
                draft.set(field, value);
            }
        }
        let mut effects = if draft::is_kept(&form) {
            vec![Effect::Restore(form.clone())]
        } else {
            Vec::new()
        };
        effects.push(Effect::Focus(form));
        effects
    }

    /// The words an edit begins with.
    fn standing_words(&self, form: &Form) -> Vec<(Field, String)> {
        let Form::Edit(target) = form else {
            return Vec::new();
        };
        merge::words(&self.surface.view, &self.surface.overlay, target)
    }

    fn cancel(&mut self, form: &Form) -> Vec<Effect> {
        forms::put_away(&mut self.surface, form);
        self.keys.forget(form);
        self.end_lookup(form);
        draft::name(form, &self.place)
            .map(|name| Effect::Keep(name, None))
            .into_iter()
            .collect()
    }

    pub(super) fn end_lookup(&mut self, form: &Form) {
        if *form == Form::Ask {
            self.lookup = self.lookup.wrapping_add(1);
            self.surface.suggestions = Default::default();
        }
    }

    pub(super) fn send(&mut self, form: &Form, key: &str) -> Vec<Effect> {
        let draft = forms::draft(&mut self.surface, form).clone();
        if draft.phase == Phase::Sending {
            return Vec::new();
        }
        if *form == Form::Search {
            let query = Some(draft.title.trim().to_owned()).filter(|query| !query.is_empty());
            return self.go(Destination::Questions {
                sort: Default::default(),
                tag: None,
                query,
            });
        }
        let needs_words = !matches!(form, Form::NotRight(_) | Form::Name);
        let Some(write) = forms::write(&draft, &self.place) else {
            return Vec::new();
        };
        if needs_words && forms::is_empty(&draft) {
            return Vec::new();
        }
        if !matches!(form, Form::SignIn) && !self.may_write() {
            forms::draft(&mut self.surface, form).phase = Phase::SignInFirst;
            self.after_sign_in = Some(form.clone());
            return vec![Effect::AskSignIn];
        }
        let key = self.keys.of(form, key);
        forms::draft(&mut self.surface, form).phase = Phase::Sending;
        self.end_lookup(form);
        let mut effects = self.keep(form);
        effects.push(Effect::StopLookup);
        if let Write::Vote(target, vote) = &write {
            let wish = Wish {
                value: vote.value,
                reason: vote.reason.clone(),
                notify: vote.notify,
            };
            effects.extend(self.wish(Purpose::Form(form.clone()), target, wish, &key));
        } else {
            effects.push(Effect::Send {
                purpose: Purpose::Form(form.clone()),
                write,
                key,
            });
        }
        effects
    }

    /// Whether the community takes words of this person, as far as is known here; the server decides.
    fn may_write(&self) -> bool {
        let tier = self.surface.overlay.me.as_ref().map(|me| me.tier);
        match self.surface.context.community.writers {
            Writers::Everyone => true,
            Writers::SignedIn => tier.is_some_and(shared::person::Tier::is_signed_in),
            Writers::Sso => tier == Some(shared::person::Tier::Sso),
        }
    }

    /// Arrow keys walk through the suggestions and out again at both ends.
    fn suggest(&mut self, step: Step) -> Vec<Effect> {
        let suggestions = &mut self.surface.suggestions;
        let last = suggestions.found.len().checked_sub(1);
        suggestions.chosen = match (step, suggestions.chosen) {
            (Step::Close, _) => None,
            (Step::Next, None) => last.map(|_| 0),
            (Step::Next, Some(chosen)) => chosen
                .checked_add(1)
                .filter(|next| last.is_some_and(|last| *next <= last)),
            (Step::Previous, None) => last,
            (Step::Previous, Some(chosen)) => chosen.checked_sub(1),
        };
        suggestions.closed = step == Step::Close;
        Vec::new()
    }

    /// A vote: it shows at once, and what goes out goes out one at a time.
    pub(super) fn wish(&mut self, purpose: Purpose, target: &Target, wish: Wish, key: &str) -> Vec<Effect> {
        let surface = &mut self.surface;
        let (view, overlay) = (
            Rc::make_mut(&mut surface.view),
            Rc::make_mut(&mut surface.overlay),
        );
        let sending = self.voting.wish(view, overlay, target, wish, key.to_owned());
        sending
            .into_iter()
            .map(|(write, key)| Effect::Send {
                purpose: purpose.clone(),
                write,
                key,
            })
            .collect()
    }

    /// To be told, one has to be known: without an address the sign-in follows. Others say *me too* by it; the
    /// asker only switches it.
    fn follow(&mut self, question: QuestionId, notify: bool, key: &str) -> Vec<Effect> {
        let target = Target::Question(question);
        let own = self.surface.overlay.mine.contains(&target);
        let value = votes::mine(&self.surface.overlay, &target).max(i8::from(notify && !own));
        let wish = Wish {
            value,
            reason: None,
            notify: Some(notify),
        };
        let mut effects = self.wish(Purpose::Vote(target.clone()), &target, wish, key);
        let known = self
            .surface
            .overlay
            .me
            .as_ref()
            .is_some_and(|me| me.email.is_some() || me.tier.is_signed_in());
        if notify && !known {
            effects.push(Effect::AskSignIn);
        }
        effects
    }

    fn decide(&mut self, target: Target, act: Act, key: &str) -> Vec<Effect> {
        let body = Moderate {
            act,
            reason: String::new(),
            code: None,
            duplicate_of: None,
        };
        self.write(Write::Moderate(target, body), key)
    }

    /// A write without a form; one at a time for each thing.
    fn write(&mut self, write: Write, key: &str) -> Vec<Effect> {
        self.surface.menu = None;
        let target = write.target();
        if target.as_ref().is_some_and(|target| self.surface.is_busy(target)) {
            return Vec::new();
        }
        self.surface.busy.extend(target);
        vec![Effect::Send {
            purpose: Purpose::Act,
            write,
            key: key.to_owned(),
        }]
    }

    fn retry(&mut self, purpose: Purpose, write: Write, key: String) -> Vec<Effect> {
        match write {
            Write::Vote(target, vote) => {
                let wish = Wish {
                    value: vote.value,
                    reason: vote.reason,
                    notify: vote.notify,
                };
                self.wish(purpose, &target, wish, &key)
            }
            write => self.write(write, &key),
        }
    }

    /// The page has no sign-in of its own: ours is shown, if this community has it.
    pub(super) fn offer_sign_in(&mut self) -> Vec<Effect> {
        if !self.surface.context.community.email_sign_in {
            return Vec::new();
        }
        self.open(Form::SignIn)
    }

    fn open_question(&self) -> Option<QuestionId> {
        match &*self.surface.view {
            View::Question(page) => Some(page.question.summary.id.clone()),
            View::Questions(_) => None,
        }
    }
}
