//! Photo contests: a picture is sent, entered once, seen by who sees its entry, found, and gone with it.

use std::collections::BTreeSet;
use std::time::Duration;

use fanfare_tests::assertions::text;
use fanfare_tests::client::Answer;
use fanfare_tests::community::{Community, Person};
use fanfare_tests::pictures::{LOSSY, PHOTO, SHOT, of_sides};
use fanfare_tests::server::{self, Options, Server};
use fanfare_tests::{database, wait};
use serde_json::{Value, json};
use shared::api::problem::Code;
use shared::api::route::Method;
use shared::contest::commitment::{self, ENTRY};

use super::sample::{Contest, long};
use crate::picture_forms;

/// How soon a picture is gone whose entry is: half of what is promised, which browsers may take.
const GONE_WITHIN: Duration = Duration::from_secs(30);

/// How long the alarm of a busy machine may take.
const ALARM_TIMEOUT: Duration = Duration::from_secs(60);

/// These rules for pictures, of which one person may send in several.
pub(super) fn photos(mut rules: Value) -> Value {
    rules["kind"] = json!("photo");
    rules["entries_per_person"] = json!(9);
    rules
}

/// An entry with this picture.
fn entry(title: &str, medium: &Value) -> Value {
    let media = [json!({ "id": medium["id"], "alt": "A cup on a roof" })];
    json!({ "title": title, "media": media, "agreed": true })
}

pub(super) fn enter(contest: &Contest, person: &Person, title: &str, picture: (&str, &[u8])) -> Answer {
    let medium = person.upload(picture.0, picture.1).ok(201).value();
    person.post(&contest.path("entries"), &entry(title, &medium))
}

/// What a browser without a session is served at the address of an entry's picture.
pub(super) fn served(contest: &Contest, entry: &Value) -> u16 {
    let client = contest.community.visitor().client;
    client.get(text(&entry["media"][0], "url")).status
}

#[test]
fn a_picture_is_seen_by_who_sees_its_entry_and_gone_when_it_is_rejected_or_taken_back() {
    let mut rules = photos(long());
    rules["moderation"] = json!("before");
    let contest = Contest::open(&rules);
    let (ada, moderator) = (contest.member("Ada"), contest.community.staff("moderator"));
    let sent = |title, picture| enter(&contest, &ada, title, picture).ok(201).value();
    let (first, second) = (
        sent("Roof, 6:10", ("image/jpeg", PHOTO)),
        sent("Kitchen", ("image/png", SHOT)),
    );
    let url = text(&first["media"][0], "url");
    let (bare, _) = url
        .split_once("?key=")
        .expect("only the entrant is given the key");
    let bare = json!({ "media": [{ "url": bare }] });
    assert_eq!((served(&contest, &first), served(&contest, &bare)), (200, 404));

    let decide = |entry: &Value, person: &Person, act| {
        contest
            .decide_entry(person, &text(entry, "id"), act)
            .ok(200)
            .value()
    };
    let published = decide(&first, &moderator, "publish");
    assert_eq!(published["media"][0]["url"], bare["media"][0]["url"]);
    assert_eq!(published["media"][0]["alt"], "A cup on a roof");
    assert_eq!(served(&contest, &published), 200);

    let (rejected, withdrawn) = (
        decide(&second, &moderator, "reject"),
        decide(&first, &ada, "withdraw"),
    );
    assert!(rejected.get("media").is_none() && withdrawn.get("media").is_none());
    for entry in [&second, &published] {
        wait::until("the picture is gone", GONE_WITHIN, || {
            (served(&contest, entry) == 404).then_some(())
        });
    }
}

