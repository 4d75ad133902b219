//! Being written.

use shared::ids::QuestionId;

use super::context::Context;
use super::sql::Sql;
use crate::failure::Failure;
use crate::reply::Reply;

pub fn similar(_context: &Context<'_>) -> Result<Reply, Failure> {
    Err(Failure::not_found())
}

pub fn search(_context: &Context<'_>) -> Result<Reply, Failure> {
    Err(Failure::not_found())
}

/// The page of questions that `q` finds, as JSON.
pub fn page_json(_context: &Context<'_>) -> Result<String, Failure> {
    Err(Failure::not_found())
}

/// Indexes a question anew, or takes it out of the index when it is not listed.
pub fn index(_sql: &Sql, _id: &QuestionId) -> Result<(), Failure> {
    Ok(())
}
