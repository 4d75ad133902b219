//! Receipts by mail: the community is told whose, a few at a time, after a checkpoint that holds their ballots.
//!
//! Invariant: each step may be done twice. The community sends one letter for a person and a checkpoint, however often it
//! is told.

use shared::api::contest::ContestState;
use shared::log::receipt::Receipt;
use worker::Env;

use super::context::Opened;
use super::log;
use super::message::{LETTER_PATH, ReceiptLetter};
use super::rows::{ballots, checkpoints, contest};
use crate::community::sql::Sql;
use crate::community::store::Store;
use crate::community_client;
use crate::failure::Failure;

/// How many letters one alarm asks for before others have their turn.
const BATCH: u32 = 50;

/// Tells the community of some letters; whether there may be more.
///
/// # Errors
/// When it does not answer.
pub async fn tell(store: &Store, env: &Env, opened: &Opened) -> Result<bool, Failure> {
    let letters = due(store.sql(), opened)?;
    for letter in &letters {
        community_client::inform(env, &opened.community, LETTER_PATH, letter).await?;
        store.write(|sql| ballots::set_told(sql, &letter.person, letter.size))?;
    }
    Ok(letters.len() == BATCH as usize)
}

fn due(sql: &Sql, opened: &Opened) -> Result<Vec<ReceiptLetter>, Failure> {
    let Some(last) = checkpoints::last(sql)? else {
        return Ok(Vec::new());
    };
    let is_last = contest::state(sql)? == ContestState::Closed && log::size(sql)? == last.size;
    let letter = |(person, ballot, is_first)| {
        let receipt = Receipt {
            index: ballot,
            path: log::inclusion(sql, ballot, last.size)?,
            checkpoint: last.note.clone(),
        };
        Ok(ReceiptLetter {
            contest: opened.id.clone(),
            person,
            size: last.size,
            host: opened.host().to_owned(),
            is_first,
            is_last,
            receipt: receipt.text(),
        })
    };
    ballots::untold(sql, last.size, is_last, BATCH)?
        .into_iter()
        .map(letter)
        .collect()
}
