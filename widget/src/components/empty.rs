//! A list with nothing in it: what to do, and who reads along.

use shared::api::question::Sort;
use shared::api::view::QuestionsView;
use yew::{Html, html};

use super::author::{author_line, name};
use super::part::all;
use super::stage::Stage;
use crate::words::Key;

/// What stands where a list would be.
pub fn empty(stage: &Stage, view: &QuestionsView) -> Html {
    let key = match (&view.query, &view.tag, view.sort) {
        (Some(_), ..) => Key::NothingFound,
        (None, Some(_), _) => Key::NothingTagged,
        (None, None, Sort::Unanswered) if view.total > 0 => Key::AllAnswered,
        _ => return first_day(stage),
    };
    html! { <p class="empty" part="empty">{ stage.text(key) }</p> }
}

fn first_day(stage: &Stage) -> Html {
    let words = stage.words();
    let staff = &stage.context().community.staff;
    let mut names = staff.iter().map(|person| name(stage, person));
    let along = match (names.next(), names.next_back()) {
        (None, _) => Html::default(),
        (Some(one), None) => words.nodes(Key::ReadsAlong, &[("name", one)]),
        (Some(first), Some(last)) => {
            let before = names.fold(first, |before, next| all(vec![before, ", ".into(), next]));
            let both = words.nodes(Key::And, &[("first", before), ("second", last)]);
            words.nodes(Key::ReadAlong, &[("names", both)])
        }
    };
    let nobody = all(vec![words.text(Key::NobodyAsked).into(), " ".into(), along]);
    let mut lines = vec![html! { <p>{ nobody }</p> }];
    lines.extend(
        staff
            .iter()
            .map(|person| author_line(stage, person, Html::default())),
    );
    html! { <div class="empty" part="empty">{ all(lines) }</div> }
}
