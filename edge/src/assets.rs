//! Being written.

use worker::Env;

use crate::failure::Failure;
use crate::incoming::Incoming;

/// A file of the embed.
pub async fn handle(_incoming: &Incoming, _env: &Env) -> Result<worker::Response, Failure> {
    Err(Failure::not_found())
}
