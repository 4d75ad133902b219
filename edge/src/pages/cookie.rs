//! The session of our own pages: one cookie, which no script reads and no other site sends.
//!
//! Invariant: one cookie per community, so that signing in to one says nothing to another; the embed never
//! sees it, and it never reads the embed's token.

use shared::time::Millis;

use crate::token::{self, Claims};

/// The name under https, where browsers let it be set only for this host, path `/` and `Secure`
/// ([RFC 6265bis, section 4.1.3.2](https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis-20#section-4.1.3.2)).
const SECURE_NAME: &str = "__Host-fanfare";
/// The name on a machine of one's own.
const PLAIN_NAME: &str = "fanfare";

/// The session in a `Cookie` header, with its token, if it is good here and now.
pub fn session(
    header: &str,
    secure: bool,
    community: &str,
    now: Millis,
    secret: &str,
) -> Option<(Claims, String)> {
    let name = name(secure, community);
    header
        .split(';')
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(key, _)| *key == name)
        .find_map(|(_, value)| Some((token::open(value, community, now, secret).ok()?, value.to_owned())))
}

/// The `Set-Cookie` of a session.
pub fn set(secure: bool, community: &str, token: &str, expires_at: Millis, now: Millis) -> String {
    let seconds = expires_at.since(now).max(0) / Millis::SECOND;
    write(secure, community, token, seconds)
}

/// The `Set-Cookie` that forgets it.
pub fn forget(secure: bool, community: &str) -> String {
    write(secure, community, "", 0)
}

fn write(secure: bool, community: &str, value: &str, seconds: i64) -> String {
    let name = name(secure, community);
    let flag = if secure { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{flag}")
}

fn name(secure: bool, community: &str) -> String {
    format!("{}-{community}", if secure { SECURE_NAME } else { PLAIN_NAME })
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::ids::PersonId;

    const SECRET: &str = "0123456789abcdef0123456789abcdef";

    fn claims(community: &str) -> Claims {
        Claims {
            community: community.to_owned(),
            person: PersonId::new(Millis::new(1), [7; 10]),
            epoch: 0,
            session: "one".to_owned(),
            tier: shared::person::Tier::Guest,
            expires_at: Millis::new(5_000),
        }
    }

    #[test]
    fn a_session_is_found_among_other_cookies_of_its_community() {
        let claims = claims("acme");
        let token = token::seal(&claims, SECRET).unwrap();
        let header = format!("a=b; fanfare-other={token}; fanfare-acme={token}; c");
        let now = Millis::new(1);
        assert_eq!(
            session(&header, false, "acme", now, SECRET),
            Some((claims, token))
        );
        assert_eq!(session(&header, true, "acme", now, SECRET), None);
        assert_eq!(session(&header, false, "other", now, SECRET), None);
        assert_eq!(session(&header, false, "acme", Millis::new(5_000), SECRET), None);
        assert_eq!(session("fanfare-acme=v1.x.y", false, "acme", now, SECRET), None);
    }

    #[test]
    fn no_script_and_no_other_site_has_the_cookie() {
        let cookie = set(true, "acme", "v1.a.b", Millis::new(61_000), Millis::new(1_000));
        assert_eq!(
            cookie,
            "__Host-fanfare-acme=v1.a.b; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure"
        );
        assert_eq!(
            forget(false, "acme"),
            "fanfare-acme=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"
        );
    }
}
