//! Thanks of the brand's people for an answer or a story: one tap, signed.

use serde::{Deserialize, Serialize};

use super::person::PersonView;
use crate::ids::Target;

/// `PUT thanks/{target}`: there is nothing to say but that.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Thank {}

/// What stands after `PUT` or `DELETE thanks/{target}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ThanksView {
    /// For what.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub target: Target,
    /// Who of the brand thanks for it, under their name and face: the first 20.
    pub by: Vec<PersonView>,
}
