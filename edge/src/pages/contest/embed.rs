//! A contest on a page of a brand's: the same entries and words as on its own page, with votes and entries sent in place.
//!
//! Invariant: with a session it is painted for one person and kept by nobody; without, it says nothing of who reads.

use shared::api::contest::{BallotChange, EntryView};
use shared::contest::rules::Kind;
use shared::text::{BODY_MAX, TITLE_MAX};
use widget::components::media;
use yew::{Html, html};

use super::show::List;
use super::when::filled;
use super::words::Word;
use super::{card, entry, rules as said, scene};
use crate::failure::Failure;
use crate::pages::controls::{Field, button, hidden};
use crate::pages::render;
use crate::pages::visit::Visit;
use crate::reply::{HTML, Reply};
use scene::Scene;

/// What an embed is shown: the list, one entry, or where one enters.
///
/// # Errors
/// When there is no such contest or entry.
pub async fn fragment(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let known = ["view", "contest", "entry", "enter", "q", "seed", "cursor", "lang"];
    visit.incoming.query.only(&known)?;
    let mut scene = Scene::read(visit).await?;
    scene.embedded = Some(visit.base_url());
    let content = if !visit.rest.is_empty() {
        let entry = entry::shown(visit, &mut scene).await?;
        entry::content(&scene, visit, &entry)
    } else if visit.incoming.query.get("enter").is_some() {
        enter(&scene)
    } else {
        List::read(visit, &mut scene).await?.content(&scene, visit)
    };
    let language = scene.language;
    let root = html! {
        <div class="fanfare" part="surface" lang={language.tag()} dir={language.direction()} data-accent={scene.community.accent.clone()}>
            <p class="wrong" role="alert" hidden=true>{ Word::NonceOther.in_language(language) }</p>
            { content }
        </div>
    };
    let reply = Reply::new(200, HTML, render::text(root).await);
    Ok(if visit.session.is_some() {
        reply.uncached()
    } else {
        reply.header("cache-control", "public, max-age=1")
    })
}

/// The vote for an entry: what changes, so that a page that is old takes nothing else away.
pub fn vote(scene: &Scene, entry: &EntryView, chosen: bool) -> Html {
    let change = if chosen {
        BallotChange::Remove
    } else {
        BallotChange::Add
    };
    html! {
        <form data-send="POST" data-path={path(scene, "ballots")} data-event="contest:voted">
            <input type="hidden" name="entries:json" value={format!("[\"{}\"]", entry.id)} />
            { hidden("change", change.as_str()) }
            { card::nonce(scene) }
            { card::declaration(scene, "declared:json", "true") }
            { card::button(scene, chosen) }
            <p class="status" role="status" data-status=""></p>
        </form>
    }
}

/// Where one enters.
fn enter(scene: &Scene) -> Html {
    let (language, rules) = (scene.language, &scene.contest.rules);
    let word = |word: Word| word.in_language(language);
    let (title, text) = match rules.kind {
        Kind::Photo => (Word::PhotoTitle, Some((Word::MediumText, "3"))),
        Kind::Video => (Word::VideoTitle, Some((Word::MediumText, "3"))),
        Kind::Story => (Word::StoryTitle, Some((Word::StoryText, "8"))),
        Kind::Caption => (Word::CaptionTitle, None),
    };
    let pictured = rules.kind.has_medium();
    let field = |name, label: Word| Field {
        name,
        label: word(label),
        required: true,
        ..Field::default()
    };
    let consent = html! { <bdi>{ rules.consent.clone() }</bdi> };
    html! {
        <>
            <p class="back"><a href={scene.link("")} data-view={scene.in_place()} dir="auto">{ rules.title.clone() }</a></p>
            <h2 class="heading">{ word(Word::SendYours) }</h2>
            <form class="held" action={scene.link("/enter")} data-send="POST" data-path={path(scene, "entries")} data-event="contest:entered"
                data-waiting={Word::EntryWaiting.with(language, &scene.community.name)} data-made="entry">
                { Field { max: TITLE_MAX, ..field("title", title) }.line("text", "off") }
                if let Some((label, rows)) = text {
                    { Field { max: BODY_MAX, required: !pictured, ..field("markdown", label) }.lines(rows) }
                }
                <label class="choice">
                    <input type="checkbox" name="agreed:json" value="true" required=true />
                    <span>{ filled(Word::Agree, language, consent) }{ " " }{ said::declaration(&rules.entrants, language) }{ " " }
                        <a href={scene.link("/rules")} target="_blank">{ word(Word::TheRules) }</a></span>
                </label>
                if pictured {
                    { media::place_of_one(rules.kind == Kind::Video) }
                }
                { button(word(Word::Send)) }
                <p class="status" role="status" data-status=""></p>
            </form>
        </>
    }
}

fn path(scene: &Scene, rest: &str) -> String {
    format!("contests/{}/{rest}", scene.contest.id)
}
