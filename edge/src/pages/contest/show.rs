//! A contest: what it is about, until when, its entries, and at its end who won.

use shared::api::contest::{ContestState, ContestWaiting, EntryView};
use shared::api::page::Page;
use shared::api::problem::Code;
use shared::api::query::QUERY_MAX;
use shared::contest::rules::Counts;
use shared::contest::tally::places;
use shared::markdown::plain;
use widget::words::{Key, Words};
use yew::{Html, html};

use super::scene::Scene;
use super::words::Word;
use super::{card, entry, held, rules, share, waiting, when};
use crate::failure::Failure;
use crate::pages::address;
use crate::pages::controls::hidden;
use crate::pages::document::Document;
use crate::pages::visit::{Visit, query_of};
use crate::reply::Reply;

/// How many entries a page shows.
const ENTRIES: &str = "50";
/// How many of those that won it shows.
const WINNERS: &str = "won=1&limit=12";
/// More entries than this are searched; fewer are seen at once.
const FINDABLE: u64 = 12;
/// How much a description says: what search engines show.
const DESCRIPTION: usize = 160;

/// The page.
///
/// # Errors
/// When there is no such contest.
pub async fn page(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let mut scene = Scene::read(visit).await?;
    scene.find_order(visit)?;
    let list = List::read(visit, &mut scene).await?;
    let rules = &scene.contest.rules;
    let media = list.entries.data.iter().flat_map(|entry| &entry.media);
    let document = Document {
        title: rules.title.clone(),
        description: plain::shorten(&rules.theme, DESCRIPTION),
        image: media
            .filter(|medium| !medium.video)
            .map(|medium| medium.url.clone())
            .next(),
        hidden_from_search: !list.is_first(),
        next: list.next(&scene),
        script: Some(entry::SCRIPT),
        ..Document::default()
    };
    let content = list.content(&scene, visit);
    Ok(scene.reply(visit, "", document, content).await)
}

/// A page of entries, in the order this person reads in.
pub struct List {
    entries: Page<EntryView>,
    winners: Vec<EntryView>,
    cursor: String,
    sought: String,
    seed: String,
    /// What waits, for whoever decides about it.
    waiting: Option<ContestWaiting>,
}

impl List {
    /// The page that the query asks for, and who sent in what it shows.
    ///
    /// # Errors
    /// When the query can't be read.
    pub async fn read(visit: &Visit<'_>, scene: &mut Scene) -> Result<Self, Failure> {
        let asked = |name| visit.incoming.query.get(name).unwrap_or_default().to_owned();
        let (cursor, sought) = (asked("cursor"), asked("q"));
        let path = format!("contests/{}/entries", scene.contest.id);
        let seed = scene.seed(visit).to_string();
        let query = |cursor| {
            query_of(&[
                ("limit", ENTRIES),
                ("cursor", cursor),
                ("seed", &seed),
                ("q", &sought),
            ])
        };
        let (entries, cursor) = match visit.read(&path, &query(&cursor)).await {
            // An address that leads nowhere anymore leads to the beginning.
            Err(Failure::Refused {
                code: Code::BadCursor,
                ..
            }) => (visit.read(&path, &query("")).await?, String::new()),
            read => (read?, cursor),
        };
        let mut list = Self {
            entries,
            winners: Vec::new(),
            cursor,
            sought,
            seed,
            waiting: None,
        };
        if list.is_first() {
            list.winners = winners(scene, visit).await?;
            list.waiting = waiting(scene, visit).await?;
        }
        let shown = list.winners.iter().chain(&list.entries.data);
        scene.learn(visit, shown).await?;
        Ok(list)
    }

    fn is_first(&self) -> bool {
        self.cursor.is_empty() && self.sought.is_empty()
    }

    /// The path of the next page, in the same order for whoever goes there, and whenever.
    fn next(&self, scene: &Scene) -> Option<String> {
        let cursor = self.entries.next_cursor.as_ref()?;
        let query = query_of(&[("q", &self.sought), ("seed", &self.seed), ("cursor", cursor)]);
        Some(format!("{}?{query}", scene.path("")))
    }

