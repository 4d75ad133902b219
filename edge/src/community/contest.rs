//! Contests, as far as they are the community's: drafts, the opening, the list, and the last checkpoint of each.

pub mod delivery;
pub mod entry;
pub mod letter;
pub mod picture;

use shared::api::contest::{ContestState, ContestSummary};
use shared::api::page::Page;
use shared::api::problem::Code;
use shared::contest::rules::Rules;
use shared::contest::rules::check::check;
use shared::event::Happening;
use shared::ids::{ContestId, PersonId};
use shared::log::hash::TreeHash;
use shared::log::proof;
use shared::time::Millis;

use super::context::{self, Context};
use super::rows::contests;
use super::sql::Sql;
use super::{body, contribution, due};
use crate::contest::message::{Amended, Message, Witness};
use crate::failure::Failure;
use crate::json;
use crate::reply::Reply;

/// The list, for its cursors.
const LIST: &str = "contests";

/// `GET contests`.
///
/// # Errors
/// When a parameter is not as it has to be.
pub fn list(context: &Context<'_>) -> Result<Reply, Failure> {
    context.query.only(&["limit", "cursor"])?;
    let limit = contribution::limit(context.query)?;
    let before = contribution::before(context, LIST)?;
    let mut data = contests::opened(context.sql, before.as_deref(), limit + 1)?;
    let next_cursor = contribution::cut(context, LIST, &mut data, limit, |contest| contest.id.as_str());
    Reply::json(200, &Page { data, next_cursor })
}

/// `POST contests`.
///
/// # Errors
/// When a rule breaks a rule.
pub fn create(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    let rules: Rules = body::parse(request)?;
    let mut rules = check(rules, crate::intl::knows_time_zone).map_err(Failure::fields)?;
    rules.picture_hash = match &rules.picture {
        Some(path) => Some(picture::reserve(context, path)?),
        None => None,
    };
    let id = ContestId::new(context.now, context.random()?);
    contests::insert(context.sql, &id, &rules.document()?, context.now)?;
    context.record(Some(id.as_str()), &Happening::ContestDrafted {})?;
    Reply::json(
        201,
        &ContestSummary {
            id,
            state: ContestState::Draft,
            rules,
            published: 0,
            winners: Vec::new(),
        },
    )
}

/// `POST contests/{contest}/opening`.
///
/// # Errors
/// When there is no such draft, or its time is over.
pub fn open(context: &Context<'_>) -> Result<Reply, Failure> {
    let id = ContestId::parse(context.parameter).map_err(|_| Failure::not_found())?;
    let (mut contest, document) = contests::get(context.sql, &id)?.ok_or_else(Failure::not_found)?;
    if contest.state != ContestState::Draft {
        return Err(Failure::refused(Code::WrongState, "This contest opened before."));
    }
    if contest.rules.entries.closes_at <= context.now {
        let detail = "Its time for entries is over already; draft it again with later times.";
        return Err(Failure::refused(Code::WrongState, detail));
    }
    if let Some(path) = &contest.rules.picture {
        picture::show(context, &id, path, contest.rules.picture_hash.as_deref())?;
    }
    contests::set_state(context.sql, &id, ContestState::Open)?;
    contest.state = ContestState::Open;
    let message = Message::Open {
        community: context.slug.to_owned(),
        contest: id.clone(),
        document,
        base_url: context.base_url.to_owned(),
    };
    contests::send(context.sql, &id, &message)?;
    due::at(context.sql, due::CONTESTS, context.now)?;
    context.record(Some(id.as_str()), &Happening::ContestOpened {})?;
    Reply::json(200, &contest)
}

/// Tells open contests that older sessions of a person are worth nothing.
///
/// # Errors
/// When SQLite fails.
pub fn sessions_ended(context: &Context<'_>, person: &PersonId, epoch: i64) -> Result<(), Failure> {
    let person = person.clone();
    contests::send_to_open(context.sql, &Message::Floor { person, epoch })?;
    due::at(context.sql, due::CONTESTS, context.now)
}

/// Looks at a contest's next checkpoint, inside a transaction: 200 if it goes on from the last one, 409 if it does not.
///
/// # Errors
/// When there is no such contest.
pub fn witness(sql: &Sql, now: Millis, request: &[u8]) -> Result<Reply, Failure> {
    let witness: Witness = json::read(request)?;
    let (size, root) = contests::checkpoint(sql, &witness.contest)?;
    let new = TreeHash::from_base64(&witness.root)
        .ok_or_else(|| Failure::Internal("a contest showed a root that is none".to_owned()))?;
    if (size, root) == (witness.size, new) {
        return Ok(Reply::empty(200));
    }
    let path: Option<Vec<_>> = witness
        .path
        .iter()
        .map(|hash| TreeHash::from_base64(hash))
        .collect();
    let goes_on = size == witness.earlier
        && path.is_some_and(|path| proof::continues((size, root), (witness.size, new), &path));
    if !goes_on {
        contests::set_state(sql, &witness.contest, ContestState::Stopped)?;
        record(sql, now, &witness.contest, &Happening::ContestStopped {})?;
        return Ok(Reply::empty(409));
    }
    contests::set_checkpoint(
        sql,
        &witness.contest,
        witness.size,
        new,
        witness.winners.as_deref(),
    )?;
    let what = if witness.winners.is_some() {
        Happening::ContestClosed {}
    } else {
        Happening::ContestPublished {}
    };
    record(sql, now, &witness.contest, &what)?;
    Ok(Reply::empty(200))
}

/// Takes the rules of a contest as they were amended.
///
/// # Errors
/// When SQLite fails.
pub fn amended(sql: &Sql, now: Millis, request: &[u8]) -> Result<Reply, Failure> {
    let Amended { contest, document } = json::read(request)?;
    contests::set_document(sql, &contest, &document)?;
    record(sql, now, &contest, &Happening::ContestAmended {})?;
    Ok(Reply::empty(200))
}

/// An event that no person caused.
fn record(sql: &Sql, now: Millis, contest: &ContestId, what: &Happening) -> Result<(), Failure> {
    context::record(sql, now, None, Some(contest.as_str()), what)
}
