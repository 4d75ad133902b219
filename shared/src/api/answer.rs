//! Answers: shown, given, edited.

use serde::{Deserialize, Serialize};

use crate::api::comment::CommentView;
use crate::api::media::{AttachMedium, MediumView};
use crate::api::person::{PersonView, is_false};
use crate::api::question::Source;
use crate::ids::{AnswerId, QuestionId};
use crate::markdown::Document;
use crate::state::State;
use crate::time::Millis;

/// An answer with all it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AnswerView {
    /// Which.
    pub id: AnswerId,
    /// To which question.
    pub question_id: QuestionId,
    /// Who answers.
    pub author: PersonView,
    /// Whether they own what the question is about: a code out of its box was theirs.
    #[serde(default, skip_serializing_if = "is_false")]
    pub author_owns: bool,
    /// What it says, as the author wrote it; empty when it can't be seen by this reader.
    pub markdown: String,
    /// The same, parsed.
    pub body: Document,
    /// How many people it helped.
    pub helped: u32,
    /// How many people said *not right*.
    pub not_right: u32,
    /// `helped` less `not_right`.
    pub score: i64,
    /// Whether it solved it for the asker.
    #[serde(default, skip_serializing_if = "is_false")]
    pub accepted: bool,
    /// What a person of the brand, or the author, says beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caution: Option<Caution>,
    /// Who of the brand thanks for it, first come first: the first 20.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub thanked_by: Vec<PersonView>,
    /// When it was written.
    pub created_at: Millis,
    /// When the author last changed it.
    pub edited_at: Option<Millis>,
    /// Its state.
    pub state: State,
    /// Why it is rejected or hidden.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Short comments, oldest first.
    pub comments: Vec<CommentView>,
    /// Pictures, in the author's order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<MediumView>,
    /// Where imported words come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

/// A word of caution beside an answer, by a person, for all to see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Caution {
    /// What is said.
    pub kind: CautionKind,
    /// Who says so.
    pub by: PersonView,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Millis,
}

/// What can be said beside an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CautionKind {
    /// It was right once.
    Outdated,
    /// It is not right.
    NotRight,
    /// Said by a newer release.
    #[serde(other)]
    Unknown,
}

/// `POST questions/{id}/answers`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GiveAnswer {
    /// The answer in Markdown, 2 to 10,000 characters.
    pub markdown: String,
    /// Pictures of one's own, at most four.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<AttachMedium>,
    /// The name to show, for someone who has none yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// `PATCH answers/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EditAnswer {
    /// The new words.
    pub markdown: String,
    /// The pictures and videos that stand with it from now on, in order; those that are not named are taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media: Option<Vec<AttachMedium>>,
}
