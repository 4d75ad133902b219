//! Files in parts: put together once all of them are there, by who sent them, and nothing by themselves.

use fanfare_tests::assertions::text;
use fanfare_tests::community::{Community, Person};
use fanfare_tests::fixtures;
use fanfare_tests::pictures::CLIP;
use serde_json::{Value, json};
use shared::api::problem::Code;
use shared::media::{PART_TYPE, PARTS_MAX};

/// A clip in two parts; their names.
fn in_parts(person: &Person) -> [Value; 2] {
    let (first, second) = CLIP.split_at(CLIP.len() / 3);
    [first, second].map(|part| person.upload(PART_TYPE, part).ok(201).value()["id"].clone())
}

#[test]
fn a_file_in_parts_is_the_file_that_was_sent_whole() {
    let community = Community::new();
    let ada = community.member("Ada Sample");
    let whole = ada.upload("video/mp4", CLIP).ok(201).value();
    let parts = json!({ "parts": in_parts(&ada) });
    let sent = |key| ada.post_with_key("media", &parts, key);
    let assembled = sent("once").ok(201);
    assert_eq!(
        assembled.body,
        sent("once").ok(201).body,
        "a retry finds the parts"
    );
    let assembled = assembled.value();
    let file = |medium: &Value| ada.client.get(text(medium, "url")).ok(200);
    assert_eq!(assembled["video"], true);
    assert_eq!(file(&assembled).body, file(&whole).body);
    assert_eq!(file(&assembled).header("content-type"), "video/mp4");
    let mut story = fixtures::story();
    story["media"] = json!([{ "id": assembled["id"], "alt": "A kettle that sings" }]);
    ada.post("stories", &story).ok(201);
}

#[test]
fn parts_are_their_senders_alone_and_nothing_by_themselves() {
    let community = Community::new();
    let (ada, bo) = (community.member("Ada Sample"), community.member("Bo Sample"));
    let [first, second] = in_parts(&ada);
    bo.post("media", &json!({ "parts": [first, second] }))
        .refused_field("/parts/0");
    let alone = ada.upload(PART_TYPE, CLIP).ok(201).value();
    assert_eq!(ada.client.get(text(&alone, "url")).status, 404);
    let mut story = fixtures::story();
    story["media"] = json!([{ "id": alone["id"], "alt": "A kettle that sings" }]);
    ada.post("stories", &story).refused_field("/media/0/id");
}

#[test]
fn parts_that_make_no_file_are_refused_and_say_why() {
    let community = Community::new();
    let ada = community.member("Ada Sample");
    let [first, second] = in_parts(&ada);
    let medium = ada.upload("video/mp4", CLIP).ok(201).value()["id"].clone();
    let send = |parts: Value| ada.post("media", &json!({ "parts": parts }));
    send(json!([])).refused_field("/parts");
    send(json!(vec![first.clone(); PARTS_MAX + 1])).refused_field("/parts");
    send(json!([first, "m_1"])).refused_field("/parts/1");
    send(json!([format!("m_{}", "0".repeat(32))])).refused_field("/parts/0");
    send(json!([medium])).refused_field("/parts/0");
    send(json!([second, first])).refused(Code::UnsupportedMediaType);
    send(json!([first])).refused(Code::InvalidField);
}
