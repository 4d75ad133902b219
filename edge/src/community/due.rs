//! The tasks of the one alarm: what, and when. Every task is idempotent and sets its own next time.

use std::cell::RefCell;

use shared::time::Millis;

use super::recognition::job::Counting;
use super::sql::Sql;
use super::store::Store;
use super::{contest, feature, media, outbox, promise, recognition, replay, rows};
use crate::blobs::Blobs;
use crate::config::Config;
use crate::failure::Failure;
use crate::runtime;

/// Sends mail that is due.
pub const MAIL: &str = "mail";
/// Deletes files of pictures that were taken back or never used.
pub const MEDIA: &str = "media";
/// Ends consents whose time is over.
pub const FEATURES: &str = "features";
/// Drops what has expired: kept replies, codes.
pub const EXPIRE: &str = "expire";
/// Delivers messages to contests.
pub const CONTESTS: &str = "contests";
/// Says that the day of a promise is over.
pub const PROMISES: &str = "promises";
/// Counts who helped, once a day.
pub const RECOGNITION: &str = "recognition";

/// How often expired rows are dropped.
pub const EXPIRE_EVERY_MS: i64 = Millis::HOUR;

/// Asks for a task at a time, or earlier if it was asked for earlier.
///
/// # Errors
/// When SQLite fails.
pub fn at(sql: &Sql, task: &str, at: Millis) -> Result<(), Failure> {
    sql.new_task().set(true);
    rows::due::ask(sql, task, at)
}

/// Does what is due at `now`, what takes long after the rest.
pub async fn run(
    store: &Store,
    counting: &RefCell<Option<Counting>>,
    env: &worker::Env,
    slug: &str,
    config: &Config,
    files: Option<&Blobs>,
    now: Millis,
) {
    run_tasks(store, now, RECOGNITION, async |task| match task {
        MAIL => outbox::send_due(store, config, now).await,
        MEDIA => media::delete_due(store, files, now).await,
        CONTESTS => contest::delivery::deliver(store, env, slug).await.map(|()| None),
        FEATURES => feature::end_due(store, now),
        PROMISES => promise::come_due(store, now),
        RECOGNITION => recognition::job::run(store, counting, now).await,
        EXPIRE => expire(store, now).await.map(Some),
        _ => Ok(None),
    })
    .await;
}

/// Does the tasks of an object that are due at `now`, `last` after all others; each says when it is due again. One that
/// fails is tried again a minute later; its cause is in the log.
pub async fn run_tasks(
    store: &Store,
    now: Millis,
    last: &str,
    run: impl AsyncFn(&str) -> Result<Option<Millis>, Failure>,
) {
    let tasks = rows::due::tasks(store.sql(), now, last).unwrap_or_else(|failure| {
        runtime::log_failure("alarm", &failure);
        Vec::new()
    });
    for task in tasks {
        let again = run(&task).await.unwrap_or_else(|failure| {
            runtime::log_failure(&task, &failure);
            Some(now.plus(Millis::MINUTE))
        });
        let set = store.write(|sql| {
            rows::due::end(sql, &task, now)?;
            again.map_or(Ok(()), |again| at(sql, &task, again))
        });
        if let Err(failure) = set {
            runtime::log_failure(&task, &failure);
        }
    }
}

/// When expired rows are dropped next.
async fn expire(store: &Store, now: Millis) -> Result<Millis, Failure> {
    store.write(|sql| rows::expiry::drop_expired(sql, now))?;
    replay::drop_expired(store, now).await?;
    Ok(now.plus(EXPIRE_EVERY_MS))
}