#[test]
fn the_smaller_variant_of_a_picture_is_shown_in_rows_and_gone_with_its_entry() {
    let contest = Contest::open(&photos(long()));
    let ada = contest.member("Ada");
    let medium = ada.upload("image/png", &of_sides(1_000, 800, 600_000));
    let medium = medium.ok(201).value();
    ada.vary(&medium, "image/png", &of_sides(480, 384, 1_000)).ok(200);
    let sent = ada.post(&contest.path("entries"), &entry("Roof, 6:10", &medium));
    let sent = sent.ok(201).value();
    let url = text(&sent["media"][0], "url");
    let (visitor, slug) = (contest.community.visitor(), &contest.community.slug);
    let path = format!("/{slug}/contests/{}", contest.id);
    let page = crate::pages::open(&contest.community, &visitor, &path)
        .ok(200)
        .text();
    assert!(
        page.contains(&format!("{url}?variant=1 480w, {url} 1000w")),
        "{page}"
    );
    let small = || visitor.client.get(format!("{url}?variant=1"));
    assert_eq!(small().ok(200).header("content-type"), "image/png");
    contest.decide_entry(&ada, &text(&sent, "id"), "withdraw").ok(200);
    wait::until("it is gone", GONE_WITHIN, || {
        (small().status == 404).then_some(())
    });
}

#[test]
fn the_same_picture_is_entered_once_in_a_contest_until_it_is_taken_back() {
    let contest = Contest::open(&photos(long()));
    let (ada, bo) = (contest.member("Ada"), contest.member("Bo"));
    let roof = enter(&contest, &ada, "Roof", ("image/jpeg", PHOTO))
        .ok(201)
        .value();
    enter(&contest, &bo, "Mine, really", ("image/jpeg", PHOTO)).refused_field("/media");
    contest.decide_entry(&ada, &text(&roof, "id"), "withdraw").ok(200);
    enter(&contest, &bo, "Mine, really", ("image/jpeg", PHOTO)).ok(201);
}

#[test]
fn an_entry_has_one_unused_picture_of_the_entrants_own() {
    let contest = Contest::open(&photos(long()));
    let (ada, bo) = (contest.member("Ada"), contest.member("Bo"));
    let send = |person: &Person, body: &Value| person.post(&contest.path("entries"), body);
    let medium = ada.upload("image/jpeg", PHOTO).ok(201).value();
    send(&bo, &entry("Not mine", &medium)).refused_field("/media/0/id");
    send(&ada, &json!({ "title": "No picture", "agreed": true })).refused_field("/media");
    let mut two = entry("Two", &medium);
    two["media"] = json!([two["media"][0], two["media"][0]]);
    send(&ada, &two).refused_field("/media");
    // What was refused for its words is sent again with the picture it named, once.
    let mut wordless = entry("", &medium);
    send(&ada, &wordless).refused_field("/title");
    wordless["title"] = json!("With words");
    let with_key = |key| ada.post_with_key(&contest.path("entries"), &wordless, key);
    let first = with_key("once").ok(201);
    assert_eq!(first.body, with_key("once").ok(201).body);
    with_key("twice").refused_field("/media/0/id");
    let words = Contest::open(&long());
    let (cy, other) = (words.member("Cy"), words.path("entries"));
    let medium = cy.upload("image/jpeg", PHOTO).ok(201).value();
    let mut story = entry("A story", &medium);
    story["markdown"] = json!("Once.");
    cy.post(&other, &story).refused_field("/media");
}

/// A question with this picture.
fn question_with(person: &Person, medium: &Value) -> Answer {
    let media = [json!({ "id": medium["id"], "alt": "A cup on a roof" })];
    let question = json!({ "subject": "cups", "title": "How is this cup cleaned?", "markdown": "It is copper.", "media": media });
    person.post("questions", &question)
}

