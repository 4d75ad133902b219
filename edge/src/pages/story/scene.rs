//! Where stories are shown, and to whom: on a page of ours to everybody or to one person, or in an embed.

use shared::api::community::CommunityView;
use shared::api::story::StoryOverlay;
use shared::ids::StoryId;
use shared::language::Language;
use shared::story::StoryAct;
use widget::components::Stage;
use widget::surface::Links;
use widget::words::{Key, Words};
use yew::{Html, html};

use super::words::Word;
use crate::pages::surface;
use crate::pages::visit::Visit;

/// Where stories are shown, and to whom.
pub struct Scene<'a> {
    /// Where a part of the tree stands.
    pub stage: Stage,
    /// The request of a page; absent in an embed.
    pub visit: Option<&'a Visit<'a>>,
    /// What is mine; absent where everybody sees the same.
    pub overlay: Option<StoryOverlay>,
}

impl<'a> Scene<'a> {
    /// A page of ours.
    pub fn of(visit: &'a Visit<'a>, community: &CommunityView, overlay: Option<StoryOverlay>) -> Self {
        Self {
            stage: surface::stage(community, visit.language(&community.languages), ""),
            visit: Some(visit),
            overlay,
        }
    }

    /// An embed, whose links lead to the pages at `origin`.
    pub fn embedded(
        community: &CommunityView,
        overlay: Option<StoryOverlay>,
        language: Language,
        origin: &str,
    ) -> Self {
        Self {
            stage: surface::stage(community, language, origin),
            visit: None,
            overlay,
        }
    }

    /// The interface language.
    pub fn language(&self) -> Language {
        self.stage.context().language
    }

    /// The addresses of pages.
    pub fn links(&self) -> &Links {
        &self.stage.context().links
    }

    /// A word of stories.
    pub fn text(&self, word: Word) -> &'static str {
        word.in_language(self.language())
    }

    /// A word of the widget.
    pub fn word(&self, key: Key) -> &'static str {
        Words(self.language()).text(key)
    }

    /// Whether the person of this session did this.
    pub fn did(&self, story: &StoryId, act: StoryAct) -> bool {
        let mine = |overlay: &StoryOverlay| {
            overlay
                .acts
                .iter()
                .any(|mine| mine.story == *story && mine.act == act)
        };
        self.overlay.as_ref().is_some_and(mine)
    }

    /// Whether the person of this session shared this.
    pub fn is_mine(&self, story: &StoryId) -> bool {
        self.overlay
            .as_ref()
            .is_some_and(|overlay| overlay.mine.contains(story))
    }

    /// A heading as large as what it stands over: of the page, or in an embed a step below.
    pub fn heading(&self, text: String) -> Html {
        if self.visit.is_some() {
            html! { <h1 class="heading" part="heading" dir="auto">{ text }</h1> }
        } else {
            html! { <h2 class="heading" part="heading" dir="auto">{ text }</h2> }
        }
    }

    /// Whether the person of this session speaks for the brand.
    pub fn is_staff(&self) -> bool {
        let me = self.overlay.as_ref().and_then(|overlay| overlay.me.as_ref());
        me.is_some_and(|me| me.role.is_staff())
    }

    /// Whether the person of this session decides what is seen.
    pub fn moderates(&self) -> bool {
        let me = self.overlay.as_ref().and_then(|overlay| overlay.me.as_ref());
        me.is_some_and(|me| me.role.moderates())
    }

    /// The root that the sheet styles.
    pub fn root(&self, content: Html) -> Html {
        let context = self.stage.context();
        html! {
            <div class="fanfare" part="surface" lang={context.language.tag()} dir={context.language.direction()}
                data-accent={context.community.accent.clone()}>{ content }</div>
        }
    }
}
