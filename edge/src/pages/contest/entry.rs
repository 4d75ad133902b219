//! One entry large, at an address of its own: what people share.

use shared::api::contest::{EntryState, EntryView};
use shared::markdown::{parse, plain};
use yew::html;

use super::card;
use super::scene::Scene;
use crate::failure::Failure;
use crate::pages::address;
use crate::pages::document::Document;
use crate::pages::visit::Visit;
use crate::reply::Reply;

/// How much a description says: what search engines show.
const DESCRIPTION: usize = 160;

/// The page.
///
/// # Errors
/// When there is no such entry for this person to see.
pub async fn page(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let scene = Scene::read(visit).await?;
    let entry = read(visit, &scene).await?;
    let content = html! {
        <>
            <p class="back"><a href={scene.link("")} dir="auto">{ scene.contest.rules.title.clone() }</a></p>
            if let Some(picture) = &scene.contest.rules.picture {
                <img class="picture" src={picture.clone()} alt="" />
            }
            { card::whole(&scene, visit, &entry) }
        </>
    };
    let document = Document {
        title: entry.title.clone(),
        description: plain::excerpt(&parse::parse(&entry.markdown), DESCRIPTION),
        hidden_from_search: entry.state != EntryState::Published,
        ..Document::default()
    };
    let rest = format!("/entries/{}", entry.id);
    Ok(scene.reply(visit, &rest, document, content).await)
}

/// The entry that the path names.
///
/// # Errors
/// When there is none for this person to see.
pub async fn read(visit: &Visit<'_>, scene: &Scene) -> Result<EntryView, Failure> {
    let path = format!(
        "contests/{}/entries/{}",
        scene.contest.id,
        address::encode(visit.rest)
    );
    visit.read(&path, "").await
}
