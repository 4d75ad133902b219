//! Values for the tests of the state: one community, one question, one answer.

use serde_json::{Value, json};
use shared::api::overlay::Overlay;
use shared::api::view::View;
use shared::ids::{AnswerId, QuestionId, Target};
use shared::time::Millis;

pub(crate) const NOW: Millis = Millis::new(1_800_000_000_000);

pub(crate) fn question_id(number: u8) -> QuestionId {
    QuestionId::new(NOW, [number; 10])
}

pub(crate) fn answer_id(number: u8) -> AnswerId {
    AnswerId::new(NOW, [number; 10])
}

pub(crate) fn question(number: u8) -> Target {
    Target::Question(question_id(number))
}

pub(crate) fn answer(number: u8) -> Target {
    Target::Answer(answer_id(number))
}

/// What the server answers to a question asked, in a state.
pub(crate) fn question_json(number: u8, state: &str) -> Value {
    let mut value = summary(number);
    let more = json!({ "markdown": "", "body": [], "edited_at": null, "reason": null, "duplicate_of": null, "open": true, "state": state });
    if let (Some(value), Value::Object(more)) = (value.as_object_mut(), more) {
        value.extend(more);
    }
    value
}

/// What the server answers to an answer given, in a state.
pub(crate) fn answer_json(number: u8, question: u8, state: &str) -> Value {
    json!({
        "id": answer_id(number).as_str(), "question_id": question_id(question).as_str(), "author": { "id": null, "name": "Sample" },
        "markdown": "It does", "body": [], "helped": 3, "not_right": 1, "score": 2, "created_at": NOW, "edited_at": null,
        "state": state, "comments": [],
    })
}

/// A list of questions.
pub(crate) fn list(numbers: &[u8]) -> View {
    let questions: Vec<_> = numbers.iter().map(|number| summary(*number)).collect();
    read(json!({
        "kind": "questions", "community": community(), "subject": null, "sort": "active", "tag": null, "query": null,
        "total": numbers.len(), "unanswered": 0, "questions": { "data": questions, "next_cursor": null },
    }))
}

/// Question 1 with answers.
pub(crate) fn page(answers: &[u8]) -> View {
    let answers: Vec<_> = answers
        .iter()
        .map(|number| answer_json(*number, 1, "published"))
        .collect();
    read(json!({
        "kind": "question", "community": community(), "question": question_json(1, "published"),
        "answers": { "data": answers, "next_cursor": null },
    }))
}

/// Nothing of mine.
pub(crate) fn overlay() -> Overlay {
    read(json!({ "me": null, "votes": [], "mine": [], "questions": [], "answers": [], "comments": [] }))
}

pub(crate) fn read<T: serde::de::DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).expect("a sample is of its type")
}

fn summary(number: u8) -> Value {
    json!({
        "id": question_id(number).as_str(),
        "subject": { "id": format!("s_{:032x}", 1), "key": "sku", "name": "Kettle" },
        "title": "Does it whistle", "slug": "does-it-whistle", "tags": [], "author": { "id": null, "name": "Sample" },
        "score": 4, "answer_count": 1, "accepted_answer_id": null, "created_at": NOW, "active_at": NOW, "state": "published",
    })
}

fn community() -> Value {
    json!({
        "slug": "acme", "name": "Acme", "accent": null, "languages": ["en"], "time_zone": "UTC", "writers": "everyone",
        "email_sign_in": false, "guest_waits": true, "promised_hours": null, "staff": [],
    })
}
