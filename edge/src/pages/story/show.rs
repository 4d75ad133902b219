//! The page of one story: what people share and search engines index.

use serde_json::{Value, json};
use shared::api::media::MediumView;
use shared::api::story::{StoryPage, StoryView};
use shared::markdown::plain;
use shared::state::State;
use yew::html;

use super::DESCRIPTION;
use super::card::whole;
use super::scene::Scene;
use super::words::Word;
use crate::failure::Failure;
use crate::pages::document::Document;
use crate::pages::frame::Frame;
use crate::pages::visit::Visit;
use crate::pages::{address, moderation};
use crate::reply::Reply;

/// The page, or the way to it: a story has one address, under its own words.
///
/// # Errors
/// When the runtime has no randomness.
pub async fn reply(scene: &Scene<'_>, visit: &Visit<'_>, page: &StoryPage) -> Result<Reply, Failure> {
    let story = &page.story;
    let canonical = address::story(visit.community, story.id.as_str(), &story.slug);
    if visit.rest != story.slug {
        return Ok(Reply::redirect(301, visit.in_same_language(&canonical)));
    }
    let public = story.state == State::Published;
    let url = format!("{}{canonical}", visit.base_url());
    let document = Document {
        title: format!("{} · {}", story.title, page.community.name),
        description: plain::excerpt(&story.body, DESCRIPTION),
        base_url: visit.base_url(),
        image: pictures(story).next().map(|medium| medium.url.clone()),
        data: public.then(|| posting(story, &visit.base_url(), &url)),
        canonical: if public { canonical } else { String::new() },
        // What a sender's browser did not make small, that of whoever decides about it does.
        script: scene.moderates().then_some("variants"),
        ..Document::default()
    };
    let decide = if scene.moderates() {
        moderation::in_place(visit, scene.language(), story.id.as_str(), story.state)?
    } else {
        yew::Html::default()
    };
    let content = html! {
        <>
            <p class="back"><a href={scene.links().stories(Some(&story.subject.key), &[])}>
                { Word::StoriesAbout.with(scene.language(), &story.subject.name) }</a></p>
            { whole(scene, story) }
            { decide }
        </>
    };
    let path = visit.path_without_language();
    let frame = Frame {
        session: scene.overlay.is_some(),
        me: visit.me.clone(),
        subject: &story.subject.key,
        ..Frame::public(&page.community, &path, "", scene.stage.surface.clone())
    };
    Ok(frame.reply(200, document, scene.root(content)).await)
}

/// What of a story others can show as a picture.
fn pictures(story: &StoryView) -> impl Iterator<Item = &MediumView> {
    story.media.iter().filter(|medium| !medium.video)
}

/// A story as a [`DiscussionForumPosting`](https://schema.org/DiscussionForumPosting), the kind of social posting that
/// search engines read.
fn posting(story: &StoryView, base_url: &str, url: &str) -> Value {
    let text = plain::plain(&story.body);
    let images: Vec<String> = pictures(story)
        .map(|medium| format!("{base_url}{}", medium.url))
        .collect();
    let acts = u64::from(story.acts.will_try) + u64::from(story.acts.smiled) + u64::from(story.acts.helped);
    let mut posting = json!({
        "@context": "https://schema.org",
        "@type": "DiscussionForumPosting",
        "headline": story.title,
        "text": if text.is_empty() { &story.title } else { &text },
        "url": url,
        "datePublished": story.created_at.iso(),
        "interactionStatistic": {
            "@type": "InteractionCounter",
            "interactionType": "https://schema.org/LikeAction",
            "userInteractionCount": acts,
        },
    });
    if let Some(fields) = posting.as_object_mut() {
        if !story.author.name.is_empty() {
            fields.insert(
                "author".to_owned(),
                json!({ "@type": "Person", "name": story.author.name }),
            );
        }
        if let Some(edited_at) = story.edited_at {
            fields.insert("dateModified".to_owned(), json!(edited_at.iso()));
        }
        if !images.is_empty() {
            fields.insert("image".to_owned(), json!(images));
        }
    }
    posting
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::json_ld::encode;
    use crate::pages::sample;

    #[test]
    fn a_posting_says_who_and_what_and_no_text_leaves_its_element() {
        let mut story = sample::story();
        story.title = "</script><script>alert(1)</script>".to_owned();
        let data = posting(
            &story,
            "https://talk.example",
            "https://talk.example/acme/stories/st/slug",
        );
        assert_eq!(data["@type"], "DiscussionForumPosting");
        assert_eq!(data["author"]["name"], "Ada");
        assert_eq!(data["interactionStatistic"]["userInteractionCount"], 3);
        assert_eq!(data["image"][0], "https://talk.example/api/v1/acme/media/m");
        assert!(!encode(&data).contains(['<', '>']));
    }

    #[test]
    fn a_guest_without_a_name_has_none_here() {
        let mut story = sample::story();
        story.author.name.clear();
        story.media.clear();
        let data = posting(&story, "", "");
        assert!(data.get("author").is_none() && data.get("image").is_none());
    }
}
