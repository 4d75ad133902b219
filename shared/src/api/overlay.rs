//! What is mine on a page that is otherwise the same for everybody.

use serde::{Deserialize, Serialize};

use crate::api::answer::AnswerView;
use crate::api::comment::CommentView;
use crate::api::person::Me;
use crate::api::question::QuestionView;
use crate::ids::Target;
use crate::time::Millis;

/// `GET overlay?subject=…` or `?question=…`: `no-store`. The default is nobody's.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Overlay {
    /// Who I am; absent for a visitor.
    pub me: Option<Me>,
    /// My votes on what the page shows.
    pub votes: Vec<MyVote>,
    /// What I wrote that the page shows.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub mine: Vec<Target>,
    /// My questions here that others do not see, or for staff all that wait here.
    pub questions: Vec<QuestionView>,
    /// My answers likewise.
    pub answers: Vec<AnswerView>,
    /// My comments likewise.
    pub comments: Vec<CommentView>,
    /// My edits that wait for a person while the old words stand, or were refused; for staff all here that wait.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub edits: Vec<PendingEdit>,
    /// For staff: how much waits in the queue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub queue: Option<u32>,
    /// How many people my words helped this week, as it was counted last; absent for nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub helped_lately: Option<u32>,
}

/// An edit that waits for a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PendingEdit {
    /// Of what.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub target: Target,
    /// The title it would have; questions only.
    pub title: Option<String>,
    /// The words it would have.
    pub markdown: String,
    /// Since when it waits.
    pub at: Millis,
    /// Why it was refused: then it waits no more, and is told to its author alone until they change the words again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A vote of mine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MyVote {
    /// On what.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub target: Target,
    /// 1 or −1.
    pub value: i8,
    /// Whether I am told when it is answered.
    pub notify: bool,
}