#[test]
fn a_picture_that_a_contest_does_not_take_can_still_be_used_elsewhere() {
    let mut later = photos(long());
    for window in ["entries", "votes"] {
        later[window]["opens_at"] = json!(later[window]["closes_at"].as_u64().unwrap() - 60_000);
    }
    let community = Community::new();
    let stories = Contest::open_in(community, &long());
    let community = &stories.community;
    let ada = community.member("Ada");
    let medium = ada.upload("image/jpeg", PHOTO).ok(201).value();
    let mut story = entry("A story", &medium);
    story["markdown"] = json!("Once.");
    ada.post(&stories.path("entries"), &story).refused_field("/media");
    let owner = community.staff("owner");
    let draft = text(&owner.post("contests", &later).ok(201).value(), "id");
    let path = owner.path(&format!("contests/{draft}/opening"));
    owner.client.call(Method::Post.as_str(), path).send().ok(200);
    let early = ada.post(&format!("contests/{draft}/entries"), &entry("Early", &medium));
    early.refused(Code::WrongState);
    question_with(&ada, &medium).ok(201);
}

#[test]
fn a_moderator_reads_what_waits_first_and_what_is_over_last() {
    let mut rules = long();
    rules["entries_per_person"] = json!(9);
    rules["moderation"] = json!("before");
    let contest = Contest::open(&rules);
    let (ada, moderator) = (contest.member("Ada"), contest.community.staff("moderator"));
    let entries: Vec<String> = (0..6).map(|_| contest.enter(&ada)).collect();
    for (entry, act) in entries.iter().zip(["reject", "publish", "reject", "publish"]) {
        contest.decide_entry(&moderator, entry, act).ok(200);
    }
    let order = |person: &Person| {
        let found = pages(&contest, person, "seed=7");
        let state = |id: &String| {
            let path = contest.path(&format!("entries/{id}"));
            text(&person.get(&path).ok(200).value(), "state")
        };
        found.iter().map(state).collect::<Vec<_>>()
    };
    let expected = [
        "waiting",
        "waiting",
        "published",
        "published",
        "rejected",
        "rejected",
    ];
    assert_eq!(order(&moderator), expected);
    assert_eq!(order(&ada), expected);
    assert_eq!(order(&contest.community.visitor()), ["published", "published"]);
}

#[test]
fn the_log_commits_to_the_file_of_the_picture() {
    use sha2::{Digest, Sha256};
    let contest = Contest::open(&photos(long()));
    let entry = enter(&contest, &contest.member("Ada"), "Roof", ("image/jpeg", PHOTO))
        .ok(201)
        .value();
    let file = contest
        .community
        .visitor()
        .client
        .get(text(&entry["media"][0], "url"))
        .ok(200)
        .body;
    let hash = shared::hexadecimal::encode(&Sha256::digest(&file));
    let salt = commitment::decode(entry["salt"].as_str().unwrap()).unwrap();
    let content = commitment::commit(ENTRY, &salt, &format!("Roof\n\n{hash}"));
    let leaf = contest
        .log()
        .into_iter()
        .find(|line| line.contains("contest.v1 entry"))
        .unwrap();
    assert!(leaf.contains(&format!("content={content}")), "{leaf}");
}

/// The entries of a query, page by page.
fn pages(contest: &Contest, person: &Person, query: &str) -> Vec<String> {
    let (mut found, mut cursor) = (Vec::new(), String::new());
    loop {
        let path = format!("{}?limit=2&{query}{cursor}", contest.path("entries"));
        let page = person.get(&path).ok(200).value();
        found.extend(
            page["data"]
                .as_array()
                .unwrap()
                .iter()
                .map(|entry| text(entry, "id")),
        );
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return found,
        }
    }
}

