//! Entries: sent in, decided about, listed.

use serde::Serialize;
use shared::api::contest::{
    DecideEntry, EnterContest, EntryReport, EntryState, EntryView, ReportEntry, Votes,
};
use shared::api::page::Page;
use shared::api::query::QUERY_MAX;
use shared::api::report::ReportView;
use shared::contest::commitment::{self, ENTRY};
use shared::contest::deciding::entry::{Decider, decide as decide_entry};
use shared::contest::deciding::{self, Shown};
use shared::contest::leaf::{Act, Withdrawal, minute};
use shared::contest::order::{self, Order};
use shared::contest::rules::{Kind, Moderation};
use shared::cursor::{self, Value};
use shared::ids::{EntryId, PersonId};
use shared::policy;
use shared::search::fold;
use shared::text::{Body, EntryTitle, Note, Reason};

use super::context::Context;
use super::rows::entries::{self, Entry};
use super::rows::shuffled::{self, Asked, Position};
use super::rows::{contest, reports};
use super::{due, log, picture, telling};
use crate::community::{body, contribution};
use crate::failure::Failure;
use crate::reply::Reply;

/// The most words of a search that count.
const WORDS_MAX: usize = 8;

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
    let picture = picture::of(context, rules, &request)?;
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
        picture,
    };
    let folded = fold(&format!("{} {} {}", entry.title, entry.author, entry.markdown));
    entries::insert(
        context.sql,
        &entry,
        order::shuffle(crate::runtime::random()?),
        folded,
    )?;
    if entry.picture.is_some() {
        telling::changed(context.sql, context.now)?;
    }
    if rules.moderation == Moderation::After || context.caller.role().moderates() {
        publish(context, &mut entry)?;
    }
    Reply::json(201, &view(context, &entry)?)
}

/// `PUT entries/{entry}`.
///
/// # Errors
/// When this caller may not, or the entry is not in a state for it.
pub fn decide(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    let request: DecideEntry = body::parse(request)?;
    let id = EntryId::parse(context.parameter("entry")).map_err(|_| Failure::not_found())?;
    let mut entry = entries::get(context.sql, &id)?.ok_or_else(Failure::not_found)?;
    let reason =
        Reason::parse(&request.reason).map_err(|error| Failure::field("/reason", error.to_string()))?;
    let reason = Some(reason.into_string()).filter(|reason| !reason.is_empty());
    let by = Decider {
        is_entrant: context.caller.is(&entry.person),
        moderates: context.caller.role().moderates(),
    };
    let outcome = decide_entry(context.state, entry.state, request.act, by, reason.is_some())?;
    if let Some(reason) = outcome.withdrawal {
        withdraw(context, &entry, reason)?;
    }
    reports::settle(context.sql, &id)?;
    match outcome.state {
        state if state == entry.state => {}
        EntryState::Published => publish(context, &mut entry)?,
        state @ (EntryState::Withdrawn | EntryState::Hidden) => {
            entries::erase(context.sql, &id, state, reason.as_deref())?;
            changed(context)?;
            entry = entries::get(context.sql, &id)?.ok_or_else(Failure::not_found)?;
        }
        state => set(context, &mut entry, state, reason)?,
    }
    Reply::json(200, &view(context, &entry)?)
}

/// `POST entries/{entry}/reports`: one per person and entry.
///
/// # Errors
/// When nobody sees it, it is the caller's own, or a field breaks its rule.
pub fn report(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    let request: ReportEntry = body::parse(request)?;
    let (person, _) = context.person()?;
    let id = EntryId::parse(context.parameter("entry")).map_err(|_| Failure::not_found())?;
    let entry = entries::get(context.sql, &id)?.filter(|entry| entry.state == EntryState::Published);
    let entry = entry.ok_or_else(Failure::not_found)?;
    policy::may_report(&context.caller, &entry.person)?;
    let note = Note::parse(&request.note).map_err(|error| Failure::field("/note", error.to_string()))?;
    let report = EntryReport {
        reason: request.reason,
        note: note.into_string(),
    };
    reports::put(context.sql, &id, person, &report, context.now)?;
    Reply::json(201, &ReportView { received: true })
}

