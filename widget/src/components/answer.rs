//! An answer: its words, who says them, what can be done, and the comments under it. The one that solved it
//! stands in a box and says so.

use shared::api::answer::AnswerView;
use shared::api::question::{QuestionView, Source};
use shared::ids::Target;
use shared::state::{Act, Kind, State};
use yew::{Html, html};

use super::author::{author_line, plain_name};
use super::caution::caution;
use super::comment::{comment, reply};
use super::decide;
use super::edit::edit;
use super::icon;
use super::markdown;
use super::media;
use super::menu;
use super::moment::moment;
use super::notices;
use super::part::{all, button, quiet, when};
use super::stage::Stage;
use super::state_line;
use super::thanks::thanks;
use super::vote;
use crate::action::Action;
use crate::words::Key;

/// An answer to `question`.
pub fn answer(stage: &Stage, question: &QuestionView, answer: &AnswerView) -> Html {
    let target = Target::Answer(answer.id.clone());
    let over = answer.caution.is_some() || answer.state == State::Outdated;
    let stone = matches!(answer.state, State::Removed | State::Erased) && answer.body.blocks.is_empty();
    let said = || {
        all(vec![
            markdown::document(&answer.body),
            media::media(stage, &answer.media),
            pending_edit(stage, &target),
            author_line(stage, &answer.author, meta(stage, question, answer)),
            thanks(stage, &answer.thanked_by),
            acts(stage, question, answer),
        ])
    };
    let content = all(vec![
        when(answer.accepted, || solved_by(stage, question, answer)),
        answer
            .caution
            .as_ref()
            .map(|said| caution(stage, said))
            .unwrap_or_default(),
        // Whoever called it outdated says so already.
        when(
            answer.caution.is_none() || answer.state != State::Outdated,
            || state_line::of_answer(stage, answer),
        ),
        edit(stage, &target, &answer.media).unwrap_or_else(|| when(!stone, said)),
        decide::in_place(stage, &target, Kind::Answer, answer.state),
        notices::about(stage, &target),
        decide::forms(stage, &target),
        when(!answer.comments.is_empty(), || comments(stage, answer)),
    ]);
    let (part, mark) = match (answer.accepted, over) {
        (true, _) => ("answer solved", Some("solved")),
        (false, true) => ("answer", Some("over")),
        (false, false) => ("answer", None),
    };
    html! {
        <li class="answer" {part} data-mark={mark} data-state={state_line::unseen(answer.state)} id={answer.id.as_str().to_owned()} key={answer.id.as_str()}>
            { content }
        </li>
    }
}

fn solved_by(stage: &Stage, question: &QuestionView, answer: &AnswerView) -> Html {
    html! { <p class="good" part="solved-by">{ all(vec![icon::tick(), solved(stage, question, answer)]) }</p> }
}

fn comments(stage: &Stage, answer: &AnswerView) -> Html {
    let comments = answer.comments.iter().map(|one| comment(stage, one)).collect();
    html! { <ul class="comments" part="comments" aria-label={stage.text(Key::CommentsLabel)}>{ all(comments) }</ul> }
}

fn solved(stage: &Stage, question: &QuestionView, answer: &AnswerView) -> Html {
    let words = stage.words();
    let asker = &question.summary.author.name;
    let helped = u64::from(answer.helped);
    let name = [("name", html! { asker.clone() })];
    match (asker.is_empty(), helped) {
        (true, 0) => html! { words.text(Key::SolvedForAsker) },
        (true, _) => words.count_nodes(Key::SolvedForAskerAndHelped, helped, &[]),
        (false, 0) => words.nodes(Key::SolvedFor, &name),
        (false, _) => words.count_nodes(Key::SolvedForAndHelped, helped, &name),
    }
}

/// Its address is a part of the question's own page: an embed leaves the address of the brand's page alone.
fn meta(stage: &Stage, question: &QuestionView, answer: &AnswerView) -> Html {
    let summary = &question.summary;
    let here = stage
        .context()
        .links
        .answer(summary.id.as_str(), &summary.slug, answer.id.as_str());
    all(vec![
        when(answer.author_owns, || quiet(stage.text(Key::OwnsIt).into())),
        html! { <a class="quiet" href={here}>{ moment(stage, answer.created_at) }</a> },
        when(answer.edited_at.is_some(), || {
            quiet(stage.text(Key::Edited).into())
        }),
        source(stage, answer.source.as_ref()),
    ])
}

/// Where imported words come from.
pub fn source(stage: &Stage, source: Option<&Source>) -> Html {
    let Some(source) = source.filter(|source| source.url.starts_with("https://")) else {
        return Html::default();
    };
    let host = source.url.split('/').nth(2).unwrap_or_default();
    let said = stage
        .words()
        .fill(Key::Imported, &[("host", host), ("license", &source.license)]);
    html! { <a class="quiet" href={source.url.clone()} rel="nofollow noopener">{ said }</a> }
}

/// The few acts; someone who called it outdated or not right took it out of praise.
fn acts(stage: &Stage, question: &QuestionView, answer: &AnswerView) -> Html {
    let over = answer.caution.is_some() || answer.state == State::Outdated;
    let target = Target::Answer(answer.id.clone());
    let shown = plain_name(stage, &answer.author);
    let asker = stage.is_mine(&Target::Question(question.summary.id.clone()));
    let stands = matches!(answer.state, State::Published | State::Outdated);
    let subject = menu::Subject {
        target: target.clone(),
        kind: Kind::Answer,
        state: answer.state,
        disputed: answer.caution.is_some() && answer.state != State::Outdated,
        name: &shown,
    };
    let acts = all(vec![
        when(!over, || vote::helped(stage, answer)),
        when(stage.is_staff() && stands, || vote::thank(stage, answer)),
        when(asker && stands && stage.is_live(), || solve(stage, answer)),
        when(stands && !over, || reply(stage, &answer.id)),
        menu::menu(stage, &subject),
    ]);
    html! { <div class="acts" part="acts">{ acts }</div> }
}

/// *This solved it*, for the asker.
fn solve(stage: &Stage, answer: &AnswerView) -> Html {
    let (key, action) = if answer.accepted {
        (Key::NotSolved, Action::Accept(None))
    } else {
        (Key::ThisSolvedIt, Action::Accept(Some(answer.id.clone())))
    };
    button(stage, "plain", key, action)
}

/// Words that wait to replace those that stand.
pub fn pending_edit(stage: &Stage, target: &Target) -> Html {
    let Some(edit) = stage
        .surface
        .overlay
        .edits
        .iter()
        .find(|edit| edit.target == *target)
    else {
        return Html::default();
    };
    let title = edit.title.clone().unwrap_or_default();
    let content = all(vec![
        html! { <p class="state">{ state_line::of_edit(stage, edit) }</p> },
        when(
            !title.is_empty(),
            || html! { <p class="strong" dir="auto">{ title }</p> },
        ),
        html! { <p class="as-typed" dir="auto">{ edit.markdown.clone() }</p> },
        when(stage.moderates() && edit.reason.is_none(), || {
            decide::buttons(stage, target, &[Act::Approve, Act::Reject])
        }),
    ]);
    html! { <div class="edit" data-state={state_line::edit_state(edit)}>{ content }</div> }
}
