//! Whole imports, against a server that remembers what it was sent.

use std::path::PathBuf;

use shared::api::import::ImportItem;

use super::*;
use crate::arguments::Server;
use crate::test_server::{Received, TestServer};

/// A server that takes every batch.
fn server() -> TestServer {
    TestServer::start(|_, request| {
        let batch = batch(request);
        let questions = batch
            .items
            .iter()
            .filter(|item| matches!(item, ImportItem::Question { .. }))
            .count();
        let answers = batch.items.len() - questions;
        Some((200, serde_json::json!({ "questions": questions, "answers": answers, "authors": 0, "unchanged": 0, "refused": [] }).to_string()))
    })
}

fn batch(request: &Received) -> ImportBatch {
    serde_json::from_str(&request.body).unwrap()
}

fn options(server: &str, posts: PathBuf) -> Stackexchange {
    Stackexchange {
        posts,
        server: Server {
            server: server.to_owned(),
            operator_token: Some("token".to_owned()),
        },
        community: "acme".to_owned(),
        site: None,
        subject: None,
        subject_name: None,
        dry_run: false,
    }
}

fn file(name: &str, text: &str) -> PathBuf {
    let folder = std::env::temp_dir()
        .join(format!("fanfare-import-{}-{name}", std::process::id()))
        .join("coffee.stackexchange.com");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("Posts.xml");
    std::fs::write(&path, text).unwrap();
    path
}

#[test]
fn a_malformed_file_sends_nothing_and_names_the_line() {
    let server = server();
    let row = |id: u32| {
        format!(
            "<row Id=\"{id}\" PostTypeId=\"1\" CreationDate=\"2015-01-27T20:09:32\" Body=\"b\" Title=\"A question\" />\n"
        )
    };
    let rows: String = (1..=300).map(row).collect();
    let failure = run(
        &options(
            &server.address,
            file(
                "malformed",
                &format!("<posts>\n{rows}<row Id=\"301\" />\n</posts>"),
            ),
        ),
        &Output::new(true),
    )
    .unwrap_err();
    assert!(
        matches!(&failure, Failure::Content { line: 302, .. }),
        "{failure}"
    );
    assert_eq!(failure.exit_code(), 3);
    assert!(server.received().is_empty());
}

#[test]
fn the_same_file_makes_the_same_batches_and_each_run_asks_anew() {
    let server = server();
    let rows = "<row Id=\"1\" PostTypeId=\"1\" CreationDate=\"2015-01-27T20:09:32\" Body=\"b\" Title=\"A question\" />";
    let options = options(&server.address, file("same", &format!("<posts>{rows}</posts>")));
    run(&options, &Output::new(true)).unwrap();
    run(&options, &Output::new(true)).unwrap();
    let received = server.received();
    let [first, second] = received.as_slice() else {
        panic!("two batches were expected")
    };
    assert_eq!(first.body, second.body);
    assert_ne!(first.idempotency_key, second.idempotency_key);
    assert_eq!(
        (first.idempotency_key.len(), first.authorization.as_str()),
        (64, "Bearer token")
    );
    assert_eq!(first.line, "POST /api/v1/acme/imports");
    let first = batch(first);
    assert_eq!(
        (
            first.source.as_str(),
            first.subject.as_str(),
            first.subject_name.as_str()
        ),
        (
            "coffee.stackexchange.com",
            "https://coffee.stackexchange.com/",
            "Coffee"
        )
    );
}

#[test]
fn a_folder_that_names_no_site_asks_for_one() {
    let options = Stackexchange {
        site: Some("coffee".to_owned()),
        ..options("http://127.0.0.1:1", file("site", "<posts></posts>"))
    };
    assert_eq!(run(&options, &Output::new(true)).unwrap_err().exit_code(), 2);
}

#[test]
fn the_coffee_dump_is_sent_whole_where_it_is() {
    let path = PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../shared/data/coffee/Posts.xml"
    ));
    if !path.exists() {
        println!("skipped: the Coffee dump is not beside this checkout");
        return;
    }
    let server = server();
    run(&options(&server.address, path), &Output::new(true)).unwrap();
    let batches: Vec<_> = server.received().iter().map(batch).collect();
    assert!(
        batches
            .iter()
            .all(|batch| batch.items.len() <= 100 && batch.source == "coffee.stackexchange.com")
    );
    let items: Vec<_> = batches.iter().flat_map(|batch| &batch.items).collect();
    let count = |wanted: fn(&ImportItem) -> bool| items.iter().filter(|item| wanted(item)).count();
    assert_eq!(count(|item| matches!(item, ImportItem::Question { .. })), 225);
    assert_eq!(count(|item| matches!(item, ImportItem::Answer { .. })), 327);
    assert_eq!(
        count(|item| matches!(item, ImportItem::Question { closed: true, .. })),
        14
    );
}
