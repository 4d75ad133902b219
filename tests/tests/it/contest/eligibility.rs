//! Who may take part, by what they say of themselves: said before they vote, once, and asked for wherever one votes.

use fanfare_tests::community::Person;
use serde_json::{Value, json};

use super::sample::{Contest, long};
use crate::pages::{open, submit};

const ASKED: &str = "This is so of me: at least 99 years old · living in Antarctica, France";

/// Rules that hardly anybody meets.
fn rules() -> Value {
    let mut rules = long();
    let of_old_people = json!({ "tiers": ["email", "sso"], "minimum_age": 99, "countries": ["AQ", "FR"] });
    rules["voters"] = of_old_people.clone();
    rules["entrants"] = of_old_people;
    rules
}

fn fragment(contest: &Contest, person: &Person, rest: &str) -> String {
    let path = format!("fragment?view=contest&contest={}{rest}", contest.id);
    person.get(&path).ok(200).text()
}

#[test]
fn a_first_ballot_says_that_its_voter_is_who_may_vote() {
    let contest = Contest::open(&rules());
    let entry = contest.enter(&contest.member("Ada"));
    let bo = contest.member("Bo");
    contest.vote(&bo, &[&entry]).refused_field("/declared");
    let denied = json!({ "entries": [entry], "declared": false });
    bo.post(&contest.path("ballots"), &denied)
        .refused_field("/declared");
    let said = json!({ "entries": [entry], "declared": true });
    bo.post(&contest.path("ballots"), &said).ok(201);
    contest.vote(&bo, &[]).ok(201);
    contest.vote(&bo, &[&entry]).ok(201);
}

#[test]
fn pages_say_who_may_take_part_and_ask_before_the_first_vote_alone() {
    let contest = Contest::open(&rules());
    let (community, bo) = (&contest.community, contest.member("Bo"));
    let at = format!("/{}/contests/{}", community.slug, contest.id);
    let entry = contest.enter(&contest.member("Ada"));
    let vote = format!("{at}/entries/{entry}/vote");
    let shown = |path: &str| open(community, &bo, path).ok(200).text();

    let head = shown(&at);
    for who in ["Who may enter", "Who may vote"] {
        let line = format!("{who}: at least 99 years old · living in Antarctica, France");
        assert!(head.contains(&line), "{head}");
    }
    assert!(head.contains(&format!("href=\"{vote}\"")), "{head}");
    assert!(shown(&format!("{at}/enter")).contains(ASKED));
    assert!(
        shown(&format!("{at}/rules?lang=fr"))
            .contains("résidence : Antarctique, France, selon leur déclaration")
    );

    let asked = shown(&vote);
    assert!(
        asked.contains(ASKED) && asked.contains("name=\"declared\""),
        "{asked}"
    );
    let refused = submit(community, &bo, &vote, &[("value", "1")]);
    assert_eq!(refused.status, 422, "{}", refused.text());
    let declared = [("value", "1"), ("declared", "1")];
    assert_eq!(submit(community, &bo, &vote, &declared).status, 303);
    assert!(!shown(&vote).contains(ASKED));
    assert!(shown(&at).contains("Your vote ✓"));
}

#[test]
fn an_embed_asks_where_an_entry_stands_alone() {
    let contest = Contest::open(&rules());
    let bo = contest.member("Bo");
    let entry = contest.enter(&contest.member("Ada"));
    let checkbox = "name=\"declared:json\"";
    let list = fragment(&contest, &bo, "");
    assert!(
        !list.contains(checkbox) && !list.contains("contest:voted"),
        "{list}"
    );
    let alone = fragment(&contest, &bo, &format!("&entry={entry}"));
    assert!(alone.contains(checkbox) && alone.contains(ASKED), "{alone}");
    assert!(fragment(&contest, &bo, "&enter=1").contains(ASKED));
    let said = json!({ "entries": [entry], "declared": true });
    bo.post(&contest.path("ballots"), &said).ok(201);
    let list = fragment(&contest, &bo, "");
    assert!(!list.contains(ASKED) && list.contains("contest:voted"), "{list}");
}
