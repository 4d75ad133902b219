//! *Thank you* of the brand's people without scripts: a button where something stands, and a page that quotes it.

use shared::api::person::PersonView;
use shared::api::problem::Problem;
use shared::api::route::Method;
use shared::api::thanks::{Thank, ThanksView};
use shared::ids::StoryId;
use shared::language::Language;
use widget::components::icon;
use widget::components::thanks::is_by;
use widget::words::{Key, Words};
use yew::{Html, html};

use super::act::ActPage;
use super::controls::{button, choice, hidden};
use super::form::TOKEN;
use super::people::words::Word;
use super::visit::Visit;
use super::{address, enter};
use crate::failure::Failure;
use crate::reply::Reply;

/// The path of the page; what its forms check, too.
const PAGE: &str = "/{community}/thank/{target}";
/// Thanks say what stands afterwards, so sending them twice is once.
const NO_KEY: &str = "";

/// The page.
///
/// # Errors
/// When there is no such thing for this person to see.
pub async fn form(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    page(visit, None).await
}

/// What its form does.
///
/// # Errors
/// When the page can't be shown again.
pub async fn send(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let sent = thank(visit).await;
    match visit.taken(sent) {
        Ok(seen) => Ok(seen),
        Err(problem) => page(visit, Some(&problem)).await,
    }
}

/// The button on a page of this person's own: it says it, or takes back what they said.
pub fn press(visit: &Visit<'_>, language: Language, target: &str, thanked_by: &[PersonView]) -> Html {
    let said = is_by(thanked_by, visit.me.as_ref().map(|me| &me.id));
    let action = visit.in_same_language(&address::of(visit.community, &format!("thank/{target}")));
    html! {
        <form class="vote" part="vote" method="post" {action} data-act="thank">
            { hidden(TOKEN, &visit.form_token(PAGE)) }
            { hidden("return_to", &format!("{}#{target}", visit.address())) }
            <button name="value" value={if said { "0" } else { "1" }} aria-pressed={said.to_string()}>
                if said { { icon::tick() } }
                { Words(language).text(Key::ThankYou) }
            </button>
        </form>
    }
}

/// Says or withdraws it; where one goes back to.
async fn thank(visit: &Visit<'_>) -> Result<String, Failure> {
    let path = format!("thanks/{}", address::encode(visit.parameter));
    let _: ThanksView = if visit.form.get("value") == "0" {
        visit.remove(&path, NO_KEY).await?
    } else {
        visit.write(Method::Put, &path, NO_KEY, &Thank {}).await?
    };
    match address::returning(visit.community, visit.form.get("return_to")) {
        Some(back) => Ok(back),
        None => Ok(thanked(visit).await?.back),
    }
}

async fn page(visit: &mut Visit<'_>, problem: Option<&Problem>) -> Result<Reply, Failure> {
    let community = visit.questions("", "").await?.community;
    let thanked = thanked(visit).await?;
    if let Some(elsewhere) = enter::first(visit, &community).await? {
        return Ok(elsewhere);
    }
    let language = visit.language(&community.languages);
    let page = ActPage {
        community: &community,
        pattern: PAGE,
        title: Words(language).text(Key::ThankYou),
        more: Word::ThankMore.in_language(language),
        quote: &thanked.quote,
        controls: html! {
            <>
                { button(Words(language).text(Key::ThankYou)) }
                { choice(super::words::Word::Withdraw.in_language(language), "value", "0") }
            </>
        },
        back: thanked.back,
        problem,
    };
    page.reply(visit).await
}

/// What is thanked for.
struct Thanked {
    /// Its words.
    quote: String,
    /// Where it stands.
    back: String,
}

async fn thanked(visit: &Visit<'_>) -> Result<Thanked, Failure> {
    if StoryId::parse(visit.parameter).is_ok() {
        let story = visit.story().await?;
        return Ok(Thanked {
            back: address::story(visit.community, story.id.as_str(), &story.slug),
            quote: story.title,
        });
    }
    let (question, answer) = visit.answer().await?;
    let summary = &question.question.summary;
    let path = address::question(visit.community, summary.id.as_str(), &summary.slug);
    Ok(Thanked {
        back: format!("{path}#{}", answer.id),
        quote: answer.markdown,
    })
}
