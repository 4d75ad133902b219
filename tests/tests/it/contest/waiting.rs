//! Votes that wait: a moderator finds them by pages alone, without scripts, and decides about one, or all.

use fanfare_tests::community::{Community, Person};
use fanfare_tests::server::{self, Options, Server};
use serde_json::{Value, json};
use shared::api::problem::Code;

use super::crowds::{CEILING, FROM, for_guests, guests};
use super::sample::{Contest, long};
use crate::pages::{open, submit};

const NETWORK: &str = "192.0.2.1";

/// Lets people vote from one network until `count` of their ballots wait; whose those are.
fn held<'a>(contest: &Contest, voters: &'a [Person], entry: &str, count: usize) -> Vec<(&'a Person, u64)> {
    let vote = |voter: &'a Person| {
        let call = voter.client.call("POST", voter.path(&contest.path("ballots")));
        let ballot = call.header(FROM, NETWORK).json(&json!({ "entries": [entry] }));
        let ballot = ballot.send().ok(201).value();
        (ballot["held"] == true).then(|| (voter, ballot["ballot"].as_u64().unwrap()))
    };
    voters.iter().filter_map(vote).take(count).collect()
}

#[test]
fn a_moderator_finds_the_votes_that_wait_and_decides_about_them_by_pages_alone() {
    let state = server::directory();
    let server = Server::start(state.path(), &Options::with(&["--client-address-header", FROM]));
    let community = Community::on(&server, json!({}));
    let voters = guests(&community, 2 * CEILING + 8);
    let contest = Contest::open_in(community, &for_guests(long()));
    let community = &contest.community;
    let moderator = community.staff("moderator");
    let entry = contest.enter(&contest.member("Ada"));
    // A minute may end meanwhile, and with it its count.
    let held = held(&contest, &voters, &entry, 4);
    assert_eq!(held.len(), 4);

    let page = format!("/{}/contests/{}", community.slug, contest.id);
    let shown = |person: &Person, path: &str| open(community, person, path).ok(200).text();
    let waits = "Votes that wait for a decision: 4";
    let queue = format!("/{}/moderation", community.slug);
    let week = format!("/{}/week", community.slug);
    for staff in [&queue, &week] {
        assert!(shown(&moderator, staff).contains(waits), "{staff}");
    }
    assert!(shown(&moderator, &page).contains(waits));
    assert!(!shown(&contest.member("Bo"), &page).contains("wait for a decision"));

    let decisions = format!("{page}/held");
    let listed = shown(&moderator, &decisions);
    let (counted, set_aside) = (held[0].1, held[1].1);
    for (_, ballot) in &held {
        assert!(listed.contains(&format!("Vote no. {ballot}")), "{listed}");
    }
    assert!(!listed.contains(&entry), "not what a vote chose");
    let decide = |decision: &str, reason: &str| {
        let fields = [("decision", decision), ("reason", reason), ("void", "automated")];
        submit(community, &moderator, &decisions, &fields)
    };
    // A vote that counts needs a reason.
    decide(&format!("count {counted} {counted}"), "").ok(422);
    let reason = "A school: its teacher confirmed it.";
    decide(&format!("count {counted} {counted}"), reason).ok(303);
    decide(&format!("void {set_aside} {set_aside}"), "").ok(303);
    contest.vote(held[1].0, &[&entry]).refused(Code::Forbidden);
    let listed = shown(&moderator, &decisions);
    assert!(listed.contains("All of them: 2"), "{listed}");
    let all = format!("count 0 {}", held[3].1);
    assert!(listed.contains(&format!("value=\"{all}\"")), "{listed}");
    decide(&all, reason).ok(303);
    assert!(shown(&moderator, &decisions).contains("No vote waits"));
    for voter in [0, 2, 3] {
        let mine = contest.view(held[voter].0)["mine"].clone();
        assert_eq!(
            (&mine["held"], &mine["ballot"]),
            (&Value::Null, &json!(held[voter].1))
        );
    }

    let counted = moderator
        .get(&contest.path("ballots?state=counted&limit=1"))
        .ok(200)
        .value();
    let first = counted["data"][0].as_object().unwrap();
    assert_eq!(
        first.keys().collect::<Vec<_>>(),
        ["ballot", "minute", "via"],
        "never whose or for what"
    );
    assert_eq!(first["via"], "guest");
    let next = counted["next_cursor"].as_str().unwrap();
    let path = contest.path(&format!("ballots?state=counted&limit=1&cursor={next}"));
    let second = moderator.get(&path).ok(200).value();
    assert!(second["data"][0]["ballot"].as_u64() > first["ballot"].as_u64());
    voters[0].get(&contest.path("ballots")).refused(Code::Forbidden);
}
