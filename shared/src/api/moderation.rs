//! What staff decides, in one queue and in place.

use serde::{Deserialize, Serialize};

use crate::api::media::MediumView;
use crate::api::person::{PersonView, is_false};
use crate::api::question::QuestionLink;
use crate::api::report::ReportReason;
use crate::api::story::StoryLink;
use crate::ids::{QuestionId, Target};
use crate::markdown::Document;
use crate::state::{Act, State};
use crate::time::Millis;

/// One thing that waits for a decision, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QueueItem {
    /// What.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub target: Target,
    /// The question it is, or belongs to; absent for a story.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<QuestionLink>,
    /// The story it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub story: Option<StoryLink>,
    /// What it calls its subject, which has no name yet: approved, it gives it this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject_name: Option<String>,
    /// What it says.
    pub body: Document,
    /// Its pictures and videos.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<MediumView>,
    /// Who wrote it.
    pub author: PersonView,
    /// How many things of theirs were published before.
    pub published_before: u32,
    /// Its state: waiting, hidden, or published and reported.
    pub state: State,
    /// Since when it waits.
    pub since: Millis,
    /// Until when a person promised to read it.
    pub due_at: Option<Millis>,
    /// Reports, counted by reason.
    pub reports: Vec<ReportCount>,
    /// What who reported it wrote, oldest first, 20 at most.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// What somebody, its author as a rule, says is not right about a line of their statement: the reason of what is
    /// decided answers it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub objection: Option<String>,
    /// Whether it is an edit that waits: the title and `body` are what they would become; the old words stand.
    #[serde(default, skip_serializing_if = "is_false")]
    pub edit: bool,
}

/// Reports of one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportCount {
    /// The reason.
    pub reason: ReportReason,
    /// By how many people.
    pub count: u32,
}

/// `PUT moderation/{target}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Moderate {
    /// What is done: `approve`, `reject`, `hide`, `restore`, `close`, `duplicate`, `reopen`, `outdate`, `dispute`, `undispute`.
    pub act: Act,
    /// Why, in words the author reads; needed to reject, hide, close, outdate and dispute. At most 300 characters.
    #[serde(default)]
    pub reason: String,
    /// The kind of reason, for a rejection.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<ReportReason>,
    /// The question that stands for a duplicate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duplicate_of: Option<QuestionId>,
}

/// What stands after a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Moderated {
    /// What.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub target: Target,
    /// Its state now.
    pub state: State,
}
