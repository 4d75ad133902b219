//! Stories: shared, listed, found, said something to, changed and taken back.

use std::thread;

use fanfare_tests::assertions::{ids, text};
use fanfare_tests::community::{Community, Person};
use fanfare_tests::pictures::SHOT;
use fanfare_tests::{fixtures, mailbox, random};
use serde_json::{Value, json};
use shared::api::problem::Code;

use crate::notices::{codes, reachable};

/// Sets an act.
fn act(person: &Person, story: &str, act: &str, value: i8) -> fanfare_tests::client::Answer {
    let body = json!({ "act": act, "value": value });
    person.put(&format!("votes/{story}"), &body)
}

/// The numbers that everybody sees below a story, and its words.
fn shown(community: &Community, story: &str) -> Value {
    let visitor = community.visitor();
    visitor.get(&format!("stories/{story}")).ok(200).value()
}

#[test]
fn a_story_with_a_picture_is_shared_listed_and_found() {
    let community = Community::new();
    let robin = community.member("Robin Sample");
    let medium = text(&robin.upload("image/png", SHOT).ok(201).value(), "id");
    let word = format!("zs{}", random::word());
    let story = json!({
        "subject": "kettle", "subject_name": "Kettle", "title": format!("Sunday with {word}"),
        "markdown": "It *boiled* in the rain.", "media": [{ "id": medium, "alt": "A kettle by a lake" }],
    });
    let shared = robin.post("stories", &story).ok(201).value();
    assert_eq!(shared["state"], "published");
    assert_eq!(shared["media"][0]["alt"], "A kettle by a lake");
    assert!(
        !text(&shared["media"][0], "url").contains("key="),
        "everybody sees it"
    );
    let visitor = community.visitor();
    let id = text(&shared, "id");
    for path in [
        "stories".to_owned(),
        "stories?sort=top".to_owned(),
        "stories?subject=kettle".to_owned(),
        format!("stories?q={word}"),
        format!("stories?q={}", &word[..word.len() - 1]),
        "stories?subject=kettle&q=boiled".to_owned(),
    ] {
        assert_eq!(ids(&visitor.get(&path)), [id.as_str()], "{path}");
    }
    for path in ["stories?subject=other", "stories?q=zznothing", "stories?q=%21%21"] {
        assert!(ids(&visitor.get(path)).is_empty(), "{path}");
    }
    let view = visitor.get("view?view=stories&subject=kettle").ok(200).value();
    assert_eq!(
        (&view["kind"], &view["subject"]["name"]),
        (&json!("stories"), &json!("Kettle"))
    );
    let view = visitor
        .get(&format!("view?view=story&story={id}"))
        .ok(200)
        .value();
    assert_eq!(view["story"]["media"][0]["id"], json!(medium));
}

