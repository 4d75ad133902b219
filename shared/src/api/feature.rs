//! Featuring: what the brand asks to show elsewhere, how its author answers, and the gallery of what they agreed to.

use serde::{Deserialize, Serialize};

use crate::api::community::CommunityView;
use crate::api::media::MediumView;
use crate::api::page::Page;
use crate::api::person::PersonView;
use crate::api::question::{QuestionLink, SubjectRef};
use crate::api::story::StoryLink;
use crate::feature::{Consent, ConsentAct, Featured, Scope};
use crate::ids::{ContestId, EntryId, FeatureId};
use crate::time::Millis;

/// A consent: what was asked, and how it stands. Its author and the brand's people see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FeatureView {
    /// Which.
    pub id: FeatureId,
    /// A story, an answer or an entry.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub target: Featured,
    /// What it says, in a line.
    pub excerpt: String,
    /// The question it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<QuestionLink>,
    /// The story it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub story: Option<StoryLink>,
    /// The entry it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryLink>,
    /// Who wrote it.
    pub author: PersonView,
    /// How it stands.
    pub state: Consent,
    /// What the author is asked to agree to, word for word.
    pub text: String,
    /// The version of that text.
    pub version: u32,
    /// Where it may be shown.
    pub scopes: Vec<Scope>,
    /// Until when.
    pub until: Millis,
    /// Who asks for the brand.
    pub asked_by: PersonView,
    /// What they wrote to the author; may be empty.
    pub note: String,
    /// When they asked.
    pub asked_at: Millis,
    /// When it came to stand as it does.
    pub changed_at: Millis,
}

/// A link to an entry of a contest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EntryLink {
    /// Whose entry.
    pub contest: ContestId,
    /// Which.
    pub id: EntryId,
}

/// `POST features`: asks an author.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AskFeature {
    /// A story, an answer or an entry that everybody sees.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub target: Featured,
    /// The contest of an entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contest: Option<ContestId>,
    /// Where it is to be shown: `gallery`, `newsletter`.
    pub scopes: Vec<Scope>,
    /// Until when: from an hour to two years from now.
    pub until: Millis,
    /// A word to the author, at most 300 characters.
    #[serde(default)]
    pub note: String,
}

/// `PUT features/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AnswerFeature {
    /// What is done: the author agrees, refuses or revokes; the brand withdraws.
    pub act: ConsentAct,
}

/// Something that is featured, with its author's name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GalleryItem {
    /// By which consent.
    pub id: FeatureId,
    /// A story, an answer or an entry.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub target: Featured,
    /// What it says, in a line or two.
    pub excerpt: String,
    /// The question it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<QuestionLink>,
    /// The story it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub story: Option<StoryLink>,
    /// The entry it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryLink>,
    /// Its first picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medium: Option<MediumView>,
    /// Who wrote it.
    pub author: PersonView,
    /// What it is about; an entry is about its contest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<SubjectRef>,
    /// Until when it may be shown.
    pub until: Millis,
}

/// What a gallery shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GalleryView {
    /// Whose.
    pub community: CommunityView,
    /// What is featured, the last first.
    pub items: Page<GalleryItem>,
}
