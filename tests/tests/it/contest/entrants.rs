//! Who sent in what everybody sees has a page that says so, and nobody else by an entry alone.

use std::path::Path;
use std::time::Duration;

use fanfare_tests::community::{Community, Person};
use fanfare_tests::server::{self, Options, Server};
use fanfare_tests::{database, wait};
use serde_json::{Value, json};

use super::sample::{Contest, long};
use crate::pages::open;

/// What everybody is told is at most two seconds old; a busy machine gets more, and still half of what is promised.
const FRESH_TIMEOUT: Duration = Duration::from_secs(30);
/// How long the alarms of a busy machine may take.
const ALARM_TIMEOUT: Duration = Duration::from_secs(60);
/// The most entries on a contributor's page.
const SHOWN: usize = 20;
/// Views are made anew with each schema; those of today name columns that were not there.
const WITHOUT_VIEWS: [&str; 2] = [
    "PRAGMA writable_schema = ON",
    "DELETE FROM sqlite_schema WHERE type = 'view'",
];
/// What brings both objects back to the schemas before contests told of all their entries.
const COMMUNITY_BEFORE: [&str; 9] = [
    // What came since is undone first.
    "DROP INDEX reports_of_person",
    "ALTER TABLE recognition DROP COLUMN mended",
    "ALTER TABLE recognition DROP COLUMN trial",
    "ALTER TABLE recognition DROP COLUMN version",
    "ALTER TABLE thanks RENAME COLUMN target TO answer_id",
    "CREATE TABLE featured_entries (entry TEXT PRIMARY KEY, contest TEXT NOT NULL, author_id TEXT NOT NULL, title TEXT NOT NULL,
       shown INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    "DROP TABLE contest_entries",
    "DELETE FROM schema_views",
    "DELETE FROM schema_version WHERE number >= 26",
];
const CONTEST_BEFORE: [&str; 5] = [
    "DROP INDEX entries_untold",
    "ALTER TABLE entries DROP COLUMN told",
    "ALTER TABLE pictures ADD COLUMN told TEXT NOT NULL DEFAULT ''",
    "CREATE TABLE featured (entry TEXT PRIMARY KEY, told TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID",
    "DELETE FROM schema_version WHERE number >= 11",
];

/// What strangers are told that somebody entered; nothing where that person has no page.
fn entered(community: &Community, person: &Person) -> Vec<Value> {
    let told = community.visitor().get(&format!("people/{}", person.id));
    match told.status {
        404 => Vec::new(),
        _ => told.ok(200).value()["entries"].as_array().unwrap().clone(),
    }
}

/// Waits until strangers are told of these entries, in this order; of none, that there is no such page.
fn told(community: &Community, person: &Person, wanted: &[&str]) {
    let path = format!("/{}/people/{}", community.slug, person.id);
    wait::until(&format!("{wanted:?} on the page"), FRESH_TIMEOUT, || {
        let entered = entered(community, person);
        let ids: Vec<&str> = entered.iter().filter_map(|entry| entry["id"].as_str()).collect();
        let page = open(community, &community.visitor(), &path);
        let is_shown = |id: &&str| page.text().contains(&format!("/entries/{id}"));
        let status = if wanted.is_empty() { 404 } else { 200 };
        (ids == wanted && page.status == status && ids.iter().all(is_shown)).then_some(())
    });
}

#[test]
fn who_only_entered_a_contest_has_a_page_exactly_while_everybody_sees_an_entry() {
    let mut rules = long();
    rules["moderation"] = json!("before");
    let contest = Contest::open(&rules);
    let community = &contest.community;
    let moderator = community.staff("moderator");
    for last in ["withdraw", "disqualify"] {
        let ada = contest.member("Ada");
        let entry = contest.enter(&ada);
        told(community, &ada, &[]);
        contest.decide_entry(&moderator, &entry, "publish").ok(200);
        told(community, &ada, &[&entry]);
        let by = if last == "withdraw" { &ada } else { &moderator };
        contest.decide_entry(by, &entry, last).ok(200);
        told(community, &ada, &[]);
    }
    let bo = contest.member("Bo");
    let entry = contest.enter(&bo);
    contest.decide_entry(&moderator, &entry, "reject").ok(200);
    told(community, &bo, &[]);
}

#[test]
fn an_entrant_who_wants_no_page_has_none_and_one_without_a_name_neither() {
    let mut rules = long();
    rules["entrants"]["tiers"] = json!(["guest", "email", "sso"]);
    let contest = Contest::open(&rules);
    let community = &contest.community;
    let (ada, nobody) = (contest.member("Ada"), community.guest(""));
    let entry = contest.enter(&ada);
    told(community, &ada, &[&entry]);
    for (listed, wanted) in [(false, &[][..]), (true, &[entry.as_str()][..])] {
        let public = json!({ "listed": listed, "sentence": "" });
        ada.put("me/recognition", &public).ok(200);
        told(community, &ada, wanted);
    }
    contest.enter(&nobody);
    told(community, &nobody, &[]);
}

