//! Whole imports, against a server that remembers what it was sent.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use shared::api::import::ImportItem;

use super::*;
use crate::arguments::Server;

/// What the server was sent: the key, and the batch.
type Received = Arc<Mutex<Vec<(String, ImportBatch)>>>;

/// A server of one route, which takes everything; it ends with the test.
fn server() -> (String, Received) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let received = Received::default();
    let kept = received.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let (mut length, mut key) = (0, String::new());
            for line in reader.by_ref().lines() {
                let line = line.unwrap().to_ascii_lowercase();
                match line.split_once(": ") {
                    Some(("content-length", value)) => length = value.parse().unwrap(),
                    Some(("idempotency-key", value)) => value.clone_into(&mut key),
                    _ if line.is_empty() => break,
                    _ => {}
                }
            }
            let mut body = vec![0; length];
            reader.read_exact(&mut body).unwrap();
            let batch: ImportBatch = serde_json::from_slice(&body).unwrap();
            let questions = batch
                .items
                .iter()
                .filter(|item| matches!(item, ImportItem::Question { .. }))
                .count();
            let report = serde_json::json!({ "questions": questions, "answers": batch.items.len() - questions, "authors": 0, "unchanged": 0, "refused": [] });
            kept.lock().unwrap().push((key, batch));
            let report = report.to_string();
            write!(stream, "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{report}", report.len()).unwrap();
        }
    });
    (address, received)
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
    let (address, received) = server();
    let row = |id: u32| {
        format!(
            "<row Id=\"{id}\" PostTypeId=\"1\" CreationDate=\"2015-01-27T20:09:32\" Body=\"b\" Title=\"A question\" />\n"
        )
    };
    let rows: String = (1..=300).map(row).collect();
    let failure = run(
        &options(
            &address,
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
    assert!(received.lock().unwrap().is_empty());
}

#[test]
fn the_same_file_makes_the_same_batches_under_the_same_keys() {
    let (address, received) = server();
    let rows = "<row Id=\"1\" PostTypeId=\"1\" CreationDate=\"2015-01-27T20:09:32\" Body=\"b\" Title=\"A question\" />";
    let options = options(&address, file("same", &format!("<posts>{rows}</posts>")));
    run(&options, &Output::new(true)).unwrap();
    run(&options, &Output::new(true)).unwrap();
    let received = received.lock().unwrap();
    let [first, second] = received.as_slice() else {
        panic!("two batches were expected")
    };
    assert_eq!(first, second);
    assert_eq!(first.0.len(), 64);
    assert_eq!(
        (
            first.1.source.as_str(),
            first.1.subject.as_str(),
            first.1.subject_name.as_str()
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
    let (address, received) = server();
    run(&options(&address, path), &Output::new(true)).unwrap();
    let received = received.lock().unwrap();
    assert!(
        received
            .iter()
            .all(|(_, batch)| batch.items.len() <= 100 && batch.source == "coffee.stackexchange.com")
    );
    let items: Vec<_> = received.iter().flat_map(|(_, batch)| &batch.items).collect();
    let count = |wanted: fn(&ImportItem) -> bool| items.iter().filter(|item| wanted(item)).count();
    assert_eq!(count(|item| matches!(item, ImportItem::Question { .. })), 225);
    assert_eq!(count(|item| matches!(item, ImportItem::Answer { .. })), 327);
    assert_eq!(
        count(|item| matches!(item, ImportItem::Question { closed: true, .. })),
        14
    );
}
