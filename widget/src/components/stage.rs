//! What every part of a tree needs: where it stands, and who listens.

use std::rc::Rc;

use shared::api::question::QuestionView;
use shared::ids::{QuestionId, Target};
use shared::time::Millis;
use yew::Callback;

use crate::action::Action;
use crate::surface::{Context, Surface};
use crate::words::{Key, Words};

/// Where a part of a tree stands, and who listens.
#[derive(Debug, Clone, PartialEq)]
pub struct Stage {
    /// What is shown.
    pub surface: Rc<Surface>,
    /// Who is told what a person does; nobody at the edge.
    pub act: Callback<Action>,
}

impl Stage {
    /// Where, for whom and in which language.
    pub fn context(&self) -> &Context {
        &self.surface.context
    }

    /// The words of the language.
    pub fn words(&self) -> Words {
        Words(self.surface.context.language)
    }

    /// A text.
    pub fn text(&self, key: Key) -> &'static str {
        self.words().text(key)
    }

    /// Whether an application listens.
    pub fn is_live(&self) -> bool {
        // The application is always, what the edge paints never: known when each is compiled, so that neither carries what
        // the other shows.
        if cfg!(target_arch = "wasm32") {
            cfg!(feature = "csr")
        } else {
            self.surface.context.live
        }
    }

    /// The brand's name.
    pub fn brand(&self) -> &str {
        &self.surface.context.community.name
    }

    /// An `id` that is this surface's own.
    pub fn id(&self, name: &str) -> String {
        [&self.surface.context.prefix, "-", name].concat()
    }

    /// Whether the person of this session wrote it.
    pub fn is_mine(&self, target: &Target) -> bool {
        self.surface.overlay.mine.contains(target)
    }

    /// A question of the person of this session, or one that waits for them, as its page would have it.
    pub fn whole(&self, id: &QuestionId) -> Option<&QuestionView> {
        let questions = &self.surface.overlay.questions;
        questions.iter().find(|question| question.summary.id == *id)
    }

    /// My vote on it.
    pub fn vote(&self, target: &Target) -> i8 {
        self.surface
            .overlay
            .votes
            .iter()
            .find(|vote| vote.target == *target)
            .map_or(0, |vote| vote.value)
    }

    /// Whether I am told when it is answered.
    pub fn follows(&self, target: &Target) -> bool {
        self.surface
            .overlay
            .votes
            .iter()
            .any(|vote| vote.target == *target && vote.notify)
    }

    /// Whether the person of this session speaks for the brand.
    pub fn is_staff(&self) -> bool {
        self.surface
            .overlay
            .me
            .as_ref()
            .is_some_and(|me| me.role.is_staff())
    }

    /// Whether the person of this session decides what is seen.
    pub fn moderates(&self) -> bool {
        self.surface
            .overlay
            .me
            .as_ref()
            .is_some_and(|me| me.role.moderates())
    }

    /// A time of day, with the day when it is another.
    pub fn time(&self, at: Millis) -> String {
        self.context().dates.0.time(at, self.context().now)
    }
}
