//! A contest on its own pages, without scripts: made, entered, voted in, closed, won.

use fanfare_tests::client::Answer;
use fanfare_tests::community::{Community, Person};
use fanfare_tests::{jwt, wait};
use shared::time::Millis;

use super::sample::{CLOSING_TIMEOUT, Contest, long, while_busy};
use crate::pages::{open, submit};

/// Where a form led to.
fn led(sent: &Answer) -> String {
    assert_eq!(sent.status, 303, "{}", sent.text());
    sent.header("location")
}

/// The answers of an owner, for a contest that closes soon.
fn answers() -> Vec<(&'static str, String)> {
    let now = i64::try_from(jwt::now()).unwrap() * 1_000;
    let lasts = i64::try_from(while_busy()).unwrap();
    let until = Millis::new(now + lasts)
        .iso()
        .chars()
        .take(19)
        .collect::<String>();
    let fields = [
        ("title", "Your first cup, wherever"),
        ("theme", "Where does it find you?"),
        ("prize", "A pot"),
        ("worth", "80 EUR"),
        ("winners", "1"),
        ("entries_per_person", "1"),
        ("votes_per_person", "1"),
        ("consent", "You may show it."),
        ("after", "1"),
    ];
    let mut fields: Vec<_> = fields.map(|(name, value)| (name, value.to_owned())).into();
    fields.extend([("entries", until.clone()), ("votes", until)]);
    fields
}

fn make(community: &Community, owner: &Person, answers: &[(&'static str, String)], act: &str) -> Answer {
    let mut fields: Vec<(&str, &str)> = answers
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    fields.push(("act", act));
    submit(
        community,
        owner,
        &format!("/{}/contests/new", community.slug),
        &fields,
    )
}

#[test]
fn the_brands_people_find_contests_from_every_page_of_theirs() {
    let community = Community::new();
    let link = format!("href=\"/{}/contests\"", community.slug);
    let page = format!("/{}/me", community.slug);
    let shown = |person: &Person| open(&community, person, &page).ok(200).text();
    assert!(shown(&community.staff("owner")).contains(&link));
    assert!(!shown(&community.member("Ada")).contains(&link));
}

#[test]
fn everybody_finds_contests_from_every_page_once_one_opened() {
    let contest = Contest::open(&long());
    let community = &contest.community;
    let link = format!("href=\"/{}/contests\"", community.slug);
    let visitor = community.visitor();
    wait::until("the community's page leads to them", CLOSING_TIMEOUT, || {
        let page = open(community, &visitor, &format!("/{}", community.slug))
            .ok(200)
            .text();
        page.contains(&link).then_some(())
    });
}

#[test]
fn a_contest_is_made_entered_voted_in_and_won_without_scripts() {
    let community = Community::with(serde_json::json!({ "time_zone": "UTC" }));
    let (owner, ada, bo) = (
        community.staff("owner"),
        community.member("Ada"),
        community.member("Bo"),
    );
    let answers = answers();
    let seen = make(&community, &owner, &answers, "look").ok(200).text();
    assert!(
        seen.contains("worth <bdi>80 EUR</bdi>") && seen.contains("Open the contest"),
        "{seen}"
    );
    let list = format!("/{}/contests", community.slug);
    let visitor = community.visitor();
    assert!(
        !open(&community, &visitor, &list)
            .ok(200)
            .text()
            .contains("Your first cup")
    );

    let contest = led(&make(&community, &owner, &answers, "open"));
    assert!(
        open(&community, &visitor, &list)
            .ok(200)
            .text()
            .contains("Your first cup")
    );
    let rules = open(&community, &visitor, &format!("{contest}/rules?lang=ar"))
        .ok(200)
        .text();
    assert!(rules.contains("القواعد الرسمية"), "{rules}");

    let fields = [
        ("title", "Roof, <b>6:10</b>"),
        ("markdown", "It *rained*."),
        ("agreed", "1"),
    ];
    let entry = led(&submit(&community, &ada, &format!("{contest}/enter"), &fields));
    let shown = open(&community, &visitor, &entry).ok(200).text();
    assert!(shown.contains("Roof, &lt;b&gt;6:10&lt;/b&gt;"), "{shown}");

    let own = submit(&community, &ada, &format!("{entry}/vote"), &[("value", "1")]);
    assert_eq!(own.status, 403, "{}", own.text());
    led(&submit(
        &community,
        &bo,
        &format!("{entry}/vote"),
        &[("value", "1")],
    ));
    assert!(
        open(&community, &bo, &contest)
            .ok(200)
            .text()
            .contains("Your vote ✓")
    );
    assert!(
        !open(&community, &visitor, &contest)
            .ok(200)
            .text()
            .contains("Your vote")
    );
    let receipt = open(&community, &bo, &format!("{contest}/receipt"))
        .ok(200)
        .text();
    assert!(receipt.contains("fanfare.contest.v1 acceptance"), "{receipt}");

    wait::until("the page says who won", CLOSING_TIMEOUT, || {
        let page = open(&community, &visitor, &contest).ok(200).text();
        (page.contains("The winners") && page.contains("Votes: 1")).then_some(())
    });
    let check = open(&community, &visitor, &format!("{contest}/check"))
        .ok(200)
        .text();
    assert!(
        check.contains("fanfare verify ") && check.contains(&contest),
        "{check}"
    );
}

#[test]
fn a_contest_opens_under_the_rules_that_were_shown() {
    let community = Community::with(serde_json::json!({ "time_zone": "UTC" }));
    let owner = community.staff("owner");
    let answers = answers();
    let seen = make(&community, &owner, &answers, "look").ok(200).text();
    // The button that opens stands in a form of its own, whose fields nobody can type into.
    let opens = seen
        .split("<form")
        .find(|form| form.contains("value=\"open\""))
        .unwrap();
    for (name, value) in answers {
        let field = format!("value=\"{value}\" type=\"hidden\" name=\"{name}\"");
        assert!(opens.contains(&field), "{field} in {opens}");
    }
}

#[test]
fn a_contest_that_breaks_a_rule_is_not_made_and_the_form_says_why() {
    let community = Community::with(serde_json::json!({ "time_zone": "UTC" }));
    let owner = community.staff("owner");
    let mut answers = answers();
    answers.retain(|(name, _)| !matches!(*name, "votes" | "winners"));
    answers.extend([("votes", "soon".to_owned()), ("winners", "many".to_owned())]);
    let refused = make(&community, &owner, &answers, "open");
    assert_eq!(refused.status, 422);
    let page = refused.text();
    assert!(
        page.contains("Give a day and a time.") && page.contains("Give a number."),
        "{page}"
    );
    assert!(page.contains("Where does it find you?"), "{page}");
}
