//! Promises: made where the brand is sorry, told to everybody with the same problem, kept, late or withdrawn.

use std::time::Duration;

use fanfare_tests::assertions::text;
use fanfare_tests::client::Answer;
use fanfare_tests::community::{Community, Person};
use fanfare_tests::server::{self, Options};
use fanfare_tests::{fixtures, jwt, mailbox, wait};
use serde_json::{Value, json};
use shared::api::problem::Code;
use shared::recognition::Day;
use shared::time::Millis;

use crate::notices::reachable;
use crate::pages::{open, submit};

/// What lists show is at most two seconds old; a busy machine gets more.
const FRESH_TIMEOUT: Duration = Duration::from_secs(20);

fn promise(staff: &Person, target: &str) -> String {
    text(
        &staff.post("promises", &fixtures::promise(target)).ok(201).value(),
        "id",
    )
}

fn promises(community: &Community, query: &str) -> Value {
    let path = format!("promises{query}");
    community.visitor().get(&path).ok(200).value()
}

/// The record, once everybody reads this one.
fn until_record(community: &Community, kept: u32, of: u32, open: u32) {
    let expected = json!({ "kept": kept, "of": of, "open": open });
    wait::until(&format!("the record {expected}"), FRESH_TIMEOUT, || {
        (promises(community, "")["record"] == expected).then_some(())
    });
}

/// How many letters say this.
fn letters(community: &Community, said: &str) -> usize {
    mailbox::text(&community.visitor().client, &community.slug)
        .matches(said)
        .count()
}

#[test]
fn everybody_with_the_same_problem_is_told_of_a_promise_and_of_its_end() {
    let community = Community::new();
    let (asker, other) = (
        reachable(&community, "Robin Sample"),
        reachable(&community, "Sam Sample"),
    );
    let question = asker.ask();
    other.vote(&question, 1).ok(200);
    reachable(&community, "Lou Sample");
    let expert = community.staff("expert");
    let made = promise(&expert, &question);
    assert_eq!(letters(&community, "We send a new seal to everyone."), 2);
    let kept = json!({ "ending": "kept", "word": "The seals left today." });
    let path = format!("promises/{made}");
    assert_eq!(expert.put(&path, &kept).ok(200).value()["state"], "kept");
    assert_eq!(letters(&community, "The seals left today."), 2);
    expert.put(&path, &kept).refused(Code::WrongState);
    until_record(&community, 1, 1, 0);
}

#[test]
fn a_promise_is_made_once_by_its_key_and_marks_the_complaint() {
    let community = Community::new();
    let asker = community.member("Robin Sample");
    let question = asker.ask();
    let expert = community.staff("expert");
    let request = fixtures::promise(&expert.answer(&question));
    let first = expert.post_with_key("promises", &request, "once").ok(201).value();
    let again = expert.post_with_key("promises", &request, "once").ok(201).value();
    assert_eq!(first, again);
    assert_eq!(
        asker.question(&question)["tags"],
        json!(["cleaning", "complaint"])
    );
    expert.post("promises", &request).refused(Code::WrongState);
    let list = promises(&community, &format!("?question={question}"));
    assert_eq!(list["data"], json!([first]));
    assert_eq!(first["question"]["id"], json!(question));
    assert_eq!(promises(&community, "?subject=kettle")["data"], json!([]));
    assert_eq!(promises(&community, "?subject=strainer")["data"], json!([first]));
}

#[test]
fn a_promise_is_late_once_its_day_is_over_where_the_community_is() {
    let community = Community::with(json!({ "time_zone": "Etc/GMT+12" }));
    let question = community.member("Robin Sample").ask();
    let now = i64::try_from(jwt::now() * 1_000).unwrap();
    // Today there, or tomorrow if that begins within this minute: it is over where clocks are 26 hours ahead.
    let today = Day::of(Millis::new(now + Millis::MINUTE - 12 * Millis::HOUR));
    let mut request = fixtures::promise(&question);
    request["due"] = json!(today.iso());
    let made = community
        .staff("expert")
        .post("promises", &request)
        .ok(201)
        .value();
    assert_eq!(made["state"], "open");
    let moved = |zone: &str| {
        let zone = json!({ "time_zone": zone });
        community.operator().patch("settings", &zone).ok(200);
    };
    moved("Pacific/Kiritimati");
    until_record(&community, 0, 1, 0);
    assert_eq!(promises(&community, "")["data"][0]["state"], "late");
    moved("Etc/GMT+12");
    until_record(&community, 0, 0, 1);
}

