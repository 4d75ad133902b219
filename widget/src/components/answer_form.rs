//! Where one answers.

use shared::api::question::QuestionView;
use shared::state::State;
use shared::text;
use yew::{Html, html};

use super::ask::{name_field, note};
use super::field::{Line, end};
use super::listen::{self, Press};
use super::media;
use super::part::{Shell, all};
use super::sign_in;
use super::stage::Stage;
use crate::action::Action;
use crate::surface::{Draft, Field, Form};
use crate::words::Key;

/// The form under the answers; a question that takes none says so.
pub fn answer_form(stage: &Stage, question: &QuestionView) -> Html {
    if !question.open {
        let closed = question.summary.state == State::Closed;
        return html! {
            if closed {
                <p class="empty">{ stage.text(Key::AnswersClosed) }</p>
            }
        };
    }
    let id = question.summary.id.as_str();
    let path = ["questions/", id, "/answer"].concat();
    let shell = Shell {
        form: &Form::Answer,
        send: "answer",
        path: &path,
        question: Some(id),
        answer: None,
    };
    all(vec![
        shell.around(stage, fields(stage, &question.summary.author.name)),
        sign_in::after(stage, &Form::Answer),
        helped(stage),
    ])
}

/// Where one helps: what came of it this week.
fn helped(stage: &Stage) -> Html {
    let said = |helped: u32| {
        let said = stage.words().count(Key::HelpedLately, helped.into(), &[]);
        html! { <p class="quiet" part="helped">{ said }</p> }
    };
    stage.surface.overlay.helped_lately.map(said).unwrap_or_default()
}

/// The asker may have no name.
fn fields(stage: &Stage, asker: &str) -> Html {
    let draft = stage.surface.draft(&Form::Answer);
    let empty = Draft::new(Form::Answer);
    let typed = draft.unwrap_or(&empty);
    let words = stage.words();
    let placeholder = match asker {
        "" => words.text(Key::AnswerPlaceholder).to_owned(),
        name => words.fill(Key::AnswerPerson, &[("name", name)]),
    };
    let line = Line::new(
        &Form::Answer,
        Field::Text,
        words.text(Key::AnswerLabel),
        &typed.text,
        text::ANSWER_MAX,
    );
    let keys = listen::keys(stage, |press| {
        (press == Press::Send).then_some(Action::Send(Form::Answer))
    });
    all(vec![
        Line { keys, ..line }
            .placeholder(placeholder)
            .required()
            .area(stage, "3"),
        html! { <div class="rest" hidden=true>{ name_field(stage, &Form::Answer, typed) }</div> },
        end(stage, draft, note(stage), Key::Answer, media::place()),
    ])
}
