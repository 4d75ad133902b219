//! Where one asks: one line at rest, the rest of the form when it is touched. The sheet opens it, so that it
//! opens before and without the application.

use shared::api::view::{QuestionsView, SubjectHead};
use shared::settings::Writers;
use shared::{name, text};
use yew::{Html, html};

use super::field::{Line, field_id, send_row, status};
use super::media;
use super::part::{Shell, all};
use super::sign_in;
use super::stage::Stage;
use super::suggestions;
use crate::surface::{Draft, Field, Form};
use crate::words::Key;

/// The most characters of the field with tags: each, and what stands between them.
pub const TAGS_MAX: usize = (text::TAG_MAX + 2) * text::TAGS_MAX;

/// The form in a list.
pub fn ask(stage: &Stage, view: &QuestionsView) -> Html {
    let first = view.total == 0 && view.query.is_none() && view.tag.is_none();
    let placeholder = if first {
        Key::AskFirstPlaceholder
    } else {
        Key::AskPlaceholder
    };
    let hidden = html! {
        <>
        if let Some(SubjectHead { key, name, .. }) = &view.subject {
            <input type="hidden" name="subject" value={key.clone()} />
            <input type="hidden" name="subject_name" value={name.clone()} />
        }
        </>
    };
    let content = all(vec![hidden, fields(stage, placeholder)]);
    let shell = Shell {
        form: &Form::Ask,
        send: "ask",
        path: "ask",
        question: None,
        answer: None,
    };
    all(vec![
        shell.around(stage, content),
        sign_in::after(stage, &Form::Ask),
    ])
}

fn fields(stage: &Stage, placeholder: Key) -> Html {
    let draft = stage.surface.draft(&Form::Ask);
    let empty = Draft::new(Form::Ask);
    let typed = draft.unwrap_or(&empty);
    let form = &Form::Ask;
    let more = Line::new(
        form,
        Field::Text,
        stage.text(Key::TextLabel),
        &typed.text,
        text::BODY_MAX,
    )
    .placeholder(stage.text(Key::TextLabel));
    let tags = Line::new(
        form,
        Field::Tags,
        stage.text(Key::TagsLabel),
        &typed.tags,
        TAGS_MAX,
    )
    .placeholder(stage.text(Key::TagsPlaceholder));
    let pair = all(vec![tags.input(stage), name_field(stage, form, typed)]);
    let rest = all(vec![
        more.area(stage, "3"),
        html! { <div class="pair">{ pair }</div> },
        send_row(stage, draft, note(stage), Key::Ask, media::place()),
    ]);
    all(vec![
        title(stage, typed, placeholder),
        suggestions::suggestions(stage),
        html! { <div class="rest" hidden=true>{ rest }</div> },
        status(stage, draft),
    ])
}

/// The title: a text field that is also the box of the similar questions, once an application listens.
fn title(stage: &Stage, typed: &Draft, placeholder: Key) -> Html {
    let id = field_id(stage, &Form::Ask, Field::Title);
    let (live, shown) = (stage.is_live(), suggestions::shown(stage));
    let chosen = stage
        .surface
        .suggestions
        .chosen
        .filter(|_| shown)
        .map(|at| suggestions::option_id(stage, at));
    html! {
        <div class="field line">
            <label for={id.clone()} class="spoken">{ stage.text(Key::TitleLabel) }</label>
            <input id={id} type="text" name="title" value={typed.title.clone()} placeholder={stage.text(placeholder)}
                minlength={text::TITLE_MIN.to_string()} maxlength={text::TITLE_MAX.to_string()} required=true autocomplete="off"
                role={live.then_some("combobox")} aria-autocomplete={live.then_some("list")}
                aria-expanded={live.then(|| shown.to_string())} aria-controls={shown.then(|| stage.id("similar"))}
                aria-activedescendant={chosen} oninput={super::listen::typed(stage, &Form::Ask, Field::Title)}
                onkeydown={suggestions::keys(stage)} />
        </div>
    }
}

/// A name, for whoever has none yet.
pub fn name_field(stage: &Stage, form: &Form, typed: &Draft) -> Html {
    let overlay = &stage.surface.overlay;
    let guests = stage.context().community.writers == Writers::Everyone;
    let known = overlay.me.as_ref().is_some_and(|me| !me.name.is_empty());
    if known || (overlay.me.is_none() && !guests) {
        return Html::default();
    }
    Line::new(
        form,
        Field::Name,
        stage.text(Key::NameLabel),
        &typed.name,
        name::MAX,
    )
    .placeholder(stage.text(Key::NameLabel))
    .input(stage)
}

/// What happens when it is sent: who has to sign in, and what waits.
pub fn note(stage: &Stage) -> Html {
    let words = stage.words();
    let community = &stage.context().community;
    let me = stage.surface.overlay.me.as_ref();
    let promised = community.promised_hours.map(u64::from);
    let said = match (me, community.writers) {
        (Some(me), _) if me.waits => match promised {
            Some(hours) => words.count(Key::YouWaitHours, hours, &[]),
            None => words.text(Key::YouWait).to_owned(),
        },
        (Some(_), _) => words.text(Key::Kept).to_owned(),
        (None, Writers::SignedIn | Writers::Sso) => words.text(Key::SignInToWrite).to_owned(),
        (None, Writers::Everyone) => {
            let waits = match promised {
                _ if !community.guest_waits => words.text(Key::Kept).to_owned(),
                Some(hours) => words.count(Key::GuestWaitsHours, hours, &[]),
                None => words.text(Key::GuestWaits).to_owned(),
            };
            [words.text(Key::NoAccount), " ", &waits].concat()
        }
    };
    match me.filter(|me| !me.name.is_empty()) {
        Some(me) => {
            let name = html! { <bdi>{ me.name.clone() }</bdi> };
            all(vec![
                words.nodes(Key::WritingAs, &[("name", name)]),
                " · ".into(),
                said.into(),
            ])
        }
        None => said.into(),
    }
}
