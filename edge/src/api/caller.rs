//! Who calls, as far as a signature can tell: by a bearer token, or from our own pages by their cookie.
//!
//! Invariant: a cookie counts only for a request that a browser says was made by a page of this origin, and only
//! where no token came; to every other site this API knows no cookies.

use shared::api::community::CreateCommunity;
use shared::api::header::IDEMPOTENCY_KEY;
use shared::api::problem::Code;
use shared::api::route::Operation;
use shared::slug::CommunitySlug;
use shared::text::IdempotencyKey;
use shared::time::Millis;

use crate::community::body;
use crate::community_client::Answer;
use crate::config::Config;
use crate::failure::Failure;
use crate::incoming::Incoming;
use crate::pages::cookie;
use crate::token::{self, Claims};

/// Who calls.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SignedCaller {
    /// A session with a good signature; the object knows whether it still stands.
    pub session: Option<Claims>,
    /// Whether the operator's token came.
    pub operator: bool,
    /// Whether a page of our own calls, without a token: its session, if it has one, is the cookie's.
    pub own_page: bool,
}

/// Reads the bearer token, or else the cookie of our own pages.
///
/// # Errors
/// When the token is neither the operator's nor a good session of this community.
pub fn read(incoming: &Incoming, config: &Config, slug: &str, now: Millis) -> Result<SignedCaller, Failure> {
    let Some(bearer) = incoming.bearer() else {
        return Ok(by_cookie(incoming, config, slug, now));
    };
    if !config.operator_token.is_empty() && token::same(bearer.as_bytes(), config.operator_token.as_bytes()) {
        return Ok(SignedCaller {
            operator: true,
            ..SignedCaller::default()
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
        ..SignedCaller::default()
    })
}

fn by_cookie(incoming: &Incoming, config: &Config, slug: &str, now: Millis) -> SignedCaller {
    let base_url = super::base_url(config, incoming);
    let own = [incoming.origin(), config.base_url.clone()];
    if !from_own_page(
        &incoming.header("sec-fetch-site"),
        &incoming.header("origin"),
        &own,
    ) {
        return SignedCaller::default();
    }
    let secure = base_url.starts_with("https://");
    let session = cookie::session(&incoming.header("cookie"), secure, slug, now, &config.secret)
        .map(|(claims, _)| claims);
    SignedCaller {
        session,
        operator: false,
        own_page: true,
    }
}

/// Whether the browser says that a page of one of `own` origins made this request. No script can write
/// [`Sec-Fetch-Site`](https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header); a read has no `Origin`, a write
/// always has one.
fn from_own_page(fetch_site: &str, origin: &str, own: &[String]) -> bool {
    fetch_site == "same-origin" && (origin.is_empty() || own.iter().any(|own| own == origin))
}

/// Whether an answer says that the session it was asked with is over: it was ended, or is not good anymore.
pub fn is_over(answer: &Answer, operation: Operation) -> bool {
    match answer.status {
        200..300 => operation == Operation::EndSession,
        401 => {
            let problem = answer.problem();
            problem.is_some_and(|problem| problem.code == Code::BadToken)
        }
        _ => false,
    }
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
    let CreateCommunity { slug, .. } = body::parse(request)?;
    CommunitySlug::parse(&slug).map_err(|error| Failure::field("/slug", error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_counts_only_for_pages_of_our_own_origin() {
        let own = ["https://talk.example".to_owned(), String::new()];
        assert!(from_own_page("same-origin", "", &own));
        assert!(from_own_page("same-origin", "https://talk.example", &own));
        for (fetch_site, origin) in [
            ("", ""),
            ("", "https://talk.example"),
            ("none", ""),
            ("same-site", "https://talk.example"),
            ("same-site", "https://shop.talk.example"),
            ("cross-site", "https://evil.example"),
            ("cross-site", ""),
            ("same-origin", "https://evil.example"),
            ("same-origin", "null"),
        ] {
            assert!(
                !from_own_page(fetch_site, origin, &own),
                "{fetch_site:?} {origin:?}"
            );
        }
    }
}
