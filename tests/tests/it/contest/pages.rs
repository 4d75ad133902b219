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
fn with_a_prize_shown_counts_are_advised_against_and_not_refused() {
    let community = Community::with(serde_json::json!({ "time_zone": "UTC" }));
    let owner = community.staff("owner");
    let mut answers = answers();
    let advice = "counts are better hidden until the close";
    let seen = make(&community, &owner, &answers, "look").ok(200).text();
    assert!(!seen.contains(advice), "{seen}");
    answers.push(("batches", "1".to_owned()));
    let seen = make(&community, &owner, &answers, "look").ok(200).text();
    assert!(
        seen.contains(advice) && seen.contains("Open the contest"),
        "{seen}"
    );
}

#[test]
fn more_rules_are_set_in_the_form_and_what_is_wrong_with_one_is_said_beside_it() {
    let community = Community::with(serde_json::json!({ "time_zone": "UTC" }));
    let owner = community.staff("owner");
    let mut answers = answers();
    answers.extend([
        ("voters", "sso".to_owned()),
        ("voters/countries", "fr, tn".to_owned()),
    ]);
    let seen = make(&community, &owner, &answers, "look").ok(200).text();
    assert!(
        seen.contains("living in France, Tunisia, as they say themselves"),
        "{seen}"
    );
    answers.push(("entrants/minimum_age", "7".to_owned()));
    let refused = make(&community, &owner, &answers, "look");
    assert_eq!(refused.status, 422, "{}", refused.text());
    for beside in ["id=\"field-entrants/minimum_age-wrong\"", "<details open"] {
        assert!(refused.text().contains(beside), "{beside} in {}", refused.text());
    }
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

/// The entries of a page, and where the next one is.
fn entries_of(page: &str, contest: &Contest) -> (Vec<String>, Option<String>) {
    let path = format!("/{}/contests/{}", contest.community.slug, contest.id);
    let entries = page.split("<li id=\"").skip(1);
    let entries = entries.filter_map(|rest| rest.split_once('"').map(|(id, _)| id.to_owned()));
    let links = page
        .split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split_once('"'));
    let mut links = links.map(|(link, _)| link.replace("&amp;", "&"));
    let next = links.find(|link| link.starts_with(&format!("{path}?")) && link.contains("cursor="));
    (entries.collect(), next)
}

#[test]
fn more_entries_follow_in_the_same_order_for_whoever_goes_on_and_a_bad_address_begins_anew() {
    let mut rules = long();
    rules["entries_per_person"] = serde_json::json!(20);
    let contest = Contest::open(&rules);
    let mut sent = std::collections::BTreeSet::new();
    for name in ["Ada", "Bo", "Cy"] {
        let person = contest.member(name);
        sent.extend((0..18).map(|_| contest.enter(&person)));
    }
    let community = &contest.community;
    let at = format!("/{}/contests/{}", community.slug, contest.id);
    let shown = |person: &Person, path: &str| open(community, person, path).ok(200).text();
    let (first, next) = entries_of(&shown(&community.visitor(), &at), &contest);
    let next = next.expect("there are more entries than a page shows");
    // The reader signed in before going on.
    let (rest, none) = entries_of(&shown(&contest.member("Kim"), &next), &contest);
    assert_eq!((first.len(), rest.len(), none), (50, 4, None));
    let all: std::collections::BTreeSet<_> = first.iter().chain(&rest).cloned().collect();
    assert_eq!(all, sent, "each entry once");
    let (order, _) = next.split_once("cursor=").unwrap_or_default();
    let (again, _) = entries_of(
        &shown(&community.visitor(), &format!("{order}cursor=nonsense")),
        &contest,
    );
    assert_eq!(again, first);
}
