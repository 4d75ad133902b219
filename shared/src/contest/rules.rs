//! The rules of a contest, as data. Opening freezes them: their text stands in the first leaf of the log, and its
//! SHA-256 is what everybody agrees on.
//!
//! Invariant: rules that passed [`check::check`] name windows that follow each other and limits within bounds.
//! What is not decided by votes (draws, juries) becomes another value of [`DecidedBy`] and further kinds of leaves.

pub mod check;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::de::value;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::api::person::is_false;
use crate::person::Tier;
use crate::tagged::{Given, only};
use crate::time::Millis;

/// The rules of a contest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// What is sent in.
    pub kind: Kind,
    /// The picture that needs words, in a contest for captions: the path of one of one's own that was sent to this community
    /// with `POST media`, without its key. Opening shows it to everybody. Contests that opened earlier may have an `https`
    /// address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
    /// The SHA-256 of its file as it is served, in hexadecimal digits, so that it can't become another one. The community
    /// puts it in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture_hash: Option<String>,
    /// The name of the contest.
    pub title: String,
    /// What it is about.
    pub theme: String,
    /// What can be won; nothing where it is for the fun of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prize: Option<Prize>,
    /// The IANA zone its times are shown in.
    pub zone: String,
    /// When entries are taken.
    pub entries: Window,
    /// When votes are taken.
    pub votes: Window,
    /// Who may enter.
    pub entrants: Eligibility,
    /// Who may vote.
    pub voters: Eligibility,
    /// How many entries one person may send in.
    pub entries_per_person: u16,
    /// How many different entries one person may vote for.
    pub votes_per_person: u16,
    /// Whether one may vote for one's own entry.
    #[serde(default)]
    pub own_entry_votable: bool,
    /// Whether a ballot past the ceiling of its network may pass a challenge instead of waiting for a person's decision.
    /// Where the deployment has no challenge it waits all the same.
    #[serde(default, skip_serializing_if = "is_false")]
    pub challenge: bool,
    /// What decides.
    #[serde(default)]
    pub decided_by: DecidedBy,
    /// How many winners there are.
    pub winners: u16,
    /// What happens when entries have as many votes.
    pub tie_break: TieBreak,
    /// When counts are shown.
    #[serde(default)]
    pub counts: Counts,
    /// When entries are read by staff.
    pub moderation: Moderation,
    /// What an entrant agrees to.
    pub consent: String,
}

/// What is sent in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A picture, with its name and some words if one likes.
    Photo,
    /// A video, the same way.
    Video,
    /// Words for a given picture.
    Caption,
    /// A story.
    Story,
}

impl Kind {
    /// Whether an entry is a file, with words below it.
    pub const fn has_medium(self) -> bool {
        matches!(self, Self::Photo | Self::Video)
    }
}

/// What can be won.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Prize {
    /// What it is.
    pub name: String,
    /// What it is worth, in words: `80 EUR`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub value: String,
}

/// A time from its first millisecond up to, and without, its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// When it opens.
    pub opens_at: Millis,
    /// When it is over.
    pub closes_at: Millis,
}

impl Window {
    /// Whether it is open at this time.
    pub fn holds(&self, time: Millis) -> bool {
        self.opens_at <= time && time < self.closes_at
    }

    /// Whether it was open at some time of this minute, which is all a leaf says of its time.
    pub fn meets_minute(&self, minute: Millis) -> bool {
        self.opens_at < minute.plus(Millis::MINUTE) && minute < self.closes_at
    }
}

/// Who may take part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Eligibility {
    /// How far people have to be known. Votes of guests are counted apart and decide nothing.
    pub tiers: Vec<Tier>,
    /// How old they say they are, at least.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum_age: Option<u8>,
    /// Where they say they live, as ISO 3166 codes; anywhere when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub countries: Vec<String>,
}

impl Eligibility {
    /// Whether people have to say of themselves that they are among those who may take part.
    pub fn asks(&self) -> bool {
        self.minimum_age.is_some() || !self.countries.is_empty()
    }
}

/// What decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DecidedBy {
    /// The votes of people who are signed in.
    #[default]
    Votes,
}

/// What happens when entries have as many votes at the last place that wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TieBreak {
    /// All of them win.
    Shared,
    /// The one that was published first wins.
    Earliest,
}

/// When counts are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(!try_from))]
#[serde(
    rename_all = "snake_case",
    tag = "when",
    deny_unknown_fields,
    try_from = "SentCounts"
)]
pub enum Counts {
    /// At the close.
    #[default]
    AtClose,
    /// With each published batch.
    InBatches {
        /// But not in the last hours before the close.
        hidden_last_hours: u16,
    },
}

/// [`Counts`] as they are read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SentCounts {
    when: When,
    #[serde(default)]
    hidden_last_hours: Given<u16>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum When {
    AtClose,
    InBatches,
}

impl TryFrom<SentCounts> for Counts {
    type Error = value::Error;

    fn try_from(sent: SentCounts) -> Result<Self, value::Error> {
        match sent.when {
            When::AtClose => {
                only(&[], [sent.hidden_last_hours.named("hidden_last_hours")]).map(|()| Self::AtClose)
            }
            When::InBatches => Ok(Self::InBatches {
                hidden_last_hours: sent.hidden_last_hours.needed("hidden_last_hours")?,
            }),
        }
    }
}

/// When entries are read by staff.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Moderation {
    /// Before others see them.
    Before,
    /// After others saw them.
    After,
}

impl Rules {
    /// Whether people see, while they can vote, how many votes a prize still wants: who buys votes buys just as many.
    pub fn shows_what_a_prize_wants(&self) -> bool {
        self.prize.is_some() && self.counts != Counts::AtClose
    }

    /// The text that is frozen: JSON in the order of the contract, on one line.
    ///
    /// # Errors
    /// When they can't be written as JSON.
    pub fn document(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }
}

/// The hash of a rules' text, as the log names it: SHA-256 in base64url.
pub fn hash(document: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(document))
}
