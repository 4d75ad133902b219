//! A token as a community takes it: `sub`, `aud`, `iat`, `exp` and `jti`, at most ten minutes long
//! ([RFC 7519](https://www.rfc-editor.org/rfc/rfc7519)).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use shared::settings::SsoAlgorithm;

use crate::key_file::PrivateKey;

/// How long a token is good, in seconds: the longest a community takes.
const LIFETIME_S: u64 = 600;

/// Who signs in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Person<'a> {
    /// The brand's own name for them.
    pub(crate) sub: &'a str,
    /// The name others see.
    pub(crate) name: Option<&'a str>,
    /// Where notices go.
    pub(crate) email: Option<&'a str>,
}

#[derive(Serialize)]
struct Header<'a> {
    alg: SsoAlgorithm,
    kid: &'a str,
    typ: &'static str,
}

#[derive(Serialize)]
struct Claims<'a> {
    sub: &'a str,
    aud: &'a str,
    iat: u64,
    exp: u64,
    jti: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'a str>,
}

/// A token of this person for the community `audience`, begun at `now` (seconds since 1970), known as `id`.
pub(super) fn sign(key: &PrivateKey, audience: &str, person: &Person<'_>, now: u64, id: &str) -> String {
    let header = Header {
        alg: key.algorithm(),
        kid: &key.kid,
        typ: "JWT",
    };
    let claims = Claims {
        sub: person.sub,
        aud: audience,
        iat: now,
        exp: now + LIFETIME_S,
        jti: id,
        name: person.name,
        email: person.email,
    };
    let signed = format!("{}.{}", part(&header), part(&claims));
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(key.sign(signed.as_bytes())))
}

fn part(value: &impl Serialize) -> String {
    // Texts and numbers in fields have no way to fail.
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(value).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn a_token_says_who_for_whom_and_until_when() {
        let key = PrivateKey::generate(SsoAlgorithm::ES256, "one").unwrap();
        let token = sign(
            &key,
            "acme",
            &Person {
                sub: "7",
                name: Some("Ada"),
                email: None,
            },
            1_000,
            "once",
        );
        let parts: Vec<_> = token
            .split('.')
            .map(|part| URL_SAFE_NO_PAD.decode(part).unwrap())
            .collect();
        let [header, claims, signature] = parts.as_slice() else {
            panic!("three parts were expected")
        };
        let read = |bytes: &[u8]| serde_json::from_slice::<Value>(bytes).unwrap();
        assert_eq!(
            read(header),
            json!({ "alg": "ES256", "kid": "one", "typ": "JWT" })
        );
        assert_eq!(
            read(claims),
            json!({ "sub": "7", "aud": "acme", "iat": 1000, "exp": 1600, "jti": "once", "name": "Ada" })
        );
        assert_eq!(signature.len(), 64);
    }
}
