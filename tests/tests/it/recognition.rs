//! Recognition: counted from the ledger, shown a day later, explained to whom it is about and to nobody else.

mod complaints;
mod leaders;
mod levels;
mod mended;
mod pages;
mod versions;

use std::time::Duration;

use fanfare_tests::assertions::text;
use fanfare_tests::community::{Community, Person};
use fanfare_tests::wait;
use serde_json::{Value, json};
use shared::api::problem::Code;

use crate::pages::open;

/// How long a small community may take to be counted, on a machine that also builds.
const COUNTED: Duration = Duration::from_secs(60);

/// Counts everything, today included; what came of it.
pub(crate) fn count(community: &Community) -> Value {
    let operator = community.operator();
    // A new community counts by itself at once. Who asks while that is under way gets what stood before.
    wait::until("the first count", COUNTED, || {
        let rules = operator.get("recognition/rules").ok(200).value();
        rules["counted"].is_object().then_some(())
    });
    let asked = operator
        .post("recognition/runs", &json!({ "today": true }))
        .ok(202)
        .value();
    let before = asked["runs"].as_u64().unwrap();
    wait::until("the count", COUNTED, || {
        let counted = operator.get("recognition/rules").ok(200).value()["counted"].clone();
        counted["runs"]
            .as_u64()
            .filter(|runs| *runs > before)
            .map(|_| counted)
    })
}

/// A question of somebody new that `helper` answers, and that this solved; the answer.
fn solve(community: &Community, helper: &Person) -> (Person, String) {
    let asker = community.member("Robin Sample");
    let question = asker.ask();
    let answer = helper.answer(&question);
    let solved = json!({ "answer_id": answer });
    asker
        .put(&format!("questions/{question}/accepted"), &solved)
        .ok(200);
    (asker, answer)
}

pub(crate) fn statement(person: &Person) -> Value {
    person
        .get(&format!("people/{}/statement", person.id))
        .ok(200)
        .value()
}

fn leaders(community: &Community) -> Vec<String> {
    let leaders = community.visitor().get("leaders?period=ever").ok(200).value();
    let leaders = leaders["data"].as_array().unwrap();
    leaders
        .iter()
        .map(|leader| text(&leader["person"], "id"))
        .collect()
}

#[test]
fn to_count_nobody_is_no_change() {
    let community = Community::new();
    let operator = community.operator();
    let settings = json!({ "time_zone": "Europe/Oslo" });
    let version = || {
        operator
            .patch("settings", &settings)
            .ok(200)
            .header("fanfare-version")
    };
    let first = version();
    count(&community);
    assert_eq!(version(), first);
    solve(&community, &community.member("Sam Sample"));
    let solved = version();
    count(&community);
    assert_ne!(version(), solved);
}

#[test]
fn who_solved_it_for_four_leads_and_reads_why() {
    let community = Community::new();
    let helper = community.member("Sam Sample");
    for _ in 0..4 {
        solve(&community, &helper);
    }
    count(&community);
    let list = community.visitor().get("leaders").ok(200).value();
    assert_eq!(list["data"][0]["person"]["id"], helper.id.as_str(), "{list}");
    assert_eq!(
        (&list["data"][0]["place"], &list["data"][0]["helped"]),
        (&json!(1), &json!(4))
    );
    let page = community
        .visitor()
        .get(&format!("people/{}", helper.id))
        .ok(200)
        .value();
    assert_eq!(
        (&page["helped"], &page["solved"]),
        (&json!(4), &json!(4)),
        "{page}"
    );
    assert_eq!(page["answers"].as_array().map(Vec::len), Some(4));
    let mine = statement(&helper);
    let lines = mine["lines"].as_array().unwrap();
    assert_eq!(lines.len(), 4, "{mine}");
    assert!(lines.iter().all(|line| line["people"] == "someone"), "{mine}");
}

#[test]
fn a_statement_is_read_by_its_person_and_the_operator() {
    let community = Community::new();
    let helper = community.member("Sam Sample");
    let path = format!("people/{}/statement", helper.id);
    community.visitor().get(&path).refused(Code::SignInNeeded);
    community.staff("owner").get(&path).refused(Code::Forbidden);
    community.operator().get(&path).ok(200);
}

#[test]
fn counting_again_comes_to_the_same() {
    let community = Community::new();
    let helper = community.member("Sam Sample");
    solve(&community, &helper);
    let once = count(&community);
    let again = count(&community);
    assert_eq!(once["digest"], again["digest"]);
    assert_eq!(again["runs"].as_u64(), once["runs"].as_u64().map(|runs| runs + 1));
}

