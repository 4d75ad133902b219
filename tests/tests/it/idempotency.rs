//! The same request with the same key is done once, whoever loses the first answer.

use std::thread;

use fanfare_tests::assertions::ids;
use fanfare_tests::community::Community;
use fanfare_tests::fixtures;
use fanfare_tests::random;
use serde_json::json;
use shared::api::header::IDEMPOTENCY_REPLAYED;
use shared::api::problem::Code;

#[test]
fn a_repeated_request_is_answered_byte_for_byte_as_the_first() {
    let community = Community::new();
    let asker = community.member("Robin Sample");
    let (question, key) = (fixtures::question(), random::word());
    let first = asker.post_with_key("questions", &question, &key).ok(201);
    let again = asker.post_with_key("questions", &question, &key).ok(201);
    assert_eq!(first.body, again.body);
    assert_eq!(first.header(IDEMPOTENCY_REPLAYED), "");
    assert_eq!(again.header(IDEMPOTENCY_REPLAYED), "true");
    assert_eq!(ids(&community.visitor().get("questions")).len(), 1);
}

#[test]
fn a_key_belongs_to_its_first_request() {
    let community = Community::new();
    let asker = community.member("Robin Sample");
    let key = random::word();
    asker
        .post_with_key("questions", &fixtures::question(), &key)
        .ok(201);
    asker
        .post_with_key("questions", &fixtures::question(), &key)
        .refused(Code::IdempotencyMismatch);
    assert_eq!(ids(&community.visitor().get("questions")).len(), 1);
}

#[test]
fn a_key_is_its_callers_own() {
    let community = Community::new();
    let (robin, sam) = (community.member("Robin Sample"), community.member("Sam Sample"));
    let (question, key) = (fixtures::question(), random::word());
    let first = robin.post_with_key("questions", &question, &key).ok(201);
    let second = sam.post_with_key("questions", &question, &key).ok(201);
    assert_ne!(first.value()["id"], second.value()["id"]);
}

#[test]
fn the_same_request_many_times_at_once_is_done_once() {
    let community = Community::new();
    let asker = community.member("Robin Sample");
    let (question, key) = (fixtures::question(), random::word());
    let bodies: Vec<Vec<u8>> = thread::scope(|scope| {
        let workers: Vec<_> = (0..16)
            .map(|_| scope.spawn(|| asker.post_with_key("questions", &question, &key).ok(201).body))
            .collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).collect()
    });
    assert!(bodies.iter().all(|body| *body == bodies[0]));
    assert_eq!(ids(&community.visitor().get("questions")).len(), 1);
}

#[test]
fn a_refused_request_leaves_its_key_free() {
    let community = Community::new();
    let asker = community.member("Robin Sample");
    let key = random::word();
    asker
        .post_with_key("questions", &fixtures::titled("Why?"), &key)
        .refused_field("/title");
    asker
        .post_with_key("questions", &fixtures::question(), &key)
        .ok(201);
}

#[test]
fn a_key_has_a_form() {
    let community = Community::new();
    let asker = community.member("Robin Sample");
    for key in ["a".repeat(65).as_str(), "with space", "caf\u{e9}"] {
        let refused = asker.post_with_key("questions", &fixtures::question(), key);
        refused.refused(Code::BadIdempotencyKey);
    }
    assert!(ids(&community.visitor().get("questions")).is_empty());
}

#[test]
fn votes_with_a_key_are_replayed_too() {
    let community = Community::new();
    let question = community.member("Robin Sample").ask();
    let voter = community.member("Sam Sample");
    let path = voter.path(&format!("votes/{question}"));
    let vote = |value: i8| {
        voter
            .client
            .call("PUT", &path)
            .key("the-first-vote")
            .json(&json!({ "value": value }))
            .send()
    };
    let first = vote(1).ok(200);
    voter.vote(&question, 0).ok(200);
    assert_eq!(vote(1).ok(200).body, first.body);
    assert_eq!(
        community.visitor().question(&question)["score"],
        0,
        "a replay does nothing"
    );
}
