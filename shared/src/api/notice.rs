//! Notices: mail about a question, a story or a contest, ended by whoever holds a letter.

use serde::{Deserialize, Serialize};

use crate::ids::{ContestId, QuestionId, StoryId};

/// `POST notices/stop`: no more mail about this question, story or contest to this person. `PUT votes/{question}` with `notify` asks
/// for it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StopNotices {
    /// The code of a letter's link: it names the person and the thing, and stays good.
    pub code: String,
}

/// What was stopped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NoticesStopped {
    /// The question about which no mail comes anymore.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<QuestionId>,
    /// The story about which no mail comes anymore.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub story: Option<StoryId>,
    /// The contest of which no receipts come anymore.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contest: Option<ContestId>,
}

/// A contest whose receipts come by mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NoticeView {
    /// Which.
    pub contest: ContestId,
    /// Its name.
    pub title: String,
    /// What `POST notices/stop` ends them by.
    pub code: String,
}