    /// What the contest is about, who won, and its entries.
    pub fn content(&self, scene: &Scene, visit: &Visit<'_>) -> Html {
        let language = scene.language;
        let cards = |entries: &[EntryView], places: &[usize]| {
            let cards = entries.iter().enumerate();
            html! {
                <ol class={layout(scene)}>{ for cards.map(|(number, entry)| card::card(scene, visit, entry, places.get(number).copied())) }</ol>
            }
        };
        let votes: Vec<u64> = self
            .winners
            .iter()
            .map(|entry| entry.votes.map_or(0, |votes| votes.counted))
            .collect();
        let places = places(&votes, scene.contest.rules.tie_break);
        let others = scene.contest.winners.len().saturating_sub(self.winners.len());
        html! {
            <>
                { head(scene, visit) }
                if let Some(waiting) = &self.waiting {
                    { waiting::lines(waiting, language, |rest| scene.link(rest)) }
                }
                if scene.contest.state == ContestState::Closed && self.is_first() {
                    <section class="won">
                        <h2 class="heading">{ Word::Winners.in_language(language) }</h2>
                        if self.winners.is_empty() {
                            <p>{ Word::NoWinner.in_language(language) }</p>
                        }
                        { cards(&self.winners, &places) }
                        if others > 0 {
                            <p>{ Word::WinnersMore.with(language, &others.to_string()) }</p>
                        }
                        <p class="acts"><a class="secondary" href={scene.link("/check")}>{ Word::Check.in_language(language) }</a></p>
                    </section>
                }
                <section>
                    { entries_head(scene, visit, &self.sought, self.is_first()) }
                    if self.entries.data.is_empty() {
                        <p class="empty">{ if self.sought.is_empty() { Word::NoEntries } else { Word::FoundNothing }.in_language(language) }</p>
                    }
                    { cards(&self.entries.data, &[]) }
                    if let Some(next) = self.next(scene) {
                        <p class="more"><a class="secondary" rel="next" href={scene.full(&address::in_language(&next, language, &scene.community.languages))}
                            data-view={scene.in_place()} data-q={self.sought.clone()} data-seed={self.seed.clone()} data-cursor={self.entries.next_cursor.clone()}>
                            { Words(language).text(Key::ShowMore) }</a></p>
                    }
                </section>
                { share::share(scene, visit, "") }
                { foot(scene) }
            </>
        }
    }
}

/// How entries stand: pictures in rows, words one below the other.
fn layout(scene: &Scene) -> &'static str {
    if scene.contest.rules.kind.has_medium() {
        "entries"
    } else {
        "written"
    }
}

/// What stands over the entries: which they are, in which order, and the way to find one.
fn entries_head(scene: &Scene, visit: &Visit<'_>, sought: &str, first: bool) -> Html {
    let language = scene.language;
    let order = if scene.has_own_order(visit) {
        Word::Order
    } else {
        Word::OrderOfDay
    };
    let find = Word::Find.in_language(language);
    html! {
        <div class="row-head">
            if sought.is_empty() {
                <h2 class="heading">{ Word::Entries.in_language(language) }</h2>
            } else {
                <h2 class="heading">{ Word::Found.with(language, sought) }</h2>
            }
            if !first {
                <a href={scene.link("")} data-view={scene.in_place()}>{ Word::AllEntries.in_language(language) }</a>
            }
            if scene.contest.entries > FINDABLE {
                <form class="find" method="get" action={scene.full(&scene.path(""))} data-view={scene.in_place()}>
                    if let Some(tag) = visit.incoming.query.get("lang") { { hidden("lang", tag) } }
                    <input type="search" name="q" value={sought.to_owned()} maxlength={QUERY_MAX.to_string()} aria-label={find} placeholder={find} />
                    <button class="secondary">{ Words(language).text(Key::Search) }</button>
                </form>
            }
            if sought.is_empty() && scene.contest.entries > 1 {
                <p class="note">{ order.in_language(language) }</p>
            }
        </div>
    }
}

/// The first of the entries that won, best first.
async fn winners(scene: &Scene, visit: &Visit<'_>) -> Result<Vec<EntryView>, Failure> {
    if scene.contest.winners.is_empty() {
        return Ok(Vec::new());
    }
    let path = format!("contests/{}/entries", scene.contest.id);
    let won: Page<EntryView> = visit.read(&path, WINNERS).await?;
    Ok(won.data)
}

/// What waits in an open contest, for whoever decides about it.
async fn waiting(scene: &Scene, visit: &Visit<'_>) -> Result<Option<ContestWaiting>, Failure> {
    if !visit.moderates() || scene.contest.state != ContestState::Open {
        return Ok(None);
    }
    let path = format!("contests/{}/waiting", scene.contest.id);
    visit.read(&path, "").await.map(Some)
}

/// What the contest is about, until when, and the ways to take part.
fn head(scene: &Scene, visit: &Visit<'_>) -> Html {
    let (language, of) = (scene.language, &scene.contest.rules);
    let open = scene.contest.state == ContestState::Open && of.entries.holds(visit.now);
    html! {
        <header class="question">
            <p class="quiet">
                { rules::kind(of.kind).in_language(language) }{ " · " }
                { when::standing(&(&scene.contest).into(), &scene.dates, language, visit.now) }
            </p>
            <h1 class="heading" dir="auto">{ of.title.clone() }</h1>
            <p class="second as-typed" dir="auto">{ of.theme.clone() }</p>
            if let Some(picture) = &of.picture {
                { entry::given(scene, picture) }
            }
            if let Some(prize) = &of.prize {
                <p><b>{ Word::Prize.in_language(language) }{ ": " }</b>{ rules::prize(prize, language) }</p>
            }
            { for [(Word::Entrants, &of.entrants), (Word::Voters, &of.voters)].into_iter().filter_map(|(who, people)| {
                let described = rules::described(people, language)?;
                Some(html! { <p class="quiet">{ who.in_language(language) }{ ": " }{ described }</p> })
            }) }
            { held::notice(scene, visit) }
            <p class="acts">
                if open {
                    <a class="primary" href={scene.link("/enter")} data-view={scene.in_place()} data-enter="1">{ Word::SendYours.in_language(language) }</a>
                }
                <a class="secondary" href={scene.link("/rules")}>{ Word::TheRules.in_language(language) }</a>
                if scene.contest.mine.is_some() && scene.embedded.is_none() {
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