#[test]
fn every_seed_is_an_order_of_all_entries_and_a_search_finds_their_words() {
    let mut rules = long();
    rules["entries_per_person"] = json!(9);
    let contest = Contest::open(&rules);
    let ada = contest.member("Ada");
    let titles = ["Été à la mer", "قهوة الصباح", "Roof", "Kitchen", "Ferry"];
    let entries: Vec<String> = titles
        .iter()
        .map(|title| {
            let body = json!({ "title": title, "markdown": "It rained.", "agreed": true });
            text(&ada.post(&contest.path("entries"), &body).ok(201).value(), "id")
        })
        .collect();
    let visitor = contest.community.visitor();
    let all: BTreeSet<_> = entries.iter().cloned().collect();
    let mut firsts = BTreeSet::new();
    for seed in 1..=20 {
        let query = format!("seed={seed}");
        let order = pages(&contest, &visitor, &query);
        assert_eq!(
            (order.len(), order.iter().cloned().collect()),
            (5, all.clone()),
            "{query}"
        );
        assert_eq!(order, pages(&contest, &visitor, &query));
        let places: Vec<Value> = order
            .iter()
            .map(|id| {
                let path = contest.path(&format!("entries/{id}?{query}"));
                visitor.get(&path).ok(200).value()["place"].clone()
            })
            .collect();
        for (number, place) in places.iter().enumerate() {
            assert_eq!(place["number"], number + 1);
            assert_eq!(place["next"].as_str(), order.get(number + 1).map(String::as_str));
        }
        firsts.insert(order[0].clone());
    }
    assert!(firsts.len() > 2, "{firsts:?}");
    for (sought, found) in [("ete%20MER", 0), ("%D9%82%D9%87%D9%88%D9%87", 1), ("kitch", 3)] {
        assert_eq!(
            pages(&contest, &visitor, &format!("q={sought}")),
            [entries[found].clone()],
            "{sought}"
        );
    }
    assert!(pages(&contest, &visitor, "q=nowhere&seed=1").is_empty());
    let refused = |query: &str| visitor.get(&contest.path(&format!("entries?{query}")));
    refused("seed=0").refused_field("?seed");
    refused("seed=4294967296").refused_field("?seed");
    refused("seed=1&cursor=nonsense").refused(Code::BadCursor);
}

#[test]
fn a_picture_is_entered_by_the_form_and_stands_in_the_gallery() {
    let contest = Contest::open(&photos(long()));
    let community: &Community = &contest.community;
    let (ada, bo) = (contest.member("Ada"), contest.member("Bo"));
    let at = format!("/{}/contests/{}", community.slug, contest.id);
    let fields = [
        ("title", "Roof, <b>6:10</b>"),
        ("alt", "A cup on a roof"),
        ("agreed", "1"),
    ];
    let sent = picture_forms::submit(community, &ada, &format!("{at}/enter"), &fields, LOSSY);
    assert_eq!(sent.status, 303, "{}", sent.text());
    let shown = |person: &Person, path: &str| crate::pages::open(community, person, path).ok(200).text();
    let page = shown(&community.visitor(), &at);
    assert!(
        page.contains("class=\"entries\"") && page.contains("alt=\"A cup on a roof\""),
        "{page}"
    );
    assert!(
        page.contains("loading=\"lazy\"") && page.contains("Roof, &lt;b&gt;6:10&lt;/b&gt;"),
        "{page}"
    );
    let vote = "/vote";
    assert!(
        shown(&bo, &at).contains(vote) && !shown(&ada, &at).contains(vote),
        "nobody is offered their own"
    );
    let large = shown(&bo, &sent.header("location"));
    assert!(
        large.contains("property=\"og:image\"") && large.contains("1 / 1"),
        "{large}"
    );
    let again = picture_forms::submit(community, &bo, &format!("{at}/enter"), &fields, LOSSY);
    assert_eq!(again.status, 422, "{}", again.text());
    assert!(again.text().contains("field-picture-wrong"), "{}", again.text());
}

