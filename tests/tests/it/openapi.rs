//! The API document: served as it is in the sources, and every operation of it answers.

use fanfare_tests::client::Client;
use fanfare_tests::contract;
use fanfare_tests::server;
use serde_json::Value;
use shared::api::problem::Code;
use shared::api::route::{PREFIX, ROUTES};

#[test]
fn the_served_document_is_the_one_in_the_sources() {
    let served: Value = Client::new(server::shared()).get("/openapi.json").ok(200).json();
    assert_eq!(&served, contract::document());
    assert_eq!(
        served["openapi"].as_str().unwrap_or_default().split('.').next(),
        Some("3")
    );
}

#[test]
fn the_document_is_read_by_any_origin_and_not_sent_again_to_who_has_it() {
    let client = Client::new(server::shared());
    let first = client.get("/openapi.json").ok(200);
    assert_eq!(first.header("content-type"), "application/json");
    assert_eq!(first.header("access-control-allow-origin"), "*");
    assert_eq!(first.header("cache-control"), "public, max-age=3600");
    let etag = first.header("etag");
    let again = client.call("GET", "/openapi.json").header("if-none-match", etag);
    assert_eq!(again.send().ok(304).body, b"");
}

#[test]
fn every_route_is_in_the_document_and_nothing_else() {
    let mut expected: Vec<String> = ROUTES
        .iter()
        .map(|route| route.operation.as_str().to_owned())
        .collect();
    let paths = contract::document()["paths"].as_object().unwrap();
    let operations = paths.values().flat_map(|path| path.as_object().unwrap().values());
    let mut found: Vec<String> = operations
        .map(|operation| operation["operationId"].as_str().unwrap().to_owned())
        .collect();
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
}

#[test]
fn health_says_that_mail_is_shown_at_a_page() {
    let health = Client::new(server::shared()).get("/health").ok(200).value();
    assert_eq!(health["status"], "ok");
    assert_eq!(health["mail"], "mailbox");
}

#[test]
fn a_head_has_the_headers_of_a_get_and_no_body() {
    let client = Client::new(server::shared());
    let head = client
        .call("HEAD", "/health")
        .outside_the_contract()
        .send()
        .ok(200);
    let get = client.get("/health").ok(200);
    assert_eq!(head.header("content-type"), get.header("content-type"));
    assert!(head.body.is_empty() && !get.body.is_empty());
}

#[test]
fn an_unknown_address_or_method_is_a_problem_too() {
    let client = Client::new(server::shared());
    client
        .get(format!("{PREFIX}nobody/nothing/here/at/all"))
        .refused(Code::NotFound);
    let refused = client.call("DELETE", "/health").send();
    refused.refused(Code::MethodNotAllowed);
    assert_eq!(refused.header("allow"), "GET");
}
