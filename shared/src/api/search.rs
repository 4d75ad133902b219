//! Looking things up: similar questions while a title is typed, and the search of a community.

use serde::{Deserialize, Serialize};

use crate::ids::QuestionId;

/// A question found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Match {
    /// Which.
    pub id: QuestionId,
    /// Its title.
    pub title: String,
    /// The last part of its address.
    pub slug: String,
    /// Published answers.
    pub answer_count: u32,
    /// Whether an answer solved it for the asker.
    pub solved: bool,
    /// The parts of the title that matched: pairs of start and end in characters, in order.
    pub highlights: Vec<(u32, u32)>,
}

/// `GET similar`: at most five, answered ones first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Similar {
    /// What was found.
    pub data: Vec<Match>,
}
