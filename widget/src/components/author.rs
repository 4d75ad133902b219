//! Who says something: name, what they do for the brand, its seal, and what follows in the same line.
//!
//! Invariant: the seal is drawn from the server's own field and from nothing a person can type.

use shared::api::person::PersonView;
use yew::{Html, html};

use super::avatar::avatar;
use super::icon;
use super::part::{all, isolated, quiet, when};
use super::stage::Stage;
use crate::words::Key;

/// The line about an author; `more` stands behind the name.
pub fn author_line(stage: &Stage, person: &PersonView, more: Html) -> Html {
    let line = all(vec![
        avatar(person, &plain_name(stage, person)),
        html! { <b>{ name(stage, person) }</b> },
        mark(stage, person),
        more,
    ]);
    html! { <p class="author" part="author">{ line }</p> }
}

/// The name as it is shown: a guest may have none. It leads to their page, if they have one.
pub fn name(stage: &Stage, person: &PersonView) -> Html {
    let name = isolated(plain_name(stage, person));
    match person.id.as_ref().filter(|_| person.has_page) {
        Some(id) => {
            let page = stage.context().links.page(&["people/", id.as_str()].concat());
            html! { <a href={page}>{ name }</a> }
        }
        None => name,
    }
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

/// What they do, for whom, and the seal; of a member, the level they want shown.
pub fn mark(stage: &Stage, person: &PersonView) -> Html {
    let Some(mark) = &person.mark else {
        return Html::default();
    };
    let title = mark.title(stage.context().language);
    if !mark.role.is_staff() {
        return quiet(isolated(title.to_owned()));
    }
    let spoken = stage.words().fill(Key::Mark, &[("brand", stage.brand())]);
    let done = || quiet(all(vec![isolated(title.to_owned()), comma(stage).into()]));
    let brand = all(vec![isolated(stage.brand().to_owned()), icon::seal()]);
    all(vec![
        when(!title.is_empty(), done),
        html! { <span class="mark" part="mark" title={spoken}>{ brand }</span> },
    ])
}

fn comma(stage: &Stage) -> &'static str {
    match stage.context().language {
        shared::language::Language::Arabic => "، ",
        _ => ", ",
    }
}
