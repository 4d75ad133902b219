//! A word of caution beside an answer, by a person, for all to see.

use shared::api::answer::{Caution, CautionKind};
use yew::{Html, html};

use super::author::name;
use super::stage::Stage;
use crate::words::Key;

/// The line above an answer.
pub fn caution(stage: &Stage, caution: &Caution) -> Html {
    let key = match caution.kind {
        CautionKind::NotRight => Key::NotRightSays,
        CautionKind::Outdated | CautionKind::Unknown => Key::OutdatedSays,
    };
    let values = [
        ("name", name(stage, &caution.by)),
        ("reason", html! { caution.reason.clone() }),
    ];
    html! { <p class="caution" part="caution">{ stage.words().nodes(key, &values) }</p> }
}
