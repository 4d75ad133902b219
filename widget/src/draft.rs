//! Drafts: what was typed and not yet taken by the server, with the key it is sent under.
//!
//! Invariants: a key belongs to one text, so a changed text loses its key; a draft is kept seven days. The
//! loader keeps drafts of painted forms under the same names in the same shape.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use shared::time::Millis;

/// How long a draft is kept.
const LIFE: i64 = 7 * Millis::DAY;

/// A draft as the page's storage keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Draft {
    /// What the fields hold, by the names of the form.
    pub fields: BTreeMap<String, String>,
    /// The key of the send that was tried with exactly these fields.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// When it was last changed.
    pub saved_at: Millis,
}

impl Draft {
    /// Reads a kept draft; one that is too old, or from nobody knows where, is none.
    pub fn read(text: &str, now: Millis) -> Option<Self> {
        let draft: Self = serde_json::from_str(text).ok()?;
        (now.since(draft.saved_at) < LIFE && !draft.is_empty()).then_some(draft)
    }

    /// As the storage keeps it; nothing to keep when nothing is typed.
    pub fn write(&self) -> Option<String> {
        if self.is_empty() { None } else { serde_json::to_string(self).ok() }
    }

    /// Whether nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.fields.values().all(|value| value.trim().is_empty())
    }

    /// What a field holds.
    pub fn field(&self, name: &str) -> String {
        self.fields.get(name).cloned().unwrap_or_default()
    }
}

/// The name of a draft: what it would send, and about what.
pub fn name(community: &str, sends: &str, about: &str) -> String {
    [community, ":draft:", sends, ":", about].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Millis = Millis::new(1_800_000_000_000);

    fn draft() -> Draft {
        Draft { fields: BTreeMap::from([("title".to_owned(), "Does it whistle".to_owned())]), key: None, saved_at: NOW }
    }

    #[test]
    fn a_draft_survives_six_days_and_not_eight() {
        let text = draft().write().expect("a draft with words is kept");
        assert_eq!(Draft::read(&text, NOW.plus(6 * Millis::DAY)), Some(draft()));
        assert_eq!(Draft::read(&text, NOW.plus(8 * Millis::DAY)), None);
    }

    #[test]
    fn what_the_loader_keeps_reads_as_a_draft() {
        let text = r#"{"fields":{"title":"Does it whistle","tags":""},"key":"k1","saved_at":1800000000000}"#;
        let read = Draft::read(text, NOW).expect("the loader's shape is a draft");
        assert_eq!((read.field("title").as_str(), read.key.as_deref()), ("Does it whistle", Some("k1")));
    }

    #[test]
    fn a_damaged_or_empty_draft_is_none() {
        for text in ["", "null", "{}", r#"{"fields":{"title":" "},"saved_at":1800000000000}"#, r#"{"fields":7}"#] {
            assert_eq!(Draft::read(text, NOW), None, "{text}");
        }
    }
}
