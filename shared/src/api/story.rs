//! Stories: listed, read, shared, edited; what others say to them.

use serde::{Deserialize, Serialize};

use crate::api::community::CommunityView;
use crate::api::media::{AttachMedium, MediumView};
use crate::api::overlay::PendingEdit;
use crate::api::page::Page;
use crate::api::person::{Me, PersonView};
use crate::api::question::SubjectRef;
use crate::api::view::SubjectHead;
use crate::ids::StoryId;
use crate::markdown::Document;
use crate::state::State;
use crate::story::StoryAct;
use crate::time::Millis;

/// A story with all it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StoryView {
    /// Which.
    pub id: StoryId,
    /// What it is about.
    pub subject: SubjectRef,
    /// What it says in a line.
    pub title: String,
    /// The last part of its address: words of the title.
    pub slug: String,
    /// Who shares it.
    pub author: PersonView,
    /// What it says beyond that, as the author wrote it; may be empty.
    pub markdown: String,
    /// The same, parsed.
    pub body: Document,
    /// Pictures, in the author's order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<MediumView>,
    /// What others said to it, by act.
    pub acts: StoryActs,
    /// Who of the brand thanks for it, first come first: the first 20.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub thanked_by: Vec<PersonView>,
    /// When it was shared.
    pub created_at: Millis,
    /// When the author last changed it.
    pub edited_at: Option<Millis>,
    /// Its state.
    pub state: State,
    /// Why it is rejected or hidden.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A link to a story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StoryLink {
    /// Which.
    pub id: StoryId,
    /// What it says in a line.
    pub title: String,
    /// The last part of its address.
    pub slug: String,
}

/// How many people did which act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StoryActs {
    /// *I'll try this*.
    pub will_try: u32,
    /// *Made me smile*.
    pub smiled: u32,
    /// *This helped me*.
    pub helped: u32,
}

/// `POST stories`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ShareStory {
    /// The key of the subject; made on first use.
    pub subject: String,
    /// The subject's name, for a subject that is new here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject_name: Option<String>,
    /// The story in a line, 2 to 150 characters.
    pub title: String,
    /// More about it, in Markdown, at most 10,000 characters.
    #[serde(default)]
    pub markdown: String,
    /// Pictures of one's own, at most four.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<AttachMedium>,
    /// The name to show, for someone who has none yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// `PATCH stories/{id}`: what is absent stays.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EditStory {
    /// The new line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The new words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub markdown: Option<String>,
    /// The pictures and videos that stand with it from now on, in order; those that are not named are taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media: Option<Vec<AttachMedium>>,
}

/// The orders of a list of stories.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum StorySort {
    /// Shared last.
    #[default]
    New,
    /// Most acts.
    Top,
}

impl StorySort {
    /// The word in a query.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Top => "top",
        }
    }

    /// Reads the word back.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::New, Self::Top]
            .into_iter()
            .find(|sort| sort.as_str() == text)
    }
}

/// `GET overlay/stories?subject=…` or `?story=…`: what is mine there, `no-store`. The default is nobody's.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StoryOverlay {
    /// Who I am; absent for a visitor.
    pub me: Option<Me>,
    /// What I said to the stories there.
    pub acts: Vec<MyAct>,
    /// My stories there.
    pub mine: Vec<StoryId>,
    /// My stories there that others do not see, or for staff all that wait there.
    pub stories: Vec<StoryView>,
    /// My edits that wait for a person while the old words stand, or were refused; for staff all there that wait.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub edits: Vec<PendingEdit>,
}

/// An act of mine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MyAct {
    /// On which story.
    pub story: StoryId,
    /// Which.
    pub act: StoryAct,
}

/// A list of stories, as a surface shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StoriesView {
    /// Whose.
    pub community: CommunityView,
    /// About what; absent for the whole community. A subject nobody wrote about yet has no id.
    pub subject: Option<SubjectHead>,
    /// The order.
    pub sort: StorySort,
    /// Only what this search found.
    pub query: Option<String>,
    /// The stories.
    pub stories: Page<StoryView>,
}

/// One story, as a surface shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StoryPage {
    /// Whose.
    pub community: CommunityView,
    /// The story.
    pub story: StoryView,
}
