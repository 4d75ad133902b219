//! What a level of the ladder is called, unlocks and shows, while it is held.

use fanfare_tests::assertions::text;
use fanfare_tests::community::{Community, Person};
use serde_json::{Value, json};
use shared::api::problem::Code;

use super::{count, solve, statement};
use crate::pages::{open, submit};

const LINK: &str = "Take [this one](https://seals.example/blue).";

/// Somebody who stood up for five people today, which is *defend*; the questions they answered.
fn defender(community: &Community) -> (Person, Vec<String>) {
    let helper = community.member("Sam Sample");
    let questions = (0..5).map(|_| {
        let (asker, answer) = solve(community, &helper);
        let question = text(&helper.answer_view(&answer), "question_id");
        let path = format!("questions/{question}/complaint");
        asker.put(&path, &json!({ "complaint": true })).ok(200);
        question
    });
    let questions = questions.collect();
    count(community);
    assert!(
        statement(&helper)["ladder"]["defend"]["since"].is_i64(),
        "{}",
        statement(&helper)
    );
    (helper, questions)
}

/// They stood up no more: nothing of it was a complaint.
fn fade(community: &Community, questions: &[String]) {
    let expert = community.staff("expert");
    for question in questions {
        let path = format!("questions/{question}/complaint");
        expert.put(&path, &json!({ "complaint": false })).ok(200);
    }
    count(community);
}

fn set(community: &Community, levels: &Value) {
    let body = json!({ "levels": levels, "moderation": { "signed_in": "all" } });
    community.operator().patch("settings", &body).ok(200);
}

/// An answer with a link: its state, and whether the link can be followed.
fn writes(person: &Person, question: &str) -> (String, bool) {
    let body = json!({ "markdown": LINK });
    let made = person.post(&format!("questions/{question}/answers"), &body);
    let made = made.ok(201).value();
    (
        text(&made, "state"),
        made["body"].to_string().contains("\"link\""),
    )
}

#[test]
fn what_a_level_unlocks_holds_while_it_is_held() {
    let community = Community::new();
    let (helper, questions) = defender(&community);
    let question = community.member("Robin Sample").ask();
    assert_eq!(writes(&helper, &question), ("published".to_owned(), true));
    set(
        &community,
        &json!({ "defend": { "unlocks": ["links", "no_waiting"] } }),
    );
    assert_eq!(writes(&helper, &question), ("published".to_owned(), true));
    assert_eq!(helper.get("me").ok(200).value()["waits"], false);
    let other = community.member("Kim Sample");
    assert_eq!(writes(&other, &question), ("waiting".to_owned(), false));
    assert_eq!(
        writes(&community.staff("expert"), &question),
        ("published".to_owned(), true)
    );
    fade(&community, &questions);
    assert_eq!(writes(&helper, &question), ("waiting".to_owned(), false));
    assert_eq!(helper.get("me").ok(200).value()["waits"], true);
}

#[test]
fn an_edit_links_as_its_author_may_also_when_staff_lets_it_through() {
    let community = Community::new();
    let question = community.member("Robin Sample").ask();
    let author = community.member("Sam Sample");
    let answer = author.answer(&question);
    let moderation = json!({ "signed_in": "all", "edits": true });
    let body = json!({ "levels": { "love": { "unlocks": ["links"] } }, "moderation": moderation });
    community.operator().patch("settings", &body).ok(200);
    author
        .patch(&format!("answers/{answer}"), &json!({ "markdown": LINK }))
        .ok(200);
    community.staff("moderator").decide(&answer, "approve").ok(200);
    let edited = community.visitor().answer_view(&answer);
    assert_eq!(edited["markdown"], LINK);
    let body = edited["body"].to_string();
    assert!(
        body.contains("(https://seals.example/blue)") && !body.contains("\"link\""),
        "{body}"
    );
}

