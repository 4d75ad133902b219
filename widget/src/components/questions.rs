//! A list of questions: heading, where one asks, the orders, the rows.

use shared::api::question::QuestionView;
use shared::api::view::QuestionsView;
use yew::{Html, html};

use super::ask::ask;
use super::empty::empty;
use super::listen;
use super::part::{all, heading, when};
use super::question_row::question_row;
use super::sort::sort_row;
use super::stage::Stage;
use super::trouble;
use crate::action::Action;
use crate::surface::Progress;
use crate::words::Key;

/// A list of questions.
pub fn questions(stage: &Stage, view: &QuestionsView) -> Html {
    let about = view.subject.is_none();
    let mine = mine(stage, view);
    let rows = mine
        .iter()
        .map(|question| &question.summary)
        .chain(&view.questions.data)
        .map(|question| question_row(stage, question, about))
        .collect::<Vec<_>>();
    let sorted = view.total > 0 || view.tag.is_some() || view.query.is_some();
    all(vec![
        heading(stage, 0, title(stage, view)),
        ask(stage, view),
        when(sorted, || sort_row(stage, view)),
        news(stage, Key::NewQuestions),
        if rows.is_empty() {
            empty(stage, view)
        } else {
            list(stage, rows)
        },
        more(stage, view),
    ])
}

fn list(stage: &Stage, rows: Vec<Html>) -> Html {
    let busy = (stage.surface.loading == Progress::Busy).then_some("true");
    html! { <ol class="list" part="list" aria-busy={busy}>{ all(rows) }</ol> }
}

fn title(stage: &Stage, view: &QuestionsView) -> Html {
    let words = stage.words();
    match (&view.query, &view.tag, &view.subject) {
        (Some(query), ..) => words.nodes(Key::HeadingSearch, &[("query", query.clone().into())]),
        (None, Some(tag), _) => words.nodes(Key::HeadingTag, &[("tag", ["#", tag.as_str()].concat().into())]),
        (None, None, Some(subject)) => {
            words.nodes(Key::HeadingSubject, &[("subject", subject.name.clone().into())])
        }
        (None, None, None) => words.text(Key::HeadingCommunity).into(),
    }
}

/// What of mine, or for staff what of anybody's, is here and not in the public list.
fn mine<'a>(stage: &'a Stage, view: &QuestionsView) -> Vec<&'a QuestionView> {
    let listed = |question: &&QuestionView| {
        !view
            .questions
            .data
            .iter()
            .any(|other| other.id == question.summary.id)
    };
    stage.surface.overlay.questions.iter().filter(listed).collect()
}

/// A button that shows what came meanwhile; the page never moves by itself.
pub fn news(stage: &Stage, key: Key) -> Html {
    let count = stage.surface.news;
    html! {
        <div role="status">
            if count > 0 {
                <button type="button" class="news" part="news" onclick={listen::press(stage, Action::ShowNews)}>
                    { stage.words().count(key, count.into(), &[]) }
                </button>
            }
        </div>
    }
}

fn more(stage: &Stage, view: &QuestionsView) -> Html {
    let Some(cursor) = &view.questions.next_cursor else {
        return Html::default();
    };
    let busy = stage.surface.more == Progress::Busy;
    if let Progress::Failed(trouble) = &stage.surface.more {
        return trouble::failed(stage, Key::ListFailed, trouble, Action::More);
    }
    let href = stage.context().links.next(view, cursor);
    html! {
        <p class="more">
            <a class="secondary" href={href} data-view="questions" data-sort={view.sort.as_str()} data-cursor={cursor.clone()}
                data-tag={view.tag.clone()} data-q={view.query.clone()} aria-busy={busy.then_some("true")}
                onclick={listen::follow(stage, Action::More)}>
                { stage.text(if busy { Key::Loading } else { Key::ShowMore }) }
            </a>
        </p>
    }
}
