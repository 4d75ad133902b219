//! An entry: its words, who sent it in, its votes, and what this person can do with it.

use shared::api::contest::{ContestState, EntryState, EntryView};
use shared::markdown::{parse, plain};
use widget::components::markdown;
use yew::{Html, html};

use super::scene::Scene;
use super::words::Word;
use crate::pages::address;
use crate::pages::controls::hidden;
use crate::pages::form::TOKEN;
use crate::pages::visit::Visit;

/// The path of a vote; what its form checks, too.
pub const VOTE: &str = "/{community}/contests/{contest}/entries/{entry}/vote";
/// How much of a story a list shows.
const EXCERPT: usize = 280;

/// An entry in a list; `place` is the winner's, from 1.
pub fn card(scene: &Scene, visit: &Visit<'_>, entry: &EntryView, place: Option<usize>) -> Html {
    let story = parse::parse(&entry.markdown);
    let excerpt = plain::excerpt(&story, EXCERPT);
    html! {
        <li id={entry.id.to_string()} class="row">
            <h3 class="heading" dir="auto">
                if let Some(place) = place { <span class="good">{ place }{ " · " }</span> }
                <a href={scene.link(&format!("/entries/{}", entry.id))}>{ entry.title.clone() }</a>
            </h3>
            if !excerpt.is_empty() {
                <p class="excerpt" dir="auto">{ excerpt }</p>
            }
            { about(scene, visit, entry) }
        </li>
    }
}

/// An entry large, with all its words.
pub fn whole(scene: &Scene, visit: &Visit<'_>, entry: &EntryView) -> Html {
    html! {
        <article class="question" data-state={(entry.state != EntryState::Published).then_some(entry.state.as_str())}>
            <h1 class="heading" dir="auto">{ entry.title.clone() }</h1>
            if !entry.markdown.is_empty() {
                { markdown::document(&parse::parse(&entry.markdown)) }
            }
            { about(scene, visit, entry) }
        </article>
    }
}

/// The line below the words.
fn about(scene: &Scene, visit: &Visit<'_>, entry: &EntryView) -> Html {
    let language = scene.language;
    html! {
        <>
            { state(scene, entry) }
            <div class="row-head">
                <p class="author">
                    <b><bdi>{ entry.author.clone() }</bdi></b>
                    if let Some(votes) = entry.votes {
                        <span class="quiet">{ Word::Votes.with(language, &votes.counted.to_string()) }</span>
                        if votes.guests > 0 {
                            <span class="quiet">{ Word::GuestVotes.with(language, &votes.guests.to_string()) }</span>
                        }
                    }
                </p>
                { vote(scene, visit, entry) }
            </div>
            if decidable(scene, visit, entry) {
                <p><a href={scene.link(&format!("/entries/{}/decide", entry.id))}>{ Word::Decide.in_language(language) }</a></p>
            }
        </>
    }
}

/// Why not everybody sees it.
fn state(scene: &Scene, entry: &EntryView) -> Html {
    let language = scene.language;
    let said = match entry.state {
        EntryState::Waiting => Word::EntryWaiting.with(language, &scene.community.name),
        EntryState::Rejected => Word::EntryRejected.in_language(language).to_owned(),
        EntryState::Withdrawn => Word::EntryWithdrawn.in_language(language).to_owned(),
        EntryState::Disqualified => Word::EntryDisqualified.in_language(language).to_owned(),
        EntryState::Published | EntryState::Unknown => return Html::default(),
    };
    html! {
        <p class="state">{ said }if let Some(reason) = &entry.reason { { " " }<q dir="auto">{ reason.clone() }</q> }</p>
    }
}

fn decidable(scene: &Scene, visit: &Visit<'_>, entry: &EntryView) -> bool {
    scene.contest.state == ContestState::Open
        && matches!(entry.state, EntryState::Waiting | EntryState::Published)
        && visit.me.as_ref().is_some_and(|me| me.role.moderates())
}

/// The vote: a button where a session is known, else a link to where one begins.
fn vote(scene: &Scene, visit: &Visit<'_>, entry: &EntryView) -> Html {
    let open = scene.contest.state == ContestState::Open && scene.contest.rules.votes.holds(visit.now);
    if !open || entry.state != EntryState::Published {
        return Html::default();
    }
    let action =
        visit.in_same_language(&scene.path(&format!("/entries/{}/vote", address::encode(entry.id.as_str()))));
    if visit.session.is_none() {
        return html! { <a class="secondary" href={action}>{ Word::Vote.in_language(scene.language) }</a> };
    }
    let chosen = scene
        .contest
        .mine
        .as_ref()
        .is_some_and(|mine| mine.entries.contains(&entry.id));
    html! {
        <form method="post" action={action}>
            { hidden(TOKEN, &visit.form_token(VOTE)) }
            if chosen {
                <button class="primary" name="value" value="0" aria-pressed="true">{ Word::YourVote.in_language(scene.language) }{ " ✓" }</button>
            } else {
                <button class="secondary" name="value" value="1">{ Word::Vote.in_language(scene.language) }</button>
            }
        </form>
    }
}
