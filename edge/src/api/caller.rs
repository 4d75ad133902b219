//! Who calls, as far as a signature can tell.

use serde::Deserialize;
use shared::api::header::IDEMPOTENCY_KEY;
use shared::api::problem::Code;
use shared::slug::CommunitySlug;
use shared::text::IdempotencyKey;
use shared::time::Millis;

use crate::community::body;
use crate::config::Config;
use crate::failure::Failure;
use crate::incoming::Incoming;
use crate::token::{self, Claims};

/// Who calls.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SignedCaller {
    /// A session with a good signature; the object knows whether it still stands.
    pub session: Option<Claims>,
    /// Whether the operator's token came.
    pub operator: bool,
}

/// Reads the bearer token.
///
/// # Errors
/// When it is neither the operator's nor a good session of this community.
pub fn read(incoming: &Incoming, config: &Config, slug: &str, now: Millis) -> Result<SignedCaller, Failure> {
    let Some(bearer) = incoming.bearer() else {
        return Ok(SignedCaller::default());
    };
    if !config.operator_token.is_empty() && token::same(bearer.as_bytes(), config.operator_token.as_bytes()) {
        return Ok(SignedCaller {
            session: None,
            operator: true,
        });
    }
    let claims = token::open(&bearer, slug, now, &config.secret).map_err(|_| {
        Failure::refused(
            Code::BadToken,
            "The token is not good here; begin a session with `POST session`.",
        )
    })?;
    Ok(SignedCaller {
        session: Some(claims),
        operator: false,
    })
}

/// Reads the caller's own key, if there is one.
///
/// # Errors
/// When it can't be used.
pub fn idempotency_key(incoming: &Incoming) -> Result<Option<String>, Failure> {
    let key = incoming.header(IDEMPOTENCY_KEY);
    // The draft's structured-field form puts the key in quotes.
    checked_key(
        key.strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'))
            .unwrap_or(&key),
    )
}

/// A key, if there is one.
///
/// # Errors
/// When it can't be used.
pub fn checked_key(bare: &str) -> Result<Option<String>, Failure> {
    if bare.is_empty() {
        return Ok(None);
    }
    let key = IdempotencyKey::parse(bare)
        .map_err(|error| Failure::refused(Code::BadIdempotencyKey, error.to_string()))?;
    Ok(Some(key.into_string()))
}

/// The slug of the community to be made: it names the object that makes it.
///
/// # Errors
/// When there is none, or it breaks its rule.
pub fn slug_of(request: &[u8]) -> Result<CommunitySlug, Failure> {
    #[derive(Deserialize)]
    struct WithSlug {
        slug: String,
    }
    let WithSlug { slug } = body::parse(request)?;
    CommunitySlug::parse(&slug).map_err(|error| Failure::field("/slug", error.to_string()))
}
