//! What a surface shows, as one value: the edge renders it to text, the widget to nodes, from the same
//! components. `GET view` gives it as JSON, `GET fragment` as HTML, by the same query and version.

use serde::{Deserialize, Serialize};

use crate::api::answer::AnswerView;
use crate::api::community::CommunityView;
use crate::api::feature::GalleryView;
use crate::api::leaders::LeadersView;
use crate::api::page::Page;
use crate::api::people::ContributorView;
use crate::api::promise::PromisesView;
use crate::api::question::{QuestionSummary, QuestionView, Sort};
use crate::api::story::{StoriesView, StoryPage};
use crate::api::subject::SubjectView;

/// What a surface shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(
    clippy::large_enum_variant,
    reason = "a list is what most views are; a view is moved a few times"
)]
pub enum View {
    /// A list of questions, of one subject or of the community.
    Questions(QuestionsView),
    /// One question with its answers.
    Question(Box<QuestionPage>),
}

/// What a surface without an application shows: the edge paints it, and the loader's links and forms paint it anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PaintedView {
    /// A list of stories, of one subject or of the community.
    Stories(Box<StoriesView>),
    /// One story.
    Story(Box<StoryPage>),
    /// What is featured.
    Gallery(Box<GalleryView>),
    /// People who helped.
    Leaders(Box<LeadersView>),
    /// What the brand promised, and what became of it.
    Promises(Box<PromisesView>),
    /// A contributor.
    Person(Box<ContributorView>),
}

impl PaintedView {
    /// Whose it is.
    pub fn community(&self) -> &CommunityView {
        match self {
            Self::Stories(view) => &view.community,
            Self::Story(page) => &page.community,
            Self::Gallery(view) => &view.community,
            Self::Leaders(view) => &view.community,
            Self::Promises(view) => &view.community,
            Self::Person(view) => &view.community,
        }
    }
}

/// A list of questions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuestionsView {
    /// Whose.
    pub community: CommunityView,
    /// About what; absent for the whole community. A subject nobody asked about yet has no id.
    pub subject: Option<SubjectHead>,
    /// The order.
    pub sort: Sort,
    /// Only this tag.
    pub tag: Option<String>,
    /// Only what this search found.
    pub query: Option<String>,
    /// How many questions are published here.
    pub total: u32,
    /// How many of them have no answer.
    pub unanswered: u32,
    /// The questions.
    pub questions: Page<QuestionSummary>,
}

/// What a list is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SubjectHead {
    /// The key.
    pub key: String,
    /// The name.
    pub name: String,
    /// The subject as kept; absent before the first question.
    pub subject: Option<SubjectView>,
}

/// One question with its answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuestionPage {
    /// Whose.
    pub community: CommunityView,
    /// The question.
    pub question: QuestionView,
    /// Its answers in order.
    pub answers: Page<AnswerView>,
}
