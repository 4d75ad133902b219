//! Contests: their rules, entries and ballots, receipts, and what one needs to check a result.

use serde::de::{IntoDeserializer, value};
use serde::{Deserialize, Serialize};

use crate::api::media::{AttachMedium, MediumView};
use crate::api::person::is_false;
use crate::api::report::ReportReason;
use crate::contest::leaf::VoidReason;
use crate::contest::rules::Rules;
use crate::ids::{ContestId, EntryId, PersonId};
use crate::person::Tier;
use crate::time::Millis;

/// A contest in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ContestSummary {
    /// Which.
    pub id: ContestId,
    /// Where it stands.
    pub state: ContestState,
    /// The rules.
    pub rules: Rules,
    /// The size of its log when it was last published.
    pub published: u64,
    /// Who won, once it closed, best first.
    pub winners: Vec<EntryId>,
}

/// Where a contest stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ContestState {
    /// Only the brand sees it; the rules may still change.
    Draft,
    /// The rules are frozen.
    Open,
    /// The result is final.
    Closed,
    /// Stopped: its log would contradict what was signed before.
    Stopped,
    /// A state of a newer release.
    #[serde(other)]
    Unknown,
}

impl ContestState {
    /// The word on the wire and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Stopped => "stopped",
            Self::Unknown => "unknown",
        }
    }

    /// Reads the word back.
    pub fn parse(text: &str) -> Self {
        [Self::Draft, Self::Open, Self::Closed, Self::Stopped]
            .into_iter()
            .find(|state| state.as_str() == text)
            .unwrap_or(Self::Unknown)
    }
}

/// A contest, as its caller sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ContestView {
    /// Which.
    pub id: ContestId,
    /// Where it stands.
    pub state: ContestState,
    /// The rules that hold.
    pub rules: Rules,
    /// The SHA-256 of these rules as they stand in the log, in base64url.
    pub rules_hash: String,
    /// How the rules were amended since the contest opened, first one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amendments: Vec<Amendment>,
    /// How many entries stand.
    pub entries: u64,
    /// How many ballots count, wait and are void, as far as the log is published.
    pub ballots: BallotCounts,
    /// Who won, once it closed, best first.
    pub winners: Vec<EntryId>,
    /// My ballot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mine: Option<MyBallot>,
}

/// A change of the rules, as everybody reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Amendment {
    /// When.
    pub at: Millis,
    /// Why.
    pub reason: String,
}

/// `POST contests/{contest}/amendments`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AmendContest {
    /// The rules that are to hold, all of them. None may move against entrants or voters.
    pub rules: Rules,
    /// Why: everybody reads it, in the log and beside the rules.
    pub reason: String,
}

/// How many ballots there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BallotCounts {
    /// Count, guests' among them.
    pub counted: u64,
    /// Wait for a person's decision.
    pub held: u64,
    /// Were made void, with a reason in the log.
    pub void: u64,
}

/// The caller's own ballot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MyBallot {
    /// The index of its leaf.
    pub ballot: u64,
    /// What it chooses.
    pub entries: Vec<EntryId>,
    /// Whether it waits for a person's decision.
    #[serde(default, skip_serializing_if = "is_false")]
    pub held: bool,
}

/// `GET entrants`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Entrants {
    /// Those who have a page; an entry of somebody else is left out.
    pub data: Vec<Entrant>,
}

/// Who sent in an entry, and has a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Entrant {
    /// Which entry.
    pub entry: EntryId,
    /// Who.
    pub person: PersonId,
}

/// `POST contests/{contest}/entries`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EnterContest {
    /// The name of a story, a picture or a video; the caption itself in a contest for captions.
    pub title: String,
    /// The story, or words below a picture or a video, in Markdown; empty for a caption.
    #[serde(default)]
    pub markdown: String,
    /// The picture or video of one's own, in a contest for them: exactly one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<AttachMedium>,
    /// Has to be true: the entrant agrees to the rules and to what they ask consent for.
    pub agreed: bool,
}

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EntryView {
    /// Which.
    pub id: EntryId,
    /// Who sent it in.
    pub author: String,
    /// Its name, or the caption.
    pub title: String,
    /// The story, in Markdown.
    pub markdown: String,
    /// The picture or video, in a contest for them; gone once the entry is. An entry that was taken back has no words either.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<MediumView>,
    /// Whether the caller sent it in.
    #[serde(default, skip_serializing_if = "is_false")]
    pub mine: bool,
    /// Where it stands among those everybody sees, in the order of a seed that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<EntryPlace>,
    /// Where it stands.
    pub state: EntryState,
    /// Why it was rejected, disqualified or hidden: to the entrant and to moderators.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When it was sent in.
    pub sent_at: Millis,
    /// Why people say that it should not stand, to moderators: the last twenty nobody decided about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reports: Vec<EntryReport>,
    /// Its votes, where the rules show them already; those of guests stand apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub votes: Option<Votes>,
    /// The salt of the commitment in the log: with it anyone can check that these words, and the file of the picture,
    /// are what was entered. Empty once they are gone: then nobody can try out what they were.
    pub salt: String,
}

