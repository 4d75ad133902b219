//! Being written.

use super::context::Context;
use crate::failure::Failure;
use crate::reply::Reply;

pub fn remove(_context: &Context<'_>) -> Result<Reply, Failure> {
    Err(Failure::not_found())
}

pub fn add(_context: &Context<'_>, _request: &[u8]) -> Result<Reply, Failure> {
    Err(Failure::not_found())
}

pub fn edit(_context: &Context<'_>, _request: &[u8]) -> Result<Reply, Failure> {
    Err(Failure::not_found())
}
