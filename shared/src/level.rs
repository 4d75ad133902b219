//! The three levels of the ladder, and what a community may let one unlock.
//!
//! Invariant: which levels somebody holds is read from what was counted last and from nothing else, so that what a level
//! unlocks is gone the day the level is.

use serde::{Deserialize, Serialize};

use crate::language::Language;
use crate::recognition::Ladder;

/// A level. Ordered: the last is the highest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Came back and took part.
    Like,
    /// Helped many, on many days.
    Love,
    /// Stood up for somebody.
    Defend,
}

impl Level {
    /// All, lowest first.
    pub const ALL: [Self; 3] = [Self::Like, Self::Love, Self::Defend];

    /// The word on the wire and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Like => "like",
            Self::Love => "love",
            Self::Defend => "defend",
        }
    }

    /// Reads the word back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.as_str() == text)
    }

    /// What it is called where the community gave it no name.
    pub const fn name(self, language: Language) -> &'static str {
        use Language::{Arabic, English, French};
        match (self, language) {
            (Self::Like, English) => "Like",
            (Self::Like, French) => "Aimer bien",
            (Self::Like, Arabic) => "إعجاب",
            (Self::Love, English) => "Love",
            (Self::Love, French) => "Aimer",
            (Self::Love, Arabic) => "حب",
            (Self::Defend, English) => "Defend",
            (Self::Defend, French) => "Défendre",
            (Self::Defend, Arabic) => "دفاع",
        }
    }

    /// Those that are held on this ladder, lowest first.
    pub fn held(ladder: &Ladder) -> Vec<Self> {
        let holds = |level: &Self| {
            let rung = match level {
                Self::Like => &ladder.like,
                Self::Love => &ladder.love,
                Self::Defend => &ladder.defend,
            };
            rung.is_held()
        };
        Self::ALL.into_iter().filter(holds).collect()
    }
}

/// What a level may unlock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Unlock {
    /// Links in what they write are links. Once a level unlocks this, addresses of everybody else are plain text.
    Links,
    /// What they write waits for nobody.
    NoWaiting,
    /// Whoever has their level shown answers under *community expert*.
    CommunityExpert,
}

/// What stands beside the name of whoever answers under [`Unlock::CommunityExpert`].
pub const fn community_expert(language: Language) -> &'static str {
    match language {
        Language::English => "Community expert",
        Language::French => "Expert de la communauté",
        Language::Arabic => "خبير المجتمع",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognition::{Day, Rung};

    #[test]
    fn a_level_is_held_by_itself_and_not_with_those_below() {
        let rung = |held: bool| Rung {
            since: held.then(|| Day::new(1)),
            fades: None,
            needs: Vec::new(),
        };
        let ladder = |held: [bool; 3]| {
            let [like, love, defend] = held.map(rung);
            Level::held(&Ladder { like, love, defend })
        };
        assert_eq!(ladder([false; 3]), []);
        assert_eq!(ladder([true, false, true]), [Level::Like, Level::Defend]);
        assert_eq!(ladder([true; 3]), Level::ALL);
        assert_eq!(ladder([true; 3]).into_iter().max(), Some(Level::Defend));
    }
}
