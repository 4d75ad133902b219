//! The parts of forms: labeled fields with their hints and what is wrong with them, and buttons.
//!
//! Invariant: every field has a label, and what is wrong with it is tied to it for those who don't see it.

use shared::api::problem::{FieldError, Problem};
use shared::language::Language;
use widget::words::{Key, Words};
use yew::{Html, html};

use super::multipart;
use super::visit::Visit;

/// A field to type in.
#[derive(Debug, Clone, Copy, Default)]
pub struct Field<'a> {
    /// Its name in the form.
    pub name: &'static str,
    /// What it is.
    pub label: &'a str,
    /// How to fill it in; may be empty.
    pub hint: &'a str,
    /// What stands in it.
    pub value: &'a str,
    /// The most characters; 0 for no limit of its own.
    pub max: usize,
    /// Whether it has to be filled in.
    pub required: bool,
    /// What it is wrong with, as the server says.
    pub problem: Option<&'a Problem>,
}

impl Field<'_> {
    /// A field of one line; `kind` is that of an `input`.
    pub fn line(self, kind: &'static str, autocomplete: &'static str) -> Html {
        let max = (self.max > 0).then(|| self.max.to_string());
        self.labeled(html! {
            <input id={self.id()} name={self.name} type={kind} value={self.value.to_owned()} maxlength={max} required={self.required}
                autocomplete={autocomplete} dir="auto" aria-invalid={self.invalid()} aria-describedby={self.described_by()} />
        })
    }

    /// A field of several lines.
    pub fn lines(self, rows: &'static str) -> Html {
        let max = (self.max > 0).then(|| self.max.to_string());
        self.labeled(html! {
            <textarea id={self.id()} name={self.name} rows={rows} maxlength={max} required={self.required} dir="auto"
                value={self.value.to_owned()} aria-invalid={self.invalid()} aria-describedby={self.described_by()} />
        })
    }

    /// A field for a file of one of the types in `accept`.
    pub fn file(self, accept: &'static str) -> Html {
        self.labeled(html! {
            <input id={self.id()} name={self.name} type="file" accept={accept} aria-invalid={self.invalid()} aria-describedby={self.described_by()} />
        })
    }

    fn labeled(self, control: Html) -> Html {
        let error = self.error();
        html! {
            <div class="field">
                <label for={self.id()}>{ self.label }</label>
                { control }
                if !self.hint.is_empty() {
                    <p class="note" id={format!("{}-hint", self.id())}>{ self.hint }</p>
                }
                if let Some(error) = error {
                    <p class="status wrong" id={format!("{}-wrong", self.id())}>{ error.detail.clone() }</p>
                }
            </div>
        }
    }

    fn id(&self) -> String {
        format!("field-{}", self.name)
    }

    fn error(&self) -> Option<&FieldError> {
        self.problem?
            .errors
            .iter()
            .find(|error| error.pointer.get(1..) == Some(self.name) || field_of(&error.pointer) == self.name)
    }

    fn invalid(&self) -> Option<&'static str> {
        self.error().map(|_| "true")
    }

    fn described_by(&self) -> Option<String> {
        let hint = (!self.hint.is_empty()).then(|| format!("{}-hint", self.id()));
        let wrong = self.error().map(|_| format!("{}-wrong", self.id()));
        match (hint, wrong) {
            (Some(hint), Some(wrong)) => Some(format!("{hint} {wrong}")),
            (hint, wrong) => hint.or(wrong),
        }
    }
}

/// The field of a form that a pointer into the request means.
fn field_of(pointer: &str) -> &str {
    let mut parts = pointer.trim_start_matches(['/', '?']).split('/');
    match (parts.next().unwrap_or_default(), parts.next_back()) {
        ("note", _) => "text",
        ("media", Some("alt")) => "alt",
        ("media", _) => "picture",
        (name, _) => name,
    }
}

/// The field for a name, for who has none yet.
pub fn name(visit: &Visit<'_>, language: Language, problem: Option<&Problem>) -> Html {
    if visit.me.as_ref().is_some_and(|me| !me.name.is_empty()) {
        return Html::default();
    }
    let field = Field {
        name: "name",
        label: Words(language).text(Key::NameLabel),
        hint: Words(language).text(Key::NameHint),
        value: visit.form.get("name"),
        problem,
        ..Field::default()
    };
    field.line("text", "nickname")
}

/// A value that is sent without being shown.
pub fn hidden(name: &'static str, value: &str) -> Html {
    html! { <input type="hidden" name={name} value={value.to_owned()} /> }
}

/// The button that sends the form.
pub fn button(label: &str) -> Html {
    html! { <div class="send"><button type="submit" class="primary">{ label }</button></div> }
}

/// The button that sends a form with a picture.
pub fn picture_button(label: &str) -> Html {
    html! { <div class="send"><button type="submit" class="primary" formenctype={multipart::CONTENT_TYPE}>{ label }</button></div> }
}

/// A button that sends the form with a value.
pub fn choice(label: &str, name: &'static str, value: &str) -> Html {
    html! { <button type="submit" class="secondary" name={name} value={value.to_owned()}>{ label }</button> }
}

/// What went wrong, where it is read first.
pub fn trouble(problem: Option<&Problem>) -> Html {
    match problem {
        Some(problem) => html! { <p class="status wrong" role="alert">{ problem.detail.clone() }</p> },
        None => Html::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_api_calls_a_field_is_found_in_the_form() {
        assert_eq!(field_of("/title"), "title");
        assert_eq!(field_of("/note"), "text");
        assert_eq!(field_of("/tags/3"), "tags");
        assert_eq!(field_of("/media/0/alt"), "alt");
        assert_eq!(field_of("/media/0/id"), "picture");
        assert_eq!(field_of("/media"), "picture");
        assert_eq!(field_of("?cursor"), "cursor");
    }
}
