//! What a community and its contests tell each other. A community's messages come in order and may come twice; a
//! contest takes each once, by its number.

use serde::{Deserialize, Serialize};
use shared::api::contest::EntryState;
use shared::ids::{ContestId, EntryId, MediumId, PersonId};
use shared::person::Caller;

/// The path a contest takes messages at.
pub const PATH: &str = "/internal/message";
/// The path a community looks at checkpoints at.
pub const WITNESS_PATH: &str = "/internal/contests/witness";
/// The path a community says at who a session is.
pub const CALLER_PATH: &str = "/internal/caller";

/// The path a community takes at where entries stand.
pub const ENTRIES_PATH: &str = "/internal/contests/entries";

/// The path a community takes at which rules of a contest hold.
pub const AMENDED_PATH: &str = "/internal/contests/amended";

/// The path a community takes at whose receipts go by mail.
pub const LETTER_PATH: &str = "/internal/contests/letter";

/// A message of the community, with its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// Grows with each message of the community.
    pub number: i64,
    /// What it says.
    pub message: Message,
}

/// What a community tells a contest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Message {
    /// Open under these rules.
    Open {
        /// The community's slug.
        community: String,
        /// Which contest.
        contest: ContestId,
        /// The text of the rules.
        document: String,
        /// The address of the deployment: its host names the log.
        base_url: String,
    },
    /// Sessions of this person with an older epoch are worth nothing from now on.
    Floor {
        /// Who.
        person: PersonId,
        /// The oldest epoch that stands.
        epoch: i64,
    },
    /// This person wants no receipts by mail anymore.
    NoLetters {
        /// Who.
        person: PersonId,
    },
    /// The community is to be told where entries stand: it may not know of any yet.
    Tell {},
}

/// What a contest shows its community before it signs: the community remembers the last checkpoint, so that a contest
/// restored to an older state can't sign a second history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Witness {
    /// Which contest.
    pub contest: ContestId,
    /// The size of the last checkpoint.
    pub earlier: u64,
    /// The size now.
    pub size: u64,
    /// The root now, in base64.
    pub root: String,
    /// The proof that the log goes on from the last checkpoint.
    pub path: Vec<String>,
    /// Who won, if the log now holds the close.
    pub winners: Option<Vec<EntryId>>,
}

/// Who calls, as the community knows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownCaller {
    /// With tier and role.
    pub caller: Caller,
    /// The name others see.
    pub name: String,
    /// The picture of theirs that they are about to enter with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<KnownPicture>,
}

/// A picture that the community keeps for an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownPicture {
    /// Which.
    pub medium: MediumId,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// The SHA-256 of its file, in hexadecimal digits.
    pub hash: String,
    /// What opens it where not everybody sees it.
    pub key: String,
    /// Whether it has a smaller variant, or is small itself.
    pub variant: bool,
    /// Whether it is a video that some browsers alone play.
    #[serde(default)]
    pub limited: bool,
}

/// Where an entry stands, which is who sees its picture, and whether a gallery and the entrant's page may show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryStanding {
    /// The entry.
    pub entry: EntryId,
    /// Its picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medium: Option<MediumId>,
    /// Where the entry stands.
    pub state: EntryState,
    /// What the community has to know of it.
    pub known: KnownEntry,
}

/// What a community knows of an entry that everybody sees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownEntry {
    /// Its contest.
    pub contest: ContestId,
    /// Whose.
    pub person: PersonId,
    /// Its name, or the caption; empty once it was taken back.
    pub title: String,
}

/// The rules of a contest were amended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amended {
    /// Which contest.
    pub contest: ContestId,
    /// The text of the rules that hold.
    pub document: String,
}

/// A receipt that its voter wants by mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptLetter {
    /// Of which contest.
    pub contest: ContestId,
    /// To whom.
    pub person: PersonId,
    /// Over how many leaves its checkpoint is: there is one letter for each.
    pub size: u64,
    /// The host that names the log, for links where the operator set no address.
    pub host: String,
    /// Whether it is the first since the voter asked for letters.
    pub is_first: bool,
    /// Whether the contest is closed, so that no other follows.
    pub is_last: bool,
    /// The receipt, its checkpoint with it.
    pub receipt: String,
}
