//! Feeds: what was asked and answered last, found from the pages, read by any XML parser, as fresh as all else.

use std::time::Duration;

use fanfare_tests::community::Community;
use fanfare_tests::{random, wait};
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::json;

/// What is public is at most two seconds old; a busy machine gets more.
const FRESH_TIMEOUT: Duration = Duration::from_secs(10);

/// The texts of all elements of this name, as a feed reader gets them.
fn texts(xml: &str, name: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let (mut texts, mut inside) = (Vec::new(), false);
    loop {
        match reader.read_event().expect("the feed is well-formed") {
            Event::Start(start) if start.name().as_ref() == name => {
                inside = true;
                texts.push(String::new());
            }
            Event::End(end) if end.name().as_ref() == name => inside = false,
            Event::Text(text) if inside => {
                texts.last_mut().unwrap().push_str(&text);
            }
            Event::GeneralRef(reference) if inside => {
                let character = match &*reference {
                    "amp" => '&',
                    "lt" => '<',
                    "gt" => '>',
                    "quot" => '"',
                    _ => reference
                        .strip_prefix('#')
                        .and_then(|number| number.parse().ok())
                        .and_then(char::from_u32)
                        .expect("a known reference"),
                };
                texts.last_mut().unwrap().push(character);
            }
            Event::Eof => return texts,
            _ => {}
        }
    }
}

fn feed(community: &Community, path: &str) -> String {
    let feed = community
        .visitor()
        .client
        .page(format!("/{}{path}", community.slug));
    assert!(
        feed.header("content-type").starts_with("application/atom+xml"),
        "{}",
        feed.text()
    );
    feed.ok(200).text()
}

#[test]
fn a_feed_has_what_was_asked_and_answered_and_the_pages_lead_to_it() {
    let community = Community::new();
    let asker = community.member("Robin Sample");
    let title = "Does the </title><script>alert(1)</script> & \"lid\" ]]> rust?";
    let question = asker.ask_this(&json!({
        "subject": "strainer", "title": title, "markdown": "Mine is wet.", "tags": ["rust"],
    }));
    let word = format!("zf{}", random::word());
    community
        .member("Sam Sample")
        .post(
            &format!("questions/{question}/answers"),
            &json!({ "markdown": format!("Only when {word}.") }),
        )
        .ok(201);
    let client = community.visitor().client;
    for page in ["", "/subjects/strainer"] {
        let html = client.page(format!("/{}{page}", community.slug)).ok(200).text();
        let link = html
            .split("<link ")
            .find(|link| link.contains("type=\"application/atom+xml\""))
            .expect("the page names its feed");
        let address = link.split("href=\"").nth(1).unwrap().split('"').next().unwrap();
        let path = address
            .strip_prefix(client.base())
            .and_then(|path| path.strip_prefix(&format!("/{}", community.slug)))
            .expect("an address of this community");
        let xml = feed(&community, path);
        let titles = texts(&xml, "title");
        assert!(titles.contains(&title.to_owned()), "{titles:?}");
        assert!(titles.contains(&format!("Answered: {title}")), "{titles:?}");
        assert!(texts(&xml, "summary")[0].contains(&word), "{xml}");
        assert!(!xml.contains("<script"), "{xml}");
    }
    assert!(texts(&feed(&community, "/subjects/other/feed.xml"), "entry").is_empty());
}

#[test]
fn a_feed_is_as_fresh_as_everything_public() {
    let community = Community::new();
    let author = community.member("Robin Sample");
    let question = author.ask();
    let digits = question.trim_start_matches("q_");
    let shown = || feed(&community, "/feed.xml").contains(&digits[..8]);
    wait::until("the question is in the feed", FRESH_TIMEOUT, || {
        shown().then_some(())
    });
    author.delete(&format!("questions/{question}")).ok(204);
    wait::until("it is gone from the feed", FRESH_TIMEOUT, || {
        (!shown()).then_some(())
    });
}
