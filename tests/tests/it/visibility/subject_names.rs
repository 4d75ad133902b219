//! What somebody calls a subject that had no name, through every state of their words.

use fanfare_tests::assertions::text;
use fanfare_tests::community::{Community, Person};
use fanfare_tests::{fixtures, random};
use serde_json::json;

use super::{QUESTIONS, STORIES, bring, writer};

#[test]
fn the_name_somebody_gives_a_subject_is_where_their_words_are_and_nowhere_else() {
    let questions = QUESTIONS.map(|(state, listed, readable)| ("questions", state, listed, readable));
    let stories = STORIES.map(|(state, readable)| ("stories", state, readable, readable));
    for (route, state, listed, readable) in questions.into_iter().chain(stories) {
        let community = Community::new();
        let author = writer(&community, state);
        let name = format!("Ember zn{}", random::word());
        let mut body = if route == "questions" {
            fixtures::question()
        } else {
            fixtures::story()
        };
        body["subject"] = json!("ember");
        body["subject_name"] = json!(name);
        let said = author.post(route, &body).ok(201).value();
        assert_eq!(said["subject"]["name"], json!(name), "{route}: to its author");
        let id = text(&said, "id");
        if matches!(state, "waiting") {
            let queue = community.staff("moderator").get("moderation/queue").ok(200);
            assert_eq!(queue.value()["data"][0]["subject_name"], json!(name), "{route}");
        }
        bring(&community, &author, route, &id, state);
        let visitor = community.visitor();
        let list = visitor.get("subjects").ok(200).text();
        assert_eq!(list.contains(&name), listed, "{route} {state}: {list}");
        assert_eq!(list.contains("\"ember\""), listed, "{route} {state}: {list}");
        for path in [
            "subjects/ember",
            "view?subject=ember",
            "fragment?subject=ember",
            "view?view=stories&subject=ember",
        ] {
            let shown = visitor.get(path).ok(200).text().contains(&name);
            assert_eq!(shown, readable, "{route} {state}: {path}");
        }
        for page in [
            "",
            "/subjects/ember",
            "/subjects/ember/feed.xml",
            "/stories?subject=ember",
        ] {
            let shown = visitor
                .client
                .page(format!("/{}{page}", community.slug))
                .ok(200)
                .text();
            let expected = readable && (listed || page.contains("ember"));
            assert!(expected || !shown.contains(&name), "{route} {state}: {page}");
            if page == "/subjects/ember" {
                assert_eq!(shown.contains(&name), readable, "{route} {state}: {page}");
            }
        }
        let head = &visitor
            .get("view?subject=ember&subject_name=Of%20the%20page")
            .ok(200)
            .value()["subject"];
        let expected = if readable { name.as_str() } else { "Of the page" };
        assert_eq!(head["name"], json!(expected), "{route} {state}");
    }
}

#[test]
fn the_words_that_are_seen_first_name_a_subject() {
    let community = Community::new();
    let ask = |author: &Person, name: &str| {
        let mut question = fixtures::question();
        question["subject"] = json!("ember");
        question["subject_name"] = json!(name);
        author.ask_this(&question)
    };
    let name = || text(&community.visitor().get("subjects/ember").ok(200).value(), "name");
    let waiting = ask(&community.guest("Kim"), "Something else");
    assert_eq!(name(), "ember");
    ask(&community.member("Robin Sample"), "Ember");
    assert_eq!(name(), "Ember");
    community.staff("moderator").decide(&waiting, "approve").ok(200);
    assert_eq!(name(), "Ember");
}
