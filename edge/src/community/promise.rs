//! Promises at the object: made where somebody is sorry, kept or withdrawn, listed with what became of all of them.
//!
//! Invariant: each step is an event, and the alarm makes one when the day of an open promise is over: so what is kept
//! of lists is never older than what stands. Whether a promise is late is read from today where the community is.

use shared::api::problem::Code;
use shared::api::promise::{EndPromise, MakePromise, PromiseView, Promises};
use shared::api::question::SubjectRef;
use shared::cursor::{self, Value};
use shared::event::Happening;
use shared::ids::{PromiseId, QuestionId, SubjectId};
use shared::promise::{self, Ending, Record};
use shared::recognition::Day;
use shared::settings::Settings;
use shared::text::Reason;
use shared::time::Millis;

use super::context::{self, Context};
use super::rows::promises::{self, Promise, Scope};
use super::rows::questions::{self, Question};
use super::rows::{people, subjects};
use super::store::Store;
use super::target::{self, Written};
use super::{body, complaint, contribution, due, outbox, question, settings};
use crate::failure::Failure;
use crate::intl;
use crate::reply::Reply;

/// The name of the list in its cursors.
const LIST: &str = "promises";
/// The most that fall due on a page of the week.
const DUE_MAX: u32 = 50;

/// `POST promises`.
///
/// # Errors
/// When a field breaks its rule, or a promise about this question is open.
pub fn make(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    let request: MakePromise = body::parse(request)?;
    let by = promise::may_promise(&context.caller)?.clone();
    let missing = || Failure::field("/target", "Name a question or an answer that everybody sees.");
    let written = target::any_visible(context, request.target.as_str())
        .map_err(|failure| failure.or_refused(missing))?;
    let (Written::Question(question) | Written::Answer(_, question)) = &written else {
        return Err(missing());
    };
    if !written.is_public(context)? {
        return Err(missing());
    }
    let (apology, step) = (said(&request.apology, "/apology")?, said(&request.step, "/step")?);
    let today = today(&context.settings, context.now);
    let due = Day::parse(&request.due)
        .filter(|due| promise::may_be_due(*due, today))
        .ok_or_else(|| {
            let detail = "Give a day like 2026-12-12: from today on, within a year.";
            Failure::field("/due", detail)
        })?;
    if promises::is_open(context.sql, &question.id)? {
        let detail = "A promise about this question is open. Keep or withdraw it first.";
        return Err(Failure::refused(Code::WrongState, detail));
    }
    let mut question = question.clone();
    complaint::set(context, &mut question, true)?;
    let promise = Promise {
        id: PromiseId::new(context.now, context.random()?),
        question_id: question.id.clone(),
        target: request.target,
        by,
        apology,
        step,
        due,
        made_at: context.now,
        ending: None,
        ended_at: None,
        word: String::new(),
    };
    promises::insert(context.sql, &promise)?;
    if let Some(over) = over(&context.settings, due) {
        due::at(context.sql, due::PROMISES, over)?;
    }
    let promised = Happening::Promised {
        promise: promise.id.clone(),
    };
    contribution::happened(context, promise.target.as_str(), &promised)?;
    tell(context, &question, &promise)?;
    Reply::json(201, &view(context, promise, today)?)
}

/// `PUT promises/{promise}`.
///
/// # Errors
/// When it ended already, or is withdrawn without a reason.
pub fn end(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    let request: EndPromise = body::parse(request)?;
    promise::may_promise(&context.caller)?;
    let id = PromiseId::parse(context.parameter).map_err(|_| Failure::not_found())?;
    let mut promise = promises::get(context.sql, &id)?.ok_or_else(Failure::not_found)?;
    if promise.ending.is_some() {
        let detail = "This promise has ended. Read it again to see how it stands.";
        return Err(Failure::refused(Code::WrongState, detail));
    }
    promise.word = match request.ending {
        Ending::Withdrawn => said(&request.word, "/word")?,
        Ending::Kept => reason(&request.word, "/word")?,
    };
    promise.ending = Some(request.ending);
    promise.ended_at = Some(context.now);
    promises::end(context.sql, &promise, request.ending, context.now)?;
    let ended = Happening::PromiseEnded {
        promise: id,
        ending: request.ending,
    };
    contribution::happened(context, promise.target.as_str(), &ended)?;
    if let Some(question) = questions::get(context.sql, &promise.question_id)?
        && Written::Question(question.clone()).is_public(context)?
    {
        tell(context, &question, &promise)?;
    }
    let today = today(&context.settings, context.now);
    Reply::json(200, &view(context, promise, today)?)
}

/// `GET promises`.
///
/// # Errors
/// When a parameter is not as it has to be.
pub fn list(context: &Context<'_>) -> Result<Reply, Failure> {
    context.query.only(&["subject", "question", "limit", "cursor"])?;
    Reply::json(200, &page(context)?)
}

