//! Reports: anyone tells staff that something should not stand.

use serde::{Deserialize, Serialize};

use crate::ids::Target;

/// `POST reports`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MakeReport {
    /// What is reported.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub target: Target,
    /// Why.
    pub reason: ReportReason,
    /// In the reporter's words, at most 600 characters.
    #[serde(default)]
    pub note: String,
}

/// Why something should not stand; the same words serve a rejection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReportReason {
    /// Not about this.
    OffTopic,
    /// Names, addresses, numbers of people.
    PersonalData,
    /// Advertising or spam.
    Advertising,
    /// Hurts someone.
    Hurtful,
    /// Against the law.
    Illegal,
    /// Something else, told in the note.
    Other,
}

impl ReportReason {
    /// All reasons, in the order they are offered.
    pub const ALL: [Self; 6] = [
        Self::OffTopic,
        Self::PersonalData,
        Self::Advertising,
        Self::Hurtful,
        Self::Illegal,
        Self::Other,
    ];

    /// The word on the wire and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OffTopic => "off_topic",
            Self::PersonalData => "personal_data",
            Self::Advertising => "advertising",
            Self::Hurtful => "hurtful",
            Self::Illegal => "illegal",
            Self::Other => "other",
        }
    }

    /// Reads the word back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == text)
    }
}

/// The answer to a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportView {
    /// Always true: staff has it now.
    pub received: bool,
}
