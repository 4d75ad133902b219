//! Secrets that work once, kept as hashes: links by e-mail, transfers between origins, used sign-in tokens, ended
//! sessions.
//!
//! Invariant: a secret is found only under the purpose it was made for, and taking it is what uses it up.

use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::code;
use shared::time::Millis;

use crate::community::sql::{Sql, text, time};
use crate::failure::Failure;
use crate::json;
use crate::token::hash;

/// What a secret is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A link by e-mail; its subject is the hash of the address.
    EmailLink,
    /// That a link was asked for; its subject is the hash of the address.
    EmailAsked,
    /// A session carried to the other origin; its subject is the person.
    Transfer,
    /// A brand's sign-in token that was used; its subject is the person's name there, hashed.
    TokenUsed,
    /// A session that was ended; its subject is the person.
    SessionEnded,
}

impl Purpose {
    fn as_str(self) -> &'static str {
        match self {
            Self::EmailLink => "email",
            Self::EmailAsked => "email_asked",
            Self::Transfer => "transfer",
            Self::TokenUsed => "jti",
            Self::SessionEnded => "ended",
        }
    }

    /// The hash a secret is kept under. That of an ended session is the plain one, which every call looks up.
    fn hash(self, secret: &str) -> String {
        match self {
            Self::SessionEnded => hash(secret),
            _ => hash(&format!("{} {secret}", self.as_str())),
        }
    }
}

/// Keeps a secret with what it stands for; whether it was new.
///
/// # Errors
/// When SQLite fails.
pub fn keep<T: Serialize>(
    sql: &Sql,
    purpose: Purpose,
    secret: &str,
    subject: &str,
    data: &T,
    expires_at: Millis,
) -> Result<bool, Failure> {
    let kept = sql.rows(
        "INSERT INTO codes (hash, purpose, subject, data, expires_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING 1",
        vec![
            text(purpose.hash(secret)),
            text(purpose.as_str()),
            text(subject),
            text(serde_json::to_string(data)?),
            time(expires_at),
        ],
    )?;
    Ok(!kept.is_empty())
}

/// Uses a secret up, and gives what it stands for if it was still good.
///
/// # Errors
/// When SQLite fails.
pub fn take<T: DeserializeOwned>(
    sql: &Sql,
    purpose: Purpose,
    secret: &str,
    now: Millis,
) -> Result<Option<T>, Failure> {
    let taken = sql.row(
        "DELETE FROM codes WHERE hash = ? AND purpose = ? RETURNING data, expires_at",
        vec![text(purpose.hash(secret)), text(purpose.as_str())],
    )?;
    let good = taken.filter(|row| code::is_good(row.time(1), now));
    good.map(|row| json::read(row.text(0)).map_err(Failure::from))
        .transpose()
}

/// Drops all secrets of a purpose and subject.
///
/// # Errors
/// When SQLite fails.
pub fn drop_all(sql: &Sql, purpose: Purpose, subject: &str) -> Result<(), Failure> {
    sql.run(
        "DELETE FROM codes WHERE purpose = ? AND subject = ?",
        vec![text(purpose.as_str()), text(subject)],
    )
}

/// How many of a purpose and subject are good, and until when the first of them is.
///
/// # Errors
/// When SQLite fails.
pub fn count(
    sql: &Sql,
    purpose: Purpose,
    subject: &str,
    now: Millis,
) -> Result<(i64, Option<Millis>), Failure> {
    let row = sql.row(
        "SELECT count(*), min(expires_at) FROM codes WHERE purpose = ? AND subject = ? AND expires_at > ?",
        vec![text(purpose.as_str()), text(subject), time(now)],
    )?;
    Ok(row.map_or((0, None), |row| (row.integer(0), row.maybe_time(1))))
}
