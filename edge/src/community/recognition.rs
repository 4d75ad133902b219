//! Recognition at the object: who helped, contributors, one's own statement, what one wants others to be told.
//!
//! Invariant: what is shown is what was counted last, so nothing moves within a day; who does not want to be listed is
//! left out when it is read, so that it counts at once.

pub mod job;
mod read;
pub mod thanks;
mod trial;

use shared::api::leaders::{LeaderView, Leaders};
use shared::api::people::{LevelView, MakeObjection, PersonPage, PublicRecognition, Statement};
use shared::api::person::PersonView;
use shared::api::recognition::{RulesView, RunAsked, RunRecognition};
use shared::api::report::ReportView;
use shared::cursor::{self, Value};
use shared::event::Happening;
use shared::ids::PersonId;
use shared::level::Level;
use shared::person::Caller;
use shared::policy;
use shared::recognition::{Day, Period, RULES, places};
use shared::text::{Note, Sentence};

use self::read::Kept;
use super::context::Context;
use super::rows::recognition::{self, Wanted};
use super::rows::{contest_entries, people, reports, subjects};
use super::sql::Sql;
use super::{body, contribution, due, question, target};
use crate::failure::Failure;
use crate::reply::Reply;

/// The most leaders of a list; ties at its end are let in.
const LEADERS: u32 = 50;
/// The most that are listed, ties included.
const MOST: u32 = 2 * LEADERS;
/// The name of the list of a statement in its cursors.
const LINES: &str = "statement";
/// The most objections that are told beside a statement.
const OBJECTIONS_MAX: u32 = 20;

/// `GET leaders`.
///
/// # Errors
/// When a parameter is not as it has to be.
pub fn leaders(context: &Context<'_>) -> Result<Reply, Failure> {
    context
        .query
        .only(&["period", "subject", "tag", "newcomers", "limit"])?;
    Reply::json(200, &list(context)?)
}

/// People who helped, by what a query asks for.
///
/// # Errors
/// When a parameter is not as it has to be.
pub fn list(context: &Context<'_>) -> Result<Leaders, Failure> {
    let period = match context.query.get("period") {
        None => Period::default(),
        Some(word) => Period::parse(word)
            .ok_or_else(|| Failure::field("?period", "The periods are week, month and ever."))?,
    };
    let limit = context
        .query
        .get("limit")
        .map_or(Ok(LEADERS), |_| contribution::limit(context.query))?
        .min(LEADERS);
    let (_, counted) = recognition::counted(context.sql)?;
    let until = counted.map(|counted| counted.until);
    let (data, more_at_last) = match until {
        Some(until) => placed(context, period, until, limit)?,
        None => (Vec::new(), 0),
    };
    Ok(Leaders {
        period,
        until,
        data,
        more_at_last,
    })
}

/// Who has a place, and how many more share the last one than fit.
fn placed(
    context: &Context<'_>,
    period: Period,
    until: Day,
    limit: u32,
) -> Result<(Vec<LeaderView>, u32), Failure> {
    let subject = match question::subject_key(context.query)? {
        None => None,
        Some(key) => match subjects::resolve(context.sql, key.as_str())? {
            Some(subject) => Some(subject.key),
            None => return Ok((Vec::new(), 0)),
        },
    };
    let tag = question::tag(context.query)?;
    let newcomers = context.query.get("newcomers").is_some();
    let wanted = Wanted {
        period,
        until,
        subject: subject.as_deref(),
        tag: tag.as_ref().map(|tag| tag.as_str()),
        since: newcomers.then(|| until.plus(-RULES.newcomer_days)),
    };
    let helped = recognition::helped(context.sql, &wanted, MOST)?;
    let mut placed = places(helped);
    let last = placed.iter().take_while(|leader| leader.place <= limit).count();
    placed.truncate(last);
    let listed = placed.len().min(MOST as usize);
    let mut more = placed.len() - listed;
    placed.truncate(listed);
    if let Some(last) = placed
        .last()
        .filter(|_| listed == MOST as usize && period == Period::Ever)
    {
        let here = placed.iter().filter(|leader| leader.place == last.place).count();
        let all = recognition::so_many(context.sql, &wanted, last.helped)?;
        more = (all as usize).saturating_sub(here);
    }
    let mut leaders = Vec::new();
    for leader in placed {
        let id = PersonId::parse(&leader.person).map_err(|_| Failure::not_found())?;
        let Some(person) = people::get(context.sql, &id)? else {
            continue;
        };
        leaders.push(LeaderView {
            place: leader.place,
            helped: leader.helped,
            sentence: recognition::public(context.sql, &id)?.sentence,
            knows: Kept::of(context.sql, &id)?.0.knows,
            person: PersonView {
                has_page: recognition::has_page(context.sql, &id)?,
                ..person.view()
            },
        });
    }
    Ok((leaders, u32::try_from(more).unwrap_or(u32::MAX)))
}

