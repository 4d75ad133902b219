//! After the close: what still waited is set aside, and what is one's own can be taken back while the result stands.

use std::time::Duration;

use fanfare_tests::assertions::text;
use fanfare_tests::pictures::{PHOTO, SHOT};
use fanfare_tests::server::{self, Options, Server};
use fanfare_tests::{jwt, wait};
use serde_json::json;
use shared::api::problem::Code;

use super::photos::{enter, photos, served};
use super::sample::{CLOSING_TIMEOUT, Contest, soon};
use crate::pages;

/// How soon a picture is gone whose entry is.
const GONE_WITHIN: Duration = Duration::from_secs(30);

#[test]
fn what_still_waits_at_the_close_is_set_aside_and_what_is_ones_own_can_be_taken_back_afterwards() {
    let mut rules = photos(soon());
    rules["moderation"] = json!("before");
    let contest = Contest::open(&rules);
    let (ada, bo) = (contest.member("Ada"), contest.member("Bo"));
    let sent = |title, picture| enter(&contest, &ada, title, picture).ok(201).value();
    let (won, late) = (
        sent("Roof, 6:10", ("image/jpeg", PHOTO)),
        sent("Kitchen", ("image/png", SHOT)),
    );
    let (id, path) = (
        text(&won, "id"),
        contest.path(&format!("entries/{}", text(&won, "id"))),
    );
    let moderator = contest.community.staff("moderator");
    let published = contest.decide_entry(&moderator, &id, "publish").ok(200).value();
    contest.vote(&bo, &[&id]).ok(201);
    contest.wait_until_closed();

    let own = contest.path(&format!("entries/{}", text(&late, "id")));
    let set_aside = ada.get(&own).ok(200).value();
    assert_eq!(set_aside["state"], "set_aside");
    assert!(set_aside.get("media").is_none());
    let gone = |entry| {
        wait::until("the picture is gone", GONE_WITHIN, || {
            (served(&contest, entry) == 404).then_some(())
        });
    };
    gone(&late);
    assert_eq!(served(&contest, &published), 200);

    let log = contest.log();
    contest
        .decide_entry(&bo, &id, "withdraw")
        .refused(Code::Forbidden);
    contest
        .decide_entry(&moderator, &id, "disqualify")
        .refused(Code::WrongState);
    let page = |path: &str| {
        let at = format!("/{}/contests/{}{path}", contest.community.slug, contest.id);
        pages::open(&contest.community, &ada, &at).ok(200).text()
    };
    assert!(page(&format!("/entries/{id}")).contains("Take this entry back"));
    let withdrawn = contest.decide_entry(&ada, &id, "withdraw").ok(200).value();
    assert_eq!(withdrawn["state"], "withdrawn");
    contest
        .decide_entry(&ada, &id, "withdraw")
        .refused(Code::WrongState);
    gone(&published);
    let seen = contest.community.visitor().get(&path).ok(200).value();
    for field in ["title", "markdown", "author", "salt"] {
        assert_eq!(seen[field], "", "{field} of {seen}");
    }
    assert_eq!(seen["votes"]["counted"], 1, "the tally stands");
    assert_eq!(contest.view(&bo)["winners"], json!([id]));
    assert_eq!(contest.log(), log, "and so does its leaf");
    let shown = page("");
    assert!(
        shown.contains("Taken back") && !shown.contains("Roof, 6:10"),
        "{shown}"
    );
    contest.decide_entry(&ada, &text(&late, "id"), "withdraw").ok(200);
}

