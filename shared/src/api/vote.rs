//! *Me too*, *This helped me*, *Not right*: one act per person and thing, changed or withdrawn at will. A story has
//! several acts beside each other, so a vote on one names the act.

use serde::{Deserialize, Serialize};

use crate::ids::Target;
use crate::story::StoryAct;

/// `PUT votes/{target}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PutVote {
    /// 1: *me too* on a question, *this helped me* on an answer, the `act` on a story. 0: withdrawn. −1: *not right*,
    /// answers only.
    pub value: i8,
    /// Which act; on a story, and nowhere else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act: Option<StoryAct>,
    /// Why it is not right; only with −1, at most 300 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// On a question: tell me when it is answered. Who asked is told unless they set this to false, with a `value`
    /// of 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notify: Option<bool>,
}

/// What stands after a vote; on a story, of the act that was named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VoteView {
    /// On what.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub target: Target,
    /// My vote now.
    pub value: i8,
    /// Everybody's 1.
    pub up: u32,
    /// Everybody's −1.
    pub down: u32,
    /// Whether I am told when it is answered.
    pub notify: bool,
}
