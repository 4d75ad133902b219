//! Versions of the rules: which one it was counted by, and what another would change.

use fanfare_tests::command::fanfare;
use fanfare_tests::community::{Community, Person};
use fanfare_tests::server::{self, OPERATOR_TOKEN};
use fanfare_tests::wait;
use serde_json::{Value, json};

use super::{COUNTED, count, statement};

/// Somebody whom five devices thank for an answer to their complaint: *defend* by v1, nothing by v2.
fn thanked_by_devices(community: &Community) -> Person {
    let helper = community.member("Sam Sample");
    for _ in 0..5 {
        let device = community.guest("Lou");
        let question = device.ask();
        let complaint = json!({ "complaint": true });
        device
            .put(&format!("questions/{question}/complaint"), &complaint)
            .ok(200);
        let solved = json!({ "answer_id": helper.answer(&question) });
        device
            .put(&format!("questions/{question}/accepted"), &solved)
            .ok(200);
    }
    helper
}

#[test]
fn a_trial_of_another_version_says_who_would_rise_and_changes_nothing() {
    let community = Community::with(json!({ "moderation": { "guests": "none" } }));
    let operator = community.operator();
    let helper = thanked_by_devices(&community);
    let counted = count(&community);
    let before = statement(&helper);
    assert_eq!(
        (&counted["version"], &before["version"]),
        (&json!("v2"), &json!("v2"))
    );
    assert_eq!(before["ladder"]["defend"]["since"], Value::Null);
    let rules = || operator.get("recognition/rules").ok(200).value();
    let untried = rules();
    assert_eq!(untried["trial"], Value::Null);

    operator
        .post("recognition/runs", &json!({ "trial": "v1" }))
        .ok(202);
    let trial = wait::until("the trial", COUNTED, || {
        Some(rules()["trial"].clone()).filter(|trial| trial["done"] == true)
    });
    assert_eq!(trial["version"], "v1");
    let risen = json!([{ "person": helper.id, "level": "defend", "held": true }]);
    assert_eq!(
        (&trial["levels"], &trial["moved"]),
        (&risen, &json!(1)),
        "{trial}"
    );
    assert_eq!(trial["numbers"], 0, "both count as many who were helped: {trial}");
    assert_eq!(statement(&helper), before);
    assert_eq!(rules()["counted"], untried["counted"]);
    let told = community.visitor().get("recognition/rules").ok(200).value();
    assert_eq!(told["trial"], Value::Null, "it is the operator's");

    let again = count(&community);
    assert_eq!(
        (&again["digest"], &again["version"]),
        (&counted["digest"], &json!("v2"))
    );
    operator
        .post("recognition/runs", &json!({ "trial": "v0" }))
        .refused_field("/trial");
}

#[test]
fn the_command_says_what_the_version_in_use_would_change_nothing() {
    let community = Community::with(json!({ "moderation": { "guests": "none" } }));
    let helper = thanked_by_devices(&community);
    count(&community);
    let recompute = |version: &str| {
        let ran = fanfare()
            .args(["recognition", "recompute", "--rules", version, "--dry-run"])
            .args(["--community", &community.slug, "--server", &server::shared().url])
            .env("FANFARE_OPERATOR_TOKEN", OPERATOR_TOKEN)
            .output()
            .unwrap();
        String::from_utf8([ran.stdout, ran.stderr].concat()).unwrap()
    };
    let same = recompute("v2");
    assert!(same.contains("and 0 levels would be won or lost"), "{same}");
    let other = recompute("v1");
    assert!(
        other.contains(&format!("{} rises to defend", helper.id)),
        "{other}"
    );
    assert!(recompute("v0").contains("There is no such version"));
}