#[test]
fn the_highest_level_is_shown_to_others_only_if_its_person_wishes() {
    let community = Community::new();
    let (helper, questions) = defender(&community);
    let answer = helper.answer(&community.member("Robin Sample").ask());
    let mark = || community.visitor().answer_view(&answer)["author"]["mark"].clone();
    let level = || {
        let page = community.visitor().get(&format!("people/{}", helper.id));
        page.ok(200).value()["level"].clone()
    };
    let wish = |listed: bool, level: bool| {
        let body = json!({ "listed": listed, "sentence": "", "level": level });
        helper.put("me/recognition", &body).ok(200);
    };
    assert_eq!(
        (mark(), level()),
        (Value::Null, Value::Null),
        "nobody asked for it"
    );
    wish(true, true);
    let titles = json!({ "en": "Defend", "fr": "Défendre", "ar": "دفاع" });
    assert_eq!(
        mark(),
        json!({ "role": "member", "title": "Defend", "titles": titles })
    );
    assert_eq!(
        level(),
        json!({ "level": "defend", "names": { "en": "Defend", "fr": "Défendre", "ar": "دفاع" } })
    );
    set(
        &community,
        &json!({ "defend": { "names": { "en": "Guardian", "fr": "Gardienne" } } }),
    );
    assert_eq!(mark()["title"], "Guardian");
    assert_eq!(mark()["titles"]["fr"], "Gardienne");
    assert_eq!(level()["names"]["fr"], "Gardienne");
    set(
        &community,
        &json!({ "defend": { "unlocks": ["community_expert"] } }),
    );
    assert_eq!(mark()["title"], "Community expert");
    wish(false, true);
    assert_eq!(mark(), Value::Null, "who is not listed is shown with nothing");
    wish(true, false);
    assert_eq!((mark(), level()), (Value::Null, Value::Null));
    wish(true, true);
    fade(&community, &questions);
    assert_eq!(
        (mark(), level()),
        (Value::Null, Value::Null),
        "it is held no more"
    );
}

#[test]
fn ones_own_page_names_the_levels_and_takes_the_wish() {
    let community = Community::with(json!({ "languages": ["en", "fr", "ar"] }));
    let (helper, _) = defender(&community);
    set(
        &community,
        &json!({ "defend": { "names": { "fr": "<b>Gardienne</b>" }, "unlocks": ["no_waiting"] } }),
    );
    let path = format!("/{}/statement", community.slug);
    let mine = open(&community, &helper, &format!("{path}?lang=fr"))
        .ok(200)
        .text();
    assert!(
        mine.contains("&lt;b&gt;Gardienne&lt;/b&gt;") && mine.contains("pas d’attente de relecture"),
        "{mine}"
    );
    let fields = [("listed", "1"), ("level", "1"), ("sentence", "")];
    assert_eq!(submit(&community, &helper, &path, &fields).status, 303);
    let mine = open(&community, &helper, &path).ok(200).text();
    assert_eq!(mine.matches("checked").count(), 2, "{mine}");
    let page = format!("/{}/people/{}?lang=ar", community.slug, helper.id);
    let page = open(&community, &community.visitor(), &page).ok(200).text();
    assert!(page.contains("دفاع"), "{page}");
}

#[test]
fn names_of_levels_are_set_by_owners_within_their_limits() {
    let community = Community::new();
    let levels = |name: &str| json!({ "levels": { "like": { "names": { "en": name } } } });
    let refused = community.operator().patch("settings", &levels(&"a".repeat(41)));
    refused.refused_field("/levels/like/names/en");
    community
        .staff("moderator")
        .patch("settings", &levels("Regular"))
        .refused(Code::Forbidden);
    let owner = community.staff("owner");
    let set = owner.patch("settings", &levels(" Regular ")).ok(200).value();
    assert_eq!(set["levels"]["like"]["names"], json!({ "en": "Regular" }));
    let cleared = owner.patch("settings", &levels("")).ok(200).value();
    assert_eq!(cleared["levels"]["like"]["names"], json!({}), "ours again");
}
