//! *Thank you* of the brand's people: who says it, under their name and face.

use shared::api::person::PersonView;
use shared::ids::PersonId;
use yew::{Html, html};

use super::author::{mark, name, plain_name};
use super::avatar::avatar;
use super::part::all;
use super::stage::Stage;
use crate::words::Key;

/// Whether one of them is this person.
pub fn is_by(thanked_by: &[PersonView], person: Option<&PersonId>) -> bool {
    person.is_some() && thanked_by.iter().any(|one| one.id.as_ref() == person)
}

/// A line for each of them.
pub fn thanks(stage: &Stage, thanked_by: &[PersonView]) -> Html {
    let line = |person: &PersonView| {
        let said = [("name", html! { <b>{ name(stage, person) }</b> })];
        let line = all(vec![
            avatar(person, &plain_name(stage, person)),
            html! { <span>{ stage.words().nodes(Key::ThankedBy, &said) }</span> },
            mark(stage, person),
        ]);
        html! { <p class="author" part="thanks">{ line }</p> }
    };
    thanked_by.iter().map(line).collect()
}