#[test]
fn pages_of_a_list_hold_every_story_once_in_both_orders() {
    let community = Community::new();
    let authors: Vec<Person> = (0..3).map(|_| community.member(&random::name())).collect();
    let shared: Vec<String> = (0..7).map(|number| authors[number % 3].share()).collect();
    let voter = community.member("Sam Sample");
    for (number, story) in shared.iter().enumerate().filter(|(number, _)| number % 2 == 0) {
        act(&voter, story, ["will_try", "smiled", "helped"][number % 3], 1).ok(200);
    }
    for sort in ["new", "top"] {
        let (mut seen, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = community
                .visitor()
                .get(&format!("stories?sort={sort}&limit=2{cursor}"));
            seen.extend(ids(&page));
            match page.value()["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        let (mut sorted, mut all) = (seen.clone(), shared.clone());
        sorted.sort();
        all.sort();
        assert_eq!(sorted, all, "{sort}");
        if sort == "new" {
            seen.reverse();
            assert_eq!(seen, shared);
        } else {
            let voted = |story: &String| shared.iter().position(|other| other == story).unwrap() % 2 == 0;
            assert!(
                seen[..4].iter().all(voted) && !seen[4..].iter().any(voted),
                "{seen:?}"
            );
        }
    }
    let other = community.visitor().get("stories?limit=2").value();
    let cursor = text(&other, "next_cursor");
    community
        .visitor()
        .get(&format!("stories?sort=top&cursor={cursor}"))
        .refused(Code::BadCursor);
}

#[test]
fn each_person_does_each_act_once_and_takes_it_back_at_will() {
    let community = Community::new();
    let author = community.member("Robin Sample");
    let story = author.share();
    let (sam, kim) = (community.member("Sam Sample"), community.guest("Kim"));
    for person in [&sam, &kim, &sam] {
        act(person, &story, "smiled", 1).ok(200);
    }
    let stands = act(&sam, &story, "helped", 1).ok(200).value();
    assert_eq!((&stands["value"], &stands["up"]), (&json!(1), &json!(1)));
    let counts = &shown(&community, &story)["acts"];
    assert_eq!(*counts, json!({ "will_try": 0, "smiled": 2, "helped": 1 }));
    let overlay = sam.get(&format!("overlay/stories?story={story}")).ok(200).value();
    let mut mine: Vec<String> = overlay["acts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|mine| text(mine, "act"))
        .collect();
    mine.sort();
    assert_eq!(mine, ["helped", "smiled"]);
    for _ in 0..2 {
        let stands = act(&sam, &story, "smiled", 0).ok(200).value();
        assert_eq!((&stands["value"], &stands["up"]), (&json!(0), &json!(1)));
    }
    assert_eq!(shown(&community, &story)["acts"]["smiled"], 1);
    assert_eq!(act(&author, &story, "smiled", 1).status, 403, "not on one's own");
}

#[test]
fn twenty_people_at_once_are_counted_exactly() {
    let community = Community::new();
    let story = community.member("Robin Sample").share();
    let people: Vec<Person> = (0..20)
        .map(|number| community.guest(&format!("Guest {number}")))
        .collect();
    thread::scope(|scope| {
        for (number, person) in people.iter().enumerate() {
            let story = &story;
            scope.spawn(move || {
                for _ in 0..3 {
                    act(person, story, "will_try", 1).ok(200);
                }
                if number % 4 == 0 {
                    act(person, story, "will_try", 0).ok(200);
                }
            });
        }
    });
    assert_eq!(shown(&community, &story)["acts"]["will_try"], 15);
}

#[test]
fn an_act_says_which_and_only_a_story_has_several() {
    let community = Community::new();
    let story = community.member("Robin Sample").share();
    let question = community.member("Robin Sample").ask();
    let sam = community.member("Sam Sample");
    let put = |target: &str, body: Value| sam.put(&format!("votes/{target}"), &body);
    for (body, pointer) in [
        (json!({ "value": 1 }), "/act"),
        (json!({ "value": 1, "act": "sang" }), "/act"),
        (json!({ "value": -1, "act": "smiled" }), "/value"),
        (json!({ "value": 2, "act": "smiled" }), "/value"),
        (json!({ "value": 1, "act": "smiled", "notify": true }), "/notify"),
        (json!({ "value": 1, "act": "smiled", "reason": "So" }), "/reason"),
    ] {
        put(&story, body.clone()).refused_field(pointer);
    }
    put(&question, json!({ "value": 1, "act": "smiled" })).refused_field("/act");
    assert_eq!(
        shown(&community, &story)["acts"],
        json!({ "will_try": 0, "smiled": 0, "helped": 0 })
    );
}

#[test]
fn every_field_of_a_story_has_a_limit() {
    let community = Community::new();
    for (field, pointer, value) in [
        ("title", "/title", json!("")),
        ("title", "/title", json!("a")),
        ("title", "/title", json!("a".repeat(151))),
        ("title", "/title", json!("So \u{202E}it is")),
        ("title", "/title", Value::Null),
        ("markdown", "/markdown", json!("a".repeat(10_001))),
        ("markdown", "/markdown", json!(7)),
        ("subject", "/subject", json!("")),
        ("subject_name", "/subject_name", json!("a".repeat(121))),
        (
            "media",
            "/media/0/id",
            json!([{ "id": "m_00000000000000000000000000000000" }]),
        ),
        ("media", "/media", json!("m")),
        ("name", "/name", json!("a".repeat(200))),
    ] {
        let mut story = fixtures::story();
        story[field] = value;
        // Each has another author: what is refused counts to the limit of a person as well.
        let author = community.guest("");
        author.post("stories", &story).refused_field(pointer);
    }
    let mut story = fixtures::story();
    story["kind"] = json!("tip");
    community
        .guest("Kim")
        .post("stories", &story)
        .refused(Code::InvalidField);
    assert!(ids(&community.visitor().get("stories")).is_empty());
    assert!(
        ids(&community.visitor().get("subjects")).is_empty(),
        "nothing was made on the way"
    );
}

#[test]
fn the_first_of_a_guest_waits_and_is_let_through_or_refused_with_a_reason() {
    let community = Community::with(json!({ "moderation": { "guests": "first" } }));
    let moderator = community.staff("moderator");
    let kim = community.guest("Kim");
    let story = kim.share();
    assert_eq!(community.visitor().get(&format!("stories/{story}")).status, 404);
    assert_eq!(
        kim.get(&format!("stories/{story}")).ok(200).value()["state"],
        "waiting"
    );
    let queue = moderator.get("moderation/queue").ok(200).value();
    assert_eq!(queue["data"][0]["story"]["id"], json!(story));
    assert!(queue["data"][0].get("question").is_none());
    moderator.decide(&story, "approve").ok(200);
    assert_eq!(shown(&community, &story)["state"], "published");
    assert_eq!(
        shown(&community, &kim.share())["state"],
        "published",
        "the next ones need not wait"
    );

    let lou = community.guest("Lou");
    let refused = lou.share();
    moderator.decide(&refused, "reject").ok(200);
    let own = lou.get(&format!("stories/{refused}")).ok(200).value();
    assert_eq!(
        (&own["state"], &own["reason"]),
        (&json!("rejected"), &json!("Please keep to the thing."))
    );
    lou.patch(&format!("stories/{refused}"), &json!({ "title": "Another line" }))
        .ok(200);
    let again = moderator.get("moderation/queue").ok(200).value();
    assert_eq!(
        again["data"][0]["story"]["title"], "Another line",
        "it asks again"
    );
}

#[test]
fn reports_hide_a_story_until_staff_decides() {
    let community = Community::new();
    let story = community.member("Robin Sample").share();
    for _ in 0..3 {
        let report = json!({ "target": story, "reason": "advertising", "note": "" });
        community.member(&random::name()).post("reports", &report).ok(201);
    }
    assert_eq!(community.visitor().get(&format!("stories/{story}")).status, 404);
    community.staff("moderator").decide(&story, "restore").ok(200);
    assert_eq!(shown(&community, &story)["state"], "published");
}

#[test]
fn what_stood_before_an_edit_is_kept_and_read() {
    let community = Community::new();
    let robin = community.member("Robin Sample");
    let story = robin.share();
    let before = text(&shown(&community, &story), "title");
    let edit = json!({ "title": "Monday, at home", "markdown": "It did **not** rain." });
    let edited = robin.patch(&format!("stories/{story}"), &edit).ok(200).value();
    assert_eq!(
        (&edited["title"], &edited["slug"]),
        (&json!("Monday, at home"), &json!("monday-at-home"))
    );
    assert!(edited["edited_at"].is_number());
    let history = community
        .visitor()
        .get(&format!("stories/{story}/revisions"))
        .ok(200)
        .value();
    assert_eq!(history["data"][0]["title"], json!(before));
    assert_eq!(
        ids(&community.visitor().get("stories?q=monday")),
        [story.as_str()]
    );
    assert_eq!(
        robin
            .patch(&format!("stories/{story}"), &json!({ "title": "" }))
            .status,
        422
    );
    let other = community.staff("owner");
    assert_eq!(
        other.patch(&format!("stories/{story}"), &edit).status,
        403,
        "nobody writes for others"
    );
}

#[test]
fn what_is_taken_back_is_gone_with_its_pictures() {
    let community = Community::new();
    let robin = community.member("Robin Sample");
    let medium = robin.upload("image/png", SHOT).ok(201).value();
    let mut story = fixtures::story();
    story["media"] = json!([{ "id": medium["id"] }]);
    let shared = robin.post("stories", &story).ok(201).value();
    let (id, picture) = (text(&shared, "id"), text(&shared["media"][0], "url"));
    robin.delete(&format!("stories/{id}")).ok(204);
    for path in [
        format!("stories/{id}"),
        format!("stories/{id}/revisions"),
        format!("view?view=story&story={id}"),
    ] {
        assert_eq!(community.visitor().get(&path).status, 404, "{path}");
    }
    assert!(ids(&community.visitor().get("stories")).is_empty());
    assert_eq!(community.visitor().client.page(picture).status, 404);
}

#[test]
fn the_same_key_shares_once() {
    let community = Community::new();
    let robin = community.member("Robin Sample");
    let story = fixtures::story();
    let first = robin.post_with_key("stories", &story, "one").ok(201);
    let again = robin.post_with_key("stories", &story, "one").ok(201);
    assert_eq!(first.text(), again.text());
    assert_eq!(ids(&community.visitor().get("stories")).len(), 1);
}

#[test]
fn a_guest_who_signs_in_takes_stories_and_acts_along() {
    let community = Community::with(json!({ "moderation": { "guests": "none" } }));
    let other = community.member("Robin Sample").share();
    let kim = community.guest("Kim");
    let story = kim.share();
    act(&kim, &other, "smiled", 1).ok(200);
    let sam = community.member("Sam Sample");
    act(&sam, &other, "smiled", 1).ok(200);
    act(&sam, &story, "helped", 1).ok(200);
    let claim = json!({ "guest_token": kim.client.token() });
    sam.post("session/claim", &claim).ok(200);
    let mine = shown(&community, &story);
    assert_eq!(mine["author"]["id"], json!(sam.id));
    assert_eq!(mine["acts"]["helped"], 0, "nobody says it to their own");
    assert_eq!(
        shown(&community, &other)["acts"]["smiled"],
        1,
        "two acts of one person are one"
    );
}

#[test]
fn stories_follow_a_subject_into_another() {
    let community = Community::new();
    let robin = community.member("Robin Sample");
    let (old, new) = (
        json!({ "subject": "old", "title": "An old one" }),
        json!({ "subject": "new", "title": "A new one" }),
    );
    robin.post("stories", &old).ok(201);
    let kept = robin.post("stories", &new).ok(201).value();
    let subject = text(&kept["subject"], "id");
    let merged = community
        .staff("moderator")
        .patch(&format!("subjects/{subject}"), &json!({ "aliases": ["old"] }));
    merged.ok(200);
    for key in ["old", "new"] {
        assert_eq!(
            ids(&community.visitor().get(&format!("stories?subject={key}"))).len(),
            2,
            "{key}"
        );
    }
}

#[test]
fn mail_about_a_rejected_story_is_stopped_by_its_own_link() {
    let community = Community::with(json!({ "moderation": { "signed_in": "all" } }));
    let moderator = community.staff("moderator");
    let robin = reachable(&community, "Robin Sample");
    let story = robin.share();
    moderator.decide(&story, "reject").ok(200);
    let mail = mailbox::text(&community.visitor().client, &community.slug);
    assert!(mail.contains("Please keep to the thing."), "{mail}");
    assert!(mail.contains(&format!("/stories/{story}/")), "{mail}");
    let code = codes(&community).remove(0);
    let stopped = community
        .visitor()
        .post("notices/stop", &json!({ "code": code }))
        .ok(200)
        .value();
    assert_eq!(stopped["story"], json!(story));
}
