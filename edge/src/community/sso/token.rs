//! A JWT ([RFC 7519](https://www.rfc-editor.org/rfc/rfc7519)) read strictly, as far as one can without its signature.
//!
//! Invariant: the key is chosen by its name alone and brings its own algorithm; the token only has to agree. What
//! is not understood in the header is refused, so `crit`, `jwk`, `jku` and `x5u` have no meaning here.

mod object;
#[cfg(test)]
mod tests;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;
use shared::settings::{SsoAlgorithm, SsoKey};
use shared::time::Millis;

use self::object::Object;
use super::Proof;

/// The most characters of a token: a few claims and a signature take a quarter of it.
const TOKEN_MAX: usize = 4_096;
/// The most characters of `sub` and `jti`: URIs and UUIDs fit.
const NAME_MAX: usize = 200;
/// The longest life of a token, in seconds.
const LIFETIME_MAX_S: i64 = 600;
/// How far the clock of the brand's server may be off, either way.
const LEEWAY_MS: i64 = Millis::MINUTE;

/// A token whose signature is still to be checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unproven<'a> {
    /// The key it has to be signed with.
    pub(super) key: &'a SsoKey,
    /// What is signed.
    pub(super) signed: &'a str,
    /// The signature it came with.
    pub(super) signature: Vec<u8>,
    /// What it proves if the signature is good.
    pub(super) proof: Proof,
}

/// The rule a token breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum TokenError {
    #[error("the token is not three parts of base64url in at most {TOKEN_MAX} characters")]
    Shape,
    #[error("a part is not one JSON object with each name once")]
    Object,
    #[error("the header has more than alg, kid and typ, or one of them is odd")]
    Header,
    #[error("no key of the community has this name, or there are several and none is named")]
    Key,
    #[error("the algorithm is not the one of the key")]
    Algorithm,
    #[error("the signature has not the length of its algorithm")]
    SignatureLength,
    #[error("the claim {0} is missing or not as it has to be")]
    Claim(&'static str),
    #[error("the token is for another community")]
    Audience,
    #[error("the token lives longer than {LIFETIME_MAX_S} seconds, or ends before it begins")]
    Lifetime,
    #[error("the token's time is over, or not yet")]
    Time,
}

/// Reads a token for `audience`, the community's slug, at `now`.
pub(super) fn read<'a>(
    token: &'a str,
    audience: &str,
    keys: &'a [SsoKey],
    now: Millis,
) -> Result<Unproven<'a>, TokenError> {
    if token.len() > TOKEN_MAX {
        return Err(TokenError::Shape);
    }
    let (signed, signature) = token.rsplit_once('.').ok_or(TokenError::Shape)?;
    let (header, payload) = signed.split_once('.').ok_or(TokenError::Shape)?;
    let (header, payload, signature) = (decode(header)?, decode(payload)?, decode(signature)?);
    let header = Object::parse(&header).ok_or(TokenError::Object)?;
    let key = key(&header, keys)?;
    if signature.len() != signature_length(key.algorithm) {
        return Err(TokenError::SignatureLength);
    }
    let claims = Object::parse(&payload).ok_or(TokenError::Object)?;
    Ok(Unproven {
        key,
        signed,
        signature,
        proof: proof(&claims, audience, now)?,
    })
}

/// Strict: no padding, no line breaks, no bits that mean nothing.
fn decode(part: &str) -> Result<Vec<u8>, TokenError> {
    URL_SAFE_NO_PAD.decode(part).map_err(|_| TokenError::Shape)
}

