//! A view as the components render it: on a page of ours, or as a fragment for an embed.
//!
//! Invariant: without an overlay a rendered surface depends on the view, the language and the addresses alone.

use std::rc::Rc;

use shared::api::community::CommunityView;
use shared::api::overlay::Overlay;
use shared::api::page::Page;
use shared::api::question::Sort;
use shared::api::view::{QuestionPage, QuestionsView, View};
use shared::language::Language;
use widget::components::{Stage, SurfaceView};
use widget::surface::{Context, Links, Surface};
use yew::{Callback, Html, html};

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

/// A view on a page of ours; with an overlay, for one person only.
pub fn on_page(view: View, overlay: Option<Overlay>, language: Language) -> Rc<Surface> {
    painted(view, overlay, language, "", true)
}

/// A page of ours that shows no view: a form, or the queue.
pub fn without_view(community: &CommunityView, language: Language) -> Rc<Surface> {
    on_page(nothing(community), None, language)
}

fn nothing(community: &CommunityView) -> View {
    View::Questions(QuestionsView {
        community: community.clone(),
        subject: None,
        sort: Sort::default(),
        tag: None,
        query: None,
        total: 0,
        unanswered: 0,
        questions: Page {
            data: Vec::new(),
            next_cursor: None,
        },
    })
}

/// Where what has no application is painted: on a page of ours, or in an embed whose links lead to `origin`.
pub fn stage(community: &CommunityView, language: Language, origin: &str) -> Stage {
    let surface = surface(nothing(community), language, origin, origin.is_empty());
    Stage {
        surface: Rc::new(surface),
        act: Callback::noop(),
    }
}

/// The nodes of a surface at rest.
pub fn nodes(surface: Rc<Surface>) -> Html {
    html! { <SurfaceView surface={surface} /> }
}

/// A view as a fragment for an embed, whose links lead to the pages at `base_url`; with an overlay, for one person only.
pub async fn fragment(view: View, overlay: Option<Overlay>, language: Language, base_url: &str) -> String {
    render::text(nodes(painted(view, overlay, language, base_url, false))).await
}

/// A question that only the person of this overlay sees.
pub fn unseen(community: &CommunityView, overlay: &Overlay, id: &str) -> Option<QuestionPage> {
    let mut questions = overlay.questions.iter();
    let question = questions.find(|question| question.summary.id.as_str() == id)?;
    Some(QuestionPage {
        community: community.clone(),
        question: question.clone(),
        answers: Page {
            data: Vec::new(),
            next_cursor: None,
        },
    })
}

fn painted(
    view: View,
    overlay: Option<Overlay>,
    language: Language,
    origin: &str,
    page: bool,
) -> Rc<Surface> {
    let mut surface = surface(view, language, origin, page);
    if let Some(overlay) = overlay {
        surface.overlay = Rc::new(overlay);
    }
    Rc::new(surface)
}

fn surface(view: View, language: Language, origin: &str, page: bool) -> Surface {
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
    Surface::new(Rc::new(context), Rc::new(view))
}