/// `GET people/{person}`.
///
/// # Errors
/// When there is nobody whom everybody may read about.
pub fn person(context: &Context<'_>) -> Result<Reply, Failure> {
    Reply::json(200, &contributor(context, context.parameter)?)
}

/// What everybody may read about somebody.
///
/// # Errors
/// As [`person`].
pub fn contributor(context: &Context<'_>, id: &str) -> Result<PersonPage, Failure> {
    let id = PersonId::parse(id).map_err(|_| Failure::not_found())?;
    if !recognition::has_page(context.sql, &id)? {
        return Err(Failure::not_found());
    }
    let person = people::get(context.sql, &id)?.ok_or_else(Failure::not_found)?;
    let (kept, _) = Kept::of(context.sql, &id)?;
    let public = recognition::public(context.sql, &id)?;
    let highest = kept.ladder.as_ref().map(Level::held).unwrap_or_default().pop();
    let level = highest.filter(|_| public.level).map(|level| LevelView {
        level,
        names: context.settings.levels.names(level),
    });
    let (_, counted) = recognition::counted(context.sql)?;
    let until = counted.map_or_else(|| Day::of(context.now), |counted| counted.until);
    Ok(PersonPage {
        person: PersonView {
            has_page: true,
            ..person.view()
        },
        sentence: public.sentence,
        level,
        helped: kept.helped,
        guests: kept.guests,
        imported: kept.imported,
        staff_thanks: kept.staff_thanks,
        solved: kept.solved,
        knows: kept.knows,
        year: recognition::months(context.sql, &id, until)?,
        answers: read::answers(context, &id)?,
        stories: recognition::stories(context.sql, &id)?,
        entries: contest_entries::of_person(context.sql, &id)?,
    })
}

/// The levels somebody holds, as it was counted last.
///
/// # Errors
/// When SQLite fails.
pub fn held(sql: &Sql, person: &PersonId) -> Result<Vec<Level>, Failure> {
    let (kept, _) = Kept::of(sql, person)?;
    Ok(kept.ladder.as_ref().map(Level::held).unwrap_or_default())
}

/// How many people somebody helped this week, as it was counted last; nothing for nobody.
///
/// # Errors
/// When SQLite fails.
pub fn helped_lately(sql: &Sql, person: &PersonId) -> Result<Option<u32>, Failure> {
    let (_, Some(counted)) = recognition::counted(sql)? else {
        return Ok(None);
    };
    let helped = recognition::helped_since(sql, person, Period::Week.from(counted.until))?;
    Ok((helped > 0).then_some(helped))
}

/// `GET people/{person}/statement`: one's own, and for the operator who explains it.
///
/// # Errors
/// When it is another's.
pub fn statement(context: &Context<'_>) -> Result<Reply, Failure> {
    context.query.only(&["level", "limit", "cursor"])?;
    let level = match context.query.get("level") {
        None => None,
        Some(word) => Some(
            Level::parse(word)
                .ok_or_else(|| Failure::field("?level", "The levels are like, love and defend."))?,
        ),
    };
    let id = PersonId::parse(context.parameter).map_err(|_| Failure::not_found())?;
    let person = people::get(context.sql, &id)?.ok_or_else(Failure::not_found)?;
    policy::may_read_statement(&context.caller, &id)?;
    let (kept, _) = Kept::of(context.sql, &id)?;
    let (_, counted) = recognition::counted(context.sql)?;
    let limit = contribution::limit(context.query)?;
    let after = contribution::position(context, LINES)?;
    let after = match after.as_deref() {
        None => None,
        Some(
            [
                Value::Integer(released),
                Value::Text(contribution),
                Value::Integer(day),
            ],
        ) => Some((*released, contribution.as_str(), *day)),
        Some(_) => return Err(contribution::bad_cursor()),
    };
    let mut rows = match level {
        None => recognition::lines(context.sql, &id, after, limit + 1)?,
        Some(level) => recognition::acts(context.sql, &id, level)?,
    };
    let more = level.is_none() && rows.len() > limit as usize;
    if more {
        rows.truncate(limit as usize);
    }
    let next_cursor = rows.last().filter(|_| more).map(|told| {
        let position = [
            Value::Integer(told.line.released.get().into()),
            Value::Text(told.contribution.clone()),
            Value::Integer(told.line.day.get().into()),
        ];
        cursor::encode(LINES, &position, &context.cursor_mac())
    });
    Reply::json(
        200,
        &Statement {
            person: person.view(),
            public: recognition::public(context.sql, &id)?,
            until: counted.as_ref().map(|counted| counted.until),
            version: counted.map_or_else(|| RULES.version.to_owned(), |counted| counted.version),
            helped: kept.helped,
            thanked_by: kept.thanked_by,
            guests: kept.guests,
            imported: kept.imported,
            staff_thanks: kept.staff_thanks,
            ladder: kept.ladder,
            levels: context.settings.levels.clone(),
            knows: kept.knows,
            lines: read::lines(context, rows)?,
            next_cursor,
            objections: reports::objections(context.sql, &id, OBJECTIONS_MAX)?,
        },
    )
}

