//! The orders of a list, as links in a row.

use shared::api::question::Sort;
use shared::api::view::QuestionsView;
use yew::{Html, html};

use super::listen;
use super::part::all;
use super::stage::Stage;
use crate::action::{Action, Destination};
use crate::words::Key;

/// The row of orders; the one that stands is marked.
pub fn sort_row(stage: &Stage, view: &QuestionsView) -> Html {
    let links = [Sort::Active, Sort::New, Sort::Top, Sort::Unanswered].map(|sort| link(stage, view, sort));
    html! { <nav class="sort" part="sort" aria-label={stage.text(Key::SortLabel)}>{ all(links.into()) }</nav> }
}

fn link(stage: &Stage, view: &QuestionsView, sort: Sort) -> Html {
    let key = match sort {
        Sort::Active => Key::SortActive,
        Sort::New => Key::SortNew,
        Sort::Top => Key::SortTop,
        Sort::Unanswered => Key::SortUnanswered,
    };
    let subject = view.subject.as_ref().map(|subject| subject.key.as_str());
    let destination = Destination::Questions {
        sort,
        tag: None,
        query: None,
    };
    let here = view.sort == sort && view.tag.is_none() && view.query.is_none();
    let count = (sort == Sort::Unanswered && view.unanswered > 0)
        .then(|| [" ", &stage.words().number(view.unanswered.into())].concat());
    let text = [stage.text(key), &count.unwrap_or_default()].concat();
    html! {
        <a href={stage.context().links.questions(subject, sort)} data-view="questions" data-sort={sort.as_str()}
            aria-current={here.then_some("true")} onclick={listen::follow(stage, Action::Go(destination))}>{ text }</a>
    }
}
