//! The rules of recognition, and counting anew.

use serde::{Deserialize, Serialize};

use crate::level::Level;
use crate::recognition::Day;

/// `GET recognition/rules`: the numbers of the version that was counted with last, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RulesView {
    /// The version of the rules.
    pub version: String,
    /// In how many days a giver counts once for a receiver, and over how many the ladder looks.
    pub window_days: i32,
    /// Below how many givers a line says *someone*.
    pub shown_from: i32,
    /// *Like*: on how many days somebody took part.
    pub like_days: u32,
    /// *Love*: how many people were helped.
    pub love_people: u32,
    /// *Love*: on how many days.
    pub love_days: u32,
    /// *Defend*: how often somebody stood up.
    pub defend_acts: u32,
    /// *Defend*: for how many people.
    pub defend_people: u32,
    /// The share of what a level needs that keeps it, in hundredths.
    pub keep_percent: u32,
    /// How many days a level stays after that was lost.
    pub grace_days: i32,
    /// From how many askers on somebody knows about a tag or a subject.
    pub knows_askers: u32,
    /// What was counted last; absent before the first time.
    pub counted: Option<Counted>,
    /// What another version would change, for the operator who asked for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trial: Option<Trial>,
}

/// What a version of the rules would change of what was counted last, had it been in use. Nothing is changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Trial {
    /// The version.
    pub version: String,
    /// Whether it is done.
    pub done: bool,
    /// How many people have a standing.
    pub people: u32,
    /// Of how many of these the number of people helped is another.
    pub numbers: u32,
    /// Of how many what they know about is.
    pub badges: u32,
    /// Who would hold a level they don't, or lose one; the first hundred.
    pub levels: Vec<LevelMoved>,
    /// How often somebody would.
    pub moved: u32,
}

/// Somebody who would rise to a level, or fall from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LevelMoved {
    /// Who.
    pub person: String,
    /// The level.
    pub level: Level,
    /// Whether they would hold it.
    pub held: bool,
}

/// What came of counting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Counted {
    /// By which version of the rules.
    pub version: String,
    /// The day after the last that was counted, UTC, in days since 1970-01-01.
    pub until: Day,
    /// How many people have a standing.
    pub people: u32,
    /// How many lines all statements have.
    pub lines: u32,
    /// Of how many of these what is kept was not as it had been written, and is again: looked for when somebody asks.
    #[serde(default)]
    pub mended: u32,
    /// A hash of all of it: the same events under the same rules give the same.
    pub digest: String,
    /// How often it was counted.
    pub runs: u32,
}

/// `POST recognition/runs`: asks for everything to be counted anew, now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RunRecognition {
    /// Whether today counts, too: for a trial, since then a number can move within a day.
    #[serde(default)]
    pub today: bool,
    /// A version of the rules that is to be tried on what was counted last, and kept nowhere: `trial` in
    /// `recognition/rules` says what it would change.
    #[serde(default)]
    pub trial: Option<String>,
}

/// What stands after asking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RunAsked {
    /// How often it was counted before, a run that goes on included; once `recognition/rules` says more, this run is done.
    pub runs: u32,
}
