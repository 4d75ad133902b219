//! The page of the week for the brand's people: what was asked most, what waits, which promises fall due, who helped.

use shared::time::Millis;

use super::context::Context;
use super::rows::{moderation, week};
use super::{promise, recognition};
use crate::failure::Failure;
use crate::reply::{JSON, Reply};

/// How many days a week has.
const DAYS: i32 = 7;

/// `GET week`.
///
/// # Errors
/// When there is a parameter.
pub fn get(context: &Context<'_>) -> Result<Reply, Failure> {
    context.query.only(&[])?;
    let from = context.now.plus(-i64::from(DAYS) * Millis::DAY);
    let asked = week::asked(context.sql, from)?.join(",");
    let waiting = week::waiting(context.sql)?.join(",");
    let due = serde_json::to_string(&promise::due_within(context, DAYS)?)?;
    let helped = serde_json::to_string(&recognition::list(context)?)?;
    let (from, queue) = (from.get(), moderation::count(context.sql)?);
    let json = format!(
        "{{\"from\":{from},\"asked\":[{asked}],\"waiting\":[{waiting}],\"queue\":{queue},\"due\":{due},\"helped\":{helped}}}"
    );
    Ok(Reply::new(200, JSON, json))
}
