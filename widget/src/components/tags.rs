//! Tags, as plain words with `#`.

use yew::{Html, html};

use super::listen;
use super::stage::Stage;
use crate::action::{Action, Destination};

/// The tags of a question.
pub fn tags(stage: &Stage, tags: &[String]) -> Html {
    tags.iter().map(|tag| link(stage, tag)).collect()
}

fn link(stage: &Stage, tag: &str) -> Html {
    let go = Destination::Questions {
        sort: Default::default(),
        tag: Some(tag.to_owned()),
        query: None,
    };
    html! {
        <a class="quiet" part="tag" href={stage.context().links.tag(tag)} data-view="questions" data-tag={tag.to_owned()}
            onclick={listen::follow(stage, Action::Go(go))}>
            <bdi>{ ["#", tag].concat() }</bdi>
        </a>
    }
}
