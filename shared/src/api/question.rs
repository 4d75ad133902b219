//! Questions: in a list, alone, asked and edited.

mod read;

use serde::{Deserialize, Serialize};

use crate::api::media::{AttachMedium, MediumView};
use crate::api::person::{PersonView, is_false};
use crate::ids::{AnswerId, QuestionId, SubjectId};
use crate::markdown::Document;
use crate::state::State;
use crate::time::Millis;

/// A question in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuestionSummary {
    /// Which.
    pub id: QuestionId,
    /// What it is about.
    pub subject: SubjectRef,
    /// The question itself.
    pub title: String,
    /// The last part of its address: words of the title.
    pub slug: String,
    /// Up to five, without `#`.
    pub tags: Vec<String>,
    /// Who asks.
    pub author: PersonView,
    /// How many people said *me too*, less the net score below zero that an import may bring.
    pub score: i64,
    /// Published answers.
    pub answer_count: u32,
    /// The answer that solved it for the asker.
    pub accepted_answer_id: Option<AnswerId>,
    /// When it was asked.
    pub created_at: Millis,
    /// When something was last said.
    pub active_at: Millis,
    /// Its state.
    pub state: State,
    /// The answer that stands first, in a line or two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub top_answer: Option<AnswerExcerpt>,
}

/// The first answer of a question, as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AnswerExcerpt {
    /// Which.
    pub id: AnswerId,
    /// Its first words, at most 220 characters, without marks.
    pub excerpt: String,
    /// Who answered.
    pub author: PersonView,
    /// How many people it helped.
    pub helped: u32,
    /// When it was written.
    pub created_at: Millis,
}

/// A subject, as far as a list needs it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SubjectRef {
    /// Which.
    pub id: SubjectId,
    /// The key the brand gave it.
    pub key: String,
    /// Its name.
    pub name: String,
}

/// A question with all it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuestionView {
    /// What a list shows of it.
    #[serde(flatten)]
    pub summary: QuestionSummary,
    /// What it says, as the author wrote it; empty when it can't be seen by this reader.
    pub markdown: String,
    /// The same, parsed.
    pub body: Document,
    /// When the author last changed it.
    pub edited_at: Option<Millis>,
    /// Why it is closed, rejected or hidden.
    pub reason: Option<String>,
    /// The question that stands for this duplicate.
    pub duplicate_of: Option<QuestionLink>,
    /// Where imported words come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// Pictures, in the author's order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<MediumView>,
    /// Whether answers can still be given.
    #[serde(default, skip_serializing_if = "is_false")]
    pub open: bool,
}

/// A link to another question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuestionLink {
    /// Which.
    pub id: QuestionId,
    /// Its title.
    pub title: String,
    /// The last part of its address.
    pub slug: String,
}

/// Where imported words come from, shown wherever they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The address of the original.
    pub url: String,
    /// The licence the words are under, for example `CC BY-SA 3.0`.
    pub license: String,
}

/// `POST questions`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AskQuestion {
    /// The key of the subject; made on first use.
    pub subject: String,
    /// The subject's name and address, for a subject that is new here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject_name: Option<String>,
    /// The question, 8 to 150 characters.
    pub title: String,
    /// More about it, in Markdown, at most 10,000 characters.
    #[serde(default)]
    pub markdown: String,
    /// At most five.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Pictures of one's own, at most four.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<AttachMedium>,
    /// The name to show, for someone who has none yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// `PATCH questions/{id}`: what is absent stays.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EditQuestion {
    /// The new title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The new words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub markdown: Option<String>,
    /// The new tags.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<String>>,
    /// The pictures and videos that stand with it from now on, in order; those that are not named are taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media: Option<Vec<AttachMedium>>,
}

/// `PUT questions/{id}/accepted`: this solved it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AcceptAnswer {
    /// The answer that solved it.
    pub answer_id: AnswerId,
}

/// `PUT questions/{id}/complaint`: something went wrong, or it is no complaint after all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MarkComplaint {
    /// Whether it is one; then the community's tag for complaints stands among its tags.
    pub complaint: bool,
}

/// `GET questions/{id}/revisions` and `GET answers/{id}/revisions`: what stood there before an edit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Revision {
    /// The title before; absent for answers.
    pub title: Option<String>,
    /// The words before.
    pub markdown: String,
    /// Its pictures and videos before; for the brand's people alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<MediumView>,
    /// Until when it stood.
    pub replaced_at: Millis,
}

/// The orders of a list of questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// Where something was last said.
    #[default]
    Active,
    /// Asked last.
    New,
    /// Most people asking.
    Top,
    /// Without an answer, most people asking first.
    Unanswered,
}

impl Sort {
    /// The word in a query.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::New => "new",
            Self::Top => "top",
            Self::Unanswered => "unanswered",
        }
    }

    /// Reads the word back.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Active, Self::New, Self::Top, Self::Unanswered]
            .into_iter()
            .find(|sort| sort.as_str() == text)
    }
}
