//! Being written.

use super::context::Context;
use crate::failure::Failure;
use crate::reply::Reply;

pub fn get(_context: &Context<'_>) -> Result<Reply, Failure> {
    Err(Failure::not_found())
}
