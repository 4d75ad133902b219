//! Featuring: nothing is shown without its author's consent, and nothing any longer once it ended.

use std::time::Duration;

use fanfare_tests::assertions::{ids, text};
use fanfare_tests::client::Answer;
use fanfare_tests::community::{Community, Person};
use fanfare_tests::pictures::SHOT;
use fanfare_tests::server::{self, Options, Server};
use fanfare_tests::{database, fixtures, jwt, mailbox, wait};
use serde_json::json;
use shared::api::problem::Code;

use crate::notices::reachable;
use crate::pages::{hidden, open, send, submit};

/// What galleries show is at most two seconds old; a busy machine gets more.
const FRESH_TIMEOUT: Duration = Duration::from_secs(10);
/// How long the alarm of a busy machine may take.
const ALARM_TIMEOUT: Duration = Duration::from_secs(60);
const DAY: u64 = 86_400_000;

fn ask(expert: &Person, target: &str) -> String {
    text(
        &expert
            .post("features", &fixtures::feature(target))
            .ok(201)
            .value(),
        "id",
    )
}

pub(crate) fn answer(person: &Person, feature: &str, act: &str) -> Answer {
    person.put(&format!("features/{feature}"), &json!({ "act": act }))
}

/// Every surface of the gallery, as texts.
fn surfaces(community: &Community) -> Vec<(String, String)> {
    let visitor = community.visitor();
    let mut all: Vec<(String, String)> = [
        "gallery",
        "view?view=gallery",
        "fragment?view=gallery",
        "gallery?subject=strainer",
    ]
    .into_iter()
    .map(|path| (path.to_owned(), visitor.get(path).ok(200).text()))
    .collect();
    let page = format!("/{}/gallery", community.slug);
    all.push((page.clone(), visitor.client.page(page).ok(200).text()));
    all
}

/// Waits until something is on every surface, or on none.
fn shown_everywhere(community: &Community, id: &str, shown: bool) {
    wait::until(&format!("{id} shown: {shown}"), FRESH_TIMEOUT, || {
        surfaces(community)
            .iter()
            .all(|(_, content)| content.contains(id) == shown)
            .then_some(())
    });
}

/// A story with a picture; its identifier.
fn with_picture(author: &Person) -> String {
    let medium = author.upload("image/png", SHOT).ok(201).value();
    let mut story = fixtures::story();
    story["media"] = json!([{ "id": medium["id"], "alt": "A strainer" }]);
    text(&author.post("stories", &story).ok(201).value(), "id")
}

#[test]
fn a_story_is_shown_with_its_authors_name_once_they_agreed_and_gone_once_they_revoked() {
    let community = Community::new();
    let (author, expert) = (community.member("Robin Sample"), community.staff("expert"));
    let story = with_picture(&author);
    let feature = ask(&expert, &story);
    let asked = author.get(&format!("features/{feature}")).ok(200).value();
    assert_eq!((&asked["state"], &asked["version"]), (&json!("asked"), &json!(1)));
    assert!(text(&asked, "text").contains("Halden") && text(&asked, "note") == "We love it.");
    shown_everywhere(&community, &feature, false);
    answer(&author, &feature, "agree").ok(200);
    shown_everywhere(&community, &feature, true);
    let item = &community.visitor().get("gallery").ok(200).value()["data"][0];
    assert_eq!(
        (&item["author"]["name"], &item["story"]["id"]),
        (&json!("Robin Sample"), &json!(story))
    );
    assert!(
        !text(&item["medium"], "url").contains("key="),
        "everybody sees the picture"
    );
    let revoked = answer(&author, &feature, "revoke").ok(200).value();
    assert_eq!(revoked["state"], "revoked");
    shown_everywhere(&community, &feature, false);
    // What was agreed to stays on record, and can be asked for anew.
    assert_eq!(ids(&author.get("features")), [feature.as_str()]);
    assert_ne!(ask(&expert, &story), feature);
}

#[test]
fn a_consent_whose_time_is_over_is_ended_by_the_alarm() {
    let state = server::directory();
    let start = || Server::start(state.path(), &Options::with_mailbox());
    let server = start();
    let community = Community::on(&server, json!({}));
    let (author, expert) = (community.member("Robin Sample"), community.staff("expert"));
    let feature = ask(&expert, &with_picture(&author));
    answer(&author, &feature, "agree").ok(200);
    shown_everywhere(&community, &feature, true);
    drop(server);
    let run = |statements: &[&str]| database::run(state.path(), "community", "features", statements);
    run(&[
        "UPDATE features SET until = 1",
        "UPDATE due SET at = 0 WHERE task = 'features'",
    ]);
    let server = start();
    let (community, author) = (community.moved_to(&server), author.moved_to(&server));
    community.visitor().get("questions").ok(200);
    wait::until("the alarm ends the consent", ALARM_TIMEOUT, || {
        (run(&["SELECT state FROM features"]) == "expired").then_some(())
    });
    shown_everywhere(&community, &feature, false);
    let ended = author.get(&format!("features/{feature}")).ok(200).value();
    assert_eq!(ended["state"], "expired");
    answer(&author, &feature, "revoke").refused(Code::WrongState);
}