#[test]
fn a_moderator_takes_words_and_picture_out_after_the_close_and_the_result_stands() {
    let contest = Contest::open(&photos(soon()));
    let (ada, bo) = (contest.member("Ada"), contest.member("Bo"));
    let sent = enter(&contest, &ada, "Roof, 6:10", ("image/jpeg", PHOTO))
        .ok(201)
        .value();
    let id = text(&sent, "id");
    let moderator = contest.community.staff("moderator");
    contest.vote(&bo, &[&id]).ok(201);
    let hide = || contest.decide_entry(&moderator, &id, "hide");
    hide().refused(Code::WrongState);
    contest.wait_until_closed();
    let log = contest.log();
    contest.decide_entry(&bo, &id, "hide").refused(Code::Forbidden);
    let at = format!("/{}/contests/{}", contest.community.slug, contest.id);
    let fields = [("act", "hide"), ("reason", "It shows a stranger.")];
    pages::submit(
        &contest.community,
        &moderator,
        &format!("{at}/entries/{id}/decide"),
        &fields,
    )
    .ok(303);
    wait::until("the picture is gone", GONE_WITHIN, || {
        (served(&contest, &sent) == 404).then_some(())
    });
    hide().refused(Code::WrongState);
    let path = contest.path(&format!("entries/{id}"));
    let seen = contest.community.visitor().get(&path).ok(200).value();
    for field in ["title", "markdown", "author", "salt"] {
        assert_eq!(seen[field], "", "{field} of {seen}");
    }
    assert_eq!(
        (&seen["state"], &seen["votes"]["counted"]),
        (&json!("hidden"), &json!(1))
    );
    assert!(seen.get("reason").is_none(), "why is for its entrant: {seen}");
    assert_eq!(ada.get(&path).ok(200).value()["reason"], "It shows a stranger.");
    assert_eq!(
        (contest.view(&bo)["winners"].clone(), contest.log()),
        (json!([id]), log)
    );
    let shown = pages::open(&contest.community, &bo, &at).ok(200).text();
    assert!(
        shown.contains("Taken out") && !shown.contains("Roof, 6:10"),
        "{shown}"
    );
}

#[test]
fn winners_with_as_many_votes_share_a_place_and_of_many_the_first_are_shown() {
    const MANY: usize = 14;
    let mut rules = soon();
    rules["votes_per_person"] = json!(MANY);
    let contest = Contest::open(&rules);
    let entries: Vec<String> = (0..MANY).map(|_| contest.enter(&contest.member("Ada"))).collect();
    let chosen: Vec<&str> = entries.iter().map(String::as_str).collect();
    contest.vote(&contest.member("Bo"), &chosen).ok(201);
    contest.wait_until_closed();
    let visitor = contest.community.visitor();
    let won = visitor
        .get(&contest.path("entries?won=1&limit=2"))
        .ok(200)
        .value();
    let first = [&won["data"][0]["id"], &won["data"][1]["id"]];
    let winners = contest.view(&visitor)["winners"].clone();
    assert_eq!(json!(first), json!([winners[0], winners[1]]));
    assert_eq!(won["data"].as_array().unwrap().len(), 2);
    let at = format!("/{}/contests/{}", contest.community.slug, contest.id);
    let shown = pages::open(&contest.community, &visitor, &at).ok(200).text();
    let places = |number: &str| shown.matches(&format!("class=\"good\">{number} ")).count();
    assert!(shown.contains("Others that won: 2"), "{shown}");
    assert_eq!(
        (shown.matches("class=\"good\">").count(), places("2")),
        (12, 0),
        "{shown}"
    );
}

#[test]
fn a_contest_closes_once_though_its_alarm_was_lost_with_the_runtime_and_rings_again() {
    let state = server::directory();
    let start = || Server::start(state.path(), &Options::default());
    let server = start();
    let contest = Contest::open_on(&server, &soon());
    let (ada, bo) = (contest.member("Ada"), contest.member("Bo"));
    let entry = contest.enter(&ada);
    contest.vote(&bo, &[&entry]).ok(201);
    server.kill();
    drop(server);
    let closes_at = contest.closes_at;
    wait::until("the votes are over", CLOSING_TIMEOUT, || {
        (jwt::now() * 1_000 > closes_at).then_some(())
    });

    // Nobody but readers comes by.
    let server = start();
    let contest = contest.moved_to(&server);
    let visitor = contest.community.visitor();
    wait::until("the contest closes", CLOSING_TIMEOUT, || {
        (contest.view(&visitor)["state"] == "closed").then_some(())
    });
    contest.wait_until_closed();
    let log = contest.log();
    drop(server);
    let server = start();
    let contest = contest.moved_to(&server);
    assert_eq!(
        contest.view(&contest.community.visitor())["winners"],
        json!([entry])
    );
    assert_eq!(contest.log(), log, "it closed once");
}
