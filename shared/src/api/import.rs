//! Imports: questions and answers from elsewhere, by the operator, idempotent by the id they had there.

use serde::{Deserialize, Serialize};

use crate::api::question::Source;
use crate::time::Millis;

/// `POST imports`: one batch of at most [`MAX_ITEMS`] items, in one transaction. Items that break a rule are
/// left out and named in the report. Answers come after their question, in the same batch or a later one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ImportBatch {
    /// The name of where it comes from, for example `coffee.stackexchange.com`; part of each source id.
    pub source: String,
    /// The key of the subject everything belongs to.
    pub subject: String,
    /// The subject's name.
    pub subject_name: String,
    /// Only say what would be done.
    #[serde(default)]
    pub dry_run: bool,
    /// The items.
    pub items: Vec<ImportItem>,
}

/// The most items of a batch: it stays under 1 MB and under 100 ms of the object's time.
pub const MAX_ITEMS: usize = 100;

/// A question or an answer from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum ImportItem {
    /// A question.
    Question {
        /// Its id there.
        source_id: String,
        /// Its title.
        title: String,
        /// Its words, in the Markdown subset.
        markdown: String,
        /// Its tags.
        #[serde(default)]
        tags: Vec<String>,
        /// Its author there.
        author: ImportAuthor,
        /// Its net score there.
        #[serde(default)]
        score: i64,
        /// When it was asked.
        created_at: Millis,
        /// When something was last said there.
        active_at: Millis,
        /// When it was last edited.
        #[serde(default)]
        edited_at: Option<Millis>,
        /// Whether it was closed there.
        #[serde(default)]
        closed: bool,
        /// Where it is and under which licence.
        origin: Source,
    },
    /// An answer.
    Answer {
        /// Its id there.
        source_id: String,
        /// The id of its question there.
        question: String,
        /// Its words, in the Markdown subset.
        markdown: String,
        /// Its author there.
        author: ImportAuthor,
        /// Its net score there.
        #[serde(default)]
        score: i64,
        /// Whether it solved it for the asker.
        #[serde(default)]
        accepted: bool,
        /// When it was written.
        created_at: Millis,
        /// When it was last edited.
        #[serde(default)]
        edited_at: Option<Millis>,
        /// Where it is and under which licence.
        origin: Source,
    },
}

/// An author elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ImportAuthor {
    /// Their id there.
    pub source_id: String,
    /// The name to show.
    pub name: String,
}

/// What a batch did, or would do.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ImportReport {
    /// New questions.
    pub questions: u32,
    /// New answers.
    pub answers: u32,
    /// New authors.
    pub authors: u32,
    /// Items that were here already.
    pub unchanged: u32,
    /// Items that can't be taken, each with the reason.
    pub refused: Vec<Refused>,
}

/// An item that can't be taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Refused {
    /// Its id there.
    pub source_id: String,
    /// Why.
    pub reason: String,
}