/// `GET entries/{entry}`: to everybody what is published, to the entrant and to moderators also what is not.
///
/// # Errors
/// When this caller sees no such entry.
pub fn get(context: &Context<'_>) -> Result<Reply, Failure> {
    context.query.only(&["seed"])?;
    let id = EntryId::parse(context.parameter("entry")).map_err(|_| Failure::not_found())?;
    let entry = entries::get(context.sql, &id)?.ok_or_else(Failure::not_found)?;
    let seen = entry.state == EntryState::Published
        || context.caller.is(&entry.person)
        || context.caller.role().moderates()
        // Of a winner that was taken back nothing is left but its place in the result.
        || contest::shown(context.sql)?.0.contains(&id);
    if !seen {
        return Err(Failure::not_found());
    }
    let place = match seed(context)? {
        Some(order) if entry.state == EntryState::Published => {
            Some(shuffled::place(context.sql, order, &id)?)
        }
        _ => None,
    };
    Reply::json(
        200,
        &EntryView {
            place,
            ..view(context, &entry)?
        },
    )
}

/// `GET entries`.
///
/// # Errors
/// When the query can't be read.
pub fn list(context: &Context<'_>) -> Result<Reply, Failure> {
    context
        .query
        .only(&["limit", "cursor", "seed", "q", "person", "won"])?;
    let limit = contribution::limit(context.query)?;
    if context.query.get("won").is_some() {
        let (winners, _) = contest::shown(context.sql)?;
        let first = winners.get(..limit as usize).unwrap_or(&winners);
        return whole(context, &entries::of(context.sql, first)?, limit);
    }
    if let Some(person) = context.query.get("person") {
        let person = PersonId::parse(person)
            .map_err(|_| Failure::field("?person", "This is no identifier of a person."))?;
        return whole(
            context,
            &entries::published_by(context.sql, &person, limit)?,
            limit,
        );
    }
    let sought = context.query.get("q").unwrap_or_default();
    if sought.chars().count() > QUERY_MAX {
        let detail = format!("What is looked for has at most {QUERY_MAX} characters.");
        return Err(Failure::field("?q", detail));
    }
    match seed(context)? {
        Some(order) => in_order_of(context, order, sought, limit),
        None if sought.is_empty() => as_they_came(context, limit),
        // A search has some order.
        None => in_order_of(context, Order::of(0), sought, limit),
    }
}

/// A list that has one page.
fn whole(context: &Context<'_>, rows: &[Entry], limit: u32) -> Result<Reply, Failure> {
    page(
        context,
        "",
        rows,
        limit,
        |_| Vec::new(),
        |entry| view(context, entry),
    )
}

/// The order that was asked for.
fn seed(context: &Context<'_>) -> Result<Option<Order>, Failure> {
    let Some(text) = context.query.get("seed") else {
        return Ok(None);
    };
    match text.parse() {
        Ok(seed @ 1..=u32::MAX) => Ok(Some(Order::of(seed.into()))),
        _ => {
            let detail = format!("A seed is a whole number from 1 to {}.", u32::MAX);
            Err(Failure::field("?seed", detail))
        }
    }
}

fn in_order_of(context: &Context<'_>, order: Order, sought: &str, limit: u32) -> Result<Reply, Failure> {
    let words: Vec<String> = fold(sought)
        .split_whitespace()
        .take(WORDS_MAX)
        .map(str::to_owned)
        .collect();
    let list = format!("entries {} {order:?} {words:?}", context.contest.id);
    let after = match position(context, &list)?.as_deref() {
        None => None,
        Some([Value::Integer(rank), Value::Integer(key), Value::Text(id)]) => Some(Position {
            rank: *rank,
            key: *key,
            id: id.clone(),
        }),
        Some(_) => return Err(contribution::bad_cursor()),
    };
    let asked = Asked {
        order,
        after,
        person: context.caller.person(),
        all: context.caller.role().moderates(),
        words: &words,
    };
    let rows = shuffled::list(context.sql, &asked, limit.saturating_add(1))?;
    let place = |(_, at): &(Entry, Position)| {
        vec![
            Value::Integer(at.rank),
            Value::Integer(at.key),
            Value::Text(at.id.clone()),
        ]
    };
    page(context, &list, &rows, limit, place, |(entry, _)| {
        view(context, entry)
    })
}

fn as_they_came(context: &Context<'_>, limit: u32) -> Result<Reply, Failure> {
    let list = format!("entries {}", context.contest.id);
    let after = match position(context, &list)?.as_deref() {
        None => String::new(),
        Some([Value::Text(after)]) => after.clone(),
        Some(_) => return Err(contribution::bad_cursor()),
    };
    let moderates = context.caller.role().moderates();
    let person = context.caller.person();
    let rows = entries::list(context.sql, &after, person, moderates, limit.saturating_add(1))?;
    let place = |entry: &Entry| vec![Value::Text(entry.id.to_string())];
    page(context, &list, &rows, limit, place, |entry| view(context, entry))
}

