//! The owner's seal: a code out of a box is redeemed once, and its owner is shown as one.

mod pages;
mod race;
mod sheet;

use fanfare_tests::assertions::text;
use fanfare_tests::community::{Community, Person};
use fanfare_tests::fixtures;
use serde_json::{Value, json};
use shared::api::problem::Code;

/// So many codes for the strainer.
fn codes(community: &Community, count: u32) -> Vec<String> {
    let request = json!({ "subject": "strainer", "subject_name": "The strainer", "count": count });
    let made = community
        .operator()
        .post("owners/codes", &request)
        .ok(201)
        .value();
    let codes = made["codes"].as_array().unwrap();
    codes
        .iter()
        .map(|code| code.as_str().unwrap().to_owned())
        .collect()
}

fn code(community: &Community) -> String {
    codes(community, 1).remove(0)
}

fn redeem(person: &Person, code: &str) -> fanfare_tests::client::Answer {
    person.post("owners", &json!({ "code": code }))
}

fn owned(person: &Person) -> Value {
    person.get("me/owned").ok(200).value()["data"].clone()
}

fn owns(community: &Community, answer: &str) -> bool {
    community.visitor().answer_view(answer)["author_owns"] == true
}

#[test]
fn codes_are_made_each_another_and_told_once() {
    let community = Community::new();
    let made = codes(&community, 500);
    let different: std::collections::BTreeSet<_> = made.iter().collect();
    assert_eq!(different.len(), 500);
    assert!(made.iter().all(|code| code.len() == 19), "{:?}", made.first());
    for count in [0, 501] {
        let request = json!({ "subject": "strainer", "count": count });
        let refused = community.operator().post("owners/codes", &request);
        assert_eq!(refused.refused(Code::InvalidField).errors[0].pointer, "/count");
    }
    community
        .staff("moderator")
        .post("owners/codes", &json!({ "subject": "strainer", "count": 1 }))
        .refused(Code::Forbidden);
}

#[test]
fn a_code_makes_one_owner_however_it_is_typed_and_says_so_beside_their_answers() {
    let community = Community::new();
    let (sam, robin) = (community.member("Sam Sample"), community.member("Robin Sample"));
    let question = robin.ask();
    let answer = sam.answer(&question);
    assert!(!owns(&community, &answer));
    let code = code(&community);
    let typed = code.replace('-', " ").to_lowercase();
    let subject = redeem(&sam, &typed).ok(200).value();
    assert_eq!(subject["key"], "strainer", "{subject}");
    assert!(owns(&community, &answer));
    let list = community
        .visitor()
        .get(&format!("view?view=question&question={question}"))
        .ok(200)
        .value();
    assert_eq!(list["answers"]["data"][0]["author_owns"], true, "{list}");
    redeem(&sam, &code).ok(200);
    let used = redeem(&robin, &code).refused(Code::InvalidField);
    assert_eq!(used.errors[0].pointer, "/code");
    assert_eq!(owned(&robin), json!([]));
}

#[test]
fn who_does_not_want_to_be_shown_is_shown_with_no_mark_and_no_page_at_once() {
    let community = Community::new();
    let sam = community.member("Sam Sample");
    let question = community.member("Robin Sample").ask();
    let answer = sam.answer(&question);
    redeem(&sam, &code(&community)).ok(200);
    let view = |path: &str| community.visitor().get(path).ok(200).value();
    let path = format!("view?view=question&question={question}");
    let before = view(&path)["answers"]["data"][0].clone();
    assert_eq!(
        (&before["author"]["has_page"], &before["author_owns"]),
        (&json!(true), &json!(true))
    );
    sam.put("me/recognition", &json!({ "listed": false, "sentence": "" }))
        .ok(200);
    assert!(!owns(&community, &answer));
    let after = sam.answer_view(&answer);
    assert_ne!(after["author"]["has_page"], true, "{after}");
}

#[test]
fn a_device_owns_nothing_and_what_is_no_code_is_refused() {
    let community = Community::new();
    let code = code(&community);
    redeem(&community.guest("Lou"), &code).refused(Code::Forbidden);
    let sam = community.member("Sam Sample");
    for typed in ["", "0000-0000-0000-0000", "U", &"0".repeat(5_000)] {
        let refused = redeem(&sam, typed).refused(Code::InvalidField);
        assert_eq!(refused.errors[0].pointer, "/code", "{typed}");
    }
    redeem(&sam, &code).ok(200);
}

#[test]
fn who_guesses_codes_is_braked() {
    let community = Community::new();
    let sam = community.member("Sam Sample");
    let guess = |number: u32| redeem(&sam, &format!("0000-0000-0000-{number:04}"));
    let refused = (0..40).map(guess).find(|answer| answer.status == 429);
    refused
        .expect("a person guesses a few times")
        .refused(Code::RateLimited);
}

#[test]
fn what_waits_for_an_answer_is_shown_to_owners_first() {
    let community = Community::new();
    let (sam, robin) = (community.member("Sam Sample"), community.member("Robin Sample"));
    redeem(&sam, &code(&community)).ok(200);
    let (answered, waiting, wanted) = (robin.ask(), robin.ask(), robin.ask());
    sam.ask();
    sam.answer(&answered);
    community.member("Kim Sample").vote(&wanted, 1).ok(200);
    let mut other = fixtures::question();
    other["subject"] = json!("kettle");
    robin.ask_this(&other);
    let things = owned(&sam);
    let asked: Vec<_> = things[0]["unanswered"]
        .as_array()
        .unwrap()
        .iter()
        .map(|question| text(question, "id"))
        .collect();
    assert_eq!(asked, [wanted, waiting], "{things}");
}

#[test]
fn owners_and_codes_go_along_when_subjects_are_merged() {
    let community = Community::new();
    let (sam, kim) = (community.member("Sam Sample"), community.member("Kim Sample"));
    let made = codes(&community, 2);
    redeem(&sam, &made[0]).ok(200);
    let mut kettle = fixtures::question();
    kettle["subject"] = json!("kettle");
    let answer = sam.answer(&community.member("Robin Sample").ask_this(&kettle));
    assert!(!owns(&community, &answer));
    let moderator = community.staff("moderator");
    moderator
        .patch("subjects/kettle", &json!({ "aliases": ["strainer"] }))
        .ok(200);
    assert!(owns(&community, &answer));
    assert_eq!(redeem(&kim, &made[1]).ok(200).value()["key"], "kettle");
}
