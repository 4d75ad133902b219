//! The contests of a community: what is open first, what was won below.

use shared::api::contest::{ContestState, ContestSummary};
use shared::api::page::Page;
use widget::words::{Key, Words};
use yew::{Html, html};

use super::words::Word;
use super::{scene, when};
use crate::failure::Failure;
use crate::pages::document::Document;
use crate::pages::visit::{Visit, query_of};
use crate::pages::{address, dates};
use crate::reply::Reply;

/// How many stand on a page.
const AT_ONCE: &str = "50";

/// The page.
///
/// # Errors
/// When there is no such community.
pub async fn page(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let community = visit.questions("", "").await?.community;
    visit.recognize().await?;
    let language = visit.language(&community.languages);
    let cursor = visit.incoming.query.get("cursor").unwrap_or_default();
    let query = query_of(&[("limit", AT_ONCE), ("cursor", cursor)]);
    let contests: Page<ContestSummary> = visit.read("contests", &query).await?;
    let path = address::of(visit.community, "contests");
    let next = contests
        .next_cursor
        .as_ref()
        .map(|cursor| visit.in_same_language(&format!("{path}?{}", query_of(&[("cursor", cursor)]))));
    let owner = visit
        .me
        .as_ref()
        .is_some_and(|me| me.role == shared::person::Role::Owner);
    let row = |contest: &ContestSummary| -> Html {
        let path = address::of(visit.community, &format!("contests/{}", contest.id));
        let dates = dates::dates(language, &contest.rules.zone);
        let known = when::Known {
            state: contest.state,
            rules: &contest.rules,
            held: 0,
        };
        html! {
            <li class="row">
                <h2 class="heading" dir="auto">
                    <a href={address::in_language(&path, language, &community.languages)}>{ contest.rules.title.clone() }</a>
                </h2>
                <p class="quiet">{ when::standing(&known, &dates, language, visit.now) }</p>
            </li>
        }
    };
    let title = Word::Contests.in_language(language);
    let (open, over): (Vec<_>, Vec<_>) = contests
        .data
        .iter()
        .partition(|contest| contest.state == ContestState::Open);
    let content = html! {
        <>
            <div class="row-head">
                <h1 class="heading">{ title }</h1>
                if owner {
                    <a class="primary" href={visit.in_same_language(&address::of(visit.community, "contests/new"))}>{ Word::Make.in_language(language) }</a>
                }
            </div>
            if contests.data.is_empty() {
                <p class="empty">{ Word::NoContests.in_language(language) }</p>
            }
            <ul>{ for open.into_iter().chain(over).map(row) }</ul>
            if let Some(next) = next {
                <p class="more"><a class="secondary" rel="next" href={next}>{ Words(language).text(Key::ShowMore) }</a></p>
            }
        </>
    };
    let document = Document {
        title: format!("{title} · {}", community.name),
        hidden_from_search: contests.data.is_empty(),
        ..Document::default()
    };
    Ok(scene::reply(visit, &community, &path, document, content).await)
}