#[test]
fn who_does_not_want_to_be_listed_is_nowhere_at_once() {
    let community = Community::new();
    let helper = community.member("Sam Sample");
    solve(&community, &helper);
    count(&community);
    assert_eq!(leaders(&community), std::slice::from_ref(&helper.id));
    let off = json!({ "listed": false, "sentence": "" });
    helper.put("me/recognition", &off).ok(200);
    assert_eq!(leaders(&community), Vec::<String>::new());
    community
        .visitor()
        .get(&format!("people/{}", helper.id))
        .refused(Code::NotFound);
    assert_eq!(statement(&helper)["helped"], 1, "they still read their own");
}

#[test]
fn thanks_of_the_brand_are_signed_and_withdrawn() {
    let community = Community::new();
    let helper = community.member("Sam Sample");
    let (_, answer) = solve(&community, &helper);
    let expert = community.staff("expert");
    let path = format!("thanks/{answer}");
    for _ in 0..2 {
        let thanks = expert.put(&path, &json!({})).ok(200).value();
        assert_eq!(thanks["by"].as_array().map(Vec::len), Some(1), "{thanks}");
        assert_eq!(thanks["by"][0]["id"], expert.id.as_str());
    }
    helper.put(&path, &json!({})).refused(Code::Forbidden);
    count(&community);
    assert_eq!(statement(&helper)["staff_thanks"], 1);
    expert.delete(&path).ok(200);
    count(&community);
    assert_eq!(statement(&helper)["staff_thanks"], 0);
}

#[test]
fn thanks_of_the_brand_stand_beside_the_answer_and_the_story_for_everybody() {
    let community = Community::new();
    let helper = community.member("Sam Sample");
    let (_, answer) = solve(&community, &helper);
    let story = helper.share();
    let expert = community.staff("expert");
    let reader = community.member("Kim Sample");
    for (id, path) in [
        (&answer, format!("answers/{answer}")),
        (&story, format!("stories/{story}")),
    ] {
        let thanked = || reader.get(&path).ok(200).value()["thanked_by"].clone();
        assert!(thanked().as_array().is_none_or(Vec::is_empty), "{path}");
        let thanks = expert.put(&format!("thanks/{id}"), &json!({})).ok(200).value();
        assert_eq!(thanks["target"], id.as_str());
        assert_eq!(thanked()[0]["id"], expert.id.as_str(), "{path}");
        assert_eq!(thanked()[0]["mark"]["role"], "expert", "{path}");
    }
    count(&community);
    assert_eq!(statement(&helper)["staff_thanks"], 2, "for each of them");
    let question = reader.answer_view(&answer)["question_id"].clone();
    let question = question.as_str().unwrap_or_default();
    expert
        .put(&format!("thanks/{question}"), &json!({}))
        .refused(Code::NotFound);
    expert.delete(&format!("thanks/{story}")).ok(200);
    let story = reader.get(&format!("stories/{story}")).ok(200).value();
    assert!(
        story["thanked_by"].as_array().is_none_or(Vec::is_empty),
        "{story}"
    );
}

#[test]
fn a_line_about_a_story_leads_there_and_is_contested_whatever_became_of_it() {
    let community = Community::new();
    let helper = community.member("Sam Sample");
    let story = helper.share();
    let act = json!({ "value": 1, "act": "helped" });
    let reader = community.member("Robin Sample");
    reader.put(&format!("votes/{story}"), &act).ok(200);
    count(&community);
    let line = || statement(&helper)["lines"][0].clone();
    assert_eq!(line()["story"]["id"], story.as_str(), "{}", line());
    let objection = json!({ "contribution": story, "note": "One is missing." });
    reader
        .post("me/objections", &objection)
        .refused(Code::InvalidField);
    helper.post("me/objections", &objection).ok(201);
    let moderator = community.staff("moderator");
    moderator.decide(&story, "hide").ok(200);
    assert_eq!(line()["story"], Value::Null, "others don't see it");
    assert_eq!(
        statement(&helper)["objections"][0]["contribution"],
        story.as_str()
    );
    helper.post("me/objections", &objection).ok(201);
}

#[test]
fn how_many_one_helped_this_week_is_told_to_who_is_in_no_list() {
    let community = Community::new();
    let helper = community.member("Sam Sample");
    for _ in 0..2 {
        solve(&community, &helper);
    }
    let lately = || helper.get("overlay").ok(200).value()["helped_lately"].clone();
    assert_eq!(lately(), Value::Null, "nothing is told before it was counted");
    count(&community);
    let off = json!({ "listed": false, "sentence": "" });
    helper.put("me/recognition", &off).ok(200);
    assert_eq!(lately(), 2);
    let asker = community.member("Robin Sample");
    assert_eq!(asker.get("overlay").ok(200).value()["helped_lately"], Value::Null);
}

#[test]
fn what_was_taken_back_earns_nothing_and_the_statement_says_so() {
    let community = Community::new();
    let helper = community.member("Sam Sample");
    let (_, answer) = solve(&community, &helper);
    count(&community);
    assert_eq!(statement(&helper)["helped"], 1);
    helper.delete(&format!("answers/{answer}")).ok(204);
    count(&community);
    assert_eq!(statement(&helper)["helped"], 0);
    assert_eq!(leaders(&community), Vec::<String>::new());
}

