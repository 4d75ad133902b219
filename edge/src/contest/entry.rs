//! Entries: sent in, decided about, listed.

use shared::api::contest::{ContestState, DecideEntry, EnterContest, EntryAct, EntryState, EntryView, Votes};
use shared::api::page::Page;
use shared::api::problem::Code;
use shared::contest::commitment::{self, ENTRY};
use shared::contest::deciding;
use shared::contest::leaf::{Act, Withdrawal, minute};
use shared::contest::rules::{Counts, Kind, Moderation};
use shared::cursor::{self, Value};
use shared::ids::EntryId;
use shared::text::{Body, EntryTitle, Reason};
use shared::time::Millis;

use super::context::Context;
use super::rows::entries::{self, Entry};
use super::{due, log};
use crate::community::{body, contribution};
use crate::failure::Failure;
use crate::reply::Reply;

/// `POST entries`.
///
/// # Errors
/// When a field breaks its rule or the rules do not allow it.
pub fn enter(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    context.open()?;
    let request: EnterContest = body::parse(request)?;
    let rules = &context.contest.rules;
    let (person, tier) = context.person()?;
    deciding::enter(rules, context.now, tier, entries::count_of(context.sql, person)?)?;
    if !request.agreed {
        return Err(Failure::field(
            "/agreed",
            "One enters by agreeing to the rules; send true.",
        ));
    }
    let field = |pointer: &str, error: shared::text::TextError| Failure::field(pointer, error.to_string());
    let title = EntryTitle::parse(&request.title).map_err(|error| field("/title", error))?;
    let markdown = Body::parse(&request.markdown).map_err(|error| field("/markdown", error))?;
    match (rules.kind, markdown.as_str().is_empty()) {
        (Kind::Story, true) => return Err(Failure::field("/markdown", "Tell the story here.")),
        (Kind::Caption, false) => {
            return Err(Failure::field(
                "/markdown",
                "A caption is its title alone; leave this empty.",
            ));
        }
        _ => {}
    }
    let mut entry = Entry {
        id: EntryId::new(context.now, crate::runtime::random()?),
        person: person.clone(),
        author: context.name.to_owned(),
        title: title.into_string(),
        markdown: markdown.into_string(),
        state: EntryState::Waiting,
        reason: None,
        sent_at: context.now,
        votes: Votes::default(),
        shown: Votes::default(),
    };
    entries::insert(context.sql, &entry)?;
    if rules.moderation == Moderation::After || context.caller.role().moderates() {
        publish(context, &mut entry)?;
    }
    Reply::json(201, &view(context, &entry))
}

/// `PUT entries/{entry}`.
///
/// # Errors
/// When this caller may not, or the entry is not in a state for it.
pub fn decide(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    context.open()?;
    let request: DecideEntry = body::parse(request)?;
    let id = EntryId::parse(context.parameter("entry")).map_err(|_| Failure::not_found())?;
    let mut entry = entries::get(context.sql, &id)?.ok_or_else(Failure::not_found)?;
    let (own, moderates) = (
        context.caller.is(&entry.person),
        context.caller.role().moderates(),
    );
    let allowed = match request.act {
        EntryAct::Withdraw => own,
        EntryAct::Publish | EntryAct::Reject | EntryAct::Disqualify => moderates && !own,
    };
    if !allowed {
        let detail = "Moderators decide about entries of others; whoever sent one in may take it back.";
        return Err(Failure::refused(Code::Forbidden, detail));
    }
    let reason =
        Reason::parse(&request.reason).map_err(|error| Failure::field("/reason", error.to_string()))?;
    if reason.as_str().is_empty() && matches!(request.act, EntryAct::Reject | EntryAct::Disqualify) {
        return Err(Failure::field("/reason", "Say why: the entrant reads it."));
    }
    let reason = Some(reason.into_string()).filter(|reason| !reason.is_empty());
    match (request.act, entry.state) {
        (EntryAct::Publish, EntryState::Waiting) => publish(context, &mut entry)?,
        (EntryAct::Reject, EntryState::Waiting) => {
            set(context, &mut entry, EntryState::Rejected, reason)?;
        }
        (EntryAct::Withdraw, EntryState::Waiting) => {
            set(context, &mut entry, EntryState::Withdrawn, reason)?;
        }
        (EntryAct::Disqualify, EntryState::Published) => {
            withdraw(context, &entry, Withdrawal::Disqualified)?;
            set(context, &mut entry, EntryState::Disqualified, reason)?;
        }
        (EntryAct::Withdraw, EntryState::Published) => {
            withdraw(context, &entry, Withdrawal::Withdrawn)?;
            set(context, &mut entry, EntryState::Withdrawn, reason)?;
        }
        _ => {
            let detail = format!(
                "This can't be done with an entry that is {}.",
                entry.state.as_str()
            );
            return Err(Failure::refused(Code::WrongState, detail));
        }
    }
    Reply::json(200, &view(context, &entry))
}

