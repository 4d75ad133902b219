//! Stories: a tip, a use nobody thought of, a picture with a line, shared any day; and what others say to one.
//!
//! Invariant: an act is set, never added to: each person has each act on each story once, or not at all.

use serde::{Deserialize, Serialize};

/// What one says to a story. They stand beside each other: one that helped may have made the same person smile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum StoryAct {
    /// *I'll try this*.
    WillTry,
    /// *Made me smile*.
    Smiled,
    /// *This helped me*.
    Helped,
    /// An act of a newer release.
    #[serde(other)]
    Unknown,
}

impl StoryAct {
    /// All acts of this release, in the order they are shown.
    pub const ALL: [Self; 3] = [Self::WillTry, Self::Smiled, Self::Helped];

    /// The word on the wire and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WillTry => "will_try",
            Self::Smiled => "smiled",
            Self::Helped => "helped",
            Self::Unknown => "unknown",
        }
    }

    /// Reads the word back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.as_str() == text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_act_reads_back_from_its_word() {
        for act in StoryAct::ALL {
            assert_eq!(StoryAct::parse(act.as_str()), Some(act));
            assert_eq!(serde_json::to_value(act).ok(), Some(act.as_str().into()));
        }
        assert_eq!(StoryAct::parse("unknown"), None);
        assert_eq!(
            serde_json::from_str::<StoryAct>("\"sang\"").ok(),
            Some(StoryAct::Unknown)
        );
    }
}
