//! Answering: several answers a question, comments under them, the asker's *this solved it*, the brand's mark.

use fanfare_tests::assertions::{ids, text};
use fanfare_tests::community::Community;
use serde_json::{Value, json};
use shared::api::problem::Code;

#[test]
fn a_question_has_several_answers_and_counts_them() {
    let community = Community::new();
    let question = community.member("Robin Sample").ask();
    let first = community.member("Sam Sample").answer(&question);
    let second = community.member("Kim Sample").answer(&question);
    let visitor = community.visitor();
    let mut found = ids(&visitor.get(&format!("questions/{question}/answers")).ok(200));
    found.sort();
    assert_eq!(found, [first, second]);
    assert_eq!(visitor.question(&question)["answer_count"], 2);
}

#[test]
fn answers_stand_solved_first_then_by_what_helped() {
    let community = Community::new();
    let asker = community.member("Robin Sample");
    let question = asker.ask();
    let [plain, helpful, solved] = ["Sam", "Kim", "Lou"].map(|name| community.member(name).answer(&question));
    for name in ["Ada Sample", "Bo Sample"] {
        community.member(name).vote(&helpful, 1).ok(200);
    }
    asker
        .put(
            &format!("questions/{question}/accepted"),
            &json!({ "answer_id": solved }),
        )
        .ok(200);
    let found = ids(&community.visitor().get(&format!("questions/{question}/answers")));
    assert_eq!(found, [solved, helpful, plain]);
}

#[test]
fn only_the_asker_says_what_solved_it_and_may_withdraw_it() {
    let community = Community::new();
    let asker = community.member("Robin Sample");
    let question = asker.ask();
    let answer = community.member("Sam Sample").answer(&question);
    let accepted = format!("questions/{question}/accepted");
    let body = json!({ "answer_id": answer });
    community
        .member("Kim Sample")
        .put(&accepted, &body)
        .refused(Code::Forbidden);
    community
        .staff("owner")
        .put(&accepted, &body)
        .refused(Code::Forbidden);
    asker.put(&accepted, &body).ok(200);
    assert_eq!(
        community.visitor().question(&question)["accepted_answer_id"],
        json!(answer)
    );
    assert_eq!(community.visitor().answer_view(&answer)["accepted"], true);
    asker.delete(&accepted).ok(200);
    assert_eq!(
        community.visitor().question(&question)["accepted_answer_id"],
        Value::Null
    );
}

#[test]
fn an_answer_of_another_question_solves_nothing() {
    let community = Community::new();
    let asker = community.member("Robin Sample");
    let (question, other) = (asker.ask(), asker.ask());
    let answer = community.member("Sam Sample").answer(&other);
    let refused = asker.put(
        &format!("questions/{question}/accepted"),
        &json!({ "answer_id": answer }),
    );
    assert!((400..500).contains(&refused.status), "{}", refused.text());
    assert_eq!(
        community.visitor().question(&question)["accepted_answer_id"],
        Value::Null
    );
}

#[test]
fn the_brand_answers_under_a_mark_nobody_else_gets() {
    let community = Community::new();
    let question = community.member("Robin Sample").ask();
    let expert = community.staff("expert");
    let official = expert.answer(&question);
    let marked = community.visitor().answer_view(&official);
    assert_eq!(
        marked["author"]["mark"],
        json!({ "role": "expert", "title": "Workshop" })
    );
    let plain = community.member("Sam Sample").answer(&question);
    assert_eq!(
        community.visitor().answer_view(&plain)["author"]["mark"],
        Value::Null
    );
}

#[test]
fn comments_stand_under_their_answer_in_order() {
    let community = Community::new();
    let question = community.member("Robin Sample").ask();
    let answer = community.member("Sam Sample").answer(&question);
    let commenter = community.member("Kim Sample");
    let (first, second) = (commenter.comment(&answer), commenter.comment(&answer));
    let shown = community.visitor().answer_view(&answer);
    let comments: Vec<String> = shown["comments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|comment| text(comment, "id"))
        .collect();
    assert_eq!(comments, [first.clone(), second]);
    commenter
        .patch(
            &format!("comments/{first}"),
            &json!({ "text": "With warm water?" }),
        )
        .ok(200);
    assert_eq!(
        community.visitor().answer_view(&answer)["comments"][0]["text"],
        "With warm water?"
    );
    commenter.delete(&format!("comments/{first}")).ok(204);
    assert_eq!(
        community.visitor().answer_view(&answer)["comments"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn an_edited_answer_keeps_its_history() {
    let community = Community::new();
    let author = community.member("Sam Sample");
    let question = community.member("Robin Sample").ask();
    let answer = author.answer(&question);
    let before = text(&author.answer_view(&answer), "markdown");
    author
        .patch(
            &format!("answers/{answer}"),
            &json!({ "markdown": "Descale it with citric acid." }),
        )
        .ok(200);
    let visitor = community.visitor();
    assert_eq!(
        visitor.answer_view(&answer)["markdown"],
        "Descale it with citric acid."
    );
    let revisions = visitor
        .get(&format!("answers/{answer}/revisions"))
        .ok(200)
        .value();
    assert_eq!(revisions["data"][0]["markdown"], json!(before));
}

#[test]
fn a_closed_question_takes_no_more_answers() {
    let community = Community::new();
    let question = community.member("Robin Sample").ask();
    community.staff("moderator").decide(&question, "close").ok(200);
    community
        .member("Sam Sample")
        .post(
            &format!("questions/{question}/answers"),
            &json!({ "markdown": "Too late." }),
        )
        .refused(Code::WrongState);
    assert_eq!(community.visitor().question(&question)["open"], Value::Null);
    // It stands in lists and counts, and whoever has the same problem still has it.
    let same = json!({ "value": 1, "notify": true });
    let vote = community
        .member("Kim Sample")
        .put(&format!("votes/{question}"), &same);
    assert_eq!(vote.ok(200).value()["up"], 1);
}
