//! Promises of the brand: made where somebody is sorry, kept or withdrawn, and what became of all of them.

use serde::{Deserialize, Serialize};

use crate::api::community::CommunityView;
use crate::api::person::PersonView;
use crate::api::question::{QuestionLink, SubjectRef};
use crate::ids::{PromiseId, Target};
use crate::promise::{Ending, PromiseState, Record};
use crate::time::Millis;

/// `POST promises`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MakePromise {
    /// A question that everybody sees, or an answer to one. The question becomes a complaint, if it was none.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub target: Target,
    /// What one is sorry for, in a sentence of one's own, at most 300 characters.
    pub apology: String,
    /// The next step, at most 300 characters.
    pub step: String,
    /// The day it is due, `2026-12-12`, where the community is: from today on, within 366 days.
    pub due: String,
}

/// `PUT promises/{promise}`: it was kept, or is withdrawn. What ended stays ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EndPromise {
    /// How it ended.
    pub ending: Ending,
    /// A word about it, at most 300 characters; for one that is withdrawn the reason, which is needed.
    #[serde(default)]
    pub word: String,
}

/// A promise, as everybody sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PromiseView {
    /// Which.
    pub id: PromiseId,
    /// The question, or the answer, it was made at.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub target: Target,
    /// The question; absent once not everybody sees it anymore: then nothing of what was said about it is told either.
    pub question: Option<QuestionLink>,
    /// What that is about.
    pub subject: Option<SubjectRef>,
    /// How it stands today.
    pub state: PromiseState,
    /// What one is sorry for.
    pub apology: String,
    /// The next step.
    pub step: String,
    /// The day it is due, where the community is.
    pub due: String,
    /// Who promised.
    pub by: PersonView,
    /// When.
    pub made_at: Millis,
    /// When it was kept or withdrawn.
    pub ended_at: Option<Millis>,
    /// What was said then.
    pub word: String,
}

/// `GET promises`: a page of them, open ones first by their day, then those that ended last; and the record of all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Promises {
    /// What became of all of them, of the subject or the question that was asked for.
    pub record: Record,
    /// The promises.
    pub data: Vec<PromiseView>,
    /// Where the next page begins.
    pub next_cursor: Option<String>,
}

/// What the promises of a community, a subject or a question show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PromisesView {
    /// Whose.
    pub community: CommunityView,
    /// The promises.
    pub promises: Promises,
}
