//! Frozen rules are amended in the open: the pages, the list and the log say so, and whoever checks finds it.

use fanfare_tests::client::Answer;
use fanfare_tests::community::Person;
use fanfare_tests::server::OPERATOR_TOKEN;
use serde_json::{Value, json};
use shared::api::problem::Code;
use shared::contest::verify::Witnessed;

use super::sample::{Contest, long};
use super::{fanfare, verify};
use crate::pages;

const REASON: &str = "The market is a <day> later.";

fn amend(contest: &Contest, person: &Person, rules: &Value) -> Answer {
    let body = json!({ "rules": rules, "reason": REASON });
    person.post(&contest.path("amendments"), &body)
}

/// The rules as they hold now, bent.
fn bent(contest: &Contest, bend: impl Fn(&mut Value)) -> Value {
    let mut rules = contest.view(&contest.community.visitor())["rules"].clone();
    bend(&mut rules);
    rules
}

fn later(rules: &mut Value) {
    for window in ["entries", "votes"] {
        let end = rules[window]["closes_at"].as_u64().unwrap();
        rules[window]["closes_at"] = json!(end + 3_600_000);
    }
}

#[test]
fn an_amendment_is_told_with_its_reason_and_stands_in_the_log_that_anyone_checks() {
    let contest = Contest::open(&long());
    let (owner, ada, bo) = (
        contest.community.staff("owner"),
        contest.member("Ada"),
        contest.member("Bo"),
    );
    let frozen = contest.view(&ada)["rules_hash"].clone();
    let extended = bent(&contest, |rules| {
        later(rules);
        rules["winners"] = json!(2);
    });
    amend(&contest, &ada, &extended).refused(Code::Forbidden);
    let amended = amend(&contest, &owner, &extended).ok(200).value();
    assert_eq!(amended["rules"], extended);
    assert_ne!(amended["rules_hash"], frozen);
    assert_eq!(amended["amendments"][0]["reason"], REASON);

    let entry = contest.enter(&ada);
    contest.vote(&bo, &[&entry]).ok(201);
    let listed = contest.community.visitor().get("contests").ok(200).value();
    assert_eq!(listed["data"][0]["rules"], extended);
    let at = format!("/{}/contests/{}/rules", contest.community.slug, contest.id);
    let page = pages::open(&contest.community, &ada, &at).ok(200).text();
    assert!(
        page.contains("How they were amended") && page.contains("The market is a &lt;day&gt; later."),
        "{page}"
    );
    let report = verify(&contest, Witnessed::default()).unwrap();
    assert_eq!(
        (report.amendments, json!(report.rules)),
        (1, amended["rules_hash"].clone())
    );
}

#[test]
fn no_amendment_goes_against_entrants_or_voters() {
    let contest = Contest::open(&long());
    let owner = contest.community.staff("owner");
    let refused = |pointer: &str, bend: &dyn Fn(&mut Value)| {
        amend(&contest, &owner, &bent(&contest, bend)).refused_field(pointer);
    };
    refused("/rules", &|_| {});
    refused("/rules/votes", &|rules| {
        let end = rules["votes"]["closes_at"].as_u64().unwrap();
        rules["votes"]["closes_at"] = json!(end - 1);
        rules["entries"]["closes_at"] = json!(end - 1);
    });
    refused("/rules/consent", &|rules| {
        rules["consent"] = json!("They may sell it.")
    });
    refused("/rules/winners", &|rules| rules["winners"] = json!(0));
    let entry = contest.enter(&contest.member("Ada"));
    contest.vote(&contest.member("Bo"), &[&entry]).ok(201);
    refused("/rules/votes_per_person", &|rules| {
        rules["votes_per_person"] = json!(9)
    });
    let silent = json!({ "rules": bent(&contest, later), "reason": " " });
    owner
        .post(&contest.path("amendments"), &silent)
        .refused_field("/reason");
}

#[test]
fn where_counts_are_shown_the_votes_go_on_no_longer_once_somebody_voted() {
    let mut rules = long();
    rules["counts"] = json!({ "when": "in_batches", "hidden_last_hours": 1 });
    let contest = Contest::open(&rules);
    let owner = contest.community.staff("owner");
    amend(&contest, &owner, &bent(&contest, later)).ok(200);
    let won = bent(&contest, |rules| rules["prize"] = json!({ "name": "A pot" }));
    amend(&contest, &owner, &won).ok(200);
    let entry = contest.enter(&contest.member("Ada"));
    contest.vote(&contest.member("Bo"), &[&entry]).ok(201);
    amend(&contest, &owner, &bent(&contest, later)).refused_field("/rules/votes");
}

#[test]
fn the_command_amends_by_a_file_with_the_rules_that_are_to_hold() {
    let contest = Contest::open(&long());
    let rules = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(rules.path(), bent(&contest, later).to_string()).unwrap();
    let said = fanfare(&[
        "contest",
        "amend",
        &contest.id,
        "--community",
        &contest.community.slug,
        "--server",
        contest.server(),
        "--operator-token",
        OPERATOR_TOKEN,
        "--rules",
        &rules.path().to_string_lossy(),
        "--reason",
        REASON,
    ]);
    assert!(said.contains("is amended"), "{said}");
    let view = contest.view(&contest.community.visitor());
    assert_eq!(view["amendments"][0]["reason"], REASON);
}
