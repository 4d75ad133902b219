//! A field of a form, with its label, and what every form shares: its `id`s, its note, its sending.
//!
//! Invariant: every field has a label in the same root, seen or not, and its own `id`.

use shared::ids::Target;
use yew::{AttrValue, Callback, Html, KeyboardEvent, html};

use super::listen;
use super::part::all;
use super::stage::Stage;
use super::trouble;
use crate::surface::{Draft, Field, Form, Phase};
use crate::words::Key;

/// A field as a form wants it.
pub struct Line<'a> {
    /// Of which form.
    pub form: &'a Form,
    /// Which field.
    pub field: Field,
    /// What it asks for.
    pub label: AttrValue,
    /// Whether the label is only spoken, because the place says it.
    pub quiet: bool,
    /// What stands there while nothing is typed.
    pub placeholder: AttrValue,
    /// What is typed.
    pub value: &'a str,
    /// The most characters.
    pub max: usize,
    /// Whether the form is nothing without it.
    pub required: bool,
    /// The keys that mean something here.
    pub keys: Option<Callback<KeyboardEvent>>,
}

impl<'a> Line<'a> {
    /// A field that can stay empty.
    pub fn new(
        form: &'a Form,
        field: Field,
        label: impl Into<AttrValue>,
        value: &'a str,
        max: usize,
    ) -> Self {
        Self {
            form,
            field,
            label: label.into(),
            quiet: false,
            placeholder: AttrValue::Static(""),
            value,
            max,
            required: false,
            keys: None,
        }
    }

    /// The same, its label only spoken and this in its place.
    pub fn placeholder(self, placeholder: impl Into<AttrValue>) -> Self {
        Self {
            quiet: true,
            placeholder: placeholder.into(),
            ..self
        }
    }

    /// The same, needed.
    pub fn required(self) -> Self {
        Self {
            required: true,
            ..self
        }
    }

    /// One line of text.
    pub fn input(self, stage: &Stage) -> Html {
        let id = field_id(stage, self.form, self.field);
        let kind = if self.field == Field::Email {
            "email"
        } else {
            "text"
        };
        let complete = match self.field {
            Field::Email => "email",
            Field::Name => "nickname",
            _ => "off",
        };
        self.labelled(
            &id,
            html! {
                <input id={id.clone()} type={kind} name={self.field.name(self.form)} value={self.value.to_owned()}
                    placeholder={placeholder(&self.placeholder)} maxlength={self.max.to_string()} required={self.required}
                    autocomplete={complete} oninput={listen::typed(stage, self.form, self.field)} onkeydown={self.keys.clone()} />
            },
        )
    }

    /// Several lines of text.
    pub fn area(self, stage: &Stage, rows: &'static str) -> Html {
        let id = field_id(stage, self.form, self.field);
        self.labelled(
            &id,
            html! {
                <textarea id={id.clone()} name={self.field.name(self.form)} value={self.value.to_owned()} rows={rows}
                    placeholder={placeholder(&self.placeholder)} maxlength={self.max.to_string()} required={self.required}
                    oninput={listen::typed(stage, self.form, self.field)} onkeydown={self.keys.clone()} />
            },
        )
    }

    fn labelled(&self, id: &str, control: Html) -> Html {
        let (target, text) = (id.to_owned(), self.label.clone());
        let label = if self.quiet {
            html! { <label for={target} class="spoken">{ text }</label> }
        } else {
            html! { <label for={target}>{ text }</label> }
        };
        html! { <div class="field">{ all(vec![label, control]) }</div> }
    }
}

fn placeholder(text: &AttrValue) -> Option<AttrValue> {
    (!text.is_empty()).then(|| text.clone())
}

/// The `id` of a field.
pub fn field_id(stage: &Stage, form: &Form, field: Field) -> String {
    stage.id(&[&form_name(form), "-", field.name(form)].concat())
}

/// A name of a form that is its own on a surface.
pub fn form_name(form: &Form) -> String {
    let (name, target) = match form {
        Form::Ask => ("ask", None),
        Form::Answer => ("answer", None),
        Form::Comment(id) => ("comment-", Some(id.as_str())),
        Form::Edit(target) => ("edit-", Some(target.as_str())),
        Form::NotRight(id) => ("not-right-", Some(id.as_str())),
        Form::Report(target) => ("report-", Some(target.as_str())),
        Form::Decide(target, _) => ("decide-", Some(Target::as_str(target))),
        Form::SignIn => ("sign-in", None),
        Form::Name => ("name", None),
        Form::Search => ("search", None),
    };
    [name, target.unwrap_or_default()].concat()
}

/// The last row of a form: a note, what else can be done, and the button that sends it, busy while it is on its way.
pub fn send_row(stage: &Stage, draft: Option<&Draft>, note: Html, label: Key, beside: Html) -> Html {
    let busy = draft.is_some_and(|draft| draft.phase == Phase::Sending);
    let send =
        html! { <button class="primary" aria-busy={busy.then_some("true")}>{ stage.text(label) }</button> };
    html! {
        <div class="send">{ all(vec![html! { <div class="note">{ note }</div> }, beside, send]) }</div>
    }
}

/// How the sending of a form stands, in words; said aloud when it changes. The loader writes here too.
pub fn status(stage: &Stage, draft: Option<&Draft>) -> Html {
    let (said, wrong) = match draft.map(|draft| &draft.phase) {
        None | Some(Phase::Typing) => (String::new(), false),
        Some(Phase::Sending) => (stage.text(Key::Sending).to_owned(), false),
        Some(Phase::Queued) => (stage.text(Key::Queued).to_owned(), false),
        Some(Phase::SignInFirst) => (stage.text(Key::TroubleSignIn).to_owned(), false),
        Some(Phase::Failed(trouble)) => (trouble::said(stage, trouble), true),
        Some(Phase::Waiting(None)) => (stage.text(Key::SentWaiting).to_owned(), false),
        Some(Phase::Waiting(Some(due))) => (
            stage
                .words()
                .fill(Key::SentWaitingUntil, &[("time", &stage.time(*due))]),
            false,
        ),
        Some(Phase::Sent(_)) => (String::new(), false),
    };
    html! { <p class="status" role="status" data-status="" data-wrong={wrong.then_some("")}>{ said }</p> }
}

/// The end of a form: its last row, and how its sending stands.
pub fn end(stage: &Stage, draft: Option<&Draft>, note: Html, label: Key, beside: Html) -> Html {
    all(vec![
        send_row(stage, draft, note, label, beside),
        status(stage, draft),
    ])
}