/// `PUT me/recognition`.
///
/// # Errors
/// When the sentence breaks its rule.
pub fn set(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    let request: PublicRecognition = body::parse(request)?;
    let person = context.caller.person().ok_or_else(Failure::not_found)?;
    let sentence =
        Sentence::parse(&request.sentence).map_err(|error| Failure::field("/sentence", error.to_string()))?;
    let public = PublicRecognition {
        listed: request.listed,
        sentence: sentence.into_string(),
        level: request.level,
    };
    if public != recognition::public(context.sql, person)? {
        recognition::set_public(context.sql, person, &public)?;
        recognition::set_marks(context.sql, &context.settings)?;
        let listed = public.listed;
        contribution::happened(context, person.as_str(), &Happening::RecognitionSet { listed })?;
    }
    Reply::json(200, &public)
}

/// `POST me/objections`: a person reads it, in the queue of staff.
///
/// # Errors
/// When it is nothing of this person's.
pub fn objection(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    let request: MakeObjection = body::parse(request)?;
    let person = context.caller.person().ok_or_else(Failure::not_found)?;
    let note = Note::parse(&request.note).map_err(|error| Failure::field("/note", error.to_string()))?;
    // Whatever became of it: what is out of sight is what one objects to most.
    let written = target::find(context, &request.contribution)?;
    let target = request.contribution.as_str();
    let is_own = written.is_some_and(|written| written.author() == person);
    if !is_own && !recognition::is_act(context.sql, person, target)? {
        return Err(Failure::field("/contribution", "This is nothing of yours."));
    }
    reports::object(context.sql, target, person, note.as_str(), context.now)?;
    contribution::happened(context, target, &Happening::Objected {})?;
    Reply::json(201, &ReportView { received: true })
}

/// `GET recognition/rules`.
///
/// # Errors
/// When SQLite fails.
pub fn rules(context: &Context<'_>) -> Result<Reply, Failure> {
    let (_, counted) = recognition::counted(context.sql)?;
    let version = counted.as_ref().map(|counted| counted.version.as_str());
    let rules = version.and_then(shared::recognition::rules).unwrap_or(RULES);
    Reply::json(
        200,
        &RulesView {
            version: rules.version.to_owned(),
            window_days: rules.window_days,
            shown_from: rules.shown_from,
            like_days: rules.like_days,
            love_people: rules.love_people,
            love_days: rules.love_days,
            defend_acts: rules.defend_acts,
            defend_people: rules.defend_people,
            keep_percent: rules.keep_percent,
            grace_days: rules.grace_days,
            knows_askers: rules.knows_askers,
            counted,
            trial: match context.caller {
                Caller::Operator => recognition::trial(context.sql)?,
                _ => None,
            },
        },
    )
}

/// `POST recognition/runs`.
///
/// # Errors
/// When SQLite fails.
pub fn run(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    let request: RunRecognition = body::parse(request)?;
    let runs = match request.trial {
        None => recognition::ask(context.sql, request.today)?,
        Some(version) => {
            let rules = shared::recognition::rules(&version);
            let none = || Failure::field("/trial", "There is no such version of the rules.");
            recognition::set_trial(context.sql, &trial::begun(rules.ok_or_else(none)?))?;
            recognition::counted(context.sql)?.0
        }
    };
    due::at(context.sql, due::RECOGNITION, context.now)?;
    Reply::json(202, &RunAsked { runs })
}
