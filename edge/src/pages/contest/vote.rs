//! Voting without scripts: a button, and a page for who comes by a link.
//!
//! A vote is chosen or not afterwards, so sending it twice is once, and no key is needed.

use shared::api::contest::{AcceptedBallot, BallotChange, CastBallot};
use shared::api::problem::Problem;
use shared::api::route::Method;
use shared::ids::EntryId;
use yew::html;

use super::card::{self, LIST, VOTE};
use super::entry;
use super::scene::{Scene, admit};
use super::words::Word;
use crate::failure::Failure;
use crate::pages::act::ActPage;
use crate::pages::controls::{button, choice};
use crate::pages::visit::{Visit, query_of};
use crate::reply::Reply;

const NO_KEY: &str = "";

/// The page.
///
/// # Errors
/// When there is no such entry.
pub async fn form(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    page(visit, None).await
}

/// What its form does.
///
/// # Errors
/// When the page can't be shown again.
pub async fn send(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let scene = Scene::read(visit).await?;
    let entry = entry::read(visit, &scene).await?;
    let change = if visit.form.get("value") == "0" {
        BallotChange::Remove
    } else {
        BallotChange::Add
    };
    let ballot = cast(visit, change, vec![entry.id.clone()]);
    let path = format!("contests/{}/ballots", scene.contest.id);
    let sent: Result<AcceptedBallot, Failure> = visit.write(Method::Post, &path, NO_KEY, &ballot).await;
    match sent {
        // Where a challenge is wanted, the receipt shows it.
        Ok(AcceptedBallot {
            challenge: Some(_), ..
        }) => Ok(visit.see(visit.in_same_language(&scene.path("/receipt")))),
        Ok(_) => Ok(visit.see(in_list(visit, &scene, &entry.id))),
        Err(failure) => {
            let problem = visit.problem(failure);
            page(visit, Some(&problem)).await
        }
    }
}

/// Where an entry stands, on the page of the list where it was chosen.
fn in_list(visit: &Visit<'_>, scene: &Scene, entry: &EntryId) -> String {
    let query = query_of(&LIST.map(|name| (name, visit.form.get(name))));
    let query = if query.is_empty() {
        query
    } else {
        format!("?{query}")
    };
    visit.in_same_language(&scene.path(&format!("{query}#{entry}")))
}

/// A ballot that changes the one that stands, with what scripts filled in; of no entries, that it stands on.
pub fn cast(visit: &Visit<'_>, change: BallotChange, entries: Vec<EntryId>) -> CastBallot {
    CastBallot {
        entries,
        change: Some(change),
        declared: visit.form.typed("declared").is_some(),
        nonce: visit.form.typed("nonce").map(str::to_owned),
        challenge: None,
        letters: None,
    }
}

async fn page(visit: &mut Visit<'_>, problem: Option<&Problem>) -> Result<Reply, Failure> {
    let scene = Scene::read(visit).await?;
    let entry = entry::read(visit, &scene).await?;
    if let Some(elsewhere) = admit(visit, &scene.contest.rules.voters).await? {
        return Ok(elsewhere);
    }
    let language = scene.language;
    let chosen = scene
        .contest
        .mine
        .as_ref()
        .is_some_and(|mine| mine.entries.contains(&entry.id));
    let controls = if chosen {
        choice(Word::TakeBack.in_language(language), "value", "0")
    } else {
        html! { { button(Word::Vote.in_language(language)) } }
    };
    let controls =
        html! { <>{ card::nonce(&scene) }{ card::declaration(&scene, "declared", "1") }{ controls }</> };
    let page = ActPage {
        community: &scene.community,
        pattern: VOTE,
        title: Word::Vote.in_language(language),
        more: &Word::VoteMore.with(language, &scene.contest.rules.votes_per_person.to_string()),
        quote: &entry.title,
        controls,
        back: scene.path(&format!("#{}", entry.id)),
        problem,
    };
    page.scripted(visit, entry::SCRIPT).await
}
