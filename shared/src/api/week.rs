//! The page of the week, for the brand's people.

use serde::{Deserialize, Serialize};

use super::leaders::Leaders;
use super::promise::PromiseView;
use super::question::QuestionSummary;
use crate::time::Millis;

/// `GET week`: what the last seven days were about, and what the next are for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Week {
    /// Since when.
    pub from: Millis,
    /// What was asked in it, by how many people ask the same; at most ten.
    pub asked: Vec<QuestionSummary>,
    /// What has no answer for the longest time, whenever it was asked; at most ten.
    pub waiting: Vec<QuestionSummary>,
    /// How much waits for a decision.
    pub queue: u32,
    /// What was promised and is late, or falls due within seven days, by its day; at most fifty.
    pub due: Vec<PromiseView>,
    /// Who helped since Monday.
    pub helped: Leaders,
}
