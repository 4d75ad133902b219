//! Stories without scripts: their lists, the page of one, sharing, changing, what one says to them; and the gallery.
//!
//! Invariant: what a visitor without a session gets is the same for everybody and kept; with a session a page is made
//! for one person, with what is theirs, and never kept.

pub mod act;
pub mod card;
pub mod composer;
pub mod edit;
pub mod list;
pub mod scene;
pub mod share;
pub mod show;
pub mod words;

use shared::api::problem::Code;
use shared::api::route::PREFIX;
use shared::api::story::{StoryOverlay, StoryPage, StoryView};
use shared::api::view::PaintedView;
use shared::language::Language;
use yew::{Html, html};

use self::scene::Scene;
use self::words::Word;
use super::feature::gallery;
use super::route::Page;
use super::visit::{self, Visit, query_of};
use super::{people, person, promise, render};
use crate::api::isolate_cache::{self, Found};
use crate::community_client::Call;
use crate::failure::Failure;
use crate::json;
use crate::reply::{Outgoing, Reply};

/// How much a description says: what search engines show.
const DESCRIPTION: usize = 160;

/// A list of stories, one, or the gallery.
///
/// # Errors
/// When there is nothing at this address for whoever asks.
pub async fn page(visit: &mut Visit<'_>) -> Result<Outgoing, Failure> {
    // Nothing of a gallery is anybody's own.
    if visit.route.page != Page::Gallery {
        visit.recognize().await?;
        if visit.me.is_some() {
            return Ok(mine(visit).await?.into());
        }
    }
    let visit = &*visit;
    let parameter = |name| visit.incoming.query.get(name).unwrap_or_default();
    let kept = ["subject", "sort", "q", "cursor", "lang"].map(|name| (name, parameter(name)));
    let base_url = visit.base_url();
    let address = format!("{base_url} {}?{}", visit.incoming.path, query_of(&kept));
    let (path, query) = (format!("{PREFIX}{}/view", visit.community), query(visit));
    let call = Call::read(&path, &query, &visit.incoming.id);
    let make = async |body: Vec<u8>| {
        let view = json::read_painted(body)?;
        shown(visit, view, None).await
    };
    match isolate_cache::find(&address, &call, visit.community, visit.env, visit.now, make).await? {
        Found::Entry(entry) => Ok(entry.answer(visit.incoming)),
        Found::Refused(answer) => Err(visit::refusal(&answer)),
    }
}

/// Whether this is the word of a view that is painted here.
pub fn is_view(word: Option<&str>) -> bool {
    is_personal(word) || matches!(word, Some("gallery" | "leaders" | "promises" | "person"))
}

/// Whether this is the word of a view in which something may be somebody's own.
pub fn is_personal(word: Option<&str>) -> bool {
    matches!(word, Some("stories" | "story"))
}

/// A view as a fragment of HTML, for an embed, whose links lead to the pages at `base_url`; with what is mine, for one
/// person only.
pub async fn fragment(
    view: &PaintedView,
    overlay: Option<StoryOverlay>,
    language: Language,
    base_url: &str,
) -> String {
    let scene = Scene::embedded(view.community(), overlay, language, base_url);
    let content = match view {
        PaintedView::Stories(view) => list::content(&scene, view),
        PaintedView::Story(page) => embedded(&scene, &page.story),
        PaintedView::Gallery(view) => gallery::content(&scene, view),
        PaintedView::Leaders(view) => people::content(&scene, view),
        PaintedView::Promises(view) => promise::content(&scene, view, false),
        PaintedView::Person(view) => person::content(&scene, &view.page),
    };
    render::text(scene.root(content)).await
}

/// A story in an embed, and the way back to the others.
fn embedded(scene: &Scene<'_>, story: &StoryView) -> Html {
    html! {
        <>
            <p class="back"><a href={scene.links().stories(Some(&story.subject.key), &[])} data-view="stories" data-story="">
                { Word::AllStories.in_language(scene.language()) }</a></p>
            { card::whole(scene, story) }
        </>
    }
}

/// The page as this person sees it.
async fn mine(visit: &Visit<'_>) -> Result<Reply, Failure> {
    let parameter = |name| visit.incoming.query.get(name).unwrap_or_default();
    let scope = match visit.route.page {
        Page::Stories => [("subject", parameter("subject")), ("story", "")],
        _ => [("subject", ""), ("story", visit.parameter)],
    };
    let overlay: StoryOverlay = visit.read("overlay/stories", &query_of(&scope)).await?;
    let view = match visit.painted(&query(visit)).await {
        Err(Failure::Refused {
            code: Code::NotFound, ..
        }) => {
            let unseen = overlay
                .stories
                .iter()
                .find(|story| story.id.as_str() == visit.parameter);
            PaintedView::Story(Box::new(StoryPage {
                story: unseen.cloned().ok_or_else(Failure::not_found)?,
                community: visit.questions("", "").await?.community,
            }))
        }
        view => view?,
    };
    Ok(visit.reply(shown(visit, view, Some(overlay)).await?))
}

async fn shown(
    visit: &Visit<'_>,
    view: PaintedView,
    overlay: Option<StoryOverlay>,
) -> Result<Reply, Failure> {
    let scene = Scene::of(visit, view.community(), overlay);
    match &view {
        PaintedView::Stories(view) => Ok(list::reply(&scene, visit, view).await),
        PaintedView::Story(page) => show::reply(&scene, visit, page).await,
        PaintedView::Gallery(view) => Ok(gallery::reply(&scene, visit, view).await),
        PaintedView::Leaders(_) | PaintedView::Promises(_) | PaintedView::Person(_) => {
            Err(Failure::not_found())
        }
    }
}

/// What is asked of the object for this address.
fn query(visit: &Visit<'_>) -> String {
    let parameter = |name| visit.incoming.query.get(name).unwrap_or_default();
    match visit.route.page {
        Page::Stories => query_of(&[
            ("view", "stories"),
            ("subject", parameter("subject")),
            ("sort", parameter("sort")),
            ("q", parameter("q")),
            ("cursor", parameter("cursor")),
        ]),
        Page::Gallery => query_of(&[
            ("view", "gallery"),
            ("subject", parameter("subject")),
            ("cursor", parameter("cursor")),
        ]),
        _ => query_of(&[("view", "story"), ("story", visit.parameter)]),
    }
}