/// `GET entries/{entry}`: to everybody what is published, to the entrant and to moderators also what is not.
///
/// # Errors
/// When this caller sees no such entry.
pub fn get(context: &Context<'_>) -> Result<Reply, Failure> {
    let id = EntryId::parse(context.parameter("entry")).map_err(|_| Failure::not_found())?;
    let entry = entries::get(context.sql, &id)?.ok_or_else(Failure::not_found)?;
    let seen = entry.state == EntryState::Published
        || context.caller.is(&entry.person)
        || context.caller.role().moderates();
    if !seen {
        return Err(Failure::not_found());
    }
    Reply::json(200, &view(context, &entry))
}

/// `GET entries`.
///
/// # Errors
/// When the query can't be read.
pub fn list(context: &Context<'_>) -> Result<Reply, Failure> {
    context.query.only(&["limit", "cursor"])?;
    let limit = contribution::limit(context.query)?;
    let name = format!("entries {}", context.contest.id);
    let mac =
        |message: &[u8]| crate::token::mac(context.deployment_secret, &context.contest.community, message);
    let after = match context.query.get("cursor") {
        None => String::new(),
        Some(text) => match cursor::decode(&name, text, &mac).as_deref() {
            Ok([Value::Text(after)]) => after.clone(),
            _ => {
                return Err(Failure::refused(
                    Code::BadCursor,
                    "The cursor is not of this list.",
                ));
            }
        },
    };
    let moderates = context.caller.role().moderates();
    let person = context.caller.person();
    let mut rows = entries::list(context.sql, &after, person, moderates, limit.saturating_add(1))?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let last = rows.last().filter(|_| more);
    let next_cursor = last.map(|entry| cursor::encode(&name, &[Value::Text(entry.id.to_string())], &mac));
    let data = rows.iter().map(|entry| view(context, entry)).collect();
    Reply::json(200, &Page { data, next_cursor })
}

fn publish(context: &Context<'_>, entry: &mut Entry) -> Result<(), Failure> {
    let votes = &context.contest.rules.votes;
    if context.now >= votes.closes_at {
        let detail = "The votes are over: an entry can't be published anymore.";
        return Err(Failure::refused(Code::WrongState, detail));
    }
    let next = log::next(context.sql, context.now)?;
    let salt = context.contest.entry_salt(entry.id.as_str());
    let act = Act::Entry {
        entry: entry.id.clone(),
        entrant: context.contest.entrant_tag(&entry.person),
        content: commitment::commit(ENTRY, &salt, &format!("{}\n{}", entry.title, entry.markdown)),
        sent: minute(entry.sent_at),
    };
    log::append(context.sql, &context.contest, next, act)?;
    entries::set_leaf(context.sql, &entry.id, next.index)?;
    set(context, entry, EntryState::Published, None)
}

fn withdraw(context: &Context<'_>, entry: &Entry, reason: Withdrawal) -> Result<(), Failure> {
    let act = Act::Withdraw {
        entry: entry.id.clone(),
        reason,
    };
    let next = log::next(context.sql, context.now)?;
    log::append(context.sql, &context.contest, next, act).map(|_| ())
}

fn set(
    context: &Context<'_>,
    entry: &mut Entry,
    state: EntryState,
    reason: Option<String>,
) -> Result<(), Failure> {
    entries::set_state(context.sql, &entry.id, state, reason.as_deref())?;
    entry.state = state;
    entry.reason = reason;
    due::publish(context.sql, context.now)
}

fn view(context: &Context<'_>, entry: &Entry) -> EntryView {
    EntryView {
        id: entry.id.clone(),
        author: entry.author.clone(),
        title: entry.title.clone(),
        markdown: entry.markdown.clone(),
        state: entry.state,
        reason: entry.reason.clone(),
        sent_at: entry.sent_at,
        votes: shown(context, entry),
        salt: commitment::encode(&context.contest.entry_salt(entry.id.as_str())),
    }
}

/// The votes everybody may see now.
fn shown(context: &Context<'_>, entry: &Entry) -> Option<Votes> {
    match (context.state, context.contest.rules.counts) {
        (ContestState::Closed, _) => Some(entry.votes),
        (_, Counts::AtClose) => None,
        (_, Counts::InBatches { hidden_last_hours }) => {
            let hidden = Millis::HOUR * i64::from(hidden_last_hours);
            let until = context.contest.rules.votes.closes_at.plus(-hidden);
            (context.now < until).then_some(entry.shown)
        }
    }
}
