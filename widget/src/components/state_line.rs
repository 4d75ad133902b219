//! The state of something, in words to whoever sees it.
//!
//! Invariant: a state that not everybody sees is never told by color or border alone.

use shared::api::answer::AnswerView;
use shared::api::comment::CommentView;
use shared::api::question::{QuestionSummary, QuestionView};
use shared::ids::Target;
use shared::state::State;
use yew::{Html, html};

use super::part::{all, question_link, when};
use super::stage::Stage;
use crate::words::Key;

/// The state of something that not everybody sees, for the sheet.
pub fn unseen(state: State) -> Option<&'static str> {
    match state {
        State::Waiting | State::BrandOnly | State::Hidden | State::Rejected => Some(state.as_str()),
        _ => None,
    }
}

/// The line of a question in a list.
pub fn of_summary(stage: &Stage, question: &QuestionSummary) -> Html {
    let target = Target::Question(question.id.clone());
    match question.state {
        State::Closed | State::Duplicate => Html::default(),
        state => line(
            stage,
            &target,
            state,
            stage
                .whole(&question.id)
                .and_then(|whole| whole.reason.as_deref()),
        ),
    }
}

/// The line of a question on its page.
pub fn of_question(stage: &Stage, question: &QuestionView) -> Html {
    let summary = &question.summary;
    let words = stage.words();
    let said = match (summary.state, &question.duplicate_of, &question.reason) {
        (State::Duplicate, Some(other), _) => {
            let link = question_link(stage, &other.id, &other.slug, &other.title);
            let link = html! { <bdi>{ link }</bdi> };
            all(vec![words.text(Key::DuplicateOf).into(), " ".into(), link])
        }
        (State::Closed, _, Some(reason)) if !reason.is_empty() => {
            words.nodes(Key::ClosedBecause, &[("reason", html! { reason.clone() })])
        }
        (State::Closed, ..) => html! { words.text(Key::Closed) },
        _ => {
            let target = Target::Question(summary.id.clone());
            return line(stage, &target, summary.state, question.reason.as_deref());
        }
    };
    html! { <p class="state" part="state">{ said }</p> }
}

/// The line of an answer.
pub fn of_answer(stage: &Stage, answer: &AnswerView) -> Html {
    line(
        stage,
        &Target::Answer(answer.id.clone()),
        answer.state,
        answer.reason.as_deref(),
    )
}

/// The line of a comment.
pub fn of_comment(stage: &Stage, comment: &CommentView) -> Html {
    line(
        stage,
        &Target::Comment(comment.id.clone()),
        comment.state,
        comment.reason.as_deref(),
    )
}

fn line(stage: &Stage, target: &Target, state: State, reason: Option<&str>) -> Html {
    let mine = stage.is_mine(target) && !stage.is_staff();
    let brand = [("brand", stage.brand())];
    let words = stage.words();
    let said = match state {
        State::Waiting if mine => words.text(Key::WaitingMine).to_owned(),
        State::Waiting => words.text(Key::WaitingStaff).to_owned(),
        State::BrandOnly => words.fill(Key::BrandOnly, &brand),
        State::Hidden if mine => words.fill(Key::HiddenMine, &brand),
        State::Hidden => words.text(Key::HiddenStaff).to_owned(),
        State::Rejected if mine => words.text(Key::RejectedMine).to_owned(),
        State::Rejected => words.text(Key::RejectedStaff).to_owned(),
        State::Removed if stage.is_staff() => words.text(Key::RemovedStaff).to_owned(),
        State::Removed => words.text(Key::RemovedStone).to_owned(),
        State::Erased => words.text(Key::ErasedStone).to_owned(),
        State::Outdated => words.text(Key::Outdated).to_owned(),
        State::Closed => words.text(Key::Closed).to_owned(),
        State::Published | State::Duplicate | State::Unknown => return Html::default(),
    };
    let reason = reason.filter(|reason| !reason.is_empty());
    html! {
        <p class="state" part="state">
            { all(vec![said.into(), when(reason.is_some(), || quoted(reason))]) }
        </p>
    }
}

fn quoted(reason: Option<&str>) -> Html {
    all(vec![
        " ".into(),
        html! { <q dir="auto">{ reason.unwrap_or_default().to_owned() }</q> },
    ])
}
