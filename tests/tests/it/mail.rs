//! Mail leaves through an HTTP API, tried again when that fails, under one key so that it arrives once.

use std::sync::mpsc::Receiver;
use std::time::Duration;

use fanfare_tests::community::Community;
use fanfare_tests::mailbox;
use fanfare_tests::server::{self, Options, Server};
use fanfare_tests::stub::{self, Received};
use serde_json::json;
use shared::api::problem::Code;

/// The second try comes after five seconds; a busy machine gets more.
const DELIVERY_TIMEOUT: Duration = Duration::from_secs(40);

/// A mail API that answers with these statuses in order, then with 200.
fn mail_api(statuses: &'static [u16]) -> (String, Receiver<Received>) {
    let (url, received) =
        stub::serve(|number, _| (statuses.get(number).copied().unwrap_or(200), String::new()));
    (format!("{url}/send"), received)
}

/// A server that sends mail to this address.
fn sending(url: &str) -> (Server, tempfile::TempDir) {
    let state = server::directory();
    let mut options = Options::with(&["--mail-url", url, "--mail-from", "Halden <talk@example.org>"]);
    let authorization = (
        "FANFARE_MAIL_AUTHORIZATION".to_owned(),
        "Bearer of the tests".to_owned(),
    );
    options.environment.push(authorization);
    (Server::start(state.path(), &options), state)
}

fn ask_link(community: &Community, email: &str) {
    let asked = community
        .visitor()
        .post("session/email", &json!({ "email": email }));
    asked.ok(202);
}

#[test]
fn a_failed_mail_is_sent_again_under_the_same_key_and_then_no_more() {
    let (url, deliveries) = mail_api(&[500]);
    let (server, _state) = sending(&url);
    let community = Community::on(&server, json!({}));
    ask_link(&community, "robin@example.org");
    let next = || {
        deliveries
            .recv_timeout(DELIVERY_TIMEOUT)
            .expect("a mail within the time")
    };
    let (first, second) = (next(), next());
    assert_eq!(first.header("authorization"), "Bearer of the tests");
    assert_eq!(first.body["to"], "robin@example.org");
    assert_eq!(first.body["from"], "Halden <talk@example.org>");
    assert!(
        first.body["text"].as_str().unwrap().contains("/sign-in?code="),
        "{}",
        first.body
    );
    assert!(!first.header("idempotency-key").is_empty());
    assert_eq!(first.header("idempotency-key"), second.header("idempotency-key"));
    assert_eq!(first.body, second.body);
    // What comes next is the next mail: the first was sent twice and no more.
    ask_link(&community, "sam@example.org");
    let third = next();
    assert_eq!(third.body["to"], "sam@example.org");
    assert_ne!(third.header("idempotency-key"), first.header("idempotency-key"));
}

#[test]
fn a_refused_mail_is_given_up_and_the_next_one_goes() {
    let (url, deliveries) = mail_api(&[422]);
    let (server, _state) = sending(&url);
    let community = Community::on(&server, json!({}));
    let next = || {
        deliveries
            .recv_timeout(DELIVERY_TIMEOUT)
            .expect("a mail within the time")
    };
    ask_link(&community, "robin@example.org");
    assert_eq!(next().body["to"], "robin@example.org");
    ask_link(&community, "sam@example.org");
    assert_eq!(next().body["to"], "sam@example.org");
}

#[test]
fn without_mail_signing_in_by_link_says_that_it_is_off() {
    let state = server::directory();
    let server = Server::start(state.path(), &Options::default());
    let community = Community::on(&server, json!({}));
    let visitor = community.visitor();
    visitor
        .post("session/email", &json!({ "email": "robin@example.org" }))
        .refused(Code::EmailOff);
    assert_eq!(visitor.client.get("/health").ok(200).value()["mail"], "off");
    assert_eq!(
        visitor
            .client
            .page(format!("/mailbox?community={}", community.slug))
            .status,
        404
    );
}

#[test]
fn no_mail_leaves_while_nothing_says_where_its_links_lead() {
    let state = server::directory();
    let arguments = ["--base-url", "", "--mail-url", "http://127.0.0.1:9/send"];
    let server = Server::start(state.path(), &Options::with(&arguments));
    let community = Community::on(&server, json!({}));
    let visitor = community.visitor();
    let call = visitor.client.call("POST", visitor.path("session/email"));
    let asked = call
        .header("host", "evil.example")
        .json(&json!({ "email": "robin@example.org" }))
        .send();
    let problem = asked.refused(Code::EmailOff);
    assert!(problem.detail.contains("FANFARE_BASE_URL"), "{problem:?}");
    let health = visitor.client.get("/health").ok(200).value();
    assert_eq!(health["mail"], "needs_base_url");
}

#[test]
fn a_school_signs_in_by_mail_and_one_address_is_sent_a_few() {
    let state = server::directory();
    let arguments = ["--mailbox", "--client-address-header", "x-client"];
    let server = Server::start(state.path(), &Options::with(&arguments));
    let community = Community::on(&server, json!({}));
    let visitor = community.visitor();
    let ask = |email: &str, network: &str| {
        let call = visitor.client.call("POST", visitor.path("session/email"));
        let call = call.header("x-client", network);
        call.json(&json!({ "email": email })).send()
    };
    for number in 0..100 {
        ask(&format!("pupil{number}@example.org"), "192.0.2.1").ok(202);
    }
    assert_eq!(mailbox::codes(&visitor.client, &community.slug).len(), 100);
    for number in 0..5 {
        ask("robin@example.org", &format!("192.0.2.{}", 10 + number)).ok(202);
    }
    ask("robin@example.org", "192.0.2.99").refused(Code::RateLimited);
}
