//! Messages to contests: in order, until each was taken. Invariant: one that may come twice is taken once, since the
//! contest knows the number of the last.

use shared::ids::ContestId;
use worker::Env;

use super::contests;
use crate::community::store::Store;
use crate::contest::message::PATH;
use crate::contest_client;
use crate::failure::Failure;

/// Delivers what is on its way.
///
/// # Errors
/// When a contest does not take its message; it and those after it stay.
pub async fn deliver(store: &Store, env: &Env, slug: &str) -> Result<(), Failure> {
    loop {
        let messages = contests::messages(store.sql())?;
        if messages.is_empty() {
            return Ok(());
        }
        for (contest, envelope) in messages {
            let contest = ContestId::parse(&contest).map_err(|error| Failure::Internal(error.to_string()))?;
            let body = serde_json::to_vec(&envelope)?;
            let status = contest_client::tell(env, slug, &contest, PATH, &body).await?;
            if status != 200 {
                return Err(Failure::Internal(format!(
                    "a contest answered {status} to a message"
                )));
            }
            store.write(|sql| contests::taken(sql, envelope.number))?;
        }
    }
}
