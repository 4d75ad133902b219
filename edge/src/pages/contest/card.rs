//! An entry: its words, who sent it in, its votes, and what this person can do with it.

use shared::api::contest::{ContestState, EntryState, EntryView};
use shared::api::media::MediumView;
use shared::language::Language;
use shared::markdown::{parse, plain};
use widget::components::{markdown, media};
use widget::words::{Key, Words};
use yew::{Html, html};

use super::scene::Scene;
use super::words::Word;
use super::{embed, held, rules};
use crate::pages::address;
use crate::pages::controls::hidden;
use crate::pages::feature::words::Word as Ask;
use crate::pages::form::TOKEN;
use crate::pages::thumbnail;
use crate::pages::visit::Visit;
use crate::pages::words::Word as Said;

/// The path of a vote; what its form checks, too.
pub const VOTE: &str = "/{community}/contests/{contest}/entries/{entry}/vote";
/// What says which page of the list an entry stands on, to which a vote leads back.
pub const LIST: [&str; 3] = ["q", "seed", "cursor"];
/// How much of a story a list shows.
const EXCERPT: usize = 280;
/// How high a row is in pixels, when it is filled.
const ROW_HEIGHT: u32 = 288;
/// The shapes the sheet knows; what is narrower or wider shares a row as the last of them does.
const SHAPES: std::ops::RangeInclusive<u64> = 9..=54;

/// An entry in a list; `place` is the winner's, from 1.
pub fn card(scene: &Scene, visit: &Visit<'_>, entry: &EntryView, place: Option<usize>) -> Html {
    if let Some(medium) = entry.media.first() {
        return pictured(scene, visit, entry, medium, place);
    }
    let story = parse::parse(&entry.markdown);
    let excerpt = plain::excerpt(&story, EXCERPT);
    html! {
        <li id={entry.id.to_string()} class="row">
            <h3 class="heading" dir="auto">
                if let Some(place) = place { <span class="good">{ place }{ " · " }</span> }
                <a href={scene.link(&format!("/entries/{}", entry.id))} data-view={scene.in_place()} data-entry={entry.id.to_string()}>{ title(scene, entry) }</a>
            </h3>
            if !excerpt.is_empty() {
                <p class="excerpt" dir="auto">{ excerpt }</p>
            }
            { about(scene, visit, entry) }
        </li>
    }
}

/// An entry with its picture: as wide beside its neighbors as its sides ask for, the words below.
fn pictured(
    scene: &Scene,
    visit: &Visit<'_>,
    entry: &EntryView,
    medium: &MediumView,
    place: Option<usize>,
) -> Html {
    html! {
        <li id={entry.id.to_string()} class={shape(medium)}>
            if medium.video {
                { video(scene, medium) }
            }
            <a href={scene.link(&format!("/entries/{}", entry.id))} data-view={scene.in_place()} data-entry={entry.id.to_string()}>
                if !medium.video {
                    { thumbnail::picture(medium, &scene.full(&medium.url), row(medium)) }
                }
                <h3 class="heading" dir="auto">
                    if let Some(place) = place { <span class="good">{ place }{ " · " }</span> }
                    { entry.title.clone() }
                </h3>
            </a>
            { about(scene, visit, entry) }
        </li>
    }
}

/// The classes that tell the sheet how wide a picture is for its height, in twentieths and in hundredths beyond them, so
/// that the pictures of a row are of one height: a page's policy lets no element say it itself.
fn shape(medium: &MediumView) -> String {
    let (width, height) = (u64::from(medium.width), u64::from(medium.height).max(1));
    let hundredths = (100 * width + height / 2) / height;
    let hundredths = hundredths.clamp(5 * SHAPES.start(), 5 * SHAPES.end());
    format!("r{} f{}", hundredths / 5, hundredths % 5)
}

/// How wide a picture stands in a row, which is a little higher than it has to be, or alone on a telephone.
fn row(medium: &MediumView) -> String {
    [
        "(max-width: 520px) 100vw, ",
        &thumbnail::as_high(medium, ROW_HEIGHT),
    ]
    .concat()
}

/// A video, of which the first picture and the length are asked for at once, and the rest once somebody plays it.
fn video(scene: &Scene, medium: &MediumView) -> Html {
    media::video(Words(scene.language), medium, scene.full(&medium.url), "metadata")
}

