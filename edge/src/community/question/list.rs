//! Lists of questions, by what a query asks for.
//!
//! Invariant: the name of an order holds all that decides it beside the ledger, so it can be kept under it.

use shared::api::question::Sort;
use shared::cursor;
use shared::text::{SubjectKey, Tag};

use crate::community::context::Context;
use crate::community::contribution;
use crate::community::lists::Order;
use crate::community::rows::{questions, subjects};
use crate::failure::Failure;
use crate::incoming::Query;
use crate::reply::{JSON, Reply};

/// `GET questions`.
///
/// # Errors
/// When a parameter is not as it has to be.
pub fn list(context: &Context<'_>) -> Result<Reply, Failure> {
    context
        .query
        .only(&["subject", "tag", "sort", "limit", "cursor"])?;
    Ok(Reply::new(200, JSON, page_json(context)?))
}

/// The page of questions this query asks for, as JSON.
///
/// # Errors
/// When a parameter is not as it has to be.
pub fn page_json(context: &Context<'_>) -> Result<String, Failure> {
    let limit = contribution::limit(context.query)?;
    let list = List::of(context)?;
    let cursor = context.query.get("cursor").unwrap_or_default();
    let name = format!("{} {limit} {cursor}", list.name());
    let order = context
        .lists
        .order(context.sql, name, || order(context, &list, limit))?;
    let data = context.lists.summaries(context.sql, &order.ids)?.join(",");
    Ok(format!(
        "{{\"data\":[{data}],\"next_cursor\":{}}}",
        serde_json::to_string(&order.next)?
    ))
}

/// The order this query asks for.
///
/// # Errors
/// When there is no such order.
pub fn sort(context: &Context<'_>) -> Result<Sort, Failure> {
    match context.query.get("sort") {
        None => Ok(Sort::default()),
        Some(word) => Sort::parse(word)
            .ok_or_else(|| Failure::field("?sort", "The orders are active, new, top and unanswered.")),
    }
}

/// The tag this query asks for.
///
/// # Errors
/// When it is no tag.
pub fn tag(query: &Query) -> Result<Option<Tag>, Failure> {
    query
        .get("tag")
        .map(|tag| Tag::parse(tag).map_err(|error| Failure::field("?tag", error.to_string())))
        .transpose()
}

/// The key of the subject this query asks for.
///
/// # Errors
/// When it is no key.
pub fn subject_key(query: &Query) -> Result<Option<SubjectKey>, Failure> {
    let parse =
        |key: &str| SubjectKey::parse(key).map_err(|error| Failure::field("?subject", error.to_string()));
    query.get("subject").map(parse).transpose()
}

/// Which list, from its beginning.
struct List {
    subject: Option<SubjectKey>,
    tag: Option<String>,
    sort: Sort,
}

impl List {
    fn of(context: &Context<'_>) -> Result<Self, Failure> {
        Ok(Self {
            subject: subject_key(context.query)?,
            tag: tag(context.query)?.map(Tag::into_string),
            sort: sort(context)?,
        })
    }

    fn name(&self) -> String {
        let subject = self.subject.as_ref().map(SubjectKey::as_str);
        format!("questions {subject:?} {:?} {}", self.tag, self.sort.as_str())
    }
}

/// Reads the order of a page of a list.
fn order(context: &Context<'_>, list: &List, limit: u32) -> Result<Order, Failure> {
    let after = contribution::cursor(context, &list.name())?;
    let by_score = matches!(list.sort, Sort::Top | Sort::Unanswered);
    let subject = match &list.subject {
        None => None,
        Some(key) => match subjects::resolve(context.sql, key.as_str())? {
            Some(subject) => Some(subject.id.as_str().to_owned()),
            None => {
                return Ok(Order {
                    ids: Vec::new(),
                    next: None,
                    by_score,
                });
            }
        },
    };
    let filter = questions::Filter {
        subject_id: subject,
        tag: list.tag.clone(),
        unanswered: list.sort == Sort::Unanswered,
        order: match list.sort {
            Sort::Active => ["active_at", "created_at"],
            Sort::New => ["created_at", "created_at"],
            Sort::Top | Sort::Unanswered => ["score", "created_at"],
        },
        after,
    };
    let mut rows = questions::list(context.sql, &filter, limit + 1)?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next = rows.last().filter(|_| more).map(|last| {
        let [a, b] = last.place;
        let position = [
            cursor::Value::Integer(a),
            cursor::Value::Integer(b),
            cursor::Value::Text(last.id.clone()),
        ];
        cursor::encode(&list.name(), &position, &context.cursor_mac())
    });
    Ok(Order {
        ids: rows.into_iter().map(|row| row.id).collect(),
        next,
        by_score,
    })
}
