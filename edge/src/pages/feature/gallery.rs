//! The gallery: what authors agreed to have shown, each with its author's name, which nothing crops.

use shared::api::feature::{EntryLink, GalleryItem, GalleryView};
use shared::api::question::QuestionLink;
use shared::api::story::StoryLink;
use shared::feature::Featured;
use widget::components::Stage;
use widget::components::author::author_line;
use widget::components::media;
use widget::words::Key;
use yew::{Html, html};

use super::words::Word;
use crate::pages::address;
use crate::pages::document::Document;
use crate::pages::frame::Frame;
use crate::pages::story::scene::Scene;
use crate::pages::thumbnail;
use crate::pages::visit::Visit;
use crate::reply::Reply;

/// How wide a column is at most, as the sheet says.
const COLUMN: &str = "min(100vw, 30em)";

/// The page, the same for everybody.
pub async fn reply(scene: &Scene<'_>, visit: &Visit<'_>, view: &GalleryView) -> Reply {
    let title = Word::Gallery.in_language(scene.language());
    let path = visit.path_without_language();
    let document = Document {
        title: format!("{title} · {}", view.community.name),
        base_url: visit.base_url(),
        canonical: address::of(visit.community, "gallery"),
        hidden_from_search: view.items.data.is_empty() || visit.incoming.query.get("cursor").is_some(),
        ..Document::default()
    };
    let frame = Frame::public(&view.community, &path, "", scene.stage.surface.clone());
    frame.reply(200, document, scene.root(content(scene, view))).await
}

/// What a gallery shows; in an embed without a heading, for it stands where the brand's page says why.
pub fn content(scene: &Scene<'_>, view: &GalleryView) -> Html {
    let language = scene.language();
    let next = view.items.next_cursor.as_deref().map(|cursor| {
        scene
            .links()
            .gallery(&[("cursor", Some(&address::encode(cursor)))])
    });
    html! {
        <>
            if scene.visit.is_some() {
                { scene.heading(Word::Gallery.in_language(language).to_owned()) }
                if view.items.data.is_empty() {
                    <p class="empty" part="empty">{ Word::NothingShown.in_language(language) }</p>
                }
            }
            <ul class="gallery" part="gallery">{ for view.items.data.iter().map(|item| figure(scene, item)) }</ul>
            if let (Some(next), Some(cursor)) = (next, view.items.next_cursor.clone()) {
                <p class="more"><a class="secondary" rel="next" href={next} data-view="gallery" data-cursor={cursor}>{ scene.word(Key::ShowMore) }</a></p>
            }
        </>
    }
}

fn figure(scene: &Scene<'_>, item: &GalleryItem) -> Html {
    let stage = &scene.stage;
    let href = place(
        stage,
        &item.target,
        item.question.as_ref(),
        item.story.as_ref(),
        item.entry.as_ref(),
    );
    let picture = item.medium.as_ref().map(|medium| {
        let address = [stage.context().links.origin.as_str(), &medium.url].concat();
        if medium.video {
            return media::video(stage.words(), medium, address, "none");
        }
        html! {
            <a href={href.clone()} tabindex="-1" aria-hidden="true">
                { thumbnail::picture(medium, &address, COLUMN.to_owned()) }
            </a>
        }
    });
    let about = item.question.as_ref().map(|question| {
        let said = Word::AnswerTo.with(scene.language(), &question.title);
        html! { <span class="quiet" dir="auto">{ said }</span> }
    });
    html! {
        <li class="featured" part="featured" id={item.id.to_string()}>
            { picture.unwrap_or_default() }
            <p class="said" dir="auto"><a {href}>{ item.excerpt.clone() }</a></p>
            { author_line(stage, &item.author, about.unwrap_or_default()) }
        </li>
    }
}

/// Where something was said.
pub fn place(
    stage: &Stage,
    target: &Featured,
    question: Option<&QuestionLink>,
    story: Option<&StoryLink>,
    entry: Option<&EntryLink>,
) -> String {
    let links = &stage.context().links;
    match (story, question, entry) {
        (Some(story), ..) => links.story(story.id.as_str(), &story.slug),
        (_, Some(question), _) => links.question(question.id.as_str(), &question.slug, Some(target.as_str())),
        (.., Some(entry)) => links.page(&format!("contests/{}/entries/{}", entry.contest, entry.id)),
        _ => links.page(""),
    }
}
