//! What questions, answers and comments have in common.

use shared::api::page::{DEFAULT_LIMIT, MAX_LIMIT};
use shared::api::person::PersonView;
use shared::api::problem::Code;
use shared::api::question::QuestionLink;
use shared::cursor::{self, Value};
use shared::event::Happening;
use shared::ids::QuestionId;
use shared::person::Caller;
use shared::state::Kind;
use shared::visibility::{self, Sight, Viewer};

use super::context::Context;
use super::namesake;
use super::rows::people::{self, Person};
use super::rows::questions::{self, Question};
use crate::failure::Failure;
use crate::incoming::Query;

/// The person who writes, under the name they give if they have none yet.
///
/// # Errors
/// When this caller may not write, or the name can't be used.
pub fn author(context: &Context<'_>, name: Option<&str>) -> Result<Person, Failure> {
    shared::policy::may_write(&context.settings, &context.caller)?;
    let id = context.caller.person().ok_or_else(Failure::not_found)?;
    let mut person = people::get(context.sql, id)?.ok_or_else(Failure::not_found)?;
    if let Some(name) = name.filter(|name| !name.trim().is_empty() && person.name.is_empty()) {
        person.name = checked_name(context, &person, name, "/name")?;
        namesake::rename(context, &person, &person.name)?;
    }
    Ok(person)
}

/// A name this person may carry.
///
/// # Errors
/// When it breaks a rule, or looks like the brand's or that of its people.
pub fn checked_name(
    context: &Context<'_>,
    person: &Person,
    name: &str,
    pointer: &str,
) -> Result<String, Failure> {
    let result = if person.role.is_staff() {
        shared::name::shape(name)
    } else {
        let mut reserved = people::staff_names(context.sql, &person.id)?;
        reserved.push(context.settings.name.clone());
        shared::name::check(name, &reserved)
    };
    result.map_err(|error| Failure::Refused {
        code: if error == shared::name::NameError::Reserved {
            Code::NameRefused
        } else {
            Code::InvalidField
        },
        detail: error.to_string(),
        errors: vec![shared::api::problem::FieldError {
            pointer: pointer.to_owned(),
            detail: error.to_string(),
        }],
        retry_after: None,
    })
}

/// Appends to the ledger what this caller did to a target.
///
/// # Errors
/// When SQLite fails.
pub fn happened(context: &Context<'_>, target: &str, what: &Happening) -> Result<(), Failure> {
    context.record(Some(target), what)
}

/// The same surroundings for what another does: an author whose edit is let through, or the community itself.
pub fn acting<'a>(context: &Context<'a>, caller: Caller) -> Context<'a> {
    Context {
        caller,
        settings: context.settings.clone(),
        ..*context
    }
}

/// The author of what nobody may attribute.
pub fn nobody() -> PersonView {
    PersonView {
        id: None,
        name: String::new(),
        face: None,
        mark: None,
        imported: false,
        has_page: false,
    }
}

/// A link to a question, if everybody sees it.
///
/// # Errors
/// When SQLite fails.
pub fn link(context: &Context<'_>, id: &QuestionId) -> Result<Option<QuestionLink>, Failure> {
    let question = questions::get(context.sql, id)?;
    let seen = |question: &Question| {
        let sight = visibility::sight(
            question.state,
            Kind::Question,
            Viewer::Stranger,
            question.answer_count > 0,
        );
        matches!(sight, Sight::Full | Sight::Marked)
    };
    Ok(question.filter(seen).map(|question| QuestionLink {
        id: question.id,
        title: question.title,
        slug: question.slug,
    }))
}

/// The `limit` of a query.
///
/// # Errors
/// When it is no number from 1 to [`MAX_LIMIT`].
pub fn limit(query: &Query) -> Result<u32, Failure> {
    match query.get("limit") {
        None => Ok(DEFAULT_LIMIT),
        Some(text) => text
            .parse()
            .ok()
            .filter(|limit| (1..=MAX_LIMIT).contains(limit))
            .ok_or_else(|| Failure::field("?limit", format!("A page has 1 to {MAX_LIMIT} items."))),
    }
}

/// What a query's `cursor` holds; nothing at the beginning of a list.
///
/// # Errors
/// When the cursor is not of this list.
pub fn position(context: &Context<'_>, list: &str) -> Result<Option<Vec<Value>>, Failure> {
    let cursor = context.query.get("cursor");
    let decode = |text| cursor::decode(list, text, &context.cursor_mac()).map_err(|_| bad_cursor());
    cursor.map(decode).transpose()
}

/// The refusal of a cursor that was not made here for this list.
pub fn bad_cursor() -> Failure {
    Failure::refused(
        Code::BadCursor,
        "The cursor is not of this list, or was changed. Begin again without `cursor`.",
    )
}

/// The id a query's `cursor` names in a list ordered by ids.
///
/// # Errors
/// When the cursor is not of this list.
pub fn before(context: &Context<'_>, list: &str) -> Result<Option<String>, Failure> {
    match position(context, list)?.as_deref() {
        None => Ok(None),
        Some([Value::Text(id)]) => Ok(Some(id.clone())),
        Some(_) => Err(bad_cursor()),
    }
}

/// Cuts a page of such a list, of which one row more than `limit` was asked for; with the cursor of what follows.
pub fn cut<Row>(
    context: &Context<'_>,
    list: &str,
    rows: &mut Vec<Row>,
    limit: u32,
    id: impl Fn(&Row) -> &str,
) -> Option<String> {
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let last = rows.last().filter(|_| more)?;
    let position = [Value::Text(id(last).to_owned())];
    Some(cursor::encode(list, &position, &context.cursor_mac()))
}

/// The place a query's `cursor` names in a list ordered by two numbers and an id.
///
/// # Errors
/// When the cursor is not of this list.
pub fn cursor(context: &Context<'_>, list: &str) -> Result<Option<([i64; 2], String)>, Failure> {
    let Some(position) = position(context, list)? else {
        return Ok(None);
    };
    match position.as_slice() {
        [Value::Integer(a), Value::Integer(b), Value::Text(id)] => Ok(Some(([*a, *b], id.clone()))),
        _ => Err(bad_cursor()),
    }
}
