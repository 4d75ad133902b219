//! The close counts a step at a time: what is decided between two steps is in the result, or not in it, as the log says.
//!
//! The Worker of these tests was built to stop a count where a key says; no release is.

use std::sync::OnceLock;

use fanfare_tests::client::Answer;
use fanfare_tests::community::{Community, Person};
use fanfare_tests::server::{self, Options, Server};
use fanfare_tests::{jwt, wait};
use serde_json::json;
use shared::api::problem::Code;
use shared::contest::verify::Witnessed;

use super::crowds::{CEILING, FROM, for_guests, guests};
use super::sample::{CLOSING_TIMEOUT, Contest, soon};
use super::verify;

/// The key that stops a count before its step of this number.
fn stop(step: u32) -> String {
    format!("fanfare-fault-injection-stop-{step}")
}

/// The server whose counts stop, and that believes who says where they call from.
fn stopping() -> &'static Server {
    static STOPPING: OnceLock<Server> = OnceLock::new();
    let options = || Options::with(&["--fault-injection", "--client-address-header", FROM]);
    STOPPING.get_or_init(|| server::for_all_tests(options()))
}

/// Closes without the ballots that wait; `key` may stop the count.
fn close(contest: &Contest, owner: &Person, key: &str) -> Answer {
    let body = json!({ "without_held": true });
    owner.post_with_key(&contest.path("closing"), &body, key)
}

#[test]
fn what_is_decided_in_the_middle_of_the_count_is_in_the_result_as_a_stranger_counts_it() {
    let community = Community::on(stopping(), json!({}));
    let voters = guests(&community, 2 * CEILING + 3);
    let contest = Contest::open_in(community, &for_guests(soon()));
    let (owner, moderator) = (
        contest.community.staff("owner"),
        contest.community.staff("moderator"),
    );
    let [first, second, third] = ["Ada", "Bo", "Cy"].map(|name| contest.enter(&contest.member(name)));
    let vote = |voter: &Person| {
        let path = voter.path(&contest.path("ballots"));
        let call = voter.client.call("POST", path).header(FROM, "192.0.2.1");
        call.json(&json!({ "entries": [first] })).send().ok(201).value()
    };
    let held: Vec<u64> = voters
        .iter()
        .map(vote)
        .filter(|ballot| ballot["held"] == true)
        .filter_map(|ballot| ballot["ballot"].as_u64())
        .take(3)
        .collect();
    let [released, voided, waiting] = held[..] else {
        panic!("of {} ballots within a minute some wait: {held:?}", voters.len());
    };
    for (name, entry) in [("Dee", &second), ("Eli", &second), ("Fay", &third)] {
        contest.vote(&contest.member(name), &[entry]).ok(201);
    }
    let decide = |ballot: u64, decision| {
        moderator
            .put(&contest.path(&format!("ballots/{ballot}")), &decision)
            .ok(200);
    };
    let closes_at = contest.closes_at;
    wait::until("the votes are over", CLOSING_TIMEOUT, || {
        (jwt::now() * 1_000 > closes_at).then_some(())
    });

    // Leaves are read, openings are not.
    close(&contest, &owner, &stop(2)).refused(Code::Internal);
    decide(
        released,
        json!({ "act": "release", "reason": "A school: its teacher confirmed it." }),
    );
    contest.decide_entry(&moderator, &second, "disqualify").ok(200);
    // Openings were counted, too.
    close(&contest, &owner, &stop(3)).refused(Code::Internal);
    decide(voided, json!({ "act": "void", "reason": "automated" }));
    let counted = voters.len() as u64 - 3 + 1 + 3;
    let closed = close(&contest, &owner, "the-count-goes-on").ok(200).value();
    assert_eq!(closed["state"], "closed");
    assert_eq!(
        closed["winners"],
        json!([third]),
        "guests are shown beside, the second is out"
    );
    contest.wait_until_closed();

    let report = verify(&contest, Witnessed::default()).unwrap();
    assert!(
        report.counted <= counted && report.counted >= CEILING as u64,
        "{report:?}"
    );
    assert_eq!(report.void, 1, "ballot {voided}");
    assert!(report.held >= 1, "ballot {waiting}");
    let result = report.result.unwrap();
    let kept: Vec<_> = contest
        .entries(&contest.community.visitor())
        .into_iter()
        .map(|entry| {
            (
                entry["id"].clone(),
                entry["votes"]["counted"].clone(),
                entry["votes"]["guests"].clone(),
            )
        })
        .collect();
    for (entry, votes, of_guests) in &result.totals {
        assert!(
            kept.contains(&(json!(entry), json!(votes), json!(of_guests))),
            "{entry} in {kept:?}"
        );
    }
    assert_eq!(result.totals.len(), 2, "the second is out");
}
