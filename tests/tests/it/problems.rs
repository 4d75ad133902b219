//! What every refusal says: what is wrong and how to mend it, all in one place to read.

use std::collections::BTreeSet;
use std::fs;

use fanfare_tests::client::Answer;
use fanfare_tests::community::{Community, Person};
use fanfare_tests::fixtures;
use fanfare_tests::pictures::SHOT;
use fanfare_tests::server::{self, OPERATOR_TOKEN};
use serde_json::{Value, json};
use shared::api::problem::Code;

/// Where they stand, to be read.
const DOCUMENT: &str = "docs/problems.md";

/// Codes that a good server, a whole request and these routes don't answer with; each has its own test, or none
/// can be provoked.
const ELSEWHERE: &[Code] = &[
    Code::LengthMismatch,
    Code::CrossSite,
    Code::RangeNotSatisfiable,
    Code::RateLimited,
    Code::Internal,
    Code::EmailOff,
    Code::Unavailable,
];

/// What was sent, in words, and what came back.
fn refusals(community: &Community) -> Vec<(&'static str, Answer)> {
    let (robin, sam) = (community.member("Robin Sample"), community.member("Sam Sample"));
    let visitor = community.visitor();
    let operator = community.operator();
    let question = robin.ask();
    let answer = sam.answer(&question);
    let closed = robin.ask();
    community.staff("moderator").decide(&closed, "close").ok(200);
    let raw = |person: &Person, method: &str, route: &str, content_type: &str, body: String| {
        let call = person.client.call(method, person.path(route));
        call.body(content_type, body).send()
    };
    let ask = |field: &str, value: Value| {
        let mut body = fixtures::question();
        body[field] = value;
        robin.post("questions", &body)
    };
    let community_named = |slug: &str| {
        let body = json!({ "slug": slug, "name": "Halden" });
        let client = operator.client.with_token(OPERATOR_TOKEN);
        client.call("POST", "/api/v1/communities").json(&body).send()
    };
    robin.post_with_key("questions", &fixtures::titled("Is this sent once?"), "k1");
    vec![
        (
            "a body that is no JSON",
            raw(&robin, "POST", "questions", "application/json", "{".to_owned()),
        ),
        ("a parameter nobody knows", visitor.get("questions?color=red")),
        ("a cursor of nowhere", visitor.get("questions?cursor=x")),
        (
            "a key that is too long",
            robin.post_with_key("questions", &fixtures::question(), &"k".repeat(65)),
        ),
        (
            "asking without a session",
            visitor.post("questions", &fixtures::question()),
        ),
        ("a session that is none", community.holder("x").get("me")),
        (
            "a brand's token that is none",
            visitor.post("session", &json!({ "kind": "sso", "token": "x" })),
        ),
        (
            "a code that is none",
            visitor.post("session", &json!({ "kind": "email", "code": "x" })),
        ),
        (
            "a letter's code that is none",
            visitor.post("notices/stop", &json!({ "code": "x" })),
        ),
        ("a member at the queue", robin.get("moderation/queue")),
        ("a member who decides", robin.decide(&answer, "hide")),
        (
            "changing another's words",
            sam.patch(&format!("questions/{question}"), &json!({ "tags": [] })),
        ),
        (
            "solving another's question",
            sam.put(
                &format!("questions/{question}/accepted"),
                &json!({ "answer_id": answer }),
            ),
        ),
        ("voting on one's own words", robin.vote(&question, 1)),
        (
            "a community that is none",
            visitor.client.get("/api/v1/nobody-made-this/questions"),
        ),
        (
            "a question that is none",
            visitor.get("questions/q_01a200ef3b3a7a0f94afe749f8ef431b"),
        ),
        ("another method", visitor.delete("overlay")),
        ("a slug that is taken", community_named(&community.slug)),
        (
            "answering what is closed",
            sam.post(&format!("questions/{closed}/answers"), &fixtures::answer()),
        ),
        (
            "a body that is too large",
            raw(&robin, "POST", "comments", "application/json", " ".repeat(9_000)),
        ),
        (
            "a body that is a form",
            raw(&robin, "POST", "questions", "text/plain", "{}".to_owned()),
        ),
        ("a picture that is none", robin.upload("image/png", b"<svg/>")),
        (
            "a picture that ends early",
            robin.upload("image/png", &SHOT[..SHOT.len() - 40]),
        ),
        ("a picture as another type", robin.upload("image/svg+xml", SHOT)),
        (
            "a picture that was not sent",
            ask(
                "media",
                json!([{ "id": "m_01a200ef3b3a7a0f94afe749f8ef431b", "alt": "" }]),
            ),
        ),
        ("a field nobody knows", ask("color", json!("red"))),
        ("a title that is too short", ask("title", json!("Why"))),
        ("a title that is a number", ask("title", json!(7))),
        ("six tags", ask("tags", json!(["a", "b", "c", "d", "e", "f"]))),
        ("−1 on a question", sam.vote(&question, -1)),
        (
            "a rejection without a reason",
            community
                .staff("moderator")
                .put(&format!("moderation/{answer}"), &json!({ "act": "hide" })),
        ),
        (
            "a zone that is none",
            operator.patch("settings", &json!({ "time_zone": "Mars/Olympus" })),
        ),
        ("a slug of another form", community_named("Not A Slug")),
        (
            "a key that was used for something else",
            robin.post_with_key("questions", &fixtures::titled("Is this another?"), "k1"),
        ),
        (
            "the brand's name",
            robin.patch("me", &json!({ "name": "Halden" })),
        ),
    ]
}

#[test]
fn every_refusal_says_what_is_wrong_and_how_to_mend_it() {
    let community = Community::new();
    let mut text = String::from(
        "# What a refusal says\n\nMade by `it::problems`, which sends each of these and compares; \
         the codes stand in [wire.md](wire.md#codes).\n\n| Sent | Status and code | What the caller reads |\n|---|---|---|\n",
    );
    let mut provoked: BTreeSet<String> = ELSEWHERE.iter().map(|code| code.as_str().to_owned()).collect();
    for (sent, answer) in refusals(&community) {
        let problem = answer.value();
        let code = problem["code"]
            .as_str()
            .unwrap_or_else(|| panic!("{sent}: {}", answer.text()));
        let detail = problem["detail"].as_str().unwrap_or_default();
        assert!(
            detail.ends_with(['.', '`']) && detail.contains(' '),
            "{sent}: {detail:?} is no sentence"
        );
        provoked.insert(code.to_owned());
        let detail = detail.replace('|', "\\|").replace(&community.slug, "acme");
        text.push_str(&format!("| {sent} | {} `{code}` | {detail} |\n", answer.status));
    }
    for code in Code::ALL {
        assert!(provoked.contains(code.as_str()), "nothing provokes {code:?}");
    }
    let written = fs::read_to_string(server::root().join(DOCUMENT)).unwrap_or_default();
    assert_eq!(written, text, "{DOCUMENT} is stale; it has to be:\n{text}");
}
