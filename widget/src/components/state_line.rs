//! The state of something, in words to whoever sees it.
//!
//! Invariant: a state that not everybody sees is never told by color or border alone.

use shared::api::answer::AnswerView;
use shared::api::comment::CommentView;
use shared::api::overlay::PendingEdit;
use shared::api::question::{QuestionSummary, QuestionView};
use shared::ids::Target;
use shared::state::State;
use shared::time::Millis;
use yew::{Html, html};

use super::part::{all, and, question_link, when};
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
        State::Duplicate => Html::default(),
        state => {
            let whole = stage.whole(&question.id);
            let reason = whole.and_then(|whole| whole.reason.as_deref());
            let edited = whole.and_then(|whole| whole.edited_at);
            line(
                stage,
                &target,
                state,
                reason,
                edited.unwrap_or(question.created_at),
            )
        }
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
            let since = question.edited_at.unwrap_or(summary.created_at);
            return line(stage, &target, summary.state, question.reason.as_deref(), since);
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
        answer.edited_at.unwrap_or(answer.created_at),
    )
}

/// The line of a comment.
pub fn of_comment(stage: &Stage, comment: &CommentView) -> Html {
    line(
        stage,
        &Target::Comment(comment.id.clone()),
        comment.state,
        comment.reason.as_deref(),
        comment.created_at,
    )
}

/// What waits, and by when a person reads it if that was promised.
pub fn waiting(stage: &Stage, key: Key, since: Millis) -> String {
    let words = stage.words();
    let due = stage.context().community.promised(since);
    let by = due.map(|due| words.fill(Key::WaitingUntil, &[("time", &stage.time(due))]));
    and(words.text(key), by)
}

/// `since` is when its words stood as they do: what was refused waits again from there.
fn line(stage: &Stage, target: &Target, state: State, reason: Option<&str>, since: Millis) -> Html {
    let mine = stage.is_mine(target) && !stage.is_staff();
    let brand = [("brand", stage.brand())];
    let words = stage.words();
    let said = match state {
        State::Waiting if mine => waiting(stage, Key::WaitingMine, since),
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

/// The line of an edit: that it waits, or why it was refused.
pub fn of_edit(stage: &Stage, edit: &PendingEdit) -> Html {
    match edit.reason.as_deref() {
        Some(reason) => all(vec![stage.text(Key::RejectedMine).into(), quoted(Some(reason))]),
        None => waiting(stage, Key::EditWaits, edit.at).into(),
    }
}

/// How an edit stands, for the sheet.
pub fn edit_state(edit: &PendingEdit) -> &'static str {
    let state = if edit.reason.is_some() {
        State::Rejected
    } else {
        State::Waiting
    };
    state.as_str()
}

/// A reason, in the words of who gave it.
pub fn quoted(reason: Option<&str>) -> Html {
    all(vec![
        " ".into(),
        html! { <q dir="auto">{ reason.unwrap_or_default().to_owned() }</q> },
    ])
}
