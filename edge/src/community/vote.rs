//! Being written.

use super::context::Context;
use crate::failure::Failure;
use crate::reply::Reply;

pub fn put(_context: &Context<'_>, _request: &[u8]) -> Result<Reply, Failure> {
    Err(Failure::not_found())
}
