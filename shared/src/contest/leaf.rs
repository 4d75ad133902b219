//! The leaves of a contest's log: lines in a fixed order, so that a verifier in any language is short.
//!
//! Invariant: a leaf has one writing: [`Leaf::parse`] takes what [`Leaf::text`] makes and nothing else. Times are
//! floored to the minute; nothing here tells an address, a device or a person.

mod read;

use crate::ids::{ContestId, EntryId};
use crate::person::Tier;
use crate::time::Millis;

/// The first word of every leaf.
pub const FORMAT: &str = "fanfare.contest.v1";

/// A leaf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// Of which contest.
    pub contest: ContestId,
    /// Its place in the log.
    pub index: u64,
    /// When it was written, floored to the minute.
    pub minute: Millis,
    /// What it says.
    pub act: Act,
}

/// What a leaf says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// The contest opened under these rules. Always and only at index 0.
    Open {
        /// The origin its checkpoints carry.
        origin: String,
        /// The public key that signs them, in base64url.
        key: String,
        /// The rules, as [`crate::contest::rules::Rules::document`] writes them.
        document: String,
    },
    /// The rules were amended: from here on these hold.
    Amend {
        /// Why, in words.
        reason: String,
        /// The rules, all of them.
        document: String,
    },
    /// An entry was published.
    Entry {
        /// Which.
        entry: EntryId,
        /// Whose: a tag that stands for one person in this contest alone.
        entrant: String,
        /// The commitment to its words.
        content: String,
        /// When it was sent in, floored to the minute.
        sent: Millis,
    },
    /// An entry was taken out: votes for it count no more.
    Withdraw {
        /// Which.
        entry: EntryId,
        /// Why.
        reason: Withdrawal,
    },
    /// A ballot was accepted. It stands for all the person votes for, and replaces an earlier one.
    Ballot {
        /// Whose: a tag that stands for one person in this contest alone.
        voter: String,
        /// The commitment to the choice.
        commitment: String,
        /// How far the person is known.
        via: Tier,
        /// Whether it waits for a person's decision.
        held: bool,
        /// The index of the ballot it stands for from now on.
        replaces: Option<u64>,
        /// The commitment to what the voter's device made for this ballot alone, where one did: so nobody is shown another
        /// voter's leaf for their own.
        nonce: Option<String>,
    },
    /// A ballot that waited counts.
    Release {
        /// The index of the ballot.
        ballot: u64,
        /// Why, in words.
        reason: String,
    },
    /// A ballot does not count.
    Void {
        /// The index of the ballot.
        ballot: u64,
        /// Why.
        reason: VoidReason,
    },
    /// The contest closed with this result. Always last.
    Close(Close),
}

/// What the close says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Close {
    /// How many ballots count, guests' apart.
    pub counted: u64,
    /// How many ballots of guests count.
    pub guests: u64,
    /// How many still waited, and do not count.
    pub held: u64,
    /// How many were made void.
    pub void: u64,
    /// How many were replaced by a later one of the same person.
    pub replaced: u64,
    /// The hash of the totals of every entry: [`crate::contest::tally::Tally::hash`].
    pub totals: String,
    /// Who won, best first.
    pub winners: Vec<EntryId>,
}

macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $($(#[$doc])* $variant,)*
        }

        impl $name {
            /// The word in the log.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// Reads the word back.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($word => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

words! {
    /// Why an entry was taken out.
    Withdrawal {
        /// The entrant took it back.
        Withdrawn = "withdrawn",
        /// Staff found that it breaks the rules.
        Disqualified = "disqualified",
    }
}

words! {
    /// Why a ballot does not count.
    VoidReason {
        /// Votes were bought or traded.
        Traded = "traded",
        /// One person voted as several.
        Duplicate = "duplicate",
        /// It was made by a program.
        Automated = "automated",
        /// The person asked to be forgotten.
        Erasure = "erasure",
    }
}

impl Leaf {
    /// The text that is hashed.
    pub fn text(&self) -> String {
        let (kind, lines) = self.act.lines();
        let mut text = format!(
            "{FORMAT} {kind}\ncontest={}\nindex={}\nminute={}\n",
            self.contest,
            self.index,
            seconds(self.minute)
        );
        for (name, value) in lines {
            text.push_str(name);
            text.push('=');
            text.push_str(&value);
            text.push('\n');
        }
        text
    }

    /// Reads a leaf.
    pub fn parse(text: &str) -> Option<Self> {
        let leaf = read::leaf(text)?;
        (leaf.text() == text).then_some(leaf)
    }
}

/// The tag of the voter in a ballot's text, read without the rest; nothing in what is no ballot.
pub fn voter(text: &str) -> Option<[u8; 32]> {
    super::commitment::decode(read::voter(text)?)
}

/// The minute of a time.
pub fn minute(time: Millis) -> Millis {
    Millis::new(time.get().div_euclid(Millis::MINUTE) * Millis::MINUTE)
}

impl Act {
    fn lines(&self) -> (&'static str, Vec<(&'static str, String)>) {
        match self {
            Self::Open {
                origin,
                key,
                document,
            } => (
                "open",
                vec![
                    ("origin", origin.clone()),
                    ("key", key.clone()),
                    ("rules", super::rules::hash(document)),
                    ("document", document.clone()),
                ],
            ),
            Self::Amend { reason, document } => (
                "amend",
                vec![
                    ("reason", reason.clone()),
                    ("rules", super::rules::hash(document)),
                    ("document", document.clone()),
                ],
            ),
            Self::Entry {
                entry,
                entrant,
                content,
                sent,
            } => (
                "entry",
                vec![
                    ("entry", entry.to_string()),
                    ("entrant", entrant.clone()),
                    ("content", content.clone()),
                    ("sent", seconds(*sent).to_string()),
                ],
            ),
            Self::Withdraw { entry, reason } => (
                "withdraw",
                vec![
                    ("entry", entry.to_string()),
                    ("reason", reason.as_str().to_owned()),
                ],
            ),
            Self::Ballot {
                voter,
                commitment,
                via,
                held,
                replaces,
                nonce,
            } => {
                let mut lines = vec![
                    ("voter", voter.clone()),
                    ("commitment", commitment.clone()),
                    ("via", via.as_str().to_owned()),
                    ("state", if *held { "held" } else { "counted" }.to_owned()),
                    (
                        "replaces",
                        replaces.map_or("-".to_owned(), |index| index.to_string()),
                    ),
                ];
                lines.extend(nonce.clone().map(|nonce| ("nonce", nonce)));
                ("ballot", lines)
            }
            Self::Release { ballot, reason } => (
                "release",
                vec![("ballot", ballot.to_string()), ("reason", reason.clone())],
            ),
            Self::Void { ballot, reason } => (
                "void",
                vec![
                    ("ballot", ballot.to_string()),
                    ("reason", reason.as_str().to_owned()),
                ],
            ),
            Self::Close(close) => ("close", close.lines()),
        }
    }
}

impl Close {
    fn lines(&self) -> Vec<(&'static str, String)> {
        vec![
            ("counted", self.counted.to_string()),
            ("guests", self.guests.to_string()),
            ("held", self.held.to_string()),
            ("void", self.void.to_string()),
            ("replaced", self.replaced.to_string()),
            ("totals", self.totals.clone()),
            ("winners", join(&self.winners)),
        ]
    }
}

/// Entries as a leaf and a choice write them.
pub fn join(entries: &[EntryId]) -> String {
    entries.iter().map(EntryId::as_str).collect::<Vec<_>>().join(",")
}

/// Reads what [`join`] writes.
pub fn split(text: &str) -> Option<Vec<EntryId>> {
    if text.is_empty() {
        return Some(Vec::new());
    }
    text.split(',').map(|id| EntryId::parse(id).ok()).collect()
}

fn seconds(time: Millis) -> i64 {
    time.get() / Millis::SECOND
}
