//! Entering without scripts.

use shared::api::contest::{EnterContest, EntryView};
use shared::api::problem::Problem;
use shared::api::route::Method;
use shared::contest::rules::Kind;
use shared::text::{BODY_MAX, TITLE_MAX};
use yew::html;

use super::rules as said;
use super::scene::{Scene, admit};
use super::when::filled;
use super::words::Word;
use crate::failure::Failure;
use crate::pages::act::ActPage;
use crate::pages::controls::{Field, button, picture_button};
use crate::pages::form::KEY;
use crate::pages::visit::Visit;
use crate::pages::{address, picture};
use crate::reply::Reply;

/// The path of the page; what its form checks, too.
const PAGE: &str = "/{community}/contests/{contest}/enter";

/// The page.
///
/// # Errors
/// When there is no such contest.
pub async fn form(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    page(visit, None).await
}

/// What its form does.
///
/// # Errors
/// When the page can't be shown again.
pub async fn send(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    match sent(visit).await {
        Ok(entry) => {
            let contest = address::encode(visit.parameter);
            let page = format!("contests/{contest}/entries/{}", entry.id);
            Ok(visit.see(visit.in_same_language(&address::of(visit.community, &page))))
        }
        Err(failure) => {
            let problem = visit.problem(failure);
            page(visit, Some(&problem)).await
        }
    }
}

async fn sent(visit: &mut Visit<'_>) -> Result<EntryView, Failure> {
    let media = picture::attached(visit).await?;
    let request = EnterContest {
        title: visit.form.get("title").to_owned(),
        markdown: visit.form.get("markdown").to_owned(),
        media,
        agreed: visit.form.typed("agreed").is_some(),
    };
    let path = format!("contests/{}/entries", address::encode(visit.parameter));
    visit
        .write(Method::Post, &path, visit.form.get(KEY), &request)
        .await
}

async fn page(visit: &mut Visit<'_>, problem: Option<&Problem>) -> Result<Reply, Failure> {
    let scene = Scene::read(visit).await?;
    let rules = &scene.contest.rules;
    if let Some(elsewhere) = admit(visit, &rules.entrants).await? {
        return Ok(elsewhere);
    }
    let language = scene.language;
    let (title, text) = match rules.kind {
        Kind::Photo => (Word::PhotoTitle, Some((Word::MediumText, "3"))),
        Kind::Video => (Word::VideoTitle, Some((Word::MediumText, "3"))),
        Kind::Story => (Word::StoryTitle, Some((Word::StoryText, "8"))),
        Kind::Caption => (Word::CaptionTitle, None),
    };
    let pictured = rules.kind.has_medium();
    let field = |name, label: Word| Field {
        name,
        label: label.in_language(language),
        value: visit.form.get(name),
        required: true,
        problem,
        ..Field::default()
    };
    let consent = html! { <bdi>{ rules.consent.clone() }</bdi> };
    let controls = html! {
        <>
            if pictured {
                { picture::fields(visit, language, rules.kind == Kind::Video, problem) }
            }
            { Field { max: TITLE_MAX, ..field("title", title) }.line("text", "off") }
            if let Some((label, rows)) = text {
                { Field { max: BODY_MAX, required: !pictured, ..field("markdown", label) }.lines(rows) }
            }
            <label class="choice">
                <input type="checkbox" name="agreed" value="1" required=true checked={visit.form.typed("agreed").is_some()} />
                <span>{ filled(Word::Agree, language, consent) }{ " " }{ said::declaration(&rules.entrants, language) }</span>
            </label>
            <p><a href={scene.link("/rules")}>{ Word::TheRules.in_language(language) }</a></p>
            if pictured {
                { picture_button(Word::Send.in_language(language)) }
            } else {
                { button(Word::Send.in_language(language)) }
            }
        </>
    };
    let page = ActPage {
        community: &scene.community,
        pattern: PAGE,
        title: Word::SendYours.in_language(language),
        more: &rules.theme,
        quote: &rules.title,
        controls,
        back: scene.path(""),
        problem,
    };
    page.reply(visit).await
}
