//! The votes that wait for a decision, without scripts: when they came and how far their voters are known; one, those of
//! a minute, or all are counted or set aside.
//!
//! Invariant: what a button decides is what stood on the page, or before its last vote: what came since waits on.

use shared::api::contest::{
    BallotSummary, ContestState, ContestSummary, ContestWaiting, DecideBallot, DecideBallots, DecidedBallots,
};
use shared::api::page::Page;
use shared::api::problem::Problem;
use shared::api::route::Method;
use shared::contest::leaf::VoidReason;
use shared::language::Language;
use shared::text;
use yew::{Html, html};

use super::rules;
use super::scene::Scene;
use super::when::moment;
use super::words::Word;
use crate::failure::Failure;
use crate::json;
use crate::pages::act::ActPage;
use crate::pages::controls::{Field, choice};
use crate::pages::visit::Visit;
use crate::pages::{address, enter};
use crate::reply::Reply;

/// The path of the page; what its form checks, too.
const PAGE: &str = "/{community}/contests/{contest}/held";
/// A decision that is sent again finds nothing left to decide.
const NO_KEY: &str = "";
/// How many stand on the page.
const ROWS: &str = "limit=50";
/// How many writes one press makes at most, each about as many votes as the object takes at once.
const WRITES: usize = 8;

/// The page; a visitor is led to where one signs in.
///
/// # Errors
/// When this person does not decide here.
pub async fn form(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    page(visit, None).await
}

/// What its form does.
///
/// # Errors
/// When the page can't be shown again.
pub async fn send(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let path = path(visit, "ballots");
    let sent = match asked(visit) {
        Ok(request) => decide(visit, &path, &request).await,
        Err(failure) => Err(failure),
    };
    match sent {
        Ok(()) => Ok(visit.see(visit.in_same_language(&visit.incoming.path))),
        Err(failure) => {
            let problem = visit.problem(failure);
            page(visit, Some(&problem)).await
        }
    }
}

/// What the pressed button says: `count` or `void`, and from which to which vote, as `count 7 12`.
fn asked(visit: &Visit<'_>) -> Result<DecideBallots, Failure> {
    let invalid = || Failure::field("/decision", "Choose what is to be done.");
    let mut parts = visit.form.get("decision").split(' ');
    let act = parts.next().unwrap_or_default();
    let mut number = || {
        parts
            .next()
            .and_then(|part| part.parse().ok())
            .ok_or_else(invalid)
    };
    let (first, last) = (number()?, number()?);
    let decision = if act == "void" {
        let reason = json::word(visit.form.get("void"));
        DecideBallot::Void {
            reason: reason.map_err(|_| invalid())?,
        }
    } else {
        DecideBallot::Release {
            reason: visit.form.get("reason").to_owned(),
        }
    };
    Ok(DecideBallots {
        first,
        last,
        decision,
    })
}

async fn decide(visit: &Visit<'_>, path: &str, request: &DecideBallots) -> Result<(), Failure> {
    for _ in 0..WRITES {
        let done: DecidedBallots = visit.write(Method::Put, path, NO_KEY, request).await?;
        if done.decided == 0 || done.left == 0 {
            break;
        }
    }
    Ok(())
}

async fn page(visit: &mut Visit<'_>, problem: Option<&Problem>) -> Result<Reply, Failure> {
    let scene = Scene::read(visit).await?;
    if visit.me.is_none() {
        return Ok(enter::sign_in(visit));
    }
    let waiting: ContestWaiting = visit.read(&path(visit, "waiting"), "").await?;
    let ballots: Page<BallotSummary> = visit.read(&path(visit, "ballots"), ROWS).await?;
    let more = if waiting.ballots > 0 {
        Word::HeldMore
    } else {
        Word::HeldNone
    };
    let page = ActPage {
        community: &scene.community,
        pattern: PAGE,
        title: Word::HeldVotes.in_language(scene.language),
        more: more.in_language(scene.language),
        quote: "",
        controls: controls(&scene, visit, &waiting, &ballots.data, problem),
        back: scene.path(""),
        problem,
    };
    page.reply(visit).await
}

