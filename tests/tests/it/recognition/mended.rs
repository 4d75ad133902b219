//! What is kept of a count, damaged where it lies: to count anew finds it and mends it.

use fanfare_tests::community::{Community, Person};
use fanfare_tests::server::{self, Options, Server};
use fanfare_tests::{database, wait};
use serde_json::{Value, json};

use super::{COUNTED, count, leaders, solve, statement};

/// What somebody's disk, or somebody with an editor, may do to it.
const DAMAGES: [&str; 5] = [
    "UPDATE kept_standings SET helped = 99, json = json_set(json, '$.helped', 99) WHERE helped > 0",
    "UPDATE kept_lines SET people = 99",
    "DELETE FROM kept_lines WHERE contribution IN (SELECT min(contribution) FROM kept_lines)",
    "INSERT INTO kept_lines SELECT person_id, released, contribution, day - 1, since, 5, 0, NULL FROM kept_lines LIMIT 1",
    "UPDATE kept_sums SET helped = 99",
];

/// What is told of it: the helper's statement, who leads, and who does with a tag.
fn told(community: &Community, helper: &Person) -> (Value, Vec<String>, Value) {
    let of_tag = community.visitor().get("leaders?period=ever&tag=cleaning");
    (statement(helper), leaders(community), of_tag.ok(200).value())
}

#[test]
fn a_row_that_is_not_as_it_was_written_is_found_and_written_again() {
    let state = server::directory();
    let mut server = Server::start(state.path(), &Options::default());
    let mut community = Community::on(&server, json!({}));
    let mut helper = community.member("Sam Sample");
    for _ in 0..4 {
        solve(&community, &helper);
    }
    let counted = count(&community);
    assert_eq!(counted["mended"], 0);
    let before = told(&community, &helper);
    for damage in DAMAGES {
        drop(server);
        database::run(state.path(), "community", "kept_lines", &[damage]);
        server = Server::start(state.path(), &Options::default());
        (community, helper) = (community.moved_to(&server), helper.moved_to(&server));
        assert_ne!(told(&community, &helper), before, "{damage}");
        let again = count(&community);
        assert_eq!(again["mended"], 1, "{damage}");
        assert_eq!(again["digest"], counted["digest"], "{damage}");
        // What a list shows is at most two seconds old.
        wait::until(&format!("what stood before {damage}"), COUNTED, || {
            (told(&community, &helper) == before).then_some(())
        });
    }
    assert_eq!(count(&community)["mended"], 0);
}
