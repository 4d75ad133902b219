//! A view as the components render it: on a page of ours, or as a fragment for an embed.
//!
//! Invariant: without an overlay a rendered surface depends on the view, the language and the addresses alone.

use std::rc::Rc;

use shared::api::community::CommunityView;
use shared::api::overlay::Overlay;
use shared::api::view::View;
use shared::language::Language;
use widget::surface::{Context, Links, Surface};
use yew::{Html, html};

use super::{dates, render};

/// What starts every `id` of a fragment; several fragments stand in roots of their own.
const PREFIX: &str = "f";

/// The community of a view.
pub fn community(view: &View) -> &CommunityView {
    match view {
        View::Questions(view) => &view.community,
        View::Question(page) => &page.community,
    }
}

/// The nodes of a view on a page of ours; with an overlay, for one person only.
pub fn on_page(view: View, overlay: Option<Overlay>, language: Language) -> Html {
    nodes(view, overlay, language, "", true)
}

/// A view as a fragment for an embed, whose links lead to the pages at `base_url`.
pub async fn fragment(view: View, language: Language, base_url: &str) -> String {
    render::text(nodes(view, None, language, base_url, false)).await
}

fn nodes(view: View, overlay: Option<Overlay>, language: Language, origin: &str, page: bool) -> Html {
    let community = community(&view).clone();
    let context = Context {
        links: Links::new(origin, &community, language),
        dates: dates::dates(language, &community.time_zone),
        community: Rc::new(community),
        language,
        now: None,
        prefix: Rc::from(PREFIX),
        live: false,
        page,
    };
    let mut surface = Surface::new(Rc::new(context), Rc::new(view));
    if let Some(overlay) = overlay {
        surface.overlay = Rc::new(overlay);
    }
    plain(&surface)
}

/// The words of a surface alone, until the components stand here.
fn plain(surface: &Surface) -> Html {
    let links = &surface.context.links;
    match &*surface.view {
        View::Questions(view) => html! {
            <ul>
                { for view.questions.data.iter().map(|question| html! {
                    <li><a href={links.question(question.id.as_str(), &question.slug, None)}>{ question.title.clone() }</a></li>
                }) }
            </ul>
        },
        View::Question(page) => html! {
            <article>
                <h1>{ page.question.summary.title.clone() }</h1>
                { for page.answers.data.iter().map(|answer| html! { <p id={answer.id.to_string()}>{ answer.markdown.clone() }</p> }) }
            </article>
        },
    }
}