fn controls(
    scene: &Scene,
    visit: &Visit<'_>,
    waiting: &ContestWaiting,
    ballots: &[BallotSummary],
    problem: Option<&Problem>,
) -> Html {
    let language = scene.language;
    let Some(last) = waiting
        .last_ballot
        .filter(|_| scene.contest.state == ContestState::Open)
    else {
        return Html::default();
    };
    let reason = Field {
        name: "reason",
        label: Word::HeldReason.in_language(language),
        value: visit.form.get("reason"),
        max: text::REASON_MAX,
        problem,
        ..Field::default()
    };
    let why = [
        (VoidReason::Automated, Word::VoidAutomated),
        (VoidReason::Duplicate, Word::VoidDuplicate),
        (VoidReason::Traded, Word::VoidTraded),
    ];
    let typed = visit.form.typed("void").unwrap_or(VoidReason::Automated.as_str());
    let option = |(reason, word): (VoidReason, Word)| {
        html! {
            <label class="choice">
                <input type="radio" name="void" value={reason.as_str()} checked={typed == reason.as_str()} />
                <span>{ word.in_language(language) }</span>
            </label>
        }
    };
    let buttons = |first: u64, last: u64| {
        html! {
            <>
                { choice(Word::HeldCount.in_language(language), "decision", &format!("count {first} {last}")) }
                { choice(Word::HeldVoid.in_language(language), "decision", &format!("void {first} {last}")) }
            </>
        }
    };
    let row = |ballot: &BallotSummary| {
        html! {
            <li class="row">
                <p>{ Word::HeldNumber.with(language, &ballot.ballot.to_string()) }
                    if let Some(tier) = rules::tier(ballot.via) { <span class="quiet">{ " · " }{ tier.in_language(language) }</span> }</p>
                <p class="acts">{ buttons(ballot.ballot, ballot.ballot) }</p>
            </li>
        }
    };
    let minute = |ballots: &[BallotSummary]| match ballots {
        [] => Html::default(),
        [first, ..] => {
            let last = ballots.last().unwrap_or(first).ballot;
            html! {
                <section>
                    <h2 class="heading">{ moment(&scene.dates, first.minute) }</h2>
                    if ballots.len() > 1 { <p class="acts">{ buttons(first.ballot, last) }</p> }
                    <ul>{ for ballots.iter().map(row) }</ul>
                </section>
            }
        }
    };
    html! {
        <>
            { reason.line("text", "off") }
            <fieldset>
                <legend>{ Word::HeldVoidReason.in_language(language) }</legend>
                { for why.into_iter().map(option) }
            </fieldset>
            <p class="acts">
                <b>{ Word::HeldAll.with(language, &waiting.ballots.to_string()) }</b>
                { buttons(0, last) }
            </p>
            { for ballots.chunk_by(|one, next| one.minute == next.minute).map(minute) }
        </>
    }
}

/// What waits in the contests that are open, with the ways there: for the queue of all that waits.
///
/// # Errors
/// When the contests can't be listed.
pub async fn all(visit: &Visit<'_>, language: Language) -> Result<Vec<Html>, Failure> {
    let contests: Page<ContestSummary> = visit.read("contests", "").await?;
    let is_open = |contest: &ContestSummary| contest.state == ContestState::Open;
    let open: Vec<ContestSummary> = contests.data.into_iter().filter(is_open).collect();
    let asked: Vec<_> = open
        .iter()
        .map(|contest| (format!("contests/{}/waiting", contest.id), String::new()))
        .collect();
    let waiting = visit.read_all::<ContestWaiting>(&asked).await;
    let told = waiting.iter().filter_map(|(place, waiting)| {
        let contest = open.get(*place)?;
        let link = |rest: &str| {
            let page = format!("contests/{}{rest}", contest.id);
            visit.in_same_language(&address::of(visit.community, &page))
        };
        is_any(waiting).then(|| {
            html! { <section><h2 class="heading" dir="auto">{ contest.rules.title.clone() }</h2>{ lines(waiting, language, link) }</section> }
        })
    });
    Ok(told.collect())
}

/// What waits in a contest; `link` gives the address of one of its pages. What is to be read stands first among its entries.
pub fn lines(waiting: &ContestWaiting, language: Language, link: impl Fn(&str) -> String) -> Html {
    let lines = [
        (Word::EntriesWaiting, waiting.entries, ""),
        (Word::EntriesReported, waiting.reported, ""),
        (Word::HeldWaiting, waiting.ballots, "/held"),
    ];
    let line = |(word, count, rest): (Word, u64, &str)| {
        html! { <p class="state"><a href={link(rest)}>{ word.with(language, &count.to_string()) }</a></p> }
    };
    html! { <>{ for lines.into_iter().filter(|(_, count, _)| *count > 0).map(line) }</> }
}

fn is_any(waiting: &ContestWaiting) -> bool {
    waiting.entries + waiting.reported + waiting.ballots > 0
}

fn path(visit: &Visit<'_>, rest: &str) -> String {
    let contest = address::encode(visit.parameter);
    format!("contests/{contest}/{rest}")
}
