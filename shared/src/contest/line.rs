//! The lines of a published log (`application/x-ndjson`): leaves in their order, a checkpoint after the leaves it
//! covers, and after the close the openings of the ballots that count.

use serde::{Deserialize, Serialize};

/// A line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Line {
    /// A leaf: [`super::leaf::Leaf::text`].
    Leaf(String),
    /// A signed checkpoint over the leaves so far.
    Checkpoint(String),
    /// What a ballot chose.
    Opening(Opening),
    /// More follows, from here on. It belongs to the transport; a saved log has none.
    Next(u64),
}

/// What a ballot chose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// The index of the ballot's leaf.
    pub ballot: u64,
    /// The salt of its commitment: 32 bytes in base64url.
    pub salt: String,
    /// The entries, in order, with commas between; empty when the votes were taken back.
    pub choice: String,
}

/// The media type of a log.
pub const NDJSON: &str = "application/x-ndjson";
