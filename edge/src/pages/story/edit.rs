//! An author changes or takes back their own story without scripts.

use shared::api::media::{AttachMedium, MediumView};
use shared::api::problem::Problem;
use shared::api::route::Method;
use shared::api::story::{EditStory, StoryView};
use shared::language::Language;
use shared::policy::Refusal;
use widget::words::{Key, Words};
use yew::{Html, html};

use super::share::fields;
use super::words::Word;
use crate::failure::Failure;
use crate::pages::act::ActPage;
use crate::pages::controls::{choice, picture_button};
use crate::pages::form::KEY;
use crate::pages::visit::Visit;
use crate::pages::{address, enter, picture, thumbnail};
use crate::reply::Reply;

/// The path of the page; what its form checks, too.
const PAGE: &str = "/{community}/edit/{story}";

/// The page.
///
/// # Errors
/// When there is no such story for this person to see.
pub async fn form(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    page(visit, None).await
}

/// What its form does.
///
/// # Errors
/// When the page can't be shown again.
pub async fn send(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let sent = sent(visit).await;
    match visit.taken(sent) {
        Ok(seen) => Ok(seen),
        Err(problem) => page(visit, Some(&problem)).await,
    }
}

/// Changes or removes the story; where one goes on.
async fn sent(visit: &mut Visit<'_>) -> Result<String, Failure> {
    let path = format!("stories/{}", address::encode(visit.parameter));
    if visit.form.get("remove") == "1" {
        visit
            .remove::<serde::de::IgnoredAny>(&path, visit.form.get(KEY))
            .await?;
        return Ok(address::of(visit.community, "stories"));
    }
    let added = picture::attached(visit).await?;
    let kept = visit.story().await?.media.into_iter();
    let kept = kept.filter(|medium| visit.form.typed(medium.id.as_str()).is_none());
    let kept = kept.map(|medium| AttachMedium {
        id: medium.id,
        alt: medium.alt,
    });
    let request = EditStory {
        title: Some(visit.form.get("title").to_owned()),
        markdown: Some(visit.form.get("markdown").to_owned()),
        media: Some(kept.chain(added).collect()),
    };
    let story: StoryView = visit
        .write(Method::Patch, &path, visit.form.get(KEY), &request)
        .await?;
    Ok(address::story(visit.community, story.id.as_str(), &story.slug))
}

async fn page(visit: &mut Visit<'_>, problem: Option<&Problem>) -> Result<Reply, Failure> {
    let community = visit.questions("", "").await?.community;
    visit.recognize().await?;
    let Some(me) = &visit.me else {
        return Ok(enter::sign_in(visit));
    };
    let story = visit.story().await?;
    if story.author.id.as_ref() != Some(&me.id) {
        return Err(Refusal::NotAllowed { who: "the author" }.into());
    }
    let language = visit.language(&community.languages);
    let words = [
        visit.form.typed("title").unwrap_or(&story.title),
        visit.form.typed("markdown").unwrap_or(&story.markdown),
    ];
    let controls = html! {
        <>
            { fields(words, language, problem) }
            { for story.media.iter().map(|medium| shown(visit, medium, language)) }
            { picture::media_fields(visit, language, problem) }
            { picture_button(Words(language).text(Key::Save)) }
            <p>{ Word::RemoveMore.in_language(language) }</p>
            { choice(Word::Remove.in_language(language), "remove", "1") }
        </>
    };
    let page = ActPage {
        community: &community,
        pattern: PAGE,
        title: Word::EditTitle.in_language(language),
        more: "",
        quote: "",
        controls,
        back: address::story(visit.community, story.id.as_str(), &story.slug),
        problem,
    };
    page.reply(visit).await
}

/// A picture or video that stands with the story, and whether it goes on to; its field is named after it.
fn shown(visit: &Visit<'_>, medium: &MediumView, language: Language) -> Html {
    let (words, label) = (Words(language), Word::TakeAway.in_language(language));
    let name = medium.id.to_string();
    let checked = visit.form.typed(&name).is_some();
    html! {
        <div class="media">
            { thumbnail::alone(words, medium, medium.url.clone()) }
            <label class="choice"><input type="checkbox" {name} value="1" {checked} />{ label }</label>
        </div>
    }
}