#[test]
fn the_alarm_makes_lists_anew_once_the_day_of_a_promise_is_over() {
    let server = server::for_all_tests(Options::with(&["--fault-injection"]));
    let community = Community::on(&server, json!({}));
    let asker = community.member("Robin Sample");
    let mut request = fixtures::promise(&asker.ask());
    let tomorrow = Day::of(Millis::new(i64::try_from(jwt::now() * 1_000).unwrap())).plus(1);
    request["due"] = json!(tomorrow.iso());
    community.staff("expert").post("promises", &request).ok(201);
    until_record(&community, 0, 0, 1);
    let operator = community.operator();
    let runs = || operator.get("recognition/rules").ok(200).value()["counted"]["runs"].as_u64();
    let before = wait::until("the first count", FRESH_TIMEOUT, runs);
    let key = format!("fanfare-fault-injection-clock-{}", 2 * Millis::DAY);
    let version = |answer: &Answer| answer.header("fanfare-version").parse::<u64>().unwrap();
    let moved = asker.post_with_key("questions", &fixtures::question(), &key);
    let asked = version(&moved.ok(201));
    until_record(&community, 0, 1, 0);
    wait::until("the count of the day", FRESH_TIMEOUT, || {
        runs().filter(|runs| *runs > before)
    });
    // What changes nothing is answered with the version that stands.
    let stands = operator.patch("settings", &json!({ "time_zone": "UTC" }));
    assert_eq!(
        version(&stands.ok(200)),
        asked + 2,
        "midnight brings a count of who helped and says that a promise is late"
    );
}

#[test]
fn what_falls_due_within_a_week_stands_on_the_page_of_the_week() {
    let community = Community::new();
    let expert = community.staff("expert");
    let asker = community.member("Robin Sample");
    let today = Day::of(Millis::new(i64::try_from(jwt::now() * 1_000).unwrap()));
    let made = [6, 2, 30].map(|days| {
        let mut request = fixtures::promise(&asker.ask());
        request["due"] = json!(today.plus(days).iso());
        text(&expert.post("promises", &request).ok(201).value(), "id")
    });
    let due = || -> Vec<String> {
        let week = expert.get("week").ok(200).value();
        let due = week["due"].as_array().unwrap();
        due.iter().map(|promise| text(promise, "id")).collect()
    };
    assert_eq!(due(), [made[1].clone(), made[0].clone()], "the next first");
    let page = open(&community, &expert, &format!("/{}/week", community.slug));
    let page = page.ok(200).text();
    assert!(
        page.contains("Promises that fall due") && page.contains(&format!("promises#{}", made[1])),
        "{page}"
    );
    let kept = json!({ "ending": "kept" });
    expert.put(&format!("promises/{}", made[1]), &kept).ok(200);
    assert_eq!(due(), [made[0].clone()], "what was kept falls due no more");
}

