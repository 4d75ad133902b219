//! Mail: queued in the write that causes it, sent later by alarm.
//!
//! Invariant: mail exists if and only if the write that caused it was kept, and a mail that is sent twice, because
//! the object died in between, carries the same idempotency key twice.

mod delivery;
mod letter;
mod notice;
mod words;

use serde_json::json;
use shared::api::health::MailState;
use shared::time::Millis;

use super::context::Context;
use super::due;
use super::rows::outbox::{self, Mail};
use super::sql::Sql;
use super::store::Store;
use crate::config::Config;
use crate::failure::Failure;
use crate::reply::Reply;

pub use letter::{Kind, Letter};
pub use notice::{
    notify_answered, notify_edited, notify_feature, notify_promise, notify_receipt, notify_rejected,
};

/// How many mails one alarm sends before others have their turn.
const BATCH: u32 = 20;
/// How many mails the mailbox page shows.
const SHOWN: u32 = 100;
/// How often mail that can't leave, because the operator switched mail off, is looked at.
const OFF_MS: i64 = Millis::HOUR;

/// Queues a mail; while mail is off there is none.
///
/// # Errors
/// When the recipient or the subject would break out of its header.
pub fn queue(context: &Context<'_>, kind: Kind, recipient: &str, letter: Letter) -> Result<(), Failure> {
    let state = match context.config.mail() {
        MailState::Mailbox => "shown",
        MailState::Http => "waiting",
        _ => return Ok(()),
    };
    if [recipient, &letter.subject]
        .into_iter()
        .any(|text| text.chars().any(char::is_control))
    {
        return Err(Failure::Internal(
            "a header of a mail has a control character".to_owned(),
        ));
    }
    let mail = Mail {
        number: 0,
        recipient: recipient.to_owned(),
        subject: letter.subject,
        text: letter.text,
        kind: kind.as_str().to_owned(),
        attempts: 0,
        state: state.to_owned(),
        queued_at: context.now,
        error: None,
        stop_url: letter.stop_url,
    };
    outbox::insert(context.sql, &mail)?;
    due::at(context.sql, due::MAIL, context.now)
}

/// The mail of a local run, newest first, for the mailbox page.
///
/// # Errors
/// When SQLite fails.
pub fn list(sql: &Sql) -> Result<Reply, Failure> {
    let mails = outbox::newest(sql, SHOWN)?;
    let data: Vec<_> = mails
        .into_iter()
        .map(|mail| {
            json!({
                "number": mail.number, "to": mail.recipient, "subject": mail.subject, "text": mail.text, "kind": mail.kind,
                "state": mail.state, "attempts": mail.attempts, "queued_at": mail.queued_at, "error": mail.error,
            })
        })
        .collect();
    Ok(Reply::json(200, &json!({ "data": data }))?.uncached())
}

/// Sends what is due; gives the time of the next mail.
///
/// # Errors
/// When SQLite fails.
pub async fn send_due(store: &Store, config: &Config, now: Millis) -> Result<Option<Millis>, Failure> {
    if config.mail() == MailState::Http {
        let (_, slug) = super::settings::load(store.sql())?;
        for mail in outbox::due(store.sql(), now, BATCH)? {
            let outcome = delivery::send(config, &slug, &mail).await;
            let step = delivery::next_step(outcome, &mail, crate::runtime::now());
            if let delivery::Step::GiveUp(error) | delivery::Step::PutOff(error, _) = &step {
                crate::runtime::log(
                    &json!({ "community": &*slug, "mail": mail.number, "kind": mail.kind, "error": error })
                        .to_string(),
                );
            }
            store.write(|sql| match &step {
                delivery::Step::Sent => outbox::remove(sql, mail.number),
                delivery::Step::PutOff(error, at) => outbox::put_off(sql, mail.number, error, *at),
                delivery::Step::GiveUp(error) => outbox::give_up(sql, mail.number, error),
            })?;
        }
    }
    let next = outbox::next_due(store.sql())?;
    Ok(next.map(|at| {
        if config.mail() == MailState::Http {
            at
        } else {
            now.plus(OFF_MS)
        }
    }))
}
