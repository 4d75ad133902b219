//! A question in a list: its title, the answer that stands first, and *me too*; or the form in which its author changes it.

use shared::api::question::{AnswerExcerpt, QuestionSummary};
use shared::ids::Target;
use shared::state::{Kind, State};
use yew::{Html, html};

use super::author::{author_line, mark, name};
use super::decide;
use super::edit::edit;
use super::moment::moment;
use super::notices;
use super::part::{all, good, heading, isolated, question_link, quiet, when};
use super::stage::Stage;
use super::state_line;
use super::vote;
use crate::words::Key;

/// A row of a list; `about` tells the subject where a list has several.
pub fn question_row(stage: &Stage, question: &QuestionSummary, about: bool) -> Html {
    let target = Target::Question(question.id.clone());
    let head = all(vec![
        heading(
            stage,
            1,
            question_link(stage, &question.id, &question.slug, &question.title),
        ),
        vote::me_too(stage, question),
    ]);
    let said = || {
        all(vec![
            html! { <div class="row-head">{ head }</div> },
            match &question.top_answer {
                Some(answer) => answered(stage, question, answer, about),
                None => unanswered(stage, question, about),
            },
        ])
    };
    let changed = stage
        .whole(&question.id)
        .and_then(|whole| edit(stage, &target, &whole.media));
    let content = all(vec![
        state_line::of_summary(stage, question),
        changed.unwrap_or_else(said),
        decide::in_place(stage, &target, Kind::Question, question.state),
        notices::about(stage, &target),
        decide::forms(stage, &target),
    ]);
    html! {
        <li class="row" part="question" data-state={state_line::unseen(question.state)} key={question.id.as_str()}>{ content }</li>
    }
}

fn answered(stage: &Stage, question: &QuestionSummary, answer: &AnswerExcerpt, about: bool) -> Html {
    let solved = question.accepted_answer_id.as_ref() == Some(&answer.id);
    let helped = u64::from(answer.helped);
    let others = u64::from(question.answer_count.saturating_sub(1));
    let words = stage.words();
    let more = all(vec![
        when(solved, || good(words.text(Key::SolvedIt))),
        when(!solved && helped == 0, || quiet(moment(stage, answer.created_at))),
        when(helped > 0, || quiet(words.count(Key::Helped, helped, &[]).into())),
        when(others > 0, || {
            quiet(words.count(Key::MoreAnswers, others, &[]).into())
        }),
        subject(stage, question, about),
    ]);
    all(vec![
        html! { <p class="excerpt" dir="auto">{ answer.excerpt.clone() }</p> },
        author_line(stage, &answer.author, more),
    ])
}

fn unanswered(stage: &Stage, question: &QuestionSummary, about: bool) -> Html {
    let words = stage.words();
    let count = u64::from(question.answer_count);
    // A line above says that a question is closed: nobody can answer it.
    let said = match question.state {
        _ if count > 0 => words.count(Key::AnswerCount, count, &[]),
        State::Closed => String::new(),
        _ => words.text(Key::NoAnswerYet).to_owned(),
    };
    let asked = [
        ("when", moment(stage, question.created_at)),
        ("name", name(stage, &question.author)),
    ];
    let line = all(vec![
        when(!said.is_empty(), || html! { <b class="second">{ said }</b> }),
        quiet(words.nodes(Key::AskedBy, &asked)),
        mark(stage, &question.author),
        subject(stage, question, about),
    ]);
    html! { <p class="author">{ line }</p> }
}

fn subject(stage: &Stage, question: &QuestionSummary, about: bool) -> Html {
    if !about || question.subject.name.is_empty() {
        return Html::default();
    }
    let links = &stage.context().links;
    html! { <a class="quiet" href={links.questions(Some(&question.subject.key), Default::default())}>{ isolated(question.subject.name.clone()) }</a> }
}
