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

/// The acts behind a level, as the lines of a statement.
fn behind(person: &Person, level: &str) -> Vec<Value> {
    let path = format!("people/{}/statement?level={level}", person.id);
    let told = person.get(&path).ok(200).value();
    assert_eq!(told["next_cursor"], Value::Null);
    told["lines"].as_array().unwrap().clone()
}

#[test]
fn each_level_lists_the_acts_behind_it_and_each_is_contested() {
    let community = Community::new();
    let (helper, questions) = defender(&community);
    for level in ["love", "defend"] {
        let lines = behind(&helper, level);
        let mut of = lines
            .iter()
            .map(|line| text(&line["question"], "id"))
            .collect::<Vec<_>>();
        let mut expected = questions.clone();
        of.sort();
        expected.sort();
        assert_eq!(of, expected, "{level}");
        assert!(lines.iter().all(|line| line["people"] == "someone"), "{lines:?}");
    }
    let like = behind(&helper, "like");
    assert_eq!((like.len(), &like[0]["people"]), (1, &json!("nobody")), "one day");
    let contested =
        json!({ "contribution": behind(&helper, "love")[0]["contribution"], "note": "It was two." });
    helper.post("me/objections", &contested).ok(201);

    // A report that was upheld is of somebody else's words, and out of sight.
    let kim = community.member("Kim Sample");
    let reported = kim.answer(&questions[0]);
    let report = json!({ "target": reported, "reason": "advertising", "note": "" });
    let contest = json!({ "contribution": reported, "note": "I said so earlier." });
    helper
        .post("me/objections", &contest)
        .refused_field("/contribution");
    helper.post("reports", &report).ok(201);
    community.staff("moderator").decide(&reported, "hide").ok(200);
    count(&community);
    let of_report = |line: &Value| line["contribution"] == reported.as_str();
    assert!(behind(&helper, "defend").iter().any(of_report));
    assert!(!behind(&helper, "love").iter().any(of_report));
    helper.post("me/objections", &contest).ok(201);
    let page = format!("/{}/statement", community.slug);
    let mine = open(&community, &helper, &page).ok(200).text();
    assert!(mine.contains("statement?level=defend#acts"), "{mine}");
    let acts = open(&community, &helper, &format!("{page}?level=defend"));
    let acts = acts.ok(200).text();
    assert_eq!(acts.matches("Contest this").count(), 6, "{acts}");
    assert!(acts.contains(&format!("#{reported}")), "{acts}");
    helper
        .get(&format!("people/{}/statement?level=hate", helper.id))
        .refused_field("?level");
    let other = community.member("Lou Sample");
    let path = format!("people/{}/statement?level=love", helper.id);
    other.get(&path).refused(Code::Forbidden);
    // It says nothing against the words it is about, and is answered when staff decides.
    let moderator = community.staff("moderator");
    let queue = moderator.get("moderation/queue").ok(200).value();
    let mut items = queue["data"].as_array().unwrap().iter();
    let item = items.find(|item| item["target"] == reported.as_str()).unwrap();
    assert_eq!(
        (&item["objection"], &item["reports"]),
        (&json!("I said so earlier."), &json!([]))
    );
    let objections = || statement(&helper)["objections"].clone();
    assert_eq!(objections()[0]["note"], "I said so earlier.");
    assert_eq!(objections()[0]["open"], true);
    moderator.decide(&reported, "restore").ok(200);
    assert_eq!(objections()[0]["open"], false);
}
