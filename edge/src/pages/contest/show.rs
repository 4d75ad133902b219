//! A contest: what it is about, until when, its entries, and at its end who won.

use shared::api::contest::{ContestState, EntryView};
use shared::api::page::Page;
use shared::contest::rules::{Counts, Kind};
use shared::markdown::plain;
use widget::words::{Key, Words};
use yew::{Html, html};

use super::scene::Scene;
use super::words::Word;
use super::{card, rules, when};
use crate::failure::Failure;
use crate::pages::address;
use crate::pages::document::Document;
use crate::pages::visit::{Visit, query_of};
use crate::reply::Reply;

/// How many entries a page shows.
const ENTRIES: &str = "50";
/// How much a description says: what search engines show.
const DESCRIPTION: usize = 160;

/// The page.
///
/// # Errors
/// When there is no such contest.
pub async fn page(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let scene = Scene::read(visit).await?;
    let cursor = visit.incoming.query.get("cursor").unwrap_or_default().to_owned();
    let path = format!("contests/{}/entries", scene.contest.id);
    let entries: Page<EntryView> = visit
        .read(&path, &query_of(&[("limit", ENTRIES), ("cursor", &cursor)]))
        .await?;
    let winners = if cursor.is_empty() {
        winners(&scene, visit).await?
    } else {
        Vec::new()
    };
    let (language, rules) = (scene.language, &scene.contest.rules);
    let next = entries
        .next_cursor
        .as_ref()
        .map(|cursor| format!("{}?{}", scene.path(""), query_of(&[("cursor", cursor)])));
    let content = html! {
        <>
            { head(&scene, visit) }
            if scene.contest.state == ContestState::Closed && cursor.is_empty() {
                <section class="won">
                    <h2 class="heading">{ Word::Winners.in_language(language) }</h2>
                    if winners.is_empty() {
                        <p>{ Word::NoWinner.in_language(language) }</p>
                    }
                    <ol>{ for winners.iter().zip(1..).map(|(entry, place)| card::card(&scene, visit, entry, Some(place))) }</ol>
                    <p class="acts"><a class="secondary" href={scene.link("/check")}>{ Word::Check.in_language(language) }</a></p>
                </section>
            }
            <section>
                <h2 class="heading">{ Word::Entries.in_language(language) }</h2>
                if entries.data.is_empty() {
                    <p class="empty">{ Word::NoEntries.in_language(language) }</p>
                }
                <ol>{ for entries.data.iter().map(|entry| card::card(&scene, visit, entry, None)) }</ol>
                if let Some(next) = &next {
                    <p class="more"><a class="secondary" rel="next" href={address::in_language(next, language, &scene.community.languages)}>
                        { Words(language).text(Key::ShowMore) }</a></p>
                }
            </section>
            { foot(&scene) }
        </>
    };
    let document = Document {
        title: rules.title.clone(),
        description: plain::shorten(&rules.theme, DESCRIPTION),
        hidden_from_search: !cursor.is_empty(),
        next,
        ..Document::default()
    };
    Ok(scene.reply(visit, "", document, content).await)
}

/// The entries that won, best first. One that was erased since is left out.
async fn winners(scene: &Scene, visit: &Visit<'_>) -> Result<Vec<EntryView>, Failure> {
    let mut winners = Vec::new();
    for id in &scene.contest.winners {
        let path = format!("contests/{}/entries/{id}", scene.contest.id);
        match visit.read(&path, "").await {
            Ok(entry) => winners.push(entry),
            Err(Failure::Refused { .. }) => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok(winners)
}

/// What the contest is about, until when, and the ways to take part.
fn head(scene: &Scene, visit: &Visit<'_>) -> Html {
    let (language, rules) = (scene.language, &scene.contest.rules);
    let kind = match rules.kind {
        Kind::Story => Word::Story,
        Kind::Caption => Word::Caption,
    };
    let open = scene.contest.state == ContestState::Open && rules.entries.holds(visit.now);
    html! {
        <header class="question">
            <p class="quiet">
                { kind.in_language(language) }{ " · " }
                { when::standing(&scene.contest, &scene.dates, language, visit.now) }
            </p>
            <h1 class="heading" dir="auto">{ rules.title.clone() }</h1>
            <p class="second as-typed" dir="auto">{ rules.theme.clone() }</p>
            if let Some(picture) = &rules.picture {
                <img class="picture" src={picture.clone()} alt={Word::ToCaption.in_language(language)} />
            }
            if let Some(prize) = &rules.prize {
                <p><b>{ Word::Prize.in_language(language) }{ ": " }</b>{ rules::prize(prize, language) }</p>
            }
            <p class="acts">
                if open {
                    <a class="primary" href={scene.link("/enter")}>{ Word::SendYours.in_language(language) }</a>
                }
                <a class="secondary" href={scene.link("/rules")}>{ Word::TheRules.in_language(language) }</a>
                if scene.contest.mine.is_some() {
                    <a href={scene.link("/receipt")}>{ Word::MyReceipt.in_language(language) }</a>
                }
            </p>
        </header>
    }
}

/// How many take part, as far as the log is published.
fn foot(scene: &Scene) -> Html {
    let (language, contest) = (scene.language, &scene.contest);
    let counts = contest.ballots;
    let more = [(Word::Held, counts.held), (Word::SetAside, counts.void)];
    let hidden = contest.state == ContestState::Open && contest.rules.counts == Counts::AtClose;
    html! {
        <footer class="row-head quiet">
            <p>
                { Word::EntryCount.with(language, &contest.entries.to_string()) }{ " · " }
                { Word::InLog.with(language, &counts.counted.to_string()) }
                { for more.iter().filter(|(_, count)| *count > 0).map(|(word, count)| html! {
                    <>{ ", " }{ word.with(language, &count.to_string()) }</>
                }) }
                if hidden { { " · " }{ Word::Hidden.in_language(language) } }
            </p>
            <p><a href={scene.link("/check")}>{ Word::Check.in_language(language) }</a></p>
        </footer>
    }
}
