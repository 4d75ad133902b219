//! Pictures changed by an edit: added, taken away, put in another order; and what the history keeps of them, for whom.

use std::time::Duration;

use fanfare_tests::assertions::text;
use fanfare_tests::community::{Community, Person};
use fanfare_tests::pictures::{LOSSY, PHOTO, SHOT};
use fanfare_tests::{fixtures, wait};
use serde_json::{Value, json};

/// How long what was taken away may still be given: half of what is promised.
const GONE_WITHIN: Duration = Duration::from_secs(30);

fn upload(person: &Person, (content_type, bytes): (&str, &[u8])) -> Value {
    json!({ "id": person.upload(content_type, bytes).ok(201).value()["id"], "alt": "A cup on a roof" })
}

fn status(community: &Community, url: &str) -> u16 {
    community.visitor().client.get(url).status
}

fn ids(of: &Value) -> Vec<Value> {
    let shown = of["media"].as_array().cloned().unwrap_or_default();
    shown.iter().map(|medium| medium["id"].clone()).collect()
}

/// Something said with this picture, and the route to edit it at.
fn said(author: &Person, route: &str, medium: &Value) -> (Value, String) {
    let (mut body, edited) = match route {
        "questions" => (fixtures::question(), "questions"),
        "stories" => (fixtures::story(), "stories"),
        _ => (fixtures::answer(), "answers"),
    };
    body["media"] = json!([medium]);
    let said = author.post(route, &body).ok(201).value();
    let route = format!("{edited}/{}", text(&said, "id"));
    (said, route)
}

/// What an edit of pictures alone sends to this route.
fn edit(said: &Value, media: &[&Value]) -> Value {
    json!({ "markdown": said["markdown"], "media": media })
}

#[test]
fn an_edit_adds_pictures_and_takes_them_away_and_staff_alone_sees_what_was_shown() {
    let community = Community::new();
    let (ada, expert) = (community.member("Ada Sample"), community.staff("expert"));
    let answers = format!("questions/{}/answers", community.member("Kim Sample").ask());
    for route in ["questions", "stories", answers.as_str()] {
        let (first, second) = (
            upload(&ada, ("image/jpeg", PHOTO)),
            upload(&ada, ("image/png", SHOT)),
        );
        let (was, path) = said(&ada, route, &first);
        let url = text(&was["media"][0], "url");
        assert_eq!(status(&community, &url), 200);

        let both = ada.patch(&path, &edit(&was, &[&second, &first])).ok(200).value();
        assert_eq!(ids(&both), [second["id"].clone(), first["id"].clone()], "{route}");
        let one = ada.patch(&path, &edit(&was, &[&second])).ok(200).value();
        assert_eq!(ids(&one), [second["id"].clone()], "{route}");
        wait::until("nobody is given it any more", GONE_WITHIN, || {
            (status(&community, &url) == 404).then_some(())
        });
        assert_eq!(status(&community, &text(&one["media"][0], "url")), 200);

        let history = expert.get(&format!("{path}/revisions")).ok(200).value();
        let shown: Vec<_> = history["data"]
            .as_array()
            .expect("a list")
            .iter()
            .map(ids)
            .collect();
        assert_eq!(shown, [ids(&both), ids(&was)], "{route}");
        assert_eq!(
            status(&community, &text(&history["data"][1]["media"][0], "url")),
            200
        );
        for other in [&ada, &community.visitor()] {
            let history = other.get(&format!("{path}/revisions")).ok(200).value();
            assert!(history["data"][0].get("media").is_none(), "{history}");
        }
        let back = ada.patch(&path, &edit(&was, &[&first])).ok(200).value();
        assert_eq!(ids(&back), [first["id"].clone()], "{route}");
        assert_eq!(status(&community, &url), 200);
        ada.patch(&path, &json!({ "markdown": "Only words are changed." }))
            .ok(200);
        assert_eq!(ids(&ada.get(&path).ok(200).value()), [first["id"].clone()]);
    }
}

#[test]
fn pictures_of_an_edit_that_waits_are_shown_once_it_is_approved() {
    let waits = json!({ "guests": "all", "signed_in": "all", "edits": true });
    let community = Community::with(json!({ "moderation": waits }));
    let (ada, moderator) = (community.member("Ada Sample"), community.staff("moderator"));
    let (first, second) = (
        upload(&ada, ("image/jpeg", PHOTO)),
        upload(&ada, ("image/webp", LOSSY)),
    );
    let (was, path) = said(&ada, "stories", &first);
    let id = text(&was, "id");
    moderator.decide(&id, "approve").ok(200);
    ada.patch(&path, &edit(&was, &[&second])).ok(200);
    assert_eq!(
        ids(&community.visitor().get(&path).ok(200).value()),
        [first["id"].clone()]
    );
    let queue = moderator.get("moderation/queue").ok(200).value();
    assert_eq!(ids(&queue["data"][0]), [second["id"].clone()], "{queue}");
    assert_eq!(
        status(&community, &text(&queue["data"][0]["media"][0], "url")),
        200
    );
    moderator.decide(&id, "approve").ok(200);
    assert_eq!(
        ids(&community.visitor().get(&path).ok(200).value()),
        [second["id"].clone()]
    );
}

#[test]
fn an_edit_names_unused_pictures_of_ones_own_or_those_that_stand_there_each_once() {
    let community = Community::new();
    let (ada, bo) = (community.member("Ada Sample"), community.member("Bo Sample"));
    let first = upload(&ada, ("image/jpeg", PHOTO));
    let (was, path) = said(&ada, "stories", &first);
    let foreign = upload(&bo, ("image/png", SHOT));
    let send = |media: &[&Value]| ada.patch(&path, &edit(&was, media));
    send(&[&foreign]).refused_field("/media/0/id");
    send(&[&first, &first]).refused_field("/media/1/id");
    let (_, other) = said(&ada, "stories", &upload(&ada, ("image/png", SHOT)));
    let used = ada.get(&other).ok(200).value()["media"][0].clone();
    send(&[&json!({ "id": used["id"] })]).refused_field("/media/0/id");
    let many: Vec<_> = (0..5).map(|_| first.clone()).collect();
    send(&many.iter().collect::<Vec<_>>()).refused_field("/media");
    assert_eq!(bo.patch(&path, &edit(&was, &[&foreign])).status, 403);
    assert_eq!(ids(&ada.get(&path).ok(200).value()), [first["id"].clone()]);
}