fn key<'a>(header: &Object, keys: &'a [SsoKey]) -> Result<&'a SsoKey, TokenError> {
    if header.names().any(|name| !matches!(name, "alg" | "kid" | "typ")) {
        return Err(TokenError::Header);
    }
    match header.get("typ") {
        None => {}
        Some(Value::String(typ)) if typ.eq_ignore_ascii_case("JWT") => {}
        Some(_) => return Err(TokenError::Header),
    }
    let key = match (header.get("kid"), keys) {
        (Some(Value::String(kid)), keys) => keys.iter().find(|key| key.kid == *kid).ok_or(TokenError::Key)?,
        (None, [only]) => only,
        (None, _) => return Err(TokenError::Key),
        (Some(_), _) => return Err(TokenError::Header),
    };
    if header.get("alg").and_then(Value::as_str) == Some(algorithm_name(key.algorithm)) {
        Ok(key)
    } else {
        Err(TokenError::Algorithm)
    }
}

/// The algorithm's name in a header, by
/// [RFC 7518, section 3.1](https://www.rfc-editor.org/rfc/rfc7518#section-3.1) and
/// [RFC 8037, section 3.1](https://www.rfc-editor.org/rfc/rfc8037#section-3.1).
fn algorithm_name(algorithm: SsoAlgorithm) -> &'static str {
    match algorithm {
        SsoAlgorithm::ES256 => "ES256",
        SsoAlgorithm::EdDSA => "EdDSA",
        SsoAlgorithm::HS256 => "HS256",
    }
}

fn signature_length(algorithm: SsoAlgorithm) -> usize {
    match algorithm {
        SsoAlgorithm::ES256 | SsoAlgorithm::EdDSA => 64,
        SsoAlgorithm::HS256 => 32,
    }
}

fn proof(claims: &Object, audience: &str, now: Millis) -> Result<Proof, TokenError> {
    let is_for_us = match claims.get("aud") {
        Some(Value::String(one)) => one == audience,
        Some(Value::Array(several)) => {
            several.iter().all(Value::is_string) && several.iter().any(|one| one == audience)
        }
        _ => return Err(TokenError::Claim("aud")),
    };
    if !is_for_us {
        return Err(TokenError::Audience);
    }
    let begins = seconds(claims, "iat")?.ok_or(TokenError::Claim("iat"))?;
    let ends = seconds(claims, "exp")?.ok_or(TokenError::Claim("exp"))?;
    let not_before = seconds(claims, "nbf")?.unwrap_or(begins);
    if !(1..=LIFETIME_MAX_S).contains(&ends.saturating_sub(begins)) {
        return Err(TokenError::Lifetime);
    }
    let good_until = moment(ends).plus(LEEWAY_MS);
    let earliest = moment(begins.max(not_before)).plus(-LEEWAY_MS);
    if now > good_until || now < earliest {
        return Err(TokenError::Time);
    }
    Ok(Proof {
        subject: name(claims, "sub")?,
        token_id: name(claims, "jti")?,
        good_until,
        name: optional(claims, "name")?,
        email: optional(claims, "email")?,
        picture: optional(claims, "picture")?,
    })
}

/// A time in whole seconds: not a fraction, not a power, not negative, not a text.
fn seconds(claims: &Object, claim: &'static str) -> Result<Option<i64>, TokenError> {
    match claims.get(claim) {
        None => Ok(None),
        Some(value) => value
            .as_i64()
            .filter(|seconds| *seconds >= 0)
            .map(Some)
            .ok_or(TokenError::Claim(claim)),
    }
}

fn moment(seconds: i64) -> Millis {
    Millis::new(seconds.saturating_mul(Millis::SECOND))
}

fn name(claims: &Object, claim: &'static str) -> Result<String, TokenError> {
    claims
        .get(claim)
        .and_then(Value::as_str)
        .filter(|text| (1..=NAME_MAX).contains(&text.chars().count()) && !text.chars().any(char::is_control))
        .map(str::to_owned)
        .ok_or(TokenError::Claim(claim))
}

/// A text that may be absent; many libraries write absence as `null`.
fn optional(claims: &Object, claim: &'static str) -> Result<Option<String>, TokenError> {
    match claims.get(claim) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(TokenError::Claim(claim)),
    }
}