/// An entry large, with all its words.
pub fn whole(scene: &Scene, visit: &Visit<'_>, entry: &EntryView) -> Html {
    html! {
        <article class="question" data-state={(entry.state != EntryState::Published).then_some(entry.state.as_str())}>
            if let Some(medium) = entry.media.first() {
                if medium.video {
                    <p class="player">{ video(scene, medium) }</p>
                } else {
                    <a class="large" href={scene.full(&medium.url)}>
                        <img src={scene.full(&medium.url)} alt={medium.alt.clone()} width={medium.width.to_string()} height={medium.height.to_string()} decoding="async" />
                    </a>
                }
            }
            <h1 class="heading" dir="auto">{ title(scene, entry) }</h1>
            if !entry.markdown.is_empty() {
                { markdown::document(&parse::parse(&entry.markdown)) }
            }
            { about(scene, visit, entry) }
            if !entry.mine && entry.state == EntryState::Published {
                <p class="quiet"><a href={scene.link(&format!("/entries/{}/report", entry.id))}>{ Words(scene.language).text(Key::Report) }</a></p>
            }
        </article>
    }
}

/// Its name; why it has none anymore.
fn title(scene: &Scene, entry: &EntryView) -> String {
    let gone = match entry.state {
        EntryState::Hidden => Word::EntryDisqualified,
        _ if entry.title.is_empty() => Word::EntryWithdrawn,
        _ => return entry.title.clone(),
    };
    gone.in_language(scene.language).to_owned()
}

/// Whether nothing is left of it but its place.
fn is_gone(entry: &EntryView) -> bool {
    matches!(entry.state, EntryState::Withdrawn | EntryState::Hidden)
}

/// The line below the words.
fn about(scene: &Scene, visit: &Visit<'_>, entry: &EntryView) -> Html {
    let language = scene.language;
    html! {
        <>
            { state(scene, entry) }
            if !entry.reports.is_empty() {
                <p class="state">{ Said::QueueReports.with(language, &entry.reports.len().to_string()) }</p>
            }
            <div class="row-head">
                <p class="author">
                    <b>{ name(scene, entry) }</b>
                    if let Some(votes) = entry.votes {
                        <span class="quiet">{ Word::Votes.with(language, &votes.counted.to_string()) }</span>
                        if votes.guests > 0 {
                            <span class="quiet">{ Word::GuestVotes.with(language, &votes.guests.to_string()) }</span>
                        }
                    }
                </p>
                { vote(scene, visit, entry) }
            </div>
            if is_chosen(scene, entry) { { held::short(scene, visit) } }
            if let Some(href) = featurable(scene, visit, entry) {
                <p class="quiet"><a {href}>{ Ask::Ask.in_language(language) }</a></p>
            }
            if let Some(act) = decidable(scene, visit, entry) {
                <p class="quiet"><a href={scene.link(&format!("/entries/{}/decide", entry.id))}>{ act.in_language(language) }</a></p>
            }
        </>
    }
}

/// The name of who sent it in; it leads to their page, if they have one.
fn name(scene: &Scene, entry: &EntryView) -> Html {
    let name = html! { <bdi>{ author(entry, scene.language) }</bdi> };
    match scene.entrant(&entry.id) {
        Some(href) => html! { <a {href}>{ name }</a> },
        None => name,
    }
}

/// The name of who sent it in, who may have none.
fn author(entry: &EntryView, language: Language) -> String {
    if entry.author.is_empty() && !is_gone(entry) {
        Words(language).text(Key::Guest).to_owned()
    } else {
        entry.author.clone()
    }
}

/// Why not everybody sees it.
fn state(scene: &Scene, entry: &EntryView) -> Html {
    let language = scene.language;
    let said = match entry.state {
        EntryState::Waiting => Word::EntryWaiting.with(language, &scene.community.name),
        EntryState::Rejected => Word::EntryRejected.in_language(language).to_owned(),
        EntryState::Hidden if entry.reason.is_none() => return Html::default(),
        EntryState::Disqualified | EntryState::Hidden => {
            Word::EntryDisqualified.in_language(language).to_owned()
        }
        EntryState::SetAside => Word::EntrySetAside.in_language(language).to_owned(),
        // What was taken back says so where its name was.
        EntryState::Published | EntryState::Withdrawn | EntryState::Unknown => return Html::default(),
    };
    html! {
        <p class="state">{ said }if let Some(reason) = &entry.reason { { " " }<q dir="auto">{ reason.clone() }</q> }</p>
    }
}