#[test]
fn a_page_has_the_last_entries_of_all_contests_the_last_first() {
    let community = Community::new();
    let ada = community.member("Ada Sample");
    let mut rules = long();
    rules["title"] = json!("The very first");
    let mut entered_in = vec![Contest::open_in(community.clone(), &rules).enter(&ada)];
    // More contests than a page of contests would have shown, of which this person was in one.
    let others: Vec<Contest> = (0..11)
        .map(|_| Contest::open_in(community.clone(), &long()))
        .collect();
    told(&community, &ada, &[&entered_in[0]]);
    assert_eq!(entered(&community, &ada)[0]["contest_title"], "The very first");
    let mut rules = long();
    rules["entries_per_person"] = json!(SHOWN);
    let many = Contest::open_in(community.clone(), &rules);
    entered_in.push(others[4].enter(&ada));
    entered_in.extend((0..SHOWN - 1).map(|_| many.enter(&ada)));
    let last: Vec<&str> = entered_in.iter().rev().take(SHOWN).map(String::as_str).collect();
    told(&community, &ada, &last);
}

#[test]
fn contests_of_an_earlier_release_tell_all_their_entries_in_batches_once() {
    let state = server::directory();
    let start = || Server::start(state.path(), &Options::default());
    let server = start();
    let mut rules = long();
    rules["entries_per_person"] = json!(SHOWN);
    let contest = Contest::open_on(&server, &rules);
    let people: Vec<Person> = (0..6).map(|_| contest.member("Ada")).collect();
    let entries: Vec<Vec<String>> = people
        .iter()
        .map(|person| (0..SHOWN).map(|_| contest.enter(person)).collect())
        .collect();
    contest
        .decide_entry(&people[5], &entries[5][0], "withdraw")
        .ok(200);
    drop(server);
    let run =
        |kind: &str, table: &str, statements: &[&str]| database::run(state.path(), kind, table, statements);
    let telling = "SELECT count(*) FROM events WHERE kind = 'entry_picture'";
    let before: usize = run("community", "events", &[telling]).parse().unwrap();
    run("community", "contest_entries", &WITHOUT_VIEWS);
    run("community", "contest_entries", &COMMUNITY_BEFORE);
    run("contest", "entries", &CONTEST_BEFORE);

    let server = start();
    let contest = contest.moved_to(&server);
    let shown = 6 * SHOWN - 1;
    // Nobody but a reader of the community comes by.
    contest.community.visitor().get("questions").ok(200);
    let known = "SELECT count(*) FROM contest_entries WHERE shown = 1";
    wait::until("the community was told of all", ALARM_TIMEOUT, || {
        (run("community", "contest_entries", &[known]) == shown.to_string()).then_some(())
    });
    for (person, entries) in people.iter().zip(&entries) {
        let is_last = person.id == people[5].id;
        let wanted: Vec<&str> = entries
            .iter()
            .skip(is_last.into())
            .rev()
            .map(String::as_str)
            .collect();
        told(&contest.community, person, &wanted);
    }
    let after: usize = run("community", "events", &[telling]).parse().unwrap();
    assert_eq!(after - before, shown, "each is told once");
    drop(server);
    // Told again, it is nothing new.
    untell(state.path());
    let server = start();
    let contest = contest.moved_to(&server);
    contest.view(&contest.community.visitor());
    let untold = "SELECT count(*) FROM entries WHERE told <> state";
    wait::until("the community was told again", ALARM_TIMEOUT, || {
        (run("contest", "entries", &[untold]) == "0").then_some(())
    });
    assert_eq!(run("community", "events", &[telling]), after.to_string());
}

/// Has the contest forget what its community knows.
fn untell(state: &Path) {
    let due = "INSERT INTO due (task, at) VALUES ('entries', 0) ON CONFLICT (task) DO UPDATE SET at = 0";
    database::run(
        state,
        "contest",
        "entries",
        &["UPDATE entries SET told = ''", due],
    );
}

#[test]
fn names_beside_entries_lead_to_who_sent_them_in_on_pages_and_in_the_embed() {
    let contest = Contest::open(&long());
    let community = &contest.community;
    let (ada, bo) = (contest.member("Ada"), contest.member("Bo"));
    let (first, second) = (contest.enter(&ada), contest.enter(&bo));
    let private = json!({ "listed": false, "sentence": "" });
    bo.put("me/recognition", &private).ok(200);
    let (slug, id) = (&community.slug, &contest.id);
    let asked = format!("entrants?entries={first},{second}");
    wait::until("it is known who entered", FRESH_TIMEOUT, || {
        let entrants = community.visitor().get(&asked).ok(200).value();
        (entrants["data"] == json!([{ "entry": first, "person": ada.id }])).then_some(())
    });
    let base = community.visitor().client.base().to_owned();
    let fragment = format!("fragment?view=contest&contest={id}&lang=fr");
    for (content, link) in [
        (page(community, &ada, &format!("/{slug}/contests/{id}")), ""),
        (
            page(
                community,
                &community.visitor(),
                &format!("/{slug}/contests/{id}/entries/{first}"),
            ),
            "",
        ),
        (community.visitor().get(&fragment).ok(200).text(), base.as_str()),
        (
            community
                .visitor()
                .get(&format!("{fragment}&entry={first}"))
                .ok(200)
                .text(),
            base.as_str(),
        ),
    ] {
        assert!(
            content.contains(&format!("href=\"{link}/{slug}/people/{}", ada.id)),
            "{content}"
        );
        assert!(!content.contains(&bo.id), "{content}");
    }
    let other = page(
        community,
        &community.visitor(),
        &format!("/{slug}/contests/{id}/entries/{second}"),
    );
    assert!(!other.contains(&format!("/people/{}", bo.id)), "{other}");
    community
        .visitor()
        .get("entrants?entries=everybody")
        .refused_field("?entries");
    community.visitor().get("entrants").refused_field("?entries");
}

fn page(community: &Community, person: &Person, path: &str) -> String {
    open(community, person, path).ok(200).text()
}
