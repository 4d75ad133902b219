//! Staff decides about an entry, and an entrant takes theirs back, without scripts.

use shared::api::contest::{ContestState, DecideEntry, EntryAct, EntryReport, EntryState, EntryView};
use shared::api::problem::Problem;
use shared::api::route::Method;
use shared::text;
use widget::words::{Key, Words};
use yew::html;

use super::entry;
use super::scene::Scene;
use super::words::Word;
use crate::failure::Failure;
use crate::json;
use crate::pages::act::ActPage;
use crate::pages::controls::{Field, choice};
use crate::pages::form::KEY;
use crate::pages::visit::Visit;
use crate::pages::words::Word as Said;
use crate::pages::{address, enter, report, thumbnail};
use crate::reply::Reply;

/// The path of the page; what its form checks, too.
const PAGE: &str = "/{community}/contests/{contest}/entries/{entry}/decide";

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
    let act = json::word(visit.form.get("act"));
    let request = DecideEntry {
        act: act.map_err(|_| Failure::field("/act", "Choose what is to be done."))?,
        reason: visit.form.get("reason").to_owned(),
    };
    let (contest, entry) = (address::encode(visit.parameter), address::encode(visit.rest));
    let path = format!("contests/{contest}/entries/{entry}");
    let decided: Result<EntryView, Failure> = visit
        .write(Method::Put, &path, visit.form.get(KEY), &request)
        .await;
    match decided {
        Ok(_) => Ok(visit.see(visit.in_same_language(&address::of(
            visit.community,
            &format!("contests/{contest}#{entry}"),
        )))),
        Err(failure) => {
            let problem = visit.problem(failure);
            page(visit, Some(&problem)).await
        }
    }
}

async fn page(visit: &mut Visit<'_>, problem: Option<&Problem>) -> Result<Reply, Failure> {
    let scene = Scene::read(visit).await?;
    if visit.me.is_none() {
        return Ok(enter::sign_in(visit));
    }
    let entry = entry::read(visit, &scene).await?;
    let (language, words) = (scene.language, Words(scene.language));
    let moderates = visit.moderates();
    let reason = Field {
        name: "reason",
        label: Said::Reason.in_language(language),
        value: visit.form.get("reason"),
        max: text::REASON_MAX,
        problem,
        ..Field::default()
    };
    let acts = match entry.state {
        EntryState::Waiting if moderates && !entry.mine => vec![
            (words.text(Key::Approve), EntryAct::Publish),
            (words.text(Key::Reject), EntryAct::Reject),
        ],
        EntryState::Published if moderates && !entry.mine => {
            let act = match scene.contest.state {
                ContestState::Open => EntryAct::Disqualify,
                _ => EntryAct::Hide,
            };
            let mut acts = vec![(Word::Disqualify.in_language(language), act)];
            if !entry.reports.is_empty() {
                acts.push((Word::Keep.in_language(language), EntryAct::Keep));
            }
            acts
        }
        state if entry.mine && !matches!(state, EntryState::Withdrawn | EntryState::Hidden) => {
            vec![(Word::Withdraw.in_language(language), EntryAct::Withdraw)]
        }
        _ => Vec::new(),
    };
    let reported = |report: &EntryReport| {
        html! {
            <p class="state">{ words.text(report::key(report.reason)) }{ " " }<q dir="auto">{ report.note.clone() }</q></p>
        }
    };
    let acts = acts
        .into_iter()
        .map(|(label, act)| choice(label, "act", act.as_str()));
    let page = ActPage {
        community: &scene.community,
        pattern: PAGE,
        title: if entry.mine { Word::Withdraw } else { Word::Decide }.in_language(language),
        more: &entry.markdown,
        quote: &entry.title,
        controls: html! { <>if !entry.mine { { for entry.reports.iter().map(reported) }{ thumbnail::decided(words, &entry.media) }{ reason.line("text", "off") } }{ for acts }</> },
        back: scene.path(&format!("#{}", entry.id)),
        problem,
    };
    page.reply(visit).await
}
