//! Who says something: name, what they do for the brand, its seal, and what follows in the same line.
//!
//! Invariant: the seal is drawn from the server's own field and from nothing a person can type.

use shared::api::person::PersonView;
use yew::{Html, html};

use super::avatar::avatar;
use super::icon;
use super::stage::Stage;
use crate::words::Key;

/// The line about an author; `more` stands behind the name.
pub fn author_line(stage: &Stage, person: &PersonView, more: Html) -> Html {
    html! {
        <p class="author" part="author">
            { avatar(person, &plain_name(stage, person)) }
            <b>{ name(stage, person) }</b>
            { mark(stage, person) }
            { more }
        </p>
    }
}

/// The name as it is shown: a guest may have none.
pub fn name(stage: &Stage, person: &PersonView) -> Html {
    html! { <bdi>{ plain_name(stage, person) }</bdi> }
}

/// The name in a text.
pub fn plain_name(stage: &Stage, person: &PersonView) -> String {
    let name = if person.name.is_empty() {
        stage.text(Key::Guest)
    } else {
        &person.name
    };
    name.to_owned()
}

/// What they do, for whom, and the seal.
pub fn mark(stage: &Stage, person: &PersonView) -> Html {
    let Some(mark) = person.mark.as_ref().filter(|mark| mark.role.is_staff()) else {
        return Html::default();
    };
    let spoken = stage.words().fill(Key::Mark, &[("brand", stage.brand())]);
    html! {
        <>
            if !mark.title.is_empty() {
                <span class="quiet"><bdi>{ mark.title.clone() }</bdi>{ comma(stage) }</span>
            }
            <span class="mark" part="mark" title={spoken}><bdi>{ stage.brand().to_owned() }</bdi>{ icon::seal() }</span>
        </>
    }
}

fn comma(stage: &Stage) -> &'static str {
    match stage.context().language {
        shared::language::Language::Arabic => "،",
        _ => ",",
    }
}
