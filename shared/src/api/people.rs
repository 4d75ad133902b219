//! Contributors: what everybody sees of one, and what one sees of oneself.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::community::CommunityView;
use super::person::PersonView;
use super::question::QuestionLink;
use super::story::StoryLink;
use crate::ids::{AnswerId, ContestId, EntryId, Target};
use crate::language::Language;
use crate::level::Level;
use crate::recognition::{Day, Ladder};
use crate::settings::Levels;
use crate::time::Millis;

/// `GET people/{person}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PersonPage {
    /// Who.
    pub person: PersonView,
    /// What they say of themselves; may be empty.
    pub sentence: String,
    /// The highest level they hold, if they want it shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<LevelView>,
    /// How many people they helped.
    pub helped: u32,
    /// How many guests.
    pub guests: u32,
    /// The net score of what they brought from elsewhere: not people.
    pub imported: i64,
    /// How often the brand's people thanked them.
    pub staff_thanks: u32,
    /// How many questions they solved.
    pub solved: u32,
    /// What they know about.
    pub knows: Vec<About>,
    /// How many people they helped in each of the last twelve months, oldest first.
    pub year: Vec<Month>,
    /// Their best answers.
    pub answers: Vec<GivenAnswer>,
    /// Their best stories.
    pub stories: Vec<StoryLink>,
    /// What they entered in contests, the last first.
    #[serde(default)]
    pub entries: Vec<GivenEntry>,
}

/// A contributor as a surface shows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ContributorView {
    /// Whose.
    pub community: CommunityView,
    /// The contributor.
    pub page: PersonPage,
}

/// A level somebody holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LevelView {
    /// Which.
    pub level: Level,
    /// What it is called, by language.
    pub names: BTreeMap<Language, String>,
}

/// Something somebody knows about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct About {
    /// The key of a subject; absent for a tag.
    pub subject: Option<String>,
    /// The tag, or the name of the subject.
    pub name: String,
    /// For how many different askers they solved it.
    pub askers: u32,
}

/// A month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Month {
    /// Its first day, in days since 1970-01-01.
    pub from: Day,
    /// How many people were helped in it.
    pub helped: u32,
}

/// An answer somebody gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GivenAnswer {
    /// Which.
    pub id: AnswerId,
    /// To which question.
    pub question: QuestionLink,
    /// Its first words.
    pub excerpt: String,
    /// Whether it solved it for the asker.
    pub accepted: bool,
    /// When it was given.
    pub created_at: Millis,
    /// Who of the brand thanks for it.
    pub thanked_by: Vec<PersonView>,
}

/// An entry somebody sent in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GivenEntry {
    /// Which.
    pub id: EntryId,
    /// Its name, or the caption.
    pub title: String,
    /// In which contest.
    pub contest: ContestId,
    /// The name of the contest.
    pub contest_title: String,
    /// Whether it won.
    pub won: bool,
}

/// `GET people/{person}/statement`: one's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Statement {
    /// Whose.
    pub person: PersonView,
    /// What others are told.
    pub public: PublicRecognition,
    /// By which version of the rules.
    pub version: String,
    /// The day after the last that is counted, UTC; absent before the first count.
    pub until: Option<Day>,
    /// How many people they helped, damping included.
    pub helped: u32,
    /// How many people thanked them, before damping.
    pub thanked_by: u32,
    /// How many guests thanked them.
    pub guests: u32,
    /// The net score of what they brought from elsewhere: not people.
    pub imported: i64,
    /// How often the brand's people thanked them.
    pub staff_thanks: u32,
    /// The ladder; absent before the first count.
    pub ladder: Option<Ladder>,
    /// What its levels are called and unlock here.
    pub levels: Levels,
    /// What they know about.
    pub knows: Vec<About>,
    /// The lines, newest first.
    pub lines: Vec<StatementLine>,
    /// What to send as `cursor` for the next page; absent on the last.
    pub next_cursor: Option<String>,
    /// Lines they said are not right, the last first, 20 at most.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objections: Vec<ObjectionView>,
}

/// What somebody said is not right about a line of their statement, and what the brand's people answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ObjectionView {
    /// What the line is about.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub contribution: Target,
    /// What they said.
    pub note: String,
    /// When they did.
    pub at: Millis,
    /// Whether a person has yet to read it.
    pub open: bool,
    /// What was answered, if anything was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
}

/// A line of a statement: how many, never who.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StatementLine {
    /// The day it was added on.
    pub released: Day,
    /// The day of the thanks.
    pub day: Day,
    /// For which answer or story; empty for givers who were erased, or turned out to be somebody, three at least.
    pub contribution: String,
    /// The question it stands under, if everybody sees it.
    pub question: Option<QuestionLink>,
    /// The story it is, if everybody sees it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub story: Option<StoryLink>,
    /// People; negative if they went.
    pub people: Givers,
    /// Guests; negative if they went.
    pub guests: Givers,
    /// Whether it corrects an earlier line.
    pub correction: bool,
}

/// How many givers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Givers {
    /// Nobody.
    Nobody,
    /// One or two came, or went.
    Someone,
    /// So many.
    Number(i32),
}

/// `PUT me/recognition`: what others are told of me.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PublicRecognition {
    /// Whether I am among the people who helped, and have a page.
    pub listed: bool,
    /// What I say of myself, in at most 160 characters; may be empty.
    pub sentence: String,
    /// Whether my highest level is shown, on my page and beside my name.
    #[serde(default)]
    pub level: bool,
}

/// `POST me/objections`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MakeObjection {
    /// What the line is about: the `contribution` of it.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub contribution: Target,
    /// What is not right about it, in at most 600 characters.
    pub note: String,
}
