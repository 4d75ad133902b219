//! Drafts: what was typed and not yet taken by the server, with the key it is sent under.
//!
//! Invariants: a key belongs to one text, so a changed text loses its key; a draft is kept seven days. The
//! loader keeps drafts of painted forms under the same names in the same shape.

use shared::ids::Target;
use shared::time::Millis;

use crate::json::read::get;
use crate::json::{Json, Object};
use crate::place::Place;
use crate::surface::{Draft, Field, Form};

/// How long a draft is kept.
const LIFE: i64 = 7 * Millis::DAY;

/// A draft as the page's storage keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KeptDraft {
    /// What the fields hold, by the names of the form.
    pub fields: Vec<(String, String)>,
    /// The key of the send that was tried with exactly these fields.
    pub key: Option<String>,
    /// When it was last changed.
    pub saved_at: Millis,
}

impl KeptDraft {
    /// Reads a kept draft; one that is too old, or from nobody knows where, is none.
    pub fn read<J: Json>(json: &J, now: Millis) -> Option<Self> {
        let held = json.field("fields");
        let field = |name: &&str| Some(((*name).to_owned(), held.field(name).text()?));
        let fields = NAMES.iter().filter_map(field).collect();
        let draft = Self {
            fields,
            key: json.field("key").text(),
            saved_at: get(json, "saved_at")?,
        };
        (now.since(draft.saved_at) < LIFE && !draft.is_empty()).then_some(draft)
    }

    /// As the storage keeps it; nothing to keep when nothing is typed.
    pub fn write(&self) -> Option<String> {
        if self.is_empty() {
            return None;
        }
        let fields = self
            .fields
            .iter()
            .fold(Object::new(), |fields, (name, value)| fields.text(name, value));
        let draft = Object::new()
            .raw("fields", &fields.done())
            .maybe("key", self.key.as_deref());
        Some(draft.number("saved_at", self.saved_at.get()).done())
    }

    /// Whether nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.fields.iter().all(|(_, value)| value.trim().is_empty())
    }

    /// What a form holds, to be kept.
    pub fn of(draft: &Draft, key: Option<&str>, now: Millis) -> Self {
        let fields = FIELDS
            .into_iter()
            .map(|field| (field.name(&draft.form).to_owned(), value(draft, field).to_owned()))
            .filter(|(_, value)| !value.is_empty())
            .collect();
        Self {
            fields,
            key: key.map(str::to_owned),
            saved_at: now,
        }
    }

    /// Puts what was kept into a form.
    pub fn fill(&self, draft: &mut Draft) {
        for field in FIELDS {
            let name = field.name(&draft.form);
            if let Some((_, value)) = self.fields.iter().find(|(of, _)| of == name) {
                draft.set(field, value.clone());
            }
        }
    }
}

/// The names those fields have in forms.
const NAMES: [&str; 5] = ["title", "markdown", "text", "tags", "name"];
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
        Form::NotRight(_) | Form::Report(_) | Form::Decide(..) | Form::SignIn | Form::Name | Form::Search => {
            return None;
        }
    };
    Some([&place.community, ":draft:", sends, ":", about].concat())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    const NOW: Millis = Millis::new(1_800_000_000_000);

    fn draft() -> KeptDraft {
        KeptDraft {
            fields: vec![("title".to_owned(), "Does it \"whistle\"".to_owned())],
            key: Some("k1".to_owned()),
            saved_at: NOW,
        }
    }

    #[test]
    fn a_draft_survives_six_days_and_not_eight() {
        let text = draft().write().expect("a draft with words is kept");
        let json: Value = serde_json::from_str(&text).expect("it is JSON");
        assert_eq!(KeptDraft::read(&json, NOW.plus(6 * Millis::DAY)), Some(draft()));
        assert_eq!(KeptDraft::read(&json, NOW.plus(8 * Millis::DAY)), None);
    }

    #[test]
    fn what_the_loader_keeps_reads_as_a_draft() {
        let json = json!({ "fields": { "title": "Does it whistle", "tags": "" }, "saved_at": NOW });
        let mut filled = Draft::new(Form::Ask);
        KeptDraft::read(&json, NOW)
            .expect("the loader's shape is a draft")
            .fill(&mut filled);
        assert_eq!(filled.title, "Does it whistle");
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
        for json in [
            json!(null),
            json!({}),
            json!({ "fields": { "title": " " }, "saved_at": NOW }),
            json!({ "fields": 7, "saved_at": NOW }),
            json!("x"),
        ] {
            assert_eq!(KeptDraft::read(&json, NOW), None, "{json}");
        }
    }
}
