//! Acceptances: the signed promise that a ballot's leaf is in the log at its place, and what a voter keeps of it.
//!
//! Invariant: what stands beside a promise was signed by nobody, so it counts only as far as it fits what was.

use std::iter::Peekable;

use super::commitment::{self, CHOICE};
use super::leaf::{Act, Leaf};
use crate::log::checkpoint::whole_lines;
use crate::log::hash::TreeHash;
use crate::log::note;

/// The first line.
const HEADER: &str = "fanfare.contest.v1 acceptance";

/// What is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// Of which log.
    pub origin: String,
    /// At which place the leaf is.
    pub index: u64,
    /// Which leaf.
    pub leaf: TreeHash,
}

impl Promise {
    /// The text that is signed.
    pub fn text(&self) -> String {
        format!(
            "{HEADER}\n{}\n{}\n{}\n",
            self.origin,
            self.index,
            self.leaf.to_base64()
        )
    }

    /// Reads what [`Self::text`] writes, and nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = whole_lines(text)?;
        (lines.next()? == HEADER).then_some(())?;
        let promise = Self {
            origin: lines.next()?.to_owned(),
            index: lines.next()?.parse().ok()?,
            leaf: TreeHash::from_base64(lines.next()?)?,
        };
        (promise.text() == text).then_some(promise)
    }
}

/// What a voter kept of a ballot: the signed promise, alone or below what they were shown with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    /// What was promised.
    pub promise: Promise,
    /// The promise as a signed note.
    pub note: String,
    /// What was shown with it.
    pub shown: Option<Shown>,
}

/// A ballot as its voter was shown it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Its leaf.
    pub leaf: String,
    /// The salt of its commitment, as the log writes it.
    pub salt: String,
    /// What it chooses, as its opening writes it.
    pub choice: Option<String>,
    /// What the voter's device made for it.
    pub nonce: Option<String>,
}

impl Acceptance {
    /// Reads an acceptance: the note, or the whole text that the page of a receipt shows.
    pub fn parse(text: &str) -> Option<Self> {
        let (shown, note) = match text.split_once("\n\n")? {
            (head, note) if !head.starts_with(HEADER) => (Some(Shown::parse(head)?), note),
            _ => (None, text),
        };
        Some(Self {
            promise: Promise::parse(note::parts(note)?.0)?,
            note: note.to_owned(),
            shown,
        })
    }

    /// Whether what was shown is of the leaf that was promised, and the leaf fixes what the voter chose.
    pub fn fits(&self) -> bool {
        self.shown.as_ref().is_none_or(|shown| {
            TreeHash::of_leaf(shown.leaf.as_bytes()) == self.promise.leaf && shown.is_committed()
        })
    }
}

impl Shown {
    /// The text that stands above the signed promise.
    pub fn text(&self) -> String {
        let mut text = format!("{}salt={}\n", self.leaf, self.salt);
        if let Some(choice) = &self.choice {
            text.push_str("choice=");
            text.push_str(choice);
            text.push('\n');
        }
        if let Some(nonce) = &self.nonce {
            text.push_str("own-nonce=");
            text.push_str(nonce);
            text.push('\n');
        }
        text
    }

    fn parse(head: &str) -> Option<Self> {
        let at = head.find("\nsalt=")? + 1;
        let (leaf, rest) = head.split_at_checked(at)?;
        let mut lines = rest.split('\n').peekable();
        Some(Self {
            leaf: leaf.to_owned(),
            salt: lines.next()?.strip_prefix("salt=")?.to_owned(),
            choice: named(&mut lines, "choice="),
            nonce: named(&mut lines, "own-nonce="),
        })
    }

    fn is_committed(&self) -> bool {
        let Some(Act::Ballot {
            commitment, nonce, ..
        }) = Leaf::parse(&self.leaf).map(|leaf| leaf.act)
        else {
            return false;
        };
        if self.nonce.is_some() && self.nonce.as_deref().and_then(commitment::of_nonce) != nonce {
            return false;
        }
        let Some(salt) = commitment::decode(&self.salt) else {
            return false;
        };
        self.choice
            .as_ref()
            .is_none_or(|choice| commitment::commit(CHOICE, &salt, choice) == commitment)
    }
}

/// The value of the next line, if it has this name.
fn named<'a>(lines: &mut Peekable<impl Iterator<Item = &'a str>>, name: &str) -> Option<String> {
    let value = lines.peek()?.strip_prefix(name)?.to_owned();
    lines.next();
    Some(value)
}