#[test]
fn the_brands_people_read_what_the_week_was_about() {
    let community = Community::new();
    let helper = community.member("Sam Sample");
    let (asker, _) = solve(&community, &helper);
    let (first, wanted) = (asker.ask(), asker.ask());
    helper.vote(&wanted, 1).ok(200);
    count(&community);
    let week = community.staff("expert").get("week").ok(200).value();
    let ids = |list: &Value| -> Vec<String> {
        let list = list.as_array().unwrap();
        list.iter().map(|question| text(question, "id")).collect()
    };
    assert_eq!(ids(&week["asked"]).first(), Some(&wanted), "{week}");
    assert_eq!(ids(&week["waiting"]), [first, wanted], "{week}");
    assert_eq!(week["helped"]["data"][0]["helped"], 1, "{week}");
    assert_eq!(week["queue"], 0);
}

#[test]
fn a_line_that_is_not_right_is_contested_and_read_by_staff() {
    let community = Community::new();
    let helper = community.member("Sam Sample");
    let (asker, answer) = solve(&community, &helper);
    let objection = json!({ "contribution": answer, "note": "One is missing." });
    asker
        .post("me/objections", &objection)
        .refused(Code::InvalidField);
    helper.post("me/objections", &objection).ok(201);
    let moderator = community.staff("moderator");
    let item = &moderator.get("moderation/queue").ok(200).value()["data"][0];
    assert_eq!(
        (&item["target"], &item["objection"], &item["reports"]),
        (&json!(answer), &json!("One is missing."), &json!([])),
        "{item}"
    );
    let queue = open(&community, &moderator, &format!("/{}/moderation", community.slug));
    assert!(queue.ok(200).text().contains("One is missing."));
    let objection = || statement(&helper)["objections"][0].clone();
    assert_eq!(
        (&objection()["open"], &objection()["answer"]),
        (&json!(true), &Value::Null)
    );
    let decision = json!({ "act": "approve", "reason": "They took it back." });
    moderator.put(&format!("moderation/{answer}"), &decision).ok(200);
    assert_eq!(
        (&objection()["open"], &objection()["answer"]),
        (&json!(false), &json!("They took it back."))
    );
    let mine = open(&community, &helper, &format!("/{}/statement", community.slug));
    assert!(mine.ok(200).text().contains("They took it back."));
}

#[test]
fn an_objection_to_a_line_is_no_report_that_hides_the_answer() {
    let community = Community::new();
    let helper = community.member("Sam Sample");
    let (_, answer) = solve(&community, &helper);
    let objection = json!({ "contribution": answer, "note": "One is missing." });
    helper.post("me/objections", &objection).ok(201);
    let report = json!({ "target": answer, "reason": "advertising", "note": "" });
    for (number, name) in ["Kim", "Lou", "Jo"].into_iter().enumerate() {
        community.member(name).post("reports", &report).ok(201);
        let state = helper.answer_view(&answer)["state"].clone();
        let expected = if number < 2 { "published" } else { "hidden" };
        assert_eq!(state, expected, "after {} reports of others", number + 1);
    }
}

#[test]
fn who_asks_during_a_run_is_answered_by_the_next_one_that_counts_today() {
    let community = Community::new();
    let operator = community.operator();
    let helper = community.member("Sam Sample");
    count(&community);
    let runs = || {
        let counted = operator.get("recognition/rules").ok(200).value()["counted"].clone();
        counted["runs"].as_u64().unwrap_or_default()
    };
    let ask = |today: bool| {
        let asked = operator
            .post("recognition/runs", &json!({ "today": today }))
            .ok(202)
            .value();
        asked["runs"].as_u64().unwrap()
    };
    let mut solved = 0;
    wait::until("an answer while a run goes on", COUNTED, || {
        solve(&community, &helper);
        solved += 1;
        ask(false);
        let asked = ask(true);
        // It names a run that is not done: the one that goes on.
        let answered_within = asked > runs();
        wait::until("the run after it", COUNTED, || (runs() > asked).then_some(()));
        assert_eq!(statement(&helper)["helped"], solved);
        answered_within.then_some(())
    });
}

#[test]
fn a_second_objection_after_the_first_was_decided_is_queued_again() {
    let community = Community::new();
    let helper = community.member("Sam Sample");
    let (_, answer) = solve(&community, &helper);
    let moderator = community.staff("moderator");
    let queued = || {
        let queue = moderator.get("moderation/queue").ok(200).text();
        queue.contains(&answer)
    };
    for note in ["One is missing.", "It still is."] {
        let objection = json!({ "contribution": answer, "note": note });
        helper.post("me/objections", &objection).ok(201);
        assert!(queued(), "{note}");
        moderator.decide(&answer, "approve").ok(200);
        assert!(!queued(), "{note}");
    }
}
