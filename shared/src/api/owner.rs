//! The owner's seal: codes for boxes, and what somebody owns.

use serde::{Deserialize, Serialize};

use super::question::{QuestionSummary, SubjectRef};

/// `POST owners/codes`: makes codes for a subject, which is made if nobody asked about it yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MakeOwnerCodes {
    /// The key or an alias of the subject.
    pub subject: String,
    /// Its name, where it is new.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject_name: Option<String>,
    /// How many, from 1 to 500.
    pub count: u32,
}

/// Codes that were made. They are told this once: only their hashes are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OwnerCodes {
    /// For what.
    pub subject: SubjectRef,
    /// Each gives one person *owns it*.
    pub codes: Vec<String>,
}

/// `POST owners`: somebody who is signed in has a code out of a box.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RedeemOwnerCode {
    /// The code, as printed or typed.
    pub code: String,
}

/// Something somebody owns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Owned {
    /// What.
    pub subject: SubjectRef,
    /// What waits for an answer there, most asked first; at most 20.
    pub unanswered: Vec<QuestionSummary>,
}

/// `GET me/owned`: what I own, the last redeemed first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OwnedThings {
    /// Each thing.
    pub data: Vec<Owned>,
}
