//! People who helped.

use serde::{Deserialize, Serialize};

use super::community::CommunityView;
use super::people::About;
use super::person::PersonView;
use crate::recognition::{Day, Period};

/// `GET leaders`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Leaders {
    /// Over which time.
    pub period: Period,
    /// The day after the last that is counted, UTC; absent before the first count.
    pub until: Option<Day>,
    /// Most first; ties share their place.
    pub data: Vec<LeaderView>,
    /// How many more share the last place than are listed.
    pub more_at_last: u32,
}

/// People who helped as a surface shows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LeadersView {
    /// Whose.
    pub community: CommunityView,
    /// Only about the subject with this key.
    pub subject: Option<String>,
    /// Only with this tag.
    pub tag: Option<String>,
    /// Only newcomers.
    pub newcomers: bool,
    /// Who.
    pub leaders: Leaders,
}

/// Somebody who helped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LeaderView {
    /// From one on.
    pub place: u32,
    /// Who.
    pub person: PersonView,
    /// How many people they helped.
    pub helped: u32,
    /// What they say of themselves; may be empty.
    pub sentence: String,
    /// What they know about.
    pub knows: Vec<About>,
}
