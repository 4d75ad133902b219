//! Short comments under an answer.

use serde::{Deserialize, Serialize};

use crate::api::person::PersonView;
use crate::ids::{AnswerId, CommentId};
use crate::state::State;
use crate::time::Millis;

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CommentView {
    /// Which.
    pub id: CommentId,
    /// Under which answer.
    pub answer_id: AnswerId,
    /// Who says it.
    pub author: PersonView,
    /// Plain text, one paragraph; empty when it can't be seen by this reader.
    pub text: String,
    /// When.
    pub created_at: Millis,
    /// Its state.
    pub state: State,
    /// Why it is rejected or hidden.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// `POST comments`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AddComment {
    /// Under which answer.
    pub answer_id: AnswerId,
    /// 2 to 600 characters of plain text.
    pub text: String,
    /// The name to show, for someone who has none yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// `PATCH comments/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EditComment {
    /// The new text.
    pub text: String,
}
