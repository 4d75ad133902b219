//! What a log is compared with: what was asked for, and what somebody brings from elsewhere.

use serde::Serialize;

use crate::contest::acceptance::Acceptance;
use crate::ids::{ContestId, EntryId};
use crate::log::checkpoint::Checkpoint;
use crate::log::key;
use crate::log::note;
use crate::log::receipt::Receipt;

/// What somebody brings from elsewhere to compare the log with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Witnessed {
    /// What was asked for. It comes from where the log comes from, so it is no witness.
    pub asked: Asked,
    /// The key the log has to be signed with: its fingerprint.
    pub fingerprint: Option<String>,
    /// Checkpoints somebody kept, as signed notes.
    pub checkpoints: Vec<String>,
    /// Receipts somebody kept.
    pub receipts: Vec<Receipt>,
    /// Acceptances somebody kept.
    pub acceptances: Vec<Acceptance>,
}

/// Which log was asked for, and what a page said of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// The contest of the address.
    pub contest: Option<ContestId>,
    /// The fingerprint of the key, as the page says.
    pub fingerprint: Option<String>,
    /// Who won, as the page says; nothing while it names nobody.
    pub winners: Option<Vec<EntryId>>,
}

/// With what a log that passed was compared.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Compared {
    /// Whether with a key.
    pub key: bool,
    /// With how many checkpoints.
    pub checkpoints: usize,
    /// With how many receipts.
    pub receipts: usize,
    /// With how many acceptances whose leaf is there.
    pub acceptances: usize,
    /// The places of those whose leaf is not published yet.
    pub awaited: Vec<u64>,
}

impl Compared {
    /// Whether with nothing that says something of this log.
    pub fn is_nothing(&self) -> bool {
        !self.key && self.checkpoints + self.receipts + self.acceptances == 0
    }
}

impl Witnessed {
    /// Takes what somebody kept, told apart by its form: a receipt, an acceptance, a checkpoint, a verifier's key or its
    /// fingerprint; nothing when empty. Whether it was one of them.
    pub fn bring(&mut self, text: &str) -> bool {
        let text = text.replace("\r\n", "\n");
        let kept = text.trim();
        // A text that was copied may have lost the line feed at its end.
        let whole = format!("{kept}\n");
        if let Some(receipt) = Receipt::parse(&whole) {
            self.receipts.push(receipt);
        } else if let Some(acceptance) = Acceptance::parse(&whole) {
            self.acceptances.push(acceptance);
        } else if note::parts(&whole).is_some_and(|(text, _)| Checkpoint::parse(text).is_some()) {
            self.checkpoints.push(whole);
        } else if let Some(fingerprint) = key::brought(kept) {
            self.fingerprint = Some(fingerprint);
        } else {
            return kept.is_empty();
        }
        true
    }
}
