//! Being written.

use worker::Env;

use crate::config::Config;
use crate::failure::Failure;
use crate::incoming::Incoming;

/// A page for people.
pub async fn handle(_incoming: &mut Incoming, _env: &Env, _config: &Config) -> Result<worker::Response, Failure> {
    Err(Failure::not_found())
}

/// A view as a fragment of HTML.
pub async fn fragment(_view: &[u8], _incoming: &Incoming, _slug: &str) -> Result<String, Failure> {
    Err(Failure::not_found())
}
