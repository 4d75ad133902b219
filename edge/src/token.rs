//! Session tokens: `v1.<claims>.<mac>`, both parts base64url without padding, the MAC an HMAC-SHA256 of the
//! claims under the deployment's secret.
//!
//! Invariant: what [`open`] returns was made by [`seal`] under the same secret for the same community and has
//! not expired. Whether the person still has the role is the object's to say, by the epoch.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::digest::Key;
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use shared::ids::PersonId;
use shared::person::Tier;
use shared::time::Millis;

use crate::json;

/// How long a session is good: a shopper comes back within a season.
pub const LIFETIME_MS: i64 = 90 * Millis::DAY;

/// What a session names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// The community's slug.
    #[serde(rename = "c")]
    pub community: String,
    /// The person.
    #[serde(rename = "p")]
    pub person: PersonId,
    /// The person's epoch: raised when a role is lowered or all sessions are ended.
    #[serde(rename = "e")]
    pub epoch: i64,
    /// Tells this session from others of the person, so that one can be ended alone.
    #[serde(rename = "s")]
    pub session: String,
    /// How far the person is known: what a contest's ballots need without asking the community.
    #[serde(rename = "t", default = "guest")]
    pub tier: Tier,
    /// Until when it is good.
    #[serde(rename = "x")]
    pub expires_at: Millis,
}

/// A session of an older release does not say; whoever holds it signs in again to be more than a guest in contests.
fn guest() -> Tier {
    Tier::Guest
}

/// Why a token is not good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// It was not made here.
    #[error("the token was not issued here")]
    Forged,
    /// It names another community.
    #[error("the token is of another community")]
    OtherCommunity,
    /// It was good once.
    #[error("the session has expired")]
    Expired,
}

/// The token of these claims.
///
/// # Errors
/// When the claims can't be written as JSON.
pub fn seal(claims: &Claims, secret: &str) -> Result<String, serde_json::Error> {
    let payload = URL_SAFE_NO_PAD.encode(serde_json::to_vec(claims)?);
    let mac = URL_SAFE_NO_PAD.encode(mac(secret, "session", payload.as_bytes()));
    Ok(format!("v1.{payload}.{mac}"))
}

/// The claims of a token, if it is good at `now` in `community`.
///
/// # Errors
/// When it was forged, is of another community, or has expired.
pub fn open(token: &str, community: &str, now: Millis, secret: &str) -> Result<Claims, TokenError> {
    let (payload, given) = token
        .strip_prefix("v1.")
        .and_then(|rest| rest.split_once('.'))
        .ok_or(TokenError::Forged)?;
    let given = URL_SAFE_NO_PAD.decode(given).map_err(|_| TokenError::Forged)?;
    if !same(&given, &mac(secret, "session", payload.as_bytes())) {
        return Err(TokenError::Forged);
    }
    let json = URL_SAFE_NO_PAD.decode(payload).map_err(|_| TokenError::Forged)?;
    let claims: Claims = json::read(json).map_err(|_| TokenError::Forged)?;
    if claims.community != community {
        Err(TokenError::OtherCommunity)
    } else if claims.expires_at <= now {
        Err(TokenError::Expired)
    } else {
        Ok(claims)
    }
}

/// HMAC-SHA256 of `message` for one `purpose`, so that a MAC made for one is worth nothing for another.
pub fn mac(secret: &str, purpose: &str, message: &[u8]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new(&key(secret.as_bytes()));
    mac.update(purpose.as_bytes());
    mac.update(&[0]);
    mac.update(message);
    mac.finalize().into_bytes().into()
}

/// The MAC that signs cursors of a community. What a community is called is no purpose: it could be called as one.
pub fn cursor_mac(secret: &str, community: &str, message: &[u8]) -> [u8; 32] {
    mac(secret, "cursor", &[community.as_bytes(), &[0], message].concat())
}

/// A secret as a key of one block, so that none can be of a wrong length: a longer one is hashed, a shorter one filled up
/// ([RFC 2104](https://www.rfc-editor.org/rfc/rfc2104#section-2)).
fn key(secret: &[u8]) -> Key<Hmac<Sha256>> {
    let mut key = Key::<Hmac<Sha256>>::default();
    let hashed = Sha256::digest(secret);
    let secret = if secret.len() > key.len() {
        hashed.as_ref()
    } else {
        secret
    };
    key.iter_mut().zip(secret).for_each(|(byte, of)| *byte = *of);
    key
}

/// The SHA-256 of a secret, as base64url: how secrets are kept.
pub fn hash(secret: &str) -> String {
    encode(&Sha256::digest(secret.as_bytes()))
}

/// Bytes as base64url.
pub fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Whether two byte strings are the same, in a time that does not tell where they differ.
pub fn same(left: &[u8], right: &[u8]) -> bool {
    left.len() == right.len()
        && left
            .iter()
            .zip(right)
            .fold(0, |difference, (a, b)| difference | (a ^ b))
            == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "0123456789abcdef0123456789abcdef";

    fn claims() -> Claims {
        Claims {
            community: "acme".to_owned(),
            person: PersonId::new(Millis::new(1), [7; 10]),
            epoch: 3,
            session: "one".to_owned(),
            tier: Tier::Email,
            expires_at: Millis::new(1_000),
        }
    }

    #[test]
    fn a_token_opens_where_and_while_it_is_good() {
        let token = seal(&claims(), SECRET).unwrap();
        assert_eq!(open(&token, "acme", Millis::new(999), SECRET), Ok(claims()));
        assert_eq!(
            open(&token, "acme", Millis::new(1_000), SECRET),
            Err(TokenError::Expired)
        );
        assert_eq!(
            open(&token, "other", Millis::new(1), SECRET),
            Err(TokenError::OtherCommunity)
        );
        assert_eq!(
            open(&token, "acme", Millis::new(1), "another secret of the same size."),
            Err(TokenError::Forged)
        );
    }

    #[test]
    fn a_secret_of_any_length_is_a_key() {
        for secret in [
            "",
            "short",
            SECRET,
            &"s".repeat(64),
            &"s".repeat(65),
            &"s".repeat(500),
        ] {
            let mut expected = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
            expected.update(b"form\0message");
            let expected: [u8; 32] = expected.finalize().into_bytes().into();
            assert_eq!(
                mac(secret, "form", b"message"),
                expected,
                "{} bytes",
                secret.len()
            );
        }
    }

    #[test]
    fn a_community_called_like_a_purpose_signs_nothing_for_it() {
        assert_ne!(
            cursor_mac(SECRET, "form", b"message"),
            mac(SECRET, "form", b"message")
        );
        assert_ne!(
            cursor_mac(SECRET, "a", b"message"),
            cursor_mac(SECRET, "b", b"message")
        );
    }

    #[test]
    fn no_changed_character_opens() {
        let token = seal(&claims(), SECRET).unwrap();
        for at in 0..token.len() {
            let mut bytes = token.clone().into_bytes();
            bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(bytes).unwrap();
            assert!(
                open(&changed, "acme", Millis::new(1), SECRET).is_err(),
                "{changed}"
            );
        }
    }
}