/// A place in an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EntryPlace {
    /// Counted from one.
    pub number: u64,
    /// The entry before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<EntryId>,
    /// The entry behind it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<EntryId>,
}

/// The votes of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Votes {
    /// Of people who are signed in: what decides.
    pub counted: u64,
    /// Of guests.
    pub guests: u64,
}

/// Where an entry stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EntryState {
    /// Staff reads it first.
    Waiting,
    /// Everybody sees it and may vote for it.
    Published,
    /// Staff did not take it.
    Rejected,
    /// The entrant took it back.
    Withdrawn,
    /// Staff took it out after it was published.
    Disqualified,
    /// The contest closed before staff read it.
    SetAside,
    /// Staff took its words and its picture away after the close; the result stands.
    Hidden,
    /// A state of a newer release.
    #[serde(other)]
    Unknown,
}

impl EntryState {
    /// The word on the wire and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Published => "published",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
            Self::Disqualified => "disqualified",
            Self::SetAside => "set_aside",
            Self::Hidden => "hidden",
            Self::Unknown => "unknown",
        }
    }

    /// Reads the word back.
    pub fn parse(text: &str) -> Self {
        [
            Self::Waiting,
            Self::Published,
            Self::Rejected,
            Self::Withdrawn,
            Self::Disqualified,
            Self::SetAside,
            Self::Hidden,
        ]
        .into_iter()
        .find(|state| state.as_str() == text)
        .unwrap_or(Self::Unknown)
    }
}

/// `PUT contests/{contest}/entries/{entry}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DecideEntry {
    /// What is done.
    pub act: EntryAct,
    /// Why, to reject, disqualify and hide: the entrant reads it.
    #[serde(default)]
    pub reason: String,
}

/// What is done with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EntryAct {
    /// Moderators: it is published.
    Publish,
    /// Moderators: it is not taken.
    Reject,
    /// Moderators: it is taken out after it was published; the log keeps that it was there.
    Disqualify,
    /// The entrant takes it back, at any time: its words and its picture go. While the contest is open its votes go, too;
    /// after the close the result stands.
    Withdraw,
    /// Moderators, once the contest is over: its words and its picture go, and the log and the result stand.
    Hide,
    /// Moderators: what people reported may stand.
    Keep,
}

impl EntryAct {
    /// The word on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Publish => "publish",
            Self::Reject => "reject",
            Self::Disqualify => "disqualify",
            Self::Withdraw => "withdraw",
            Self::Hide => "hide",
            Self::Keep => "keep",
        }
    }
}

/// `POST contests/{contest}/entries/{entry}/reports`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReportEntry {
    /// Why it should not stand.
    pub reason: ReportReason,
    /// In the reporter's words, at most 600 characters.
    #[serde(default)]
    pub note: String,
}

/// A report, as moderators read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EntryReport {
    /// Why.
    pub reason: ReportReason,
    /// In the reporter's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// `POST contests/{contest}/ballots`: the whole ballot, or what changes of it; it stands for an earlier one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CastBallot {
    /// What I vote for, and an empty list takes my votes back; or the entries that `change` is about.
    pub entries: Vec<EntryId>,
    /// What becomes of the votes I gave before: without it these entries are the whole ballot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<BallotChange>,
    /// That what the rules say of voters, how old they are and where they live, is so of me. Has to be true in a first ballot
    /// where they say any of it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub declared: bool,
    /// 32 hexadecimal digits that the voter's device made at random for this ballot alone. The leaf holds the commitment to
    /// them, so the device knows its own leaf, and nobody can be shown another voter's for theirs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[0-9a-f]{32}$")))]
    pub nonce: Option<String>,
    /// What the challenge gave, where an answer asked for it: the same ballot with it counts instead of waiting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub challenge: Option<String>,
    /// Whether receipts come by mail: with the next checkpoint over this ballot, and with the last. What is absent stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letters: Option<bool>,
}

