//! Complaints: who marks them, where the mark is seen, and what answering one earns.

use fanfare_tests::assertions::ids;
use fanfare_tests::client::Answer;
use fanfare_tests::community::{Community, Person};
use serde_json::{Value, json};
use shared::api::problem::Code;

use super::{count, solve, statement};
use crate::pages::{open, submit};

fn mark(person: &Person, question: &str, complaint: bool) -> Answer {
    let body = json!({ "complaint": complaint });
    person.put(&format!("questions/{question}/complaint"), &body)
}

/// How many acts of standing up are counted, in thousandths.
fn defended(person: &Person) -> Value {
    statement(person)["ladder"]["defend"]["needs"][0]["have"].clone()
}

#[test]
fn an_answer_to_a_complaint_that_solved_it_is_standing_up_while_it_is_one() {
    let community = Community::new();
    let helper = community.member("Sam Sample");
    let (asker, answer) = solve(&community, &helper);
    let question = helper.answer_view(&answer)["question_id"]
        .as_str()
        .unwrap()
        .to_owned();
    count(&community);
    assert_eq!(defended(&helper), 0);
    mark(&asker, &question, true).ok(200);
    count(&community);
    assert_eq!(defended(&helper), 1_000);
    assert_ne!(defended(&asker), 1_000, "who complains earns nothing");
    mark(&community.staff("expert"), &question, false).ok(200);
    count(&community);
    assert_eq!(defended(&helper), 0);
}

#[test]
fn its_asker_and_the_brand_mark_a_complaint_and_everybody_finds_it_by_its_tag() {
    let community = Community::with(json!({ "languages": ["fr", "en"] }));
    let asker = community.member("Robin Sample");
    let question = asker.ask();
    let listed = || ids(&community.visitor().get("questions?tag=r%C3%A9clamation"));
    mark(&community.member("Sam Sample"), &question, true).refused(Code::Forbidden);
    for person in [&asker, &community.staff("moderator")] {
        for _ in 0..2 {
            let marked = mark(person, &question, true).ok(200).value();
            assert_eq!(marked["tags"], json!(["cleaning", "réclamation"]), "{marked}");
        }
        assert_eq!(listed(), std::slice::from_ref(&question));
        let unmarked = mark(person, &question, false).ok(200).value();
        assert_eq!(unmarked["tags"], json!(["cleaning"]));
        assert_eq!(listed(), Vec::<String>::new());
    }
}

#[test]
fn an_edit_of_the_words_takes_no_mark_off_and_the_mark_takes_no_place() {
    let community = Community::new();
    let asker = community.member("Robin Sample");
    let question = asker.ask();
    mark(&community.staff("expert"), &question, true).ok(200);
    let path = format!("questions/{question}");
    let edited = asker.patch(&path, &json!({ "tags": ["a", "b", "c", "d", "e"] }));
    assert_eq!(
        edited.ok(200).value()["tags"],
        json!(["a", "b", "c", "d", "e", "complaint"])
    );
    let six = ["a", "b", "c", "d", "e", "f", "complaint"];
    asker
        .patch(&path, &json!({ "tags": six }))
        .refused_field("/tags/5");
}

#[test]
fn one_says_by_a_form_that_something_went_wrong() {
    let community = Community::new();
    let asker = community.member("Robin Sample");
    let slug = &community.slug;
    let asked = submit(
        &community,
        &asker,
        &format!("/{slug}/ask"),
        &[("title", "The seal of my kettle leaks"), ("complaint", "1")],
    );
    let page = asked.header("location");
    let shown = open(&community, &community.visitor(), &page).ok(200).text();
    let (mark, main) = (shown.find("A complaint"), shown.find("<main"));
    assert!(
        shown.contains("#complaint") && mark.is_some() && mark < main,
        "the mark stands above the question: {shown}"
    );
    let question = ids(&community.visitor().get("questions")).remove(0);
    let form = format!("/{slug}/complaint/{question}");
    assert!(shown.contains(&form), "{shown}");
    assert_eq!(submit(&community, &asker, &form, &[("value", "0")]).status, 303);
    let shown = open(&community, &community.visitor(), &page).ok(200).text();
    let (ask, main) = (shown.find("Is this a complaint?"), shown.find("<main"));
    assert!(!shown.contains("#complaint") && main < ask, "{shown}");
    let other = community.member("Sam Sample");
    assert_eq!(submit(&community, &other, &form, &[]).status, 403);
}
