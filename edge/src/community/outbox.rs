//! Being written.

use shared::time::Millis;

use super::sql::Sql;
use super::store::Store;
use crate::config::Config;
use crate::failure::Failure;
use crate::reply::Reply;

pub fn list(_sql: &Sql) -> Result<Reply, Failure> {
    Err(Failure::not_found())
}

/// Sends what is due; gives the time of the next mail.
pub async fn send_due(_store: &Store, _config: &Config, _now: Millis) -> Result<Option<Millis>, Failure> {
    Ok(None)
}
