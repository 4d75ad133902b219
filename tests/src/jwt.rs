//! The brand's sign-in tokens, made the way a brand's server makes them; good ones and any other.

use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::random;

/// The secret of the test brand's HS256 key.
pub const SECRET: &[u8; 32] = b"a secret of the tests, 32 bytes.";
/// The name of that key.
pub const KID: &str = "tests";

/// The setting that lets a community trust [`SECRET`].
pub fn key() -> Value {
    json!({ "kid": KID, "algorithm": "HS256", "key": URL_SAFE_NO_PAD.encode(SECRET) })
}

/// The header of a good token.
pub fn header() -> Value {
    json!({ "alg": "HS256", "kid": KID, "typ": "JWT" })
}

/// The claims of a good token.
pub fn claims(community: &str, subject: &str, name: &str) -> Value {
    let now = now();
    json!({
        "sub": subject, "aud": community, "iat": now, "exp": now + 300, "jti": random::word(), "name": name,
    })
}

/// A token of this header and these claims, signed with [`SECRET`].
pub fn sign(header: &Value, claims: &Value) -> String {
    sign_with(SECRET, header, claims)
}

/// A token of this header and these claims, signed with another secret.
///
/// # Panics
/// Never: HMAC takes keys of every length.
pub fn sign_with(secret: &[u8], header: &Value, claims: &Value) -> String {
    let signed = signed_part(header, claims);
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).expect("HMAC takes keys of every length");
    mac.update(signed.as_bytes());
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()))
}

/// The part of a token that is signed.
pub fn signed_part(header: &Value, claims: &Value) -> String {
    let encode = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    format!("{}.{}", encode(header), encode(claims))
}

/// Seconds since 1970.
///
/// # Panics
/// When the clock stands before 1970.
pub fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.expect("the clock stands after 1970").as_secs()
}
