//! Messages to contests: to each in order, until it took them. Invariant: one that may come twice is taken once, since the
//! contest knows the number of the last; a contest that takes none keeps none from the others.

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
/// When a contest, the first of those, does not take its messages; they stay, and all others are delivered.
pub async fn deliver(store: &Store, env: &Env, slug: &str) -> Result<(), Failure> {
    let mut delivered = Ok(());
    for contest in contests::awaiting(store.sql())? {
        delivered = delivered.and(deliver_to(store, env, slug, &contest).await);
    }
    delivered
}

async fn deliver_to(store: &Store, env: &Env, slug: &str, contest: &ContestId) -> Result<(), Failure> {
    while let Some(envelope) = contests::next_message(store.sql(), contest)? {
        let body = serde_json::to_vec(&envelope)?;
        let status = contest_client::tell(env, slug, contest, PATH, &body).await?;
        if status != 200 {
            return Err(Failure::Internal(format!(
                "contest {contest} answered {status} to a message"
            )));
        }
        store.write(|sql| contests::taken(sql, envelope.number))?;
    }
    Ok(())
}