/// Where people of the brand ask to show it elsewhere, too.
fn featurable(scene: &Scene, visit: &Visit<'_>, entry: &EntryView) -> Option<String> {
    let staff = visit.me.as_ref().is_some_and(|me| me.role.is_staff());
    let asks = staff && !entry.mine && scene.embedded.is_none() && entry.state == EntryState::Published;
    let path = format!("feature/{}?contest={}", entry.id, scene.contest.id);
    asks.then(|| visit.in_same_language(&address::of(&scene.community.slug, &path)))
}

/// Whether this person can decide about it, or take back what is theirs; what they can do.
fn decidable(scene: &Scene, visit: &Visit<'_>, entry: &EntryView) -> Option<Word> {
    let decidable = match entry.state {
        EntryState::Waiting => scene.contest.state == ContestState::Open,
        state => state == EntryState::Published,
    };
    match (entry.mine, scene.embedded.is_none()) {
        (true, true) if !is_gone(entry) => Some(Word::Withdraw),
        (false, true) if decidable && visit.moderates() => Some(Word::Decide),
        _ => None,
    }
}

/// The vote: a button where a session is known, else a link to where one begins.
fn vote(scene: &Scene, visit: &Visit<'_>, entry: &EntryView) -> Html {
    let open = scene.contest.state == ContestState::Open && scene.contest.rules.votes.holds(visit.now);
    let own = entry.mine && !scene.contest.rules.own_entry_votable;
    if !open || own || entry.state != EntryState::Published {
        return Html::default();
    }
    let chosen = is_chosen(scene, entry);
    let asked = scene.asks_voter();
    let word = Word::Vote.in_language(scene.language);
    if scene.embedded.is_some() {
        if asked && visit.rest.is_empty() {
            // It is said once, where one entry stands alone.
            return html! {
                <a class="secondary" href={scene.link(&format!("/entries/{}", entry.id))} data-view={scene.in_place()} data-entry={entry.id.to_string()}>{ word }</a>
            };
        }
        return embed::vote(scene, entry, chosen);
    }
    let action =
        visit.in_same_language(&scene.path(&format!("/entries/{}/vote", address::encode(entry.id.as_str()))));
    if visit.session.is_none() || asked {
        return html! { <a class="secondary" href={action}>{ word }</a> };
    }
    html! {
        <form method="post" action={action}>
            { hidden(TOKEN, &visit.form_token(VOTE)) }
            { for LIST.into_iter().filter_map(|name| Some(hidden(name, visit.incoming.query.get(name)?))) }
            <input type="hidden" name="value" value={if chosen { "0" } else { "1" }} />
            { nonce(scene) }
            { button(scene, chosen) }
        </form>
    }
}

/// Where a voter says, with their first vote, that they are among those who may vote.
pub fn declaration(scene: &Scene, name: &'static str, value: &'static str) -> Html {
    let said = rules::declaration(&scene.contest.rules.voters, scene.language);
    let Some(said) = said.filter(|_| scene.asks_voter()) else {
        return Html::default();
    };
    html! {
        <label class="choice"><input type="checkbox" {name} {value} required=true /><span>{ said }</span></label>
    }
}

/// Where scripts put what this device makes for a ballot; without them it stays empty.
pub fn nonce(scene: &Scene) -> Html {
    html! { <input type="hidden" name="nonce" data-contest={scene.contest.id.to_string()} /> }
}

/// Whether this person's ballot is for it.
fn is_chosen(scene: &Scene, entry: &EntryView) -> bool {
    let mine = scene.contest.mine.as_ref();
    mine.is_some_and(|mine| mine.entries.contains(&entry.id))
}

/// The button of a vote: what is chosen is filled, with a tick.
pub fn button(scene: &Scene, chosen: bool) -> Html {
    if chosen {
        html! { <button class="primary" aria-pressed="true">{ Word::YourVote.in_language(scene.language) }{ " ✓" }</button> }
    } else {
        html! { <button class="secondary">{ Word::Vote.in_language(scene.language) }</button> }
    }
}
