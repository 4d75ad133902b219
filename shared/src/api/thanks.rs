//! Thanks of the brand's people: one tap, signed.

use serde::{Deserialize, Serialize};

use super::person::PersonView;
use crate::ids::AnswerId;

/// `PUT thanks/{answer}`: there is nothing to say but that.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Thank {}

/// What stands after `PUT` or `DELETE thanks/{answer}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ThanksView {
    /// For what.
    pub answer_id: AnswerId,
    /// Who of the brand thanks for it, under their name and face.
    pub by: Vec<PersonView>,
}