/// The page of promises this query asks for.
///
/// # Errors
/// When a parameter is not as it has to be.
pub fn page(context: &Context<'_>) -> Result<Promises, Failure> {
    let limit = contribution::limit(context.query)?;
    let question = match context.query.get("question") {
        None => None,
        Some(id) => Some(
            QuestionId::parse(id)
                .map_err(|_| Failure::field("?question", "This is no identifier of a question."))?,
        ),
    };
    let key = question::subject_key(context.query)?;
    let subject = match &key {
        None => None,
        // Of what nobody asked about there is nothing.
        Some(key) => Some(
            subjects::resolve(context.sql, key.as_str())?
                .map_or_else(String::new, |subject| subject.id.to_string()),
        ),
    };
    let scope = match &question {
        Some(id) => Scope::Question(id.as_str()),
        None => Scope::of_subject(subject.as_deref()),
    };
    let list = format!("{LIST} {scope:?}");
    let after = contribution::position(context, &list)?;
    let after = match after.as_deref() {
        None => None,
        Some([Value::Integer(place), Value::Text(id)]) => Some((*place, id.as_str())),
        Some(_) => return Err(contribution::bad_cursor()),
    };
    let mut rows = promises::list(context.sql, &scope, after, limit + 1)?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next_cursor = rows.last().filter(|_| more).map(|last| {
        let place = [Value::Integer(last.place()), Value::Text(last.id.to_string())];
        cursor::encode(&list, &place, &context.cursor_mac())
    });
    let today = today(&context.settings, context.now);
    let data = rows.into_iter().map(|promise| view(context, promise, today));
    Ok(Promises {
        record: record(context, &scope)?.unwrap_or_default(),
        data: data.collect::<Result<_, _>>()?,
        next_cursor,
    })
}

/// Promises that are late, or fall due today or within so many days.
///
/// # Errors
/// When SQLite fails.
pub fn due_within(context: &Context<'_>, days: i32) -> Result<Vec<PromiseView>, Failure> {
    let today = today(&context.settings, context.now);
    // Open ones come first, by their day.
    promises::list(context.sql, &Scope::All, None, DUE_MAX)?
        .into_iter()
        .take_while(|promise| promise.ending.is_none() && promise.due <= today.plus(days))
        .map(|promise| view(context, promise, today))
        .collect()
}

/// What became of promises; nothing where none was made.
///
/// # Errors
/// When SQLite fails.
pub fn record(context: &Context<'_>, scope: &Scope<'_>) -> Result<Option<Record>, Failure> {
    if !promises::any(context.sql)? {
        return Ok(None);
    }
    let today = today(&context.settings, context.now);
    let mut record = Record::default();
    for (ending, due, count) in promises::counts(context.sql, scope)? {
        record.add(promise::state(ending, due, today), count);
    }
    Ok(Some(record).filter(|record| !record.is_empty()))
}

/// Says that a day is over on which something was due; when to look again.
///
/// # Errors
/// When SQLite fails.
pub fn come_due(store: &Store, now: Millis) -> Result<Option<Millis>, Failure> {
    let (settings, _) = settings::load(store.sql())?;
    store.write(|sql| {
        context::record(sql, now, None, None, &Happening::PromisesDue {})?;
        let next = promises::next_due(sql, today(&settings, now))?;
        Ok(next
            .and_then(|due| over(&settings, due))
            .map(|at| at.max(now.plus(Millis::MINUTE))))
    })
}

/// Today where the community is; of a zone that is not known anymore, UTC.
fn today(settings: &Settings, now: Millis) -> Day {
    intl::day(&settings.time_zone, now).unwrap_or_else(|| Day::of(now))
}

/// When a day is over where the community is.
fn over(settings: &Settings, day: Day) -> Option<Millis> {
    intl::moment(&settings.time_zone, &format!("{}T00:00", day.plus(1).iso()))
}

/// A sentence that has to be said.
fn said(text: &str, pointer: &str) -> Result<String, Failure> {
    let said = reason(text, pointer)?;
    if said.is_empty() {
        return Err(Failure::field(pointer, "Say it in a sentence of your own."));
    }
    Ok(said)
}

fn reason(text: &str, pointer: &str) -> Result<String, Failure> {
    let reason = Reason::parse(text).map_err(|error| Failure::field(pointer, error.to_string()))?;
    Ok(reason.into_string())
}

fn tell(context: &Context<'_>, question: &Question, promise: &Promise) -> Result<(), Failure> {
    let teller = context.caller.person().unwrap_or(&promise.by);
    let name = people::get(context.sql, teller)?.map_or_else(String::new, |person| person.name);
    outbox::notify_promise(context, question, promise, &name)
}

/// A promise as everybody sees it: of a question that not everybody sees, that there was one.
fn view(context: &Context<'_>, promise: Promise, today: Day) -> Result<PromiseView, Failure> {
    let question = contribution::link(context, &promise.question_id)?;
    let shown = |text: String| if question.is_some() { text } else { String::new() };
    Ok(PromiseView {
        state: promise::state(promise.ending, promise.due, today),
        apology: shown(promise.apology),
        step: shown(promise.step),
        word: shown(promise.word),
        due: promise.due.iso(),
        by: people::get(context.sql, &promise.by)?.map_or_else(contribution::nobody, |person| person.view()),
        subject: subject(context, &promise.question_id)?,
        id: promise.id,
        target: promise.target,
        made_at: promise.made_at,
        ended_at: promise.ended_at,
        question,
    })
}

fn subject(context: &Context<'_>, question: &QuestionId) -> Result<Option<SubjectRef>, Failure> {
    let Some(question) = questions::get(context.sql, question)? else {
        return Ok(None);
    };
    let id = SubjectId::parse(&question.subject_id).map_err(|error| Failure::Internal(error.to_string()))?;
    let subject = subjects::get(context.sql, &id)?;
    Ok(subject.map(|subject| SubjectRef {
        id: subject.id,
        key: subject.key,
        name: subject.name,
    }))
}
