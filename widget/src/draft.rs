//! Drafts: what was typed and not yet taken by the server, with the key it is sent under.
//!
//! Invariants: a key belongs to one text, so a changed text loses its key; a draft is kept seven days. The
//! loader keeps drafts of painted forms under the same names in the same shape.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use shared::ids::Target;
use shared::time::Millis;

use crate::place::Place;
use crate::surface::{Draft, Field, Form};

/// How long a draft is kept.
const LIFE: i64 = 7 * Millis::DAY;

/// A draft as the page's storage keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct KeptDraft {
    /// What the fields hold, by the names of the form.
    pub fields: BTreeMap<String, String>,
    /// The key of the send that was tried with exactly these fields.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// When it was last changed.
    pub saved_at: Millis,
}

impl KeptDraft {
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

    /// What a form holds, to be kept.
    pub fn of(draft: &Draft, key: Option<&str>, now: Millis) -> Self {
        let fields = FIELDS
            .into_iter()
            .map(|field| (field.name(&draft.form).to_owned(), value(draft, field).to_owned()))
            .filter(|(_, value)| !value.is_empty())
            .collect();
        Self { fields, key: key.map(str::to_owned), saved_at: now }
    }

    /// Puts what was kept into a form.
    pub fn fill(&self, draft: &mut Draft) {
        for field in FIELDS {
            if let Some(value) = self.fields.get(field.name(&draft.form)) {
                draft.set(field, value.clone());
            }
        }
    }
}

/// The fields that are kept.
const FIELDS: [Field; 4] = [Field::Title, Field::Text, Field::Tags, Field::Name];

fn value(draft: &Draft, field: Field) -> &str {
    match field {
        Field::Title => &draft.title,
        Field::Text => &draft.text,
        Field::Tags => &draft.tags,
        Field::Name => &draft.name,
        Field::Email | Field::Reason | Field::DuplicateOf | Field::Query => "",
    }
}

/// Whether a form's words are kept on this device.
pub fn is_kept(form: &Form) -> bool {
    matches!(form, Form::Ask | Form::Answer | Form::Comment(_) | Form::Edit(_))
}

/// The name a form's draft is kept under: what it would send, and about what. Nothing for forms whose words
/// are not worth keeping.
pub fn name(form: &Form, place: &Place) -> Option<String> {
    let (sends, about) = match form {
        Form::Ask => ("ask", place.subject.as_deref().unwrap_or_default()),
        Form::Answer => ("answer", place.question.as_deref()?),
        Form::Comment(answer) => ("comment", answer.as_str()),
        Form::Edit(target) => ("edit", Target::as_str(target)),
        Form::NotRight(_) | Form::Report(_) | Form::Decide(..) | Form::SignIn | Form::Name | Form::Search => return None,
    };
    Some([&place.community, ":draft:", sends, ":", about].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Millis = Millis::new(1_800_000_000_000);

    fn draft() -> KeptDraft {
        KeptDraft { fields: BTreeMap::from([("title".to_owned(), "Does it whistle".to_owned())]), key: None, saved_at: NOW }
    }

    #[test]
    fn a_draft_survives_six_days_and_not_eight() {
        let text = draft().write().expect("a draft with words is kept");
        assert_eq!(KeptDraft::read(&text, NOW.plus(6 * Millis::DAY)), Some(draft()));
        assert_eq!(KeptDraft::read(&text, NOW.plus(8 * Millis::DAY)), None);
    }

    #[test]
    fn what_the_loader_keeps_reads_as_a_draft() {
        let text = r#"{"fields":{"title":"Does it whistle","tags":""},"key":"k1","saved_at":1800000000000}"#;
        let read = KeptDraft::read(text, NOW).expect("the loader's shape is a draft");
        let mut filled = Draft::new(Form::Ask);
        read.fill(&mut filled);
        assert_eq!((filled.title.as_str(), read.key.as_deref()), ("Does it whistle", Some("k1")));
    }

    #[test]
    fn what_was_typed_reads_back_as_it_was() {
        let mut typed = Draft::new(Form::Answer);
        typed.set(Field::Text, " It *does*\n".to_owned());
        typed.set(Field::Name, "Sample".to_owned());
        let mut again = Draft::new(Form::Answer);
        KeptDraft::of(&typed, None, NOW).fill(&mut again);
        assert_eq!(again, typed);
    }

    #[test]
    fn a_damaged_or_empty_draft_is_none() {
        for text in ["", "null", "{}", r#"{"fields":{"title":" "},"saved_at":1800000000000}"#, r#"{"fields":7}"#] {
            assert_eq!(KeptDraft::read(text, NOW), None, "{text}");
        }
    }
}
