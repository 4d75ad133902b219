//! The page of the week for the brand's people: what was asked most, what waits, who helped.

use shared::time::Millis;

use super::context::Context;
use super::recognition;
use super::rows::{moderation, week};
use crate::failure::Failure;
use crate::reply::{JSON, Reply};

/// How many days a week has.
const DAYS: i64 = 7;

/// `GET week`.
///
/// # Errors
/// When there is a parameter.
pub fn get(context: &Context<'_>) -> Result<Reply, Failure> {
    context.query.only(&[])?;
    let from = context.now.plus(-DAYS * Millis::DAY);
    let asked = week::asked(context.sql, from)?.join(",");
    let waiting = week::waiting(context.sql)?.join(",");
    let helped = serde_json::to_string(&recognition::list(context)?)?;
    let (from, queue) = (from.get(), moderation::count(context.sql)?);
    let json = format!(
        "{{\"from\":{from},\"asked\":[{asked}],\"waiting\":[{waiting}],\"queue\":{queue},\"helped\":{helped}}}"
    );
    Ok(Reply::new(200, JSON, json))
}
