//! Telling the community where entries stand: who sees their pictures, whether galleries may show them, who has a page.
//!
//! Invariant: the community is told with the answer that changed an entry; what it could not be told then, and what is
//! more than one call holds, the alarm tells. Whatever is told may be told twice.

use shared::time::Millis;
use worker::Env;

use super::context::Opened;
use super::due;
use super::message::ENTRIES_PATH;
use super::rows::telling::{told, untold};
use crate::community::due::at;
use crate::community::sql::Sql;
use crate::community::store::Store;
use crate::community_client;
use crate::failure::Failure;

/// How many entries the community is told of at once.
const BATCH: u32 = 100;
/// How soon the alarm tells what could not be told with the answer.
const AGAIN_MS: i64 = 5 * Millis::SECOND;

/// Asks for the community to be told.
///
/// # Errors
/// When SQLite fails.
pub fn changed(sql: &Sql, now: Millis) -> Result<(), Failure> {
    at(sql, due::ENTRIES, now.plus(AGAIN_MS))
}

/// Tells the community where some entries stand that it knows elsewhere; whether there may be more.
///
/// # Errors
/// When it does not answer.
pub async fn tell(store: &Store, env: &Env, opened: &Opened) -> Result<bool, Failure> {
    let standings = untold(store.sql(), &opened.id, BATCH)?;
    if !standings.is_empty() {
        community_client::inform(env, &opened.community, ENTRIES_PATH, &standings).await?;
        store.write(|sql| standings.iter().try_for_each(|standing| told(sql, standing)))?;
    }
    Ok(standings.len() == BATCH as usize)
}
