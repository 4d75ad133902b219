//! Subjects: the things questions belong to.

use serde::{Deserialize, Serialize};

use crate::ids::SubjectId;
use crate::time::Millis;

/// A subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SubjectView {
    /// Which.
    pub id: SubjectId,
    /// The key the brand gave it, or its canonical address.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its picture, `https` only.
    pub picture: Option<String>,
    /// Its canonical address.
    pub url: Option<String>,
    /// Other keys and addresses that mean the same: moved pages, other colors of a family.
    pub aliases: Vec<String>,
    /// The BCP 47 tag of its language.
    pub language: Option<String>,
    /// Published questions.
    pub question_count: u32,
    /// Published answers.
    pub answer_count: u32,
    /// When it was first used.
    pub created_at: Millis,
}

/// `PATCH subjects/{id}`: what is absent stays.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EditSubject {
    /// The new name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The new picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
    /// The new address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// All its aliases from now on; an alias that is a subject of its own is merged into this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aliases: Option<Vec<String>>,
    /// The new language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// `GET counts?subjects=…`: the counts of one subject, for `<fanfare-count>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SubjectCount {
    /// The key that was asked for.
    pub key: String,
    /// Published questions; 0 for a subject nobody asked about.
    pub questions: u32,
    /// Published answers.
    pub answers: u32,
}

/// The answer of `GET counts`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Counts {
    /// In the order asked for.
    pub data: Vec<SubjectCount>,
}