#[test]
fn an_answer_is_featured_with_the_question_it_answers() {
    let community = Community::new();
    let question = community.member("Sam Sample").ask();
    let author = community.member("Robin Sample");
    let written = author.answer(&question);
    let feature = ask(&community.staff("moderator"), &written);
    answer(&author, &feature, "agree").ok(200);
    let item = community.visitor().get("gallery").ok(200).value()["data"][0].clone();
    assert_eq!(
        (&item["target"], &item["question"]["id"]),
        (&json!(written), &json!(question))
    );
    community.staff("moderator").decide(&question, "hide").ok(200);
    shown_everywhere(&community, &feature, false);
}

#[test]
fn what_is_hidden_or_taken_back_leaves_the_gallery() {
    let community = Community::new();
    let (author, moderator) = (community.member("Robin Sample"), community.staff("moderator"));
    for end in ["hide", "remove"] {
        let story = author.share();
        let feature = ask(&moderator, &story);
        answer(&author, &feature, "agree").ok(200);
        shown_everywhere(&community, &feature, true);
        if end == "hide" {
            moderator.decide(&story, "hide").ok(200);
        } else {
            author.delete(&format!("stories/{story}")).ok(204);
        }
        shown_everywhere(&community, &feature, false);
    }
}

#[test]
fn nobody_agrees_for_an_author_and_only_the_brand_asks_and_withdraws() {
    let community = Community::new();
    let (author, other) = (community.member("Robin Sample"), community.member("Sam Sample"));
    let (expert, owner) = (community.staff("expert"), community.staff("owner"));
    let story = author.share();
    for person in [&author, &other] {
        person
            .post("features", &fixtures::feature(&story))
            .refused(Code::Forbidden);
    }
    let feature = ask(&expert, &story);
    assert_eq!(other.get(&format!("features/{feature}")).status, 404);
    assert_eq!(answer(&other, &feature, "agree").status, 404);
    for act in ["agree", "refuse", "revoke"] {
        answer(&owner, &feature, act).refused(Code::Forbidden);
    }
    answer(&author, &feature, "withdraw").refused(Code::Forbidden);
    answer(&author, &feature, "revoke").refused(Code::WrongState);
    answer(&author, &feature, "refuse").ok(200);
    answer(&author, &feature, "agree").refused(Code::WrongState);
    let again = ask(&expert, &story);
    expert
        .post("features", &fixtures::feature(&story))
        .refused(Code::WrongState);
    answer(&owner, &again, "withdraw").ok(200);
    shown_everywhere(&community, &again, false);
    assert!(ids(&other.get("features")).is_empty());
    assert_eq!(ids(&owner.get("features")).len(), 2);
}

#[test]
fn every_field_of_a_request_has_a_limit() {
    let community = Community::new();
    let expert = community.staff("expert");
    let author = community.guest("Kim");
    let elsewhere = Community::new().member("Lou Sample").share();
    let story = community.member("Robin Sample").share();
    let question = author.ask();
    let now = jwt::now() * 1_000;
    for (field, pointer, value) in [
        ("target", "/target", json!(elsewhere)),
        ("target", "/target", json!(question)),
        ("target", "/target", json!("x")),
        ("scopes", "/scopes", json!([])),
        ("scopes", "/scopes", json!(["gallery", "billboard"])),
        ("until", "/until", json!(now)),
        ("until", "/until", json!(now + 731 * DAY)),
        ("until", "/until", json!("tomorrow")),
        ("note", "/note", json!("a".repeat(301))),
    ] {
        let mut request = fixtures::feature(&story);
        request[field] = value;
        expert.post("features", &request).refused_field(pointer);
    }
    assert!(ids(&expert.get("features")).is_empty());
}

#[test]
fn an_author_is_told_and_answers_on_a_page_without_scripts() {
    let community = Community::new();
    let author = reachable(&community, "Robin Sample");
    let expert = community.staff("expert");
    let story = author.share();
    let slug = &community.slug;
    let asked = submit(
        &community,
        &expert,
        &format!("/{slug}/feature/{story}"),
        &[("gallery", "1"), ("until", &tomorrow()), ("note", "May we?")],
    );
    assert_eq!(asked.status, 303, "{}", asked.text());
    let mail = mailbox::text(&community.visitor().client, slug);
    assert!(
        mail.contains("May we?") && mail.contains(&format!("/{slug}/me")),
        "{mail}"
    );
    let me = open(&community, &author, &format!("/{slug}/me")).ok(200).text();
    let feature = ids(&author.get("features")).remove(0);
    assert!(me.contains(&feature) && me.contains("May we?"), "{me}");
    let press = |act: &str| {
        let me = open(&community, &author, &format!("/{slug}/features"))
            .ok(200)
            .text();
        let form = me
            .split(&format!("/features/{feature}"))
            .nth(1)
            .expect("there is a form");
        let body = format!("form_token={}&act={act}", hidden(form, "form_token"));
        send(&community, &author, &format!("/{slug}/features/{feature}"), &body)
    };
    assert_eq!(press("agree").status, 303);
    shown_everywhere(&community, &feature, true);
    assert_eq!(press("revoke").status, 303);
    shown_everywhere(&community, &feature, false);
    let member = open(&community, &author, &format!("/{slug}/feature/{story}"));
    assert_eq!(member.status, 403, "only people of the brand ask");
}

/// A day as a form has it.
pub(crate) fn tomorrow() -> String {
    let at = shared::time::Millis::new(i64::try_from(jwt::now() * 1_000 + 2 * DAY).unwrap());
    at.iso()[..10].to_owned()
}
