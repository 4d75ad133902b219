//! What the server said to a write. Invariant: what could not be kept is undone on the screen, and the
//! words of it are still in their form.

use std::rc::Rc;

use shared::ids::Target;
use shared::state::State as Stands;

use super::effect::{Effect, Purpose};
use super::forms;
use super::trouble::CallError;
use super::write::{Reply, Write};
use super::{Remedy, State, merge};
use crate::action::Action;
use crate::draft;
use crate::surface::{Draft, Form, NoticeKind, Phase, Trouble};

impl State {
    pub(super) fn replied(&mut self, purpose: Purpose, write: Write, reply: Reply) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.surface.overlay.me.is_none() && write.needs_session() {
            // The first write made a guest.
            effects.push(Effect::Overlay(self.place.clone()));
        }
        if let Some(target) = write.target() {
            self.surface.busy.retain(|busy| *busy != target);
        }
        // What is shown is no longer what the server said, so the next poll compares anew.
        self.etag = None;
        let phase = self.merge(&write, reply, &mut effects);
        if let Purpose::Form(form) = purpose {
            self.keys.forget(&form);
            effects.extend(draft::name(&form, &self.place).map(|name| Effect::Keep(name, None)));
            forms::put_away(&mut self.surface, &form);
            if matches!(form, Form::Ask | Form::Answer | Form::Comment(_) | Form::SignIn) {
                // Where a link went is told beside it.
                let email = match write {
                    Write::EmailLink(ask) => ask.email,
                    _ => String::new(),
                };
                self.surface.drafts.push(Draft {
                    phase,
                    email,
                    ..Draft::new(form)
                });
            }
        }
        effects
    }

    /// Puts what the server said on the screen; gives back how the form stands now.
    fn merge(&mut self, write: &Write, reply: Reply, effects: &mut Vec<Effect>) -> Phase {
        let now = self.now();
        let promise = self.surface.context.community.promised(now);
        let waiting = |state: Stands| {
            if state == Stands::Waiting {
                Phase::Waiting(promise)
            } else {
                Phase::Sent(None)
            }
        };
        let surface = &mut self.surface;
        let (view, overlay) = (
            Rc::make_mut(&mut surface.view),
            Rc::make_mut(&mut surface.overlay),
        );
        match reply {
            Reply::Question(question) => {
                let phase = waiting(question.summary.state);
                let waits = matches!(write, Write::EditQuestion(_, edit) if edit.markdown.as_ref().is_some_and(|text| *text != question.markdown));
                merge::question(view, overlay, *question);
                self.notify_edit(write, waits);
                phase
            }
            Reply::Answer(answer) => {
                let phase = waiting(answer.state);
                let waits = matches!(write, Write::EditAnswer(_, edit) if edit.markdown != answer.markdown);
                merge::answer(view, overlay, *answer);
                self.notify_edit(write, waits);
                phase
            }
            Reply::Comment(comment) => {
                let phase = waiting(comment.state);
                let waits = matches!(write, Write::EditComment(_, edit) if edit.text != comment.text);
                merge::comment(view, overlay, *comment);
                self.notify_edit(write, waits);
                phase
            }
            Reply::Vote(vote) => {
                let next = self.voting.counted(view, overlay, &vote);
                let target = vote.target;
                effects.extend(next.map(|(write, key)| Effect::Send {
                    purpose: Purpose::Vote(target),
                    write,
                    key,
                }));
                self.notify_vote(write);
                Phase::Sent(None)
            }
            Reply::Thanks(thanks) => {
                merge::thanked(view, thanks);
                Phase::Sent(None)
            }
            Reply::Moderated(moderated) => {
                merge::stands(view, overlay, &moderated.target, moderated.state);
                if let Some(queue) = &mut overlay.queue {
                    *queue = queue.saturating_sub(1);
                }
                if let Write::Moderate(target, decision) = write {
                    self.notify(NoticeKind::Decided(decision.act), Some(target.clone()), None);
                }
                // A caution, or what a duplicate points to, is more than a state. What was rejected is in no answer of the
                // server: it stays where it is, with the way back.
                if moderated.state != Stands::Rejected {
                    effects.extend(self.load(self.place.clone()));
                }
                Phase::Sent(None)
            }
            Reply::Me(me) => {
                overlay.me = Some(*me);
                Phase::Sent(None)
            }
            Reply::Claimed(claimed) => {
                self.notify(
                    NoticeKind::Claimed(claimed.contributions, claimed.votes),
                    None,
                    None,
                );
                effects.extend(self.load(self.place.clone()));
                Phase::Sent(None)
            }
            Reply::LinkAsked(asked) => Phase::Sent(Some(asked.expires_at)),
            Reply::Done => {
                self.done(write, effects);
                Phase::Sent(None)
            }
        }
    }

    fn notify_edit(&mut self, write: &Write, waits: bool) {
        let kind = match write {
            Write::EditQuestion(..) | Write::EditAnswer(..) | Write::EditComment(..) if waits => {
                NoticeKind::EditWaits
            }
            Write::EditQuestion(..) | Write::EditAnswer(..) | Write::EditComment(..) => NoticeKind::Edited,
            Write::Accept(question, answer) => {
                let kind = if answer.is_some() {
                    NoticeKind::Solved
                } else {
                    NoticeKind::NotSolved
                };
                let undo = answer.is_some().then_some(Remedy::Undo(Action::Accept(None)));
                return self.notify(kind, Some(Target::Question(question.clone())), undo);
            }
            _ => return,
        };
        self.notify(kind, write.target(), None);
    }

    fn notify_vote(&mut self, write: &Write) {
        let Write::Vote(target, vote) = write else { return };
        if self.voting.is_going(target) {
            return;
        }
        let undo = |value| Some(Remedy::Undo(Action::Vote(target.clone(), value)));
        let (kind, remedy) = match (vote.value, vote.notify) {
            (_, Some(true)) => (NoticeKind::Following, None),
            (_, Some(false)) => (NoticeKind::NotFollowing, None),
            (-1, None) => (NoticeKind::NotRight, undo(0)),
            (0, None) => (NoticeKind::VoteWithdrawn, undo(1)),
            // *Me too* says itself: the button is chosen, and pressing it again withdraws.
            _ => return,
        };
        self.notify(kind, Some(target.clone()), remedy);
    }

    fn done(&mut self, write: &Write, effects: &mut Vec<Effect>) {
        match write {
            Write::Report(report) => self.notify(NoticeKind::Reported, Some(report.target.clone()), None),
            Write::Remove(target) => {
                let surface = &mut self.surface;
                let (view, overlay) = (
                    Rc::make_mut(&mut surface.view),
                    Rc::make_mut(&mut surface.overlay),
                );
                merge::stands(view, overlay, target, Stands::Removed);
                self.notify(NoticeKind::Removed, Some(target.clone()), None);
            }
            Write::Accept(..) => {
                self.notify_edit(write, false);
                effects.extend(self.load(self.place.clone()));
            }
            _ => {}
        }
    }

    pub(super) fn refused(
        &mut self,
        purpose: Purpose,
        write: Write,
        key: String,
        error: CallError,
    ) -> Vec<Effect> {
        let mismatch = error.code() == Some(shared::api::problem::Code::IdempotencyMismatch);
        let trouble = error.trouble(self.now());
        let mut effects = if trouble == Trouble::SignInNeeded {
            vec![Effect::AskSignIn]
        } else {
            Vec::new()
        };
        let target = write.target();
        self.surface.busy.retain(|busy| Some(busy) != target.as_ref());
        if let Write::Vote(target, _) = &write {
            let surface = &mut self.surface;
            let (view, overlay) = (
                Rc::make_mut(&mut surface.view),
                Rc::make_mut(&mut surface.overlay),
            );
            self.voting.refused(view, overlay, target);
        }
        if let Purpose::Form(form) = purpose {
            if mismatch || !trouble.can_retry() {
                self.keys.forget(&form);
            }
            if trouble == Trouble::SignInNeeded {
                self.after_sign_in = Some(form.clone());
            }
            forms::failed(&mut self.surface, &form, trouble);
            effects.extend(self.keep(&form));
        } else {
            let retry = trouble
                .can_retry()
                .then_some(Remedy::Retry { purpose, write, key });
            self.notify(NoticeKind::Failed(trouble), target, retry);
        }
        effects
    }
}