#[test]
fn to_withdraw_a_promise_takes_a_reason_and_betters_no_record() {
    let community = Community::new();
    let owner = community.staff("owner");
    let asker = community.member("Robin Sample");
    let first = promise(&community.staff("expert"), &asker.ask());
    let path = format!("promises/{first}");
    owner
        .put(&path, &json!({ "ending": "withdrawn" }))
        .refused_field("/word");
    let reason = json!({ "ending": "withdrawn", "word": "The supplier is gone." });
    assert_eq!(owner.put(&path, &reason).ok(200).value()["state"], "withdrawn");
    let second = promise(&owner, &asker.ask());
    promise(&owner, &asker.ask());
    let kept = json!({ "ending": "kept" });
    owner.put(&format!("promises/{second}"), &kept).ok(200);
    until_record(&community, 1, 2, 1);
    let states: Vec<_> = promises(&community, "")["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|promise| text(promise, "state"))
        .collect();
    assert_eq!(
        states,
        ["open", "kept", "withdrawn"],
        "open first, then the last that ended"
    );
}

#[test]
fn of_a_question_that_is_hidden_nothing_is_told_but_that_there_was_a_promise() {
    let community = Community::new();
    let asker = community.member("Robin Sample");
    let question = asker.ask();
    promise(&community.staff("expert"), &question);
    community.staff("moderator").decide(&question, "hide").ok(200);
    let hidden = wait::until("the hidden question", FRESH_TIMEOUT, || {
        let list = promises(&community, "");
        list["data"][0]["question"].is_null().then_some(list)
    });
    assert_eq!(
        hidden["record"]["open"], 1,
        "to hide a complaint hides no promise"
    );
    assert_eq!(hidden["data"][0]["apology"], "");
    assert_eq!(hidden["data"][0]["step"], "");
}

#[test]
fn every_field_of_a_promise_has_a_limit() {
    let community = Community::new();
    let expert = community.staff("expert");
    let asker = community.member("Robin Sample");
    let question = asker.ask();
    let story = asker.share();
    let long = "a".repeat(301);
    for (field, value) in [
        ("target", json!(story)),
        ("target", json!("x")),
        ("apology", json!(" ")),
        ("apology", json!(long)),
        ("step", json!("")),
        ("step", json!(long)),
        ("due", json!("tomorrow")),
        ("due", json!("2026-02-31")),
        ("due", json!("1999-12-31")),
        ("due", json!("9999-12-31")),
    ] {
        let mut request = fixtures::promise(&question);
        request[field] = value.clone();
        let refused = expert.post("promises", &request);
        assert_eq!(refused.status, 422, "{field} {value}: {}", refused.text());
        assert!(
            refused.text().contains(&format!("/{field}")),
            "{}",
            refused.text()
        );
    }
    assert_eq!(promises(&community, "")["data"], json!([]));
    assert_eq!(
        asker.question(&question)["tags"],
        json!(["cleaning"]),
        "what was refused marked nothing"
    );
}

#[test]
fn the_brand_is_sorry_and_keeps_its_word_on_pages_without_scripts() {
    let community = Community::with(json!({ "languages": ["en", "fr", "ar"] }));
    let (asker, expert) = (community.member("Robin Sample"), community.staff("expert"));
    let question = asker.ask();
    let slug = &community.slug;
    let list = format!("/{slug}/promises");
    let fields = fixtures::promise(&question);
    let sent = submit(
        &community,
        &expert,
        &format!("/{slug}/promise/{question}"),
        &[
            ("apology", &text(&fields, "apology")),
            ("step", &text(&fields, "step")),
            ("due", &text(&fields, "due")),
        ],
    );
    assert_eq!(sent.status, 303, "{}", sent.text());
    let beside = format!(
        "/{slug}/questions/{question}/{}",
        text(&asker.question(&question), "slug")
    );
    let page = open(&community, &community.visitor(), &beside).ok(200).text();
    assert!(
        page.contains("We send a new seal to everyone.") && page.contains("promised by"),
        "{page}"
    );
    let form = open(&community, &expert, &list).ok(200).text();
    let (_, form) = form
        .split_once(&format!("{list}/pr_"))
        .expect("staff end it there");
    let action = format!("{list}/pr_{}", form.split(['"', '?']).next().unwrap());
    let token = crate::pages::hidden(form, "form_token");
    let body = format!("form_token={token}&ending=kept&word=They+left+today.");
    assert_eq!(
        crate::pages::send(&community, &expert, &action, &body).status,
        303
    );
    for (language, said) in [
        ("en", "1 of 1 promises kept"),
        ("fr", "Promesses tenues : 1 sur 1"),
        ("ar", "الوعود المُوفى بها: 1 من 1"),
    ] {
        for path in [format!("/{slug}"), list.clone(), beside.clone()] {
            let path = format!("{path}?lang={language}");
            wait::until(&format!("{path} says {said}"), FRESH_TIMEOUT, || {
                let page = open(&community, &community.visitor(), &path).ok(200).text();
                page.contains(said).then_some(())
            });
        }
    }
    let fragment = community.visitor().get("fragment?view=promises").ok(200).text();
    assert!(fragment.contains("They left today."), "{fragment}");
}