/// A change of the ballot that stands, whatever it is by then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum BallotChange {
    /// These entries are chosen, too; where the rules allow one vote, in place of the other.
    Add,
    /// These are not chosen anymore.
    Remove,
}

impl BallotChange {
    /// The word on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Remove => "remove",
        }
    }
}

/// An accepted ballot: all that its voter needs to prove it later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AcceptedBallot {
    /// The index of its leaf; `GET receipts/{ballot}` gives the proof once the log is published.
    pub ballot: u64,
    /// What it chooses.
    pub entries: Vec<EntryId>,
    /// Whether it waits for a person's decision.
    pub held: bool,
    /// How it counts without waiting, where the rules let it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub challenge: Option<Challenge>,
    /// Whether receipts come by mail to who has a confirmed address.
    #[serde(default, skip_serializing_if = "is_false")]
    pub letters: bool,
    /// The leaf, as it stands in the log.
    pub leaf: String,
    /// The salt of the leaf's commitment, in base64url.
    pub salt: String,
    /// The promise that the leaf will be in the log, as a note signed by the log's key.
    pub acceptance: String,
}

/// A challenge of the deployment's provider: what it gives goes into [`CastBallot::challenge`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Challenge {
    /// The provider's name for this deployment.
    pub site_key: String,
    /// The address of the provider's script, as [Turnstile](https://developers.cloudflare.com/turnstile/) has one.
    pub script: String,
}

/// `PUT contests/{contest}/ballots/{ballot}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(!try_from))]
#[serde(
    deny_unknown_fields,
    tag = "act",
    rename_all = "snake_case",
    try_from = "SentDecision"
)]
pub enum DecideBallot {
    /// A ballot that waited counts.
    Release {
        /// Why, in words that stand in the log.
        reason: String,
    },
    /// It does not count.
    Void {
        /// Why.
        reason: VoidReason,
    },
}

/// [`DecideBallot`] as it is read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SentDecision {
    act: BallotAct,
    reason: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum BallotAct {
    Release,
    Void,
}

impl TryFrom<SentDecision> for DecideBallot {
    type Error = value::Error;

    fn try_from(sent: SentDecision) -> Result<Self, value::Error> {
        let reason = sent.reason;
        match sent.act {
            BallotAct::Release => Ok(Self::Release { reason }),
            BallotAct::Void => {
                let reason = VoidReason::deserialize(reason.into_deserializer())?;
                Ok(Self::Void { reason })
            }
        }
    }
}

/// A decision about a ballot, as it stands in the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DecidedBallot {
    /// The index of the ballot's leaf.
    pub ballot: u64,
    /// The index of the decision's leaf.
    pub decision: u64,
}

/// `PUT contests/{contest}/ballots`: one decision about ballots that wait in a part of the log: up to 250 at a time,
/// the first of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DecideBallots {
    /// The index of the first leaf of that part.
    pub first: u64,
    /// The index of its last leaf.
    pub last: u64,
    /// What is decided.
    pub decision: DecideBallot,
}

/// What became of a decision about several ballots.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DecidedBallots {
    /// How many it was about.
    pub decided: u64,
    /// How many still wait in the contest.
    pub left: u64,
}

/// A ballot as moderators see it: never whose it is nor what it chooses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BallotSummary {
    /// The index of its leaf.
    pub ballot: u64,
    /// When it came, floored to the minute.
    pub minute: Millis,
    /// How far its voter is known.
    pub via: Tier,
}

/// What waits for a decision in a contest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ContestWaiting {
    /// Entries that nobody decided about.
    pub entries: u64,
    /// Entries that people reported.
    pub reported: u64,
    /// Ballots that wait.
    pub ballots: u64,
    /// The index of the last of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_ballot: Option<u64>,
}

/// `POST contests/{contest}/closing`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CloseContest {
    /// Close though ballots still wait for a decision: they do not count.
    #[serde(default)]
    pub without_held: bool,
}

/// What one needs to check a contest, and what the check shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AuditView {
    /// Which contest.
    pub id: ContestId,
    /// Where it stands.
    pub state: ContestState,
    /// The origin of its checkpoints.
    pub origin: String,
    /// The key that signs them, as verifiers take it.
    pub key: String,
    /// The SHA-256 of that key: what to compare with what somebody else was told.
    pub fingerprint: String,
    /// How many leaves of the log are published.
    pub size: u64,
    /// The last published checkpoint: keep it, and the log can never be changed behind your back.
    pub checkpoint: String,
    /// What a log that passes proves.
    pub proves: String,
    /// What it does not.
    pub does_not_prove: String,
}
