//! Sample people and sample words, as in the sketches. Nobody of them exists.

use std::rc::Rc;

use fanfare_widget::surface::{Context, Dates, Formatter, Links, Surface};
use serde_json::{Value, json};
use shared::api::community::CommunityView;
use shared::api::moderation::QueueItem;
use shared::api::overlay::Overlay;
use shared::api::page::Page;
use shared::api::view::View;
use shared::ids::{AnswerId, CommentId, QuestionId};
use shared::language::Language;
use shared::markdown::parse::parse;
use shared::time::Millis;

/// The moment of the samples: 21 November 2026, 12:00 UTC.
pub(crate) const NOW: Millis = Millis::from_civil(2026, 11, 21, 12, 0, 0);

/// Writes dates plainly; in the product the runtime's `Intl` does.
pub(crate) struct Plain;

impl Formatter for Plain {
    fn day(&self, at: Millis) -> String {
        at.iso().chars().take(10).collect()
    }

    fn time(&self, at: Millis, _now: Option<Millis>) -> String {
        at.iso().chars().skip(11).take(5).collect()
    }
}

/// An `id` of a question.
pub(crate) fn question_id(number: u8) -> QuestionId {
    QuestionId::new(NOW, [number; 10])
}

/// An `id` of an answer.
pub(crate) fn answer_id(number: u8) -> AnswerId {
    AnswerId::new(NOW, [number; 10])
}

/// An `id` of a comment.
pub(crate) fn comment_id(number: u8) -> CommentId {
    CommentId::new(NOW, [number; 10])
}

/// Reads a sample.
pub(crate) fn read<T: serde::de::DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).expect("a sample is of its type")
}

/// `amount` minutes before the moment of the samples.
pub(crate) fn ago(minutes: i64) -> Millis {
    NOW.plus(-minutes * Millis::MINUTE)
}

/// A person of the brand.
pub(crate) fn staff(name: &str, title: &str) -> Value {
    json!({ "id": null, "name": name, "mark": { "role": "expert", "title": title } })
}

/// Anybody.
pub(crate) fn person(name: &str) -> Value {
    json!({ "id": null, "name": name })
}

/// The brand of the samples.
pub(crate) fn community(name: &str, language: Language) -> Value {
    json!({
        "slug": "northbeam", "name": name, "accent": null, "languages": [language.tag()], "time_zone": "UTC",
        "writers": "everyone", "email_sign_in": true, "guest_waits": true, "promised_hours": 2,
        "staff": [staff("Anneke", "spare parts")],
    })
}

/// A question in a list.
pub(crate) fn summary(number: u8, title: &str, author: Value, score: i64, answers: u32) -> Value {
    json!({
        "id": question_id(number).as_str(),
        "subject": { "id": format!("s_{:032x}", 1), "key": "sku:ember", "name": "Ember kettle" },
        "title": title, "slug": "a-question", "tags": [], "author": author, "score": score, "answer_count": answers,
        "accepted_answer_id": null, "created_at": ago(180), "active_at": ago(60), "state": "published",
    })
}

/// What stands first under a question in a list.
pub(crate) fn excerpt(number: u8, text: &str, author: Value, helped: u32) -> Value {
    json!({ "id": answer_id(number).as_str(), "excerpt": text, "author": author, "helped": helped, "created_at": ago(26 * 60) })
}

/// Puts fields into an object.
pub(crate) fn with(mut value: Value, more: Value) -> Value {
    if let (Some(object), Value::Object(more)) = (value.as_object_mut(), more) {
        object.extend(more);
    }
    value
}

/// The list of the sketches.
pub(crate) fn list() -> Value {
    let hot = with(
        summary(
            1,
            "Does the handle get hot on an induction hob?",
            person("Tove K."),
            38,
            4,
        ),
        json!({
            "accepted_answer_id": answer_id(1).as_str(),
            "top_answer": excerpt(1, "No: it stays below 40 °C after ten minutes at full power, I measured it twice. On gas keep the flame inside the base.", person("Mira J."), 31),
        }),
    );
    let lid = with(
        summary(2, "Can I order the lid on its own?", person("Ilse"), 21, 1),
        json!({
            "top_answer": excerpt(2, "Yes: part EM-LID fits every Ember since 2023, 9 € with shipping. It was hard to find on our page; from Friday it is next to the kettle.", staff("Anneke", "spare parts"), 0),
        }),
    );
    let smell = with(
        summary(
            3,
            "Does anybody use it for pour-over, and does the spout drip?",
            staff("Joost", "roaster"),
            9,
            3,
        ),
        json!({ "top_answer": excerpt(3, "Every morning. It drips when it is more than three quarters full, otherwise not.", person("Ilse"), 5) }),
    );
    let lime = summary(
        4,
        "How do you get rid of the ring of lime under the spout?",
        person("Tomás"),
        12,
        0,
    );
    view(vec![hot, lid, smell, lime])
}

/// A list of questions.
pub(crate) fn view(questions: Vec<Value>) -> Value {
    json!({
        "kind": "questions", "community": community("Northbeam", Language::English),
        "subject": { "key": "sku:ember", "name": "the Ember kettle", "subject": null }, "sort": "active", "tag": null,
        "query": null, "total": questions.len(), "unanswered": 4,
        "questions": { "data": questions, "next_cursor": null },
    })
}

