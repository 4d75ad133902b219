//! One person's ballots: what was answered once is answered again, and a clock that jumped opens no window.

use fanfare_tests::database;
use fanfare_tests::server::{self, Options, Server};
use serde_json::json;
use shared::api::problem::Code;

use super::sample::{Contest, long};

#[test]
fn the_answer_to_a_key_is_the_same_after_receipts_were_asked_for() {
    let contest = Contest::open(&long());
    let entry = contest.enter(&contest.member("Ada"));
    let voter = contest.member("Voter");
    let path = voter.path(&contest.path("ballots"));
    let cast = || {
        let call = voter.client.call("POST", path.clone()).key("one");
        call.json(&json!({ "entries": [entry] })).send().ok(201).body
    };
    let first = cast();
    let again = json!({ "entries": [entry], "letters": true });
    let asked = voter.post(&contest.path("ballots"), &again).ok(201).value();
    assert_eq!(asked["letters"], true);
    assert_eq!(cast(), first);
}

#[test]
fn a_ballot_whose_leaf_would_stand_after_the_end_is_refused() {
    let state = server::directory();
    let server = Server::start(state.path(), &Options::default());
    let contest = Contest::open_on(&server, &long());
    let (ada, bo) = (contest.member("Ada"), contest.member("Bo"));
    let entry = contest.enter(&ada);
    drop(server);
    // The clock jumped ahead of the end of the votes when a leaf was written, and came back.
    let jump = format!(
        "UPDATE leaves SET minute = {} WHERE number = (SELECT max(number) FROM leaves)",
        contest.closes_at + 60_000
    );
    database::run(state.path(), "contest", "leaves", &[&jump]);
    let server = Server::start(state.path(), &Options::default());
    let (contest, bo) = (contest.moved_to(&server), bo.moved_to(&server));
    contest.vote(&bo, &[&entry]).refused(Code::WrongState);
    contest.try_enter(&bo).refused(Code::WrongState);
}

#[test]
fn a_page_that_is_old_takes_no_other_vote_away() {
    let contest = Contest::open(&long());
    let entries: Vec<String> = ["Ada", "Bo"]
        .map(|name| contest.enter(&contest.member(name)))
        .into();
    let voter = contest.member("Voter");
    let mine = || contest.view(&voter)["mine"]["entries"].clone();
    let change = |entry: &str, change: &str| {
        let ballot = json!({ "entries": [entry], "change": change });
        voter.post(&contest.path("ballots"), &ballot)
    };
    let mut both = entries.clone();
    both.sort();
    // Two tabs were painted before anything was chosen.
    change(&entries[0], "add").ok(201);
    change(&entries[1], "add").ok(201);
    assert_eq!(mine(), json!(both));
    let again = change(&entries[1], "add").ok(201).value();
    assert_eq!(
        again["ballot"],
        contest.view(&voter)["mine"]["ballot"],
        "once is once"
    );
    let third = contest.enter(&contest.member("Cy"));
    change(&third, "add").refused_field("/entries");
    change(&entries[0], "remove").ok(201);
    assert_eq!(mine(), json!([entries[1]]));

    // What both kinds of page send is the change alone.
    let embed = contest.path("");
    let embed = embed.trim_end_matches('/').trim_start_matches("contests/");
    let fragment = voter
        .get(&format!("fragment?view=contest&contest={embed}"))
        .ok(200)
        .text();
    let sends = format!(
        "value=\"[&quot;{}&quot;]\" type=\"hidden\" name=\"entries:json\"><input value=\"add\" type=\"hidden\" name=\"change\">",
        entries[0]
    );
    assert!(fragment.contains(&sends), "{fragment}");
    let page = format!(
        "/{}/contests/{}/entries/{}/vote",
        contest.community.slug, contest.id, entries[0]
    );
    crate::pages::submit(&contest.community, &voter, &page, &[("value", "1")]).ok(303);
    assert_eq!(mine(), json!(both));
}
