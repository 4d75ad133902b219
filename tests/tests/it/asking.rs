//! Asking: what is sent is what everybody reads, in every list it belongs to, and the asker can mend it.

use fanfare_tests::assertions::{ids, text};
use fanfare_tests::community::Community;
use fanfare_tests::fixtures;
use fanfare_tests::random;
use serde_json::{Value, json};
use shared::api::problem::Code;

#[test]
fn a_question_is_shown_as_it_was_asked() {
    let community = Community::new();
    let asker = community.member("Robin Sample");
    let asked = asker
        .post("questions", &fixtures::titled("Why is the crema thin?"))
        .ok(201)
        .value();
    let shown = community.visitor().question(&text(&asked, "id"));
    assert_eq!(shown["title"], "Why is the crema thin?");
    assert_eq!(shown["markdown"], "It came with a **brush**.");
    assert_eq!(shown["tags"], json!(["cleaning"]));
    assert_eq!(shown["author"]["name"], "Robin Sample");
    assert_eq!(shown["author"]["mark"], Value::Null);
    assert_eq!(shown["state"], "published");
    assert_eq!(shown["subject"]["key"], "strainer");
}

#[test]
fn a_list_carries_what_the_contract_promises_of_a_question() {
    let community = Community::new();
    community.member("Robin Sample").ask();
    let list = community.visitor().get("questions").ok(200).value();
    assert_eq!(list["next_cursor"], Value::Null);
    let question = list["data"][0].as_object().unwrap();
    for field in [
        "id",
        "subject",
        "title",
        "tags",
        "author",
        "score",
        "answer_count",
        "accepted_answer_id",
        "created_at",
        "state",
    ] {
        assert!(question.contains_key(field), "{field}");
    }
}

#[test]
fn a_list_is_narrowed_by_subject_and_by_tag() {
    let community = Community::new();
    let asker = community.member("Robin Sample");
    let strainer = asker.ask();
    let kettle = asker
        .ask_this(&json!({ "subject": "kettle", "title": "Does the kettle whistle?", "tags": ["noise"] }));
    let visitor = community.visitor();
    assert_eq!(ids(&visitor.get("questions?subject=kettle")), [kettle.as_str()]);
    assert_eq!(
        ids(&visitor.get("questions?subject=strainer")),
        [strainer.as_str()]
    );
    assert_eq!(ids(&visitor.get("questions?tag=noise")), [kettle.as_str()]);
    assert!(ids(&visitor.get("questions?subject=unheard-of")).is_empty());
    assert_eq!(ids(&visitor.get("questions?sort=new")), [kettle, strainer]);
}

#[test]
fn pages_of_a_list_hold_every_question_once() {
    let community = Community::new();
    let asked: Vec<String> = (0..3)
        .flat_map(|_| {
            let asker = community.member("Robin Sample");
            (0..3).map(move |_| asker.ask()).collect::<Vec<_>>()
        })
        .collect();
    for sort in ["new", "active", "top", "unanswered"] {
        let mut seen = Vec::new();
        let mut path = format!("questions?sort={sort}&limit=2");
        loop {
            let page = community.visitor().get(&path).ok(200);
            seen.extend(ids(&page));
            let Some(cursor) = page.value()["next_cursor"].as_str().map(str::to_owned) else {
                break;
            };
            path = format!("questions?sort={sort}&limit=2&cursor={cursor}");
        }
        seen.sort();
        let mut expected = asked.clone();
        expected.sort();
        assert_eq!(seen, expected, "{sort}");
    }
}

#[test]
fn an_edited_question_keeps_its_history() {
    let community = Community::new();
    let asker = community.member("Robin Sample");
    let id = asker.ask_this(&fixtures::titled("Why is the crema thin?"));
    asker
        .patch(
            &format!("questions/{id}"),
            &json!({ "title": "Why is my crema so thin?" }),
        )
        .ok(200);
    let shown = community.visitor().question(&id);
    assert_eq!(shown["title"], "Why is my crema so thin?");
    assert!(shown["edited_at"].is_number());
    let revisions = community
        .visitor()
        .get(&format!("questions/{id}/revisions"))
        .ok(200)
        .value();
    assert_eq!(revisions["data"][0]["title"], "Why is the crema thin?");
}

#[test]
fn a_question_taken_back_is_gone_and_its_answers_keep_a_stone() {
    let community = Community::new();
    let asker = community.member("Robin Sample");
    let (alone, answered) = (asker.ask(), asker.ask());
    community.member("Sam Sample").answer(&answered);
    for id in [&alone, &answered] {
        asker.delete(&format!("questions/{id}")).ok(204);
    }
    let visitor = community.visitor();
    visitor.get(&format!("questions/{alone}")).refused(Code::NotFound);
    let stone = visitor.question(&answered);
    assert_eq!(
        (&stone["state"], &stone["title"], &stone["markdown"]),
        (&json!("removed"), &json!(""), &json!(""))
    );
    assert_eq!(stone["author"]["id"], Value::Null);
}

#[test]
fn only_the_author_changes_a_question() {
    let community = Community::new();
    let id = community.member("Robin Sample").ask();
    let other = community.member("Sam Sample");
    other
        .patch(
            &format!("questions/{id}"),
            &json!({ "title": "Something else entirely?" }),
        )
        .refused(Code::Forbidden);
    other.delete(&format!("questions/{id}")).refused(Code::Forbidden);
    community
        .visitor()
        .delete(&format!("questions/{id}"))
        .refused(Code::SignInNeeded);
}

#[test]
fn similar_questions_appear_while_a_title_is_typed() {
    let community = Community::new();
    let asker = community.member("Robin Sample");
    let word = random::word();
    asker.ask_this(&fixtures::titled(&format!("Why is the café crème thin {word}?")));
    let answered = asker.ask_this(&fixtures::titled("Why is my crème so thin today?"));
    let japanese = asker.ask_this(&fixtures::titled("コーヒー豆の保存方法は何ですか"));
    community.member("Sam Sample").answer(&answered);
    let visitor = community.visitor();
    for (typed, what) in [
        ("thin creme", "folded accents"),
        ("why is my crem", "prefixes"),
        ("thin cremme", "one typo"),
    ] {
        let typed = typed.replace(' ', "%20");
        let found = ids(&visitor.get(&format!("similar?q={typed}")).ok(200));
        assert_eq!(
            found.first(),
            Some(&answered),
            "{what}: the answered one comes first"
        );
    }
    let typed = percent_encoding::utf8_percent_encode("豆の保存", percent_encoding::NON_ALPHANUMERIC);
    assert_eq!(
        ids(&visitor.get(&format!("similar?q={typed}")).ok(200)),
        [japanese]
    );
}

#[test]
fn a_subject_counts_its_published_questions_and_answers() {
    let community = Community::new();
    let asker = community.member("Robin Sample");
    let id = asker.ask();
    community.member("Sam Sample").answer(&id);
    community.guest("Kim").ask();
    let counts = community
        .visitor()
        .get("counts?subjects=strainer,unheard-of")
        .ok(200)
        .value();
    assert_eq!(
        counts["data"],
        json!([
            { "key": "strainer", "questions": 1, "answers": 1 },
            { "key": "unheard-of", "questions": 0, "answers": 0 },
        ])
    );
}