/// What someone wrote, as the wire has it.
pub(crate) fn body(markdown: &str) -> Value {
    json!({ "markdown": markdown, "body": parse(markdown) })
}

/// An answer.
pub(crate) fn answer(number: u8, markdown: &str, author: Value, helped: u32, minutes: i64) -> Value {
    with(
        body(markdown),
        json!({
            "id": answer_id(number).as_str(), "question_id": question_id(1).as_str(), "author": author, "helped": helped,
            "not_right": 0, "score": helped, "created_at": ago(minutes), "edited_at": null, "state": "published", "comments": [],
        }),
    )
}

/// A comment.
pub(crate) fn comment(number: u8, text: &str, author: Value) -> Value {
    json!({
        "id": comment_id(number).as_str(), "answer_id": answer_id(1).as_str(), "author": author, "text": text,
        "created_at": ago(60), "state": "published",
    })
}

/// A question with all it says.
pub(crate) fn question(state: &str) -> Value {
    let summary = with(
        summary(
            1,
            "Does the handle get hot on an induction hob?",
            person("Tove K."),
            38,
            3,
        ),
        json!({ "tags": ["induction", "safety"], "created_at": ago(4 * 24 * 60), "state": state }),
    );
    let words = "My daughter likes to pour the water herself. Our hob is strong, and the last kettle's handle was too hot to hold after five minutes. How is this one?";
    let more =
        json!({ "edited_at": null, "reason": null, "duplicate_of": null, "open": state == "published" });
    with(with(summary, body(words)), more)
}

/// The question of the sketches, with its answers.
pub(crate) fn page() -> Value {
    let solved = with(
        answer(
            1,
            "No: it stays below 40 °C after ten minutes at full power. I measured it twice with an infrared thermometer, once with the lid open. On gas it is another story: keep the flame inside the base or the lower end gets warm.",
            person("Mira J."),
            31,
            3 * 24 * 60,
        ),
        json!({ "accepted": true, "comments": [comment(1, "Bought it, she pours, nobody cries. Thank you!", person("Tove K."))] }),
    );
    let brand = answer(
        2,
        "Mira is right, and thank you for measuring. The handle is hollow bakelite on a steel tang with an air gap; we test to 45 °C at 2.4 kW for fifteen minutes. If yours is ever hotter, send it back and I will replace it.",
        staff("Anneke", "spare parts"),
        12,
        2 * 24 * 60,
    );
    let old = with(
        answer(
            3,
            "Mine gets very hot after a few minutes, use a cloth.",
            person("Paul O."),
            2,
            4 * 365 * 24 * 60,
        ),
        json!({
            "state": "outdated",
            "caution": { "kind": "outdated", "by": staff("Anneke", "spare parts"), "reason": "the 2022 handle was steel, later ones are not", "at": ago(60) },
        }),
    );
    pages(question("published"), vec![solved, brand, old])
}

/// A question with these answers.
pub(crate) fn pages(question: Value, answers: Vec<Value>) -> Value {
    json!({
        "kind": "question", "community": community("Northbeam", Language::English), "question": question,
        "answers": { "data": answers, "next_cursor": null },
    })
}

/// Nothing of mine, with something put in.
pub(crate) fn overlay(more: Value) -> Overlay {
    read(with(
        json!({ "me": null, "votes": [], "mine": [], "questions": [], "answers": [], "comments": [] }),
        more,
    ))
}

/// Me, in a role.
pub(crate) fn me(role: &str, tier: &str, waits: bool) -> Value {
    json!({ "id": format!("p_{:032x}", 7), "name": "Sample", "tier": tier, "role": role, "title": "", "email": null, "waits": waits })
}

/// A surface of this view in a language, with an application listening.
pub(crate) fn surface(view: Value, language: Language) -> Surface {
    let view: View = read(view);
    let community: CommunityView = match &view {
        View::Questions(list) => list.community.clone(),
        View::Question(page) => page.community.clone(),
    };
    let links = Links::new("", &community, language);
    let context = Context {
        community: Rc::new(community),
        language,
        dates: Dates(Rc::new(Plain)),
        now: Some(NOW),
        links,
        prefix: "fanfare".into(),
        live: true,
        page: false,
    };
    Surface::new(Rc::new(context), Rc::new(view))
}

/// A queue.
pub(crate) fn queue() -> Page<QueueItem> {
    let item = |number, title: &str, words: &str, author: Value, more: Value| {
        with(
            json!({
                "target": question_id(number).as_str(), "question": { "id": question_id(number).as_str(), "title": title, "slug": "a" },
                "body": parse(words), "author": author, "published_before": 0, "state": "waiting", "since": ago(120),
                "due_at": NOW.plus(2 * Millis::HOUR), "reports": [],
            }),
            more,
        )
    };
    read(json!({ "data": [
        item(1, "Is there a discount for a second one?", "Saw it cheaper at a shop down the road, can you match that?", person(""), json!({})),
        item(2, "Does it whistle?", "My neighbour at number 12 says hers does.", person("Tomás"), json!({
            "target": answer_id(2).as_str(), "state": "hidden", "published_before": 3, "due_at": null,
            "reports": [{ "reason": "personal_data", "count": 2 }, { "reason": "off_topic", "count": 1 }],
        })),
    ], "next_cursor": null }))
}
