//! The session of our own pages: one cookie, which no script reads and no other site sends; and beside it the order in
//! which a visitor whom nobody knows reads the entries of a contest.
//!
//! Invariant: one session per community, so that signing in to one says nothing to another; the embed never
//! sees it, and it never reads the embed's token. Many visitors have the same order, so it tells nobody apart.

use shared::time::Millis;

use crate::token::{self, Claims};

/// The name under https, where browsers let it be set only for this host, path `/` and `Secure`
/// ([RFC 6265bis, section 4.1.3.2](https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis-20#section-4.1.3.2)).
const SECURE_NAME: &str = "__Host-fanfare";
/// The name on a machine of one's own.
const PLAIN_NAME: &str = "fanfare";

/// The name of the order.
const ORDER_NAME: &str = "fanfare-order";
/// How many orders are given on one day: a list is made anew for each, from all entries, so those who come at the same
/// time read in few.
const ORDERS_OF_A_DAY: u32 = 16;
/// After how many days they begin anew: enough for every entry to stand first somewhere, too few to know somebody by.
const DAYS: u32 = 32;
const ORDERS: u32 = ORDERS_OF_A_DAY * DAYS;
const ORDER_KEPT: i64 = 30 * Millis::DAY / Millis::SECOND;

/// The order in a `Cookie` header, from 1 on.
pub fn order(header: &str) -> Option<u32> {
    let value = header
        .split(';')
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(name, value)| (name == ORDER_NAME).then_some(value))?;
    value.parse().ok().filter(|order| (1..=ORDERS).contains(order))
}

/// One of today's orders by chance, and the `Set-Cookie` that keeps it for the pages below `path`.
pub fn new_order(secure: bool, path: &str, now: Millis, [chance]: [u8; 1]) -> (u32, String) {
    let day = now.get().div_euclid(Millis::DAY).rem_euclid(DAYS.into());
    let day = u32::try_from(day).unwrap_or_default();
    let order = day * ORDERS_OF_A_DAY + u32::from(chance) % ORDERS_OF_A_DAY + 1;
    let cookie = format!(
        "{ORDER_NAME}={order}; Path={path}; Max-Age={ORDER_KEPT}; {}",
        flags(secure)
    );
    (order, cookie)
}

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
    format!("{name}={value}; Path=/; Max-Age={seconds}; {}", flags(secure))
}

fn flags(secure: bool) -> &'static str {
    if secure {
        "HttpOnly; SameSite=Lax; Secure"
    } else {
        "HttpOnly; SameSite=Lax"
    }
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

    #[test]
    fn an_order_is_one_of_few_and_only_for_the_pages_of_its_contest() {
        let (order, cookie) = new_order(
            true,
            "/acme/contests/c_1",
            Millis::new(31 * Millis::DAY + 1),
            [0xff],
        );
        assert_eq!(order, 512);
        assert!(
            cookie.starts_with("fanfare-order=512; Path=/acme/contests/c_1; "),
            "{cookie}"
        );
        assert_eq!(super::order("a=b; fanfare-order=512"), Some(512));
        assert_eq!(new_order(false, "/", Millis::new(32 * Millis::DAY), [16]).0, 1);
        for none in [
            "",
            "fanfare-order=0",
            "fanfare-order=513",
            "fanfare-order=x",
            "my-fanfare-order=2",
        ] {
            assert_eq!(super::order(none), None, "{none}");
        }
    }
}