#[test]
fn a_draft_that_nobody_opens_loses_its_picture_and_says_so() {
    let state = server::directory();
    let start = || Server::start(state.path(), &Options::default());
    let server = start();
    let community = Community::on(&server, json!({ "time_zone": "UTC" }));
    let owner = community.staff("owner");
    let medium = owner.upload("image/jpeg", PHOTO).ok(201).value();
    let mut rules = long();
    rules["kind"] = json!("caption");
    rules["picture"] = json!(format!(
        "/api/v1/{}/media/{}",
        community.slug,
        text(&medium, "id")
    ));
    let draft = text(&owner.post("contests", &rules).ok(201).value(), "id");
    drop(server);
    let run = |statements: &[&str]| database::run(state.path(), "community", "media", statements);
    let soon = "UPDATE due SET at = 0 WHERE task = 'media'";
    // Longer than what belongs to nothing is kept, then longer than a draft is.
    for (days, kept) in [(3, "1"), (28, "0")] {
        run(&[
            &format!("UPDATE media SET created_at = created_at - {days} * 86400000"),
            soon,
        ]);
        let server = start();
        community.moved_to(&server).visitor().get("questions").ok(200);
        wait::until("the alarm looked at pictures", ALARM_TIMEOUT, || {
            (run(&["SELECT count(*) FROM due WHERE task = 'media' AND at = 0"]) == "0").then_some(())
        });
        assert_eq!(
            run(&["SELECT count(*) FROM media"]),
            kept,
            "after {days} days more"
        );
    }
    let server = start();
    let owner = owner.moved_to(&server);
    let path = owner.path(&format!("contests/{draft}/opening"));
    let refused = owner.client.call(Method::Post.as_str(), path).send();
    assert!(refused.text().contains("for 30 days"), "{}", refused.text());
    refused.refused(Code::WrongState);
}

#[test]
fn the_picture_that_needs_words_is_sent_with_the_questions_about_the_contest() {
    let community = Community::with(json!({ "time_zone": "UTC" }));
    let owner = community.staff("owner");
    let medium = owner.upload("image/jpeg", PHOTO).ok(201).value();
    let mut rules = long();
    rules["kind"] = json!("caption");
    let path = format!("/api/v1/{}/media/{}", community.slug, text(&medium, "id"));
    rules["picture"] = json!(path);
    let draft = |rules: &Value| text(&owner.post("contests", rules).ok(201).value(), "id");
    let open = |by: &Person, id: &str| {
        let path = by.path(&format!("contests/{id}/opening"));
        by.client.call(Method::Post.as_str(), path).send()
    };
    let seen = || community.visitor().client.get(&path).status;
    let (first, second) = (draft(&rules), draft(&rules));
    assert_eq!(seen(), 404);
    // It is kept for the draft, and nothing else takes it.
    question_with(&owner, &medium).refused_field("/media/0/id");
    let other = community.staff("owner");
    other.post("contests", &rules).refused_field("/picture");
    // Whoever opens it need not be who drafted it.
    open(&other, &first).ok(200);
    assert_eq!(seen(), 200);
    open(&owner, &second).refused(Code::WrongState);
    for elsewhere in [
        "/api/v1/elsewhere/media/nothing",
        "https://shop.example/kettle.jpg",
    ] {
        rules["picture"] = json!(elsewhere);
        owner.post("contests", &rules).refused_field("/picture");
    }
}

#[test]
fn the_rules_freeze_the_file_of_the_picture_that_needs_words() {
    use sha2::{Digest, Sha256};

    let community = Community::new();
    let owner = community.staff("owner");
    let medium = owner.upload("image/jpeg", PHOTO).ok(201).value();
    let path = format!("/api/v1/{}/media/{}", community.slug, text(&medium, "id"));
    let mut rules = long();
    rules["kind"] = json!("caption");
    rules["picture"] = json!(path);
    rules["picture_hash"] = json!("that of another");
    let id = text(&owner.post("contests", &rules).ok(201).value(), "id");
    let opening = owner.path(&format!("contests/{id}/opening"));
    owner.client.call(Method::Post.as_str(), opening).send().ok(200);
    let visitor = community.visitor();
    let mut opened = visitor.get(&format!("contests/{id}")).ok(200).value();
    let file = visitor.client.get(&path).ok(200).body;
    let hash = shared::hexadecimal::encode(&Sha256::digest(&file));
    assert_eq!(text(&opened["rules"], "picture_hash"), hash);
    opened["rules"]["picture_hash"] = json!("that of another");
    let amended = json!({ "rules": opened["rules"], "reason": "Another picture." });
    owner
        .post(&format!("contests/{id}/amendments"), &amended)
        .refused_field("/rules/picture");
}
