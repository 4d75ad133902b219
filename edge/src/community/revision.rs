//! What stood there before an edit, for everybody who sees what stands there now; its pictures for the brand's people.

use shared::api::page::Page;
use shared::cursor::{self, Value};

use super::context::Context;
use super::rows::edits;
use super::{contribution, media, target};
use crate::failure::Failure;
use crate::reply::Reply;

/// `GET questions/{id}/revisions` and `GET answers/{id}/revisions`, newest first.
///
/// # Errors
/// When there is nothing at this address for everybody to see.
pub fn list(context: &Context<'_>) -> Result<Reply, Failure> {
    context.query.only(&["limit", "cursor"])?;
    let limit = contribution::limit(context.query)?;
    let written = target::any_visible(context, context.parameter)?;
    let list = format!("revisions {}", written.id());
    let before = before(context, &list)?;
    let mut rows = edits::revisions(context.sql, written.id(), before, limit.saturating_add(1))?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let last = rows.last().filter(|_| more);
    let next_cursor =
        last.map(|(number, ..)| cursor::encode(&list, &[Value::Integer(*number)], &context.cursor_mac()));
    let mut data = Vec::new();
    for (_, mut revision, shown) in rows {
        if context.caller.role().is_staff() {
            revision.media = media::named(context, &shown)?;
        }
        data.push(revision);
    }
    Reply::json(200, &Page { data, next_cursor })
}

fn before(context: &Context<'_>, list: &str) -> Result<Option<i64>, Failure> {
    let Some(position) = contribution::position(context, list)? else {
        return Ok(None);
    };
    match position.as_slice() {
        [Value::Integer(number)] => Ok(Some(*number)),
        _ => Err(contribution::bad_cursor()),
    }
}
