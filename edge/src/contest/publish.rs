//! Publishing: the community looks at the new checkpoint, then it is signed, then everybody sees it.
//!
//! Invariant: each step may be done twice. What the community does not accept is never signed.

use shared::api::contest::ContestState;
use shared::log::checkpoint::Checkpoint;
use shared::log::hash::TreeHash;
use shared::time::Millis;
use worker::Env;

use super::context::Opened;
use super::message::{WITNESS_PATH, Witness};
use super::rows::checkpoints::{self, Published};
use super::rows::contest;
use super::signer::Signer;
use super::{due, log};
use crate::community::due::at;
use crate::community::sql::Sql;
use crate::community::store::Store;
use crate::community_client;
use crate::failure::Failure;

/// Publishes all leaves, if it is time.
///
/// # Errors
/// When the community does not answer, or refuses; then the contest is stopped.
pub async fn publish(
    store: &Store,
    env: &Env,
    opened: &Opened,
    signer: &Signer,
    now: Millis,
) -> Result<(), Failure> {
    let prepared = store.write(|sql| match due::publish_at(sql, now)? {
        Some(at) if at <= now => prepare(sql, opened).map(Some),
        _ => Ok(None),
    })?;
    let Some((checkpoint, witness)) = prepared else {
        return Ok(());
    };
    let body = serde_json::to_vec(&witness)?;
    let status = community_client::tell(env, &opened.community, WITNESS_PATH, &body).await?;
    match status {
        200 => {}
        409 => {
            store.write(|sql| contest::set_state(sql, ContestState::Stopped, &[]))?;
            return Err(Failure::Internal(
                "the contest is stopped: the community saw another history".to_owned(),
            ));
        }
        status => {
            return Err(Failure::Internal(format!("the community answered {status}")));
        }
    }
    let note = signer.note(&opened.origin, &checkpoint.text()).await?;
    let published = Published {
        size: checkpoint.size,
        note,
        at: now,
    };
    store.write(|sql| {
        checkpoints::keep(sql, &published)?;
        at(sql, due::LETTERS, now)
    })
}

/// The next checkpoint, with the counts that are shown beside it.
fn prepare(sql: &Sql, opened: &Opened) -> Result<(Checkpoint, Witness), Failure> {
    let earlier = checkpoints::last(sql)?.map_or(0, |last| last.size);
    let size = log::size(sql)?;
    let root = log::root(sql, size)?;
    let closed = contest::state(sql)? == ContestState::Closed;
    if !closed {
        // The close showed what it counted.
        contest::show_counts(sql)?;
    }
    let (winners, _) = contest::shown(sql)?;
    let witness = Witness {
        contest: opened.id.clone(),
        earlier,
        size,
        root: root.to_base64(),
        path: log::consistency(sql, earlier, size)?
            .into_iter()
            .map(TreeHash::to_base64)
            .collect(),
        winners: closed.then_some(winners),
    };
    let checkpoint = Checkpoint {
        origin: opened.origin.clone(),
        size,
        root,
    };
    Ok((checkpoint, witness))
}
