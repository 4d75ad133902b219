//! A community that was made by the first schema is brought forward with all it holds.

use fanfare_tests::community::Person;
use fanfare_tests::kept::FIRST_SCHEMA;
use fanfare_tests::server::{Options, Server};
use serde_json::{Value, json};
use shared::api::problem::Code;

/// The solved question of the sample content, its solving answer, and its duplicate.
const QUESTION: &str = "q_01a200ef3b3a7a0f94afe749f8ef431b";
const ANSWER: &str = "a_01a200ef3b7c7d0eb0b068cc8e6cff66";
const OUTDATED: &str = "a_01a200ef3b9679a89f12c4f4afef4680";
const HIDDEN: &str = "q_01a200ef3c5a71e8868726e2c42b8b06";

/// Everything the sample content has, read and compared.
fn holds_everything(server: &Server) {
    let visitor = Person::of(server, FIRST_SCHEMA.slug);
    let question = visitor.question(QUESTION);
    assert_eq!(question["title"], "How do I clean the strainer?");
    assert_eq!(question["accepted_answer_id"], ANSWER);
    assert_eq!(
        (&question["score"], &question["answer_count"]),
        (&json!(1), &json!(2))
    );
    assert_eq!(question["markdown"], "It came with a **brush**.");
    let answer = visitor.answer_view(ANSWER);
    assert_eq!(answer["markdown"], "Rinse it under *warm* water, at once.");
    assert_eq!(
        (&answer["helped"], &answer["accepted"]),
        (&json!(2), &json!(true))
    );
    assert_eq!(answer["comments"][0]["text"], "With cold water too?");
    let history = visitor
        .get(&format!("answers/{ANSWER}/revisions"))
        .ok(200)
        .value();
    assert_eq!(history["data"][0]["markdown"], "Rinse it under *warm* water.");
    assert_eq!(visitor.answer_view(OUTDATED)["state"], "outdated");
    assert_eq!(visitor.get(&format!("questions/{HIDDEN}")).status, 404);
    let found = visitor.get("search?q=clean").ok(200).text();
    assert!(found.contains(QUESTION), "{found}");

    let owner = visitor.signed_in(FIRST_SCHEMA.slug, "ada", "Ada Sample");
    assert_eq!(owner.get("me").ok(200).value()["role"], "owner");
    let waiting = owner.get("moderation/queue").ok(200).value();
    assert_eq!(waiting["data"].as_array().map(Vec::len), Some(2), "{waiting}");
    let told = |person: &Person| -> Value {
        person
            .get(&format!("overlay?question={QUESTION}"))
            .ok(200)
            .value()["votes"]
            .clone()
    };
    let robin = visitor.signed_in(FIRST_SCHEMA.slug, "robin", "Robin Sample");
    assert!(told(&robin).to_string().contains(ANSWER), "what helped them");
}

#[test]
fn a_database_of_the_first_schema_keeps_its_content_and_takes_new_writes() {
    let state = FIRST_SCHEMA.state();
    {
        let server = Server::start(state.path(), &Options::with_mailbox());
        holds_everything(&server);
        // What only the newer schema can keep.
        let robin =
            Person::of(&server, FIRST_SCHEMA.slug).signed_in(FIRST_SCHEMA.slug, "robin", "Robin Sample");
        let off = json!({ "value": 0, "notify": false });
        robin.put(&format!("votes/{QUESTION}"), &off).ok(200);
        robin.ask();
    }
    let server = Server::start(state.path(), &Options::with_mailbox());
    holds_everything(&server);
}

#[test]
fn a_link_by_mail_that_ended_meanwhile_signs_nobody_in_and_one_that_did_not_does() {
    let state = FIRST_SCHEMA.state();
    let server = Server::start(state.path(), &Options::default());
    let visitor = Person::of(&server, FIRST_SCHEMA.slug);
    let open = |code: &str| visitor.post("session", &json!({ "kind": "email", "code": code }));
    // Kept with the sample content: one ended fifteen minutes after it was made, one ends in the year 2100.
    open("the-code-of-the-sample-content").refused(Code::BadCode);
    open("a-code-of-a-year-to-come").ok(201);
    open("a-code-of-a-year-to-come").refused(Code::BadCode);
}
