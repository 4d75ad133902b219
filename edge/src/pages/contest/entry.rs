//! One entry large, at an address of its own: what people share.

use std::iter;

use shared::api::contest::{EntryPlace, EntryState, EntryView};
use shared::ids::EntryId;
use shared::markdown::{parse, plain};
use yew::{Html, html};

use super::scene::Scene;
use super::words::Word;
use super::{card, share};
use crate::failure::Failure;
use crate::pages::address;
use crate::pages::document::Document;
use crate::pages::visit::Visit;
use crate::reply::Reply;

/// How much a description says: what search engines show.
const DESCRIPTION: usize = 160;

/// What the pages of a contest and of its entries bring: arrow keys, a swipe, and ways to share.
pub const SCRIPT: &str = "contest-script";

/// The page.
///
/// # Errors
/// When there is no such entry for this person to see.
pub async fn page(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let mut scene = Scene::read(visit).await?;
    scene.find_order(visit)?;
    let entry = shown(visit, &mut scene).await?;
    let content = content(&scene, visit, &entry);
    let document = Document {
        title: entry.title.clone(),
        description: plain::excerpt(&parse::parse(&entry.markdown), DESCRIPTION),
        image: entry
            .media
            .first()
            .filter(|medium| !medium.video)
            .map(|medium| medium.url.clone()),
        script: Some(SCRIPT),
        hidden_from_search: entry.state != EntryState::Published,
        ..Document::default()
    };
    let rest = format!("/entries/{}", entry.id);
    Ok(scene.reply(visit, &rest, document, content).await)
}

/// The entry, with the ways back and on.
pub fn content(scene: &Scene, visit: &Visit<'_>, entry: &EntryView) -> Html {
    html! {
        <>
            <p class="back"><a href={scene.link("")} data-view={scene.in_place()} dir="auto">{ scene.contest.rules.title.clone() }</a></p>
            if let Some(picture) = &scene.contest.rules.picture {
                { given(scene, picture) }
            }
            { card::whole(scene, visit, entry) }
            if let Some(place) = &entry.place {
                { neighbors(scene, place) }
                { share::share(scene, visit, &format!("/entries/{}", entry.id)) }
            }
        </>
    }
}

/// The picture that needs words.
pub fn given(scene: &Scene, picture: &str) -> Html {
    let source = if picture.starts_with('/') {
        scene.full(picture)
    } else {
        picture.to_owned()
    };
    html! { <img class="picture" src={source} alt={Word::ToCaption.in_language(scene.language)} /> }
}

/// The entries beside it, in the order this person reads them in, and where it stands.
fn neighbors(scene: &Scene, place: &EntryPlace) -> Html {
    let language = scene.language;
    let link = |entry: &Option<EntryId>, rel: &'static str, word: Word| match entry {
        Some(entry) => html! {
            <a class="secondary" {rel} href={scene.link(&format!("/entries/{entry}"))} data-view={scene.in_place()} data-entry={entry.to_string()}>{ word.in_language(language) }</a>
        },
        None => html! { <span></span> },
    };
    html! {
        <nav class="row-head" aria-label={Word::Entries.in_language(language)}>
            { link(&place.previous, "prev", Word::Previous) }
            <p class="quiet"><bdi>{ place.number }{ " / " }{ scene.contest.entries }</bdi></p>
            { link(&place.next, "next", Word::Next) }
        </nav>
    }
}

/// The same as [`read`], and who sent it in.
///
/// # Errors
/// When there is none for this person to see.
pub async fn shown(visit: &Visit<'_>, scene: &mut Scene) -> Result<EntryView, Failure> {
    let entry = read(visit, scene).await?;
    scene.learn(visit, iter::once(&entry)).await?;
    Ok(entry)
}

/// The entry that the path names, with its place in the order this person reads in.
///
/// # Errors
/// When there is none for this person to see.
pub async fn read(visit: &Visit<'_>, scene: &Scene) -> Result<EntryView, Failure> {
    let path = format!(
        "contests/{}/entries/{}",
        scene.contest.id,
        address::encode(visit.rest)
    );
    let seed = format!("seed={}", scene.seed(visit));
    visit.read(&path, &seed).await
}