/// A page of rows, of which there is one more than fits where others follow; `place` says where a row stands, `view` what
/// is shown of it.
///
/// # Errors
/// When it can't be written.
pub fn page<T, V: Serialize>(
    context: &Context<'_>,
    list: &str,
    rows: &[T],
    limit: u32,
    place: impl Fn(&T) -> Vec<Value>,
    view: impl Fn(&T) -> Result<V, Failure>,
) -> Result<Reply, Failure> {
    let shown = rows.get(..limit as usize).unwrap_or(rows);
    let last = shown.last().filter(|_| rows.len() > shown.len());
    let next_cursor = last.map(|row| cursor::encode(list, &place(row), &cursor_mac(context)));
    let data = shown.iter().map(view).collect::<Result<_, _>>()?;
    Reply::json(200, &Page { data, next_cursor })
}

/// What the cursor of a list says.
///
/// # Errors
/// When it is none of this list.
pub fn position(context: &Context<'_>, list: &str) -> Result<Option<Vec<Value>>, Failure> {
    let decode =
        |text| cursor::decode(list, text, &cursor_mac(context)).map_err(|_| contribution::bad_cursor());
    context.query.get("cursor").map(decode).transpose()
}

fn cursor_mac<'a>(context: &'a Context<'_>) -> impl Fn(&[u8]) -> [u8; 32] + 'a {
    |message| crate::token::cursor_mac(context.deployment_secret, &context.contest.community, message)
}

fn publish(context: &Context<'_>, entry: &mut Entry) -> Result<(), Failure> {
    let next = log::next(context.sql, context.now)?;
    deciding::entry::publish(&context.contest.rules, next.time(context.now))?;
    let salt = context.contest.entry_salt(entry.id.as_str());
    let act = Act::Entry {
        entry: entry.id.clone(),
        entrant: context.contest.entrant_tag(&entry.person),
        content: commitment::commit(ENTRY, &salt, &content(entry)),
        sent: minute(entry.sent_at),
    };
    log::append(context.sql, &context.contest, next, act)?;
    entries::set_leaf(context.sql, &entry.id, next.index)?;
    set(context, entry, EntryState::Published, None)
}

/// What an entry is committed to: its words, and the hash of its picture's file.
fn content(entry: &Entry) -> String {
    let words = format!("{}\n{}", entry.title, entry.markdown);
    match &entry.picture {
        Some(picture) => format!("{words}\n{}", picture.kept.hash),
        None => words,
    }
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
    changed(context)
}

/// After an entry changed its state.
fn changed(context: &Context<'_>) -> Result<(), Failure> {
    telling::changed(context.sql, context.now)?;
    due::publish(context.sql, context.now)
}

fn view(context: &Context<'_>, entry: &Entry) -> Result<EntryView, Failure> {
    let mine = context.caller.is(&entry.person);
    let moderates = context.caller.role().moderates();
    let is_gone = matches!(entry.state, EntryState::Withdrawn | EntryState::Hidden);
    Ok(EntryView {
        id: entry.id.clone(),
        author: entry.author.clone(),
        title: entry.title.clone(),
        markdown: entry.markdown.clone(),
        media: picture::view(&context.contest, entry),
        mine,
        place: None,
        state: entry.state,
        // A winner whose words are gone is seen by everybody, and why is not theirs to read.
        reason: entry.reason.clone().filter(|_| mine || moderates),
        sent_at: entry.sent_at,
        reports: if moderates && entry.state == EntryState::Published {
            reports::open(context.sql, &entry.id)?
        } else {
            Vec::new()
        },
        votes: shown(context, entry),
        salt: if is_gone {
            String::new()
        } else {
            commitment::encode(&context.contest.entry_salt(entry.id.as_str()))
        },
    })
}

/// The votes everybody may see now.
fn shown(context: &Context<'_>, entry: &Entry) -> Option<Votes> {
    match deciding::shown(&context.contest.rules, context.state, context.now) {
        Shown::Final => Some(entry.votes),
        Shown::Published => Some(entry.shown),
        Shown::Nothing => None,
    }
}
