//! What the edge sends an embed before any application: a list of twenty questions of the demo's sample content,
//! each with the answer that stands first. `cargo xtask size` weighs it.

use std::rc::Rc;

use fanfare_widget::surface::{Links, Surface};
use serde_json::{Value, json};
use shared::ids::{AnswerId, QuestionId};
use shared::language::Language;
use shared::markdown::parse::parse;
use shared::markdown::plain::excerpt;
use shared::slug::question_slug;

use super::sample::{self, NOW, ago, person, staff, with};

const CONTENT: [&str; 2] = [
    include_str!("../../../demo/seed/northbeam.en.json"),
    include_str!("../../../demo/seed/northbeam.fr.json"),
];
const QUESTIONS: usize = 20;
/// As much of an answer as a list tells.
const EXCERPT: usize = 220;

/// The surface, as the edge makes it: nobody listens, and dates are absolute.
pub(crate) fn surface() -> Surface {
    let files: Vec<Value> = CONTENT
        .iter()
        .map(|file| serde_json::from_str(file).expect("the sample content is JSON"))
        .collect();
    let questions = files
        .iter()
        .flat_map(|file| items(file, "subjects"))
        .flat_map(|subject| items(subject, "questions"));
    let list: Vec<Value> = (0..).zip(questions.take(QUESTIONS)).map(row).collect();
    assert_eq!(list.len(), QUESTIONS, "the sample content has too few questions");
    let mut surface = sample::surface(sample::view(list), Language::English);
    let context = Rc::make_mut(&mut surface.context);
    context.links = Links::new(
        "https://community.northbeam.example",
        &context.community,
        context.language,
    );
    context.now = None;
    context.live = false;
    surface
}

fn row((number, question): (u8, &Value)) -> Value {
    let title = text(question, "title");
    let answer = items(question, "answers").next();
    let id = |salt| noise(number.wrapping_add(salt));
    let top = answer.map(|answer| {
        json!({
            "id": AnswerId::new(NOW, id(100)).as_str(), "excerpt": excerpt(&parse(text(answer, "markdown")), EXCERPT),
            "author": author(text(answer, "by")), "helped": number_of(answer, "helped"),
            "created_at": ago(i64::from(number) * 700),
        })
    });
    let solved = answer.filter(|answer| answer.get("accepted").is_some());
    with(
        sample::summary(
            0,
            title,
            author(text(question, "by")),
            number_of(question, "me_too"),
            u32::try_from(items(question, "answers").count()).unwrap_or_default(),
        ),
        json!({
            "id": QuestionId::new(NOW, id(0)).as_str(), "slug": question_slug(title), "tags": question.get("tags"), "top_answer": top,
            "accepted_answer_id": solved.map(|_| AnswerId::new(NOW, id(100)).as_str().to_owned()),
        }),
    )
}

/// Who stands in the sample content under a short name.
fn author(name: &str) -> Value {
    match name {
        "anneke" => staff("Anneke", "spare parts"),
        "joost" => staff("Joost", "roaster"),
        "lucie" => staff("Lucie", "service après-vente"),
        other => person(other),
    }
}

/// Bytes that compress as badly as random ones, the same every time: the constants of Numerical Recipes'
/// linear congruential generator.
fn noise(seed: u8) -> [u8; 10] {
    let mut state = u32::from(seed) + 1;
    [0; 10].map(|_: u8| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    })
}

fn items<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    value.get(name).and_then(Value::as_array).into_iter().flatten()
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn number_of(value: &Value, name: &str) -> i64 {
    value.get(name).and_then(Value::as_i64).unwrap_or_default()
}
