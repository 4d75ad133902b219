//! The session of our own pages at the API: a cookie counts for them and for nobody else.
//!
//! Invariant: whatever another site can make a browser send, the API takes it for a visitor's.

use fanfare_tests::client::{Answer, Call, Client};
use fanfare_tests::community::{Community, Person};
use fanfare_tests::fixtures;
use serde_json::json;
use shared::api::problem::Code;

/// What a browser says of a request by another page than ours, or of none: site and origin.
const FOREIGN: [(&str, &str); 8] = [
    ("", ""),
    ("", "own"),
    ("none", ""),
    ("same-site", "http://shop.localhost:4000"),
    ("same-site", "own"),
    ("cross-site", "https://evil.example"),
    ("cross-site", ""),
    ("same-origin", "https://evil.example"),
];

fn cookie(community: &Community, token: &str) -> String {
    format!("fanfare-{}={token}", community.slug)
}

/// A request with the cookie of this person and no token, from a page of this site and origin.
fn from_page<'a>(call: Call<'a>, cookie: String, (site, origin): (&str, &str), own: &str) -> Call<'a> {
    let mut call = call.header("cookie", cookie);
    if !site.is_empty() {
        call = call.header("sec-fetch-site", site);
    }
    match origin {
        "" => call,
        "own" => call.header("origin", own),
        other => call.header("origin", other),
    }
}

fn ask(client: &Client, community: &Community, person: &Person, page: (&str, &str)) -> Answer {
    let call = client.call("POST", person.path("questions"));
    let cookie = cookie(community, person.client.token().unwrap_or_default());
    from_page(call, cookie, page, client.base())
        .json(&fixtures::question())
        .send()
}

/// The token in the cookie that an answer sets; empty where it forgets it, absent where it says nothing.
fn set_token(community: &Community, answer: &Answer) -> Option<String> {
    let cookie = answer.header("set-cookie");
    let value = cookie.strip_prefix(&format!("fanfare-{}=", community.slug))?;
    assert!(cookie.contains("; HttpOnly; SameSite=Lax"), "{cookie}");
    Some(value.split(';').next().unwrap_or_default().to_owned())
}

fn begin(client: &Client, community: &Community, token: &str) -> Answer {
    let call = client.call("POST", format!("/{}/guest", community.slug));
    from_page(
        call.outside_the_contract(),
        cookie(community, token),
        ("same-origin", "own"),
        client.base(),
    )
    .send()
}

#[test]
fn a_page_of_ours_reads_and_writes_by_its_cookie() {
    let community = Community::new();
    let member = community.member("Robin Sample");
    let client = community.visitor().client;
    ask(&client, &community, &member, ("same-origin", "own")).ok(201);
    let call = client.call("GET", member.path("overlay"));
    let cookie = cookie(&community, member.client.token().unwrap_or_default());
    let overlay = from_page(call, cookie, ("same-origin", ""), client.base()).send();
    assert_eq!(overlay.ok(200).value()["me"]["id"], member.id.as_str());
}

#[test]
fn a_cookie_that_another_site_makes_a_browser_send_is_nobody() {
    let community = Community::with(json!({ "origins": ["http://shop.localhost:4000"] }));
    let member = community.member("Robin Sample");
    let client = community.visitor().client;
    for page in FOREIGN {
        let asked = ask(&client, &community, &member, page);
        asked.refused(Code::SignInNeeded);
        let call = client.call("GET", member.path("overlay"));
        let cookie = cookie(&community, member.client.token().unwrap_or_default());
        let overlay = from_page(call, cookie, page, client.base()).send().ok(200);
        assert!(overlay.value()["me"].is_null(), "{page:?}: {}", overlay.text());
        for answer in [&asked, &overlay] {
            assert_eq!(answer.header("access-control-allow-credentials"), "", "{page:?}");
            assert_eq!(answer.header("set-cookie"), "", "{page:?}");
        }
    }
    let listed = community.visitor().get("questions").ok(200).value();
    assert_eq!(listed["data"].as_array().map(Vec::len), Some(0));
}

#[test]
fn no_preflight_ever_allows_credentials() {
    let community = Community::with(json!({ "origins": ["http://shop.localhost:4000"] }));
    let visitor = community.visitor();
    let call = visitor.client.call("OPTIONS", visitor.path("questions"));
    let answer = call
        .header("origin", "http://shop.localhost:4000")
        .outside_the_contract()
        .send()
        .ok(204);
    assert_eq!(
        answer.header("access-control-allow-origin"),
        "http://shop.localhost:4000"
    );
    assert_eq!(answer.header("access-control-allow-credentials"), "");
    assert!(!answer.header("access-control-allow-headers").contains("cookie"));
}

#[test]
fn a_token_stands_before_a_cookie_and_a_bad_one_is_not_mended_by_it() {
    let community = Community::new();
    let (robin, sam) = (community.member("Robin Sample"), community.member("Sam Sample"));
    let me = |token: &str| {
        let client = community.visitor().client.with_token(token);
        let call = client.call("GET", robin.path("me"));
        let cookie = cookie(&community, robin.client.token().unwrap_or_default());
        from_page(call, cookie, ("same-origin", ""), client.base()).send()
    };
    let by_token = me(sam.client.token().unwrap_or_default()).ok(200);
    assert_eq!(by_token.value()["id"], sam.id.as_str());
    me("v1.no.token").refused(Code::BadToken);
}

#[test]
fn the_application_begins_one_guest_by_cookie_and_never_holds_the_token() {
    let community = Community::new();
    let client = community.visitor().client;
    let begun = begin(&client, &community, "none").ok(204);
    let token = set_token(&community, &begun).unwrap_or_default();
    assert!(begun.body.is_empty() && token.starts_with("v1."), "{token}");
    let guest = community.holder(&token);
    assert_eq!(guest.get("me").ok(200).value()["tier"], "guest");
    // Whoever has a session keeps it.
    assert_eq!(
        set_token(&community, &begin(&client, &community, &token).ok(204)),
        None
    );
}

#[test]
fn a_session_that_is_over_is_forgotten_by_the_browser() {
    let community = Community::new();
    let client = community.visitor().client;
    let guest = community.guest("");
    let token = guest.client.token().unwrap_or_default().to_owned();
    let end = || {
        let call = client.call("DELETE", guest.path("session"));
        from_page(
            call,
            cookie(&community, &token),
            ("same-origin", "own"),
            client.base(),
        )
        .send()
    };
    assert_eq!(set_token(&community, &end().ok(204)).as_deref(), Some(""));
    let again = end();
    again.refused(Code::BadToken);
    assert_eq!(set_token(&community, &again).as_deref(), Some(""));
}
