//! Imports: questions and answers from elsewhere, by the operator, idempotent by the id they had there.

use serde::de::value;
use serde::{Deserialize, Serialize};

use crate::api::question::Source;
use crate::tagged::{Given, only};
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
#[cfg_attr(feature = "schema", schemars(!try_from))]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    deny_unknown_fields,
    try_from = "SentItem"
)]
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

/// [`ImportItem`] as it is read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SentItem {
    kind: Kind,
    source_id: String,
    #[serde(default)]
    question: Given<String>,
    #[serde(default)]
    title: Given<String>,
    markdown: String,
    #[serde(default)]
    tags: Given<Vec<String>>,
    author: ImportAuthor,
    #[serde(default)]
    score: i64,
    #[serde(default)]
    accepted: Given<bool>,
    created_at: Millis,
    #[serde(default)]
    active_at: Given<Millis>,
    #[serde(default)]
    edited_at: Option<Millis>,
    #[serde(default)]
    closed: Given<bool>,
    origin: Source,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Question,
    Answer,
}

/// What a question has, in the order of the contract.
const OF_A_QUESTION: &[&str] = &[
    "source_id",
    "title",
    "markdown",
    "tags",
    "author",
    "score",
    "created_at",
    "active_at",
    "edited_at",
    "closed",
    "origin",
];
/// What an answer has.
const OF_AN_ANSWER: &[&str] = &[
    "source_id",
    "question",
    "markdown",
    "author",
    "score",
    "accepted",
    "created_at",
    "edited_at",
    "origin",
];

impl TryFrom<SentItem> for ImportItem {
    type Error = value::Error;

    fn try_from(sent: SentItem) -> Result<Self, value::Error> {
        let given = [
            sent.question.named("question"),
            sent.title.named("title"),
            sent.tags.named("tags"),
            sent.accepted.named("accepted"),
            sent.active_at.named("active_at"),
            sent.closed.named("closed"),
        ];
        match sent.kind {
            Kind::Question => {
                only(OF_A_QUESTION, given)?;
                Ok(Self::Question {
                    source_id: sent.source_id,
                    title: sent.title.needed("title")?,
                    markdown: sent.markdown,
                    tags: sent.tags.or_default(),
                    author: sent.author,
                    score: sent.score,
                    created_at: sent.created_at,
                    active_at: sent.active_at.needed("active_at")?,
                    edited_at: sent.edited_at,
                    closed: sent.closed.or_default(),
                    origin: sent.origin,
                })
            }
            Kind::Answer => {
                only(OF_AN_ANSWER, given)?;
                Ok(Self::Answer {
                    source_id: sent.source_id,
                    question: sent.question.needed("question")?,
                    markdown: sent.markdown,
                    author: sent.author,
                    score: sent.score,
                    accepted: sent.accepted.or_default(),
                    created_at: sent.created_at,
                    edited_at: sent.edited_at,
                    origin: sent.origin,
                })
            }
        }
    }
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
