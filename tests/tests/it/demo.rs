//! The README's first command: a community one can see, and links that all lead somewhere.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::Path;

use fanfare_tests::assertions::text;
use fanfare_tests::server::{self, Task};
use serde_json::Value;

/// The last thing it prints.
const LAST: &str = "Ctrl-C stops everything.";

/// A demo that has printed its links, and what it printed.
fn demo(state: &Path) -> (Task, Vec<String>) {
    let arguments = ["demo", "--no-build", "--port", "0", "--shop-port", "0", "--state"].map(OsStr::new);
    let (task, output) = Task::start(arguments.into_iter().chain([state.as_os_str()]), &[]);
    let mut printed = Vec::new();
    for line in BufReader::new(output).lines().map_while(Result::ok) {
        let is_last = line == LAST;
        printed.push(line);
        if is_last {
            return (task, printed);
        }
    }
    panic!("the demo ended before it printed its links: {printed:#?}")
}

/// The links among printed lines.
fn links(printed: &[String]) -> Vec<&str> {
    let words = printed.iter().filter_map(|line| line.split_whitespace().last());
    words.filter(|word| word.starts_with("http://")).collect()
}

/// The newest question of each start: who puts the content in again would leave another.
fn newest_question(links: &[&str]) -> String {
    let document = links.iter().find_map(|link| link.strip_suffix("/openapi.json"));
    let list = format!(
        "{}/api/v1/northbeam/questions?sort=new&limit=1",
        document.unwrap()
    );
    let list = ureq::get(list)
        .call()
        .unwrap()
        .body_mut()
        .read_to_string()
        .unwrap();
    let list: Value = serde_json::from_str(&list).unwrap();
    text(&list["data"][0], "id")
}

/// What a browser gets at a link; not every system finds `shop.localhost` outside of one.
fn status(link: &str) -> u16 {
    let host = link
        .trim_start_matches("http://")
        .split('/')
        .next()
        .unwrap_or_default();
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .build()
        .into();
    let request = agent.get(link.replace("shop.localhost", "127.0.0.1"));
    request
        .header("host", host)
        .call()
        .map_or(0, |answer| answer.status().as_u16())
}

#[test]
fn every_link_of_the_demo_answers_and_a_second_start_finds_the_content_there() {
    let state = server::directory();
    let [first, second] = [(); 2].map(|()| {
        let (_task, printed) = demo(state.path());
        let links = links(&printed);
        assert!(links.len() > 8, "{printed:#?}");
        for link in &links {
            assert_eq!(status(link), 200, "{link}");
        }
        newest_question(&links)
    });
    assert_eq!(first, second);
}
