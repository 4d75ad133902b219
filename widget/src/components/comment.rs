//! A short comment under an answer, and the form that makes one.

use shared::api::comment::CommentView;
use shared::ids::{AnswerId, Target};
use shared::state::Kind;
use shared::text;
use yew::{Html, html};

use super::ask::{name_field, note};
use super::author::{mark, name, plain_name};
use super::decide;
use super::edit::edit;
use super::field::{Line, end};
use super::listen;
use super::menu;
use super::moment::moment;
use super::part::{Shell, all, quiet, when};
use super::sign_in;
use super::stage::Stage;
use super::state_line;
use crate::action::Action;
use crate::surface::{Draft, Field, Form};
use crate::words::Key;

/// A comment.
pub fn comment(stage: &Stage, comment: &CommentView) -> Html {
    let target = Target::Comment(comment.id.clone());
    let shown = plain_name(stage, &comment.author);
    let subject = menu::Subject {
        target: target.clone(),
        kind: Kind::Comment,
        state: comment.state,
        disputed: false,
        name: &shown,
    };
    // Only a stone has no words.
    let stone = comment.text.is_empty();
    let said = || {
        let words = all(vec![
            html! { <b>{ name(stage, &comment.author) }</b> },
            " ".into(),
            mark(stage, &comment.author),
            " ".into(),
            html! { <span dir="auto">{ comment.text.clone() }</span> },
            " ".into(),
            quiet(moment(stage, comment.created_at)),
            " ".into(),
            menu::menu(stage, &subject),
        ]);
        html! { <div class="said">{ words }</div> }
    };
    let content = all(vec![
        state_line::of_comment(stage, comment),
        edit(stage, &target, &[]).unwrap_or_else(|| when(!stone, said)),
        decide::in_place(stage, &target, Kind::Comment, comment.state),
        decide::forms(stage, &target),
    ]);
    html! {
        <li class="comment" part="comment" data-state={state_line::unseen(comment.state)} id={comment.id.as_str().to_owned()} key={comment.id.as_str()}>
            { content }
        </li>
    }
}

/// *Reply*, which opens a form.
pub fn reply(stage: &Stage, answer: &AnswerId) -> Html {
    let form = Form::Comment(answer.clone());
    let draft = stage.surface.draft(&form);
    let empty = Draft::new(form.clone());
    let typed = draft.unwrap_or(&empty);
    let toggled = if draft.is_some() {
        Action::Cancel(form.clone())
    } else {
        Action::Open(form.clone())
    };
    let path = ["answers/", answer.as_str(), "/comment"].concat();
    let shell = Shell {
        form: &form,
        send: "comment",
        path: &path,
        question: None,
        answer: Some(answer.as_str()),
    };
    html! {
        <details class="reply" open={draft.is_some()}>
            <summary class="plain" onclick={listen::toggle(stage, toggled)} data-answer={answer.as_str().to_owned()}>{ stage.text(Key::Reply) }</summary>
            { shell.around(stage, fields(stage, draft, typed)) }
            { sign_in::after(stage, &form) }
        </details>
    }
}

fn fields(stage: &Stage, draft: Option<&Draft>, typed: &Draft) -> Html {
    let line = Line::new(
        &typed.form,
        Field::Text,
        stage.text(Key::CommentLabel),
        &typed.text,
        text::COMMENT_MAX,
    );
    all(vec![
        line.placeholder(stage.text(Key::CommentPlaceholder))
            .required()
            .area(stage, "2"),
        html! { <div class="rest" hidden=true>{ name_field(stage, &typed.form, typed) }</div> },
        end(stage, draft, note(stage), Key::CommentSend, Html::default()),
    ])
}
