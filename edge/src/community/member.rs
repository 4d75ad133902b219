//! Being written.

use super::context::Context;
use crate::failure::Failure;
use crate::reply::Reply;

pub fn list(_context: &Context<'_>) -> Result<Reply, Failure> {
    Err(Failure::not_found())
}

pub fn invite(_context: &Context<'_>, _request: &[u8]) -> Result<Reply, Failure> {
    Err(Failure::not_found())
}

pub fn set(_context: &Context<'_>, _request: &[u8]) -> Result<Reply, Failure> {
    Err(Failure::not_found())
}

pub fn invite_owner(_context: &Context<'_>, _email: &str) -> Result<(), Failure> {
    Ok(())
}
