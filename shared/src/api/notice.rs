//! Notices: mail about a question, ended by whoever holds a letter.

use serde::{Deserialize, Serialize};

use crate::ids::QuestionId;

/// `POST notices/stop`: no more mail about this question to this person. `PUT votes/{question}` with `notify` asks
/// for it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StopNotices {
    /// The code of a letter's link: it names the person and the question, and stays good.
    pub code: String,
}

/// What was stopped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NoticesStopped {
    /// About what no mail comes anymore.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub question: QuestionId,
}
