//! A question page as [`QAPage`](https://schema.org/QAPage), for search engines.
//!
//! Invariant: it says only what a stranger reads on the page, and no text in it can end the element it stands in.

use serde_json::{Map, Value, json};
use shared::api::answer::AnswerView;
use shared::api::person::PersonView;
use shared::api::view::QuestionPage;
use shared::markdown::plain::plain;

/// The data of a question page; none for a question whose words can't be read. `url` is the page's full address.
pub fn question(page: &QuestionPage, url: &str) -> Option<Value> {
    let question = &page.question;
    let summary = &question.summary;
    if summary.title.is_empty() {
        return None;
    }
    let readable = || {
        page.answers
            .data
            .iter()
            .filter(|answer| !answer.markdown.is_empty())
    };
    let mut entity = Map::new();
    entity.insert("@type".to_owned(), json!("Question"));
    entity.insert("name".to_owned(), json!(summary.title));
    let text = plain(&question.body);
    entity.insert(
        "text".to_owned(),
        json!(if text.is_empty() { &summary.title } else { &text }),
    );
    entity.insert("url".to_owned(), json!(url));
    entity.insert("answerCount".to_owned(), json!(summary.answer_count));
    entity.insert("upvoteCount".to_owned(), json!(summary.score));
    entity.insert("datePublished".to_owned(), json!(summary.created_at.iso()));
    if let Some(edited_at) = question.edited_at {
        entity.insert("dateModified".to_owned(), json!(edited_at.iso()));
    }
    put_author(&mut entity, &summary.author);
    // Search engines show what was accepted without the word of caution beside it.
    let stands = |answer: &&AnswerView| answer.accepted && answer.caution.is_none();
    if let Some(accepted) = readable().find(stands) {
        entity.insert("acceptedAnswer".to_owned(), answer(accepted, url));
    }
    let suggested = readable()
        .filter(|answer| !stands(answer))
        .map(|other| answer(other, url))
        .collect::<Vec<_>>();
    if !suggested.is_empty() {
        entity.insert("suggestedAnswer".to_owned(), Value::Array(suggested));
    }
    Some(json!({ "@context": "https://schema.org", "@type": "QAPage", "mainEntity": entity }))
}

/// Writes data for a `<script type="application/ld+json">`: what HTML or JavaScript could read as more than
/// text stands as an escape, which JSON reads back as the same.
pub fn encode(data: &Value) -> String {
    let mut encoded = String::new();
    for character in data.to_string().chars() {
        match character {
            '<' => encoded.push_str("\\u003c"),
            '>' => encoded.push_str("\\u003e"),
            '&' => encoded.push_str("\\u0026"),
            '\u{2028}' => encoded.push_str("\\u2028"),
            '\u{2029}' => encoded.push_str("\\u2029"),
            _ => encoded.push(character),
        }
    }
    encoded
}

fn answer(answer: &AnswerView, url: &str) -> Value {
    let mut entity = Map::new();
    entity.insert("@type".to_owned(), json!("Answer"));
    entity.insert("text".to_owned(), json!(plain(&answer.body)));
    entity.insert("url".to_owned(), json!(format!("{url}#{}", answer.id)));
    entity.insert("upvoteCount".to_owned(), json!(answer.score));
    entity.insert("datePublished".to_owned(), json!(answer.created_at.iso()));
    if let Some(edited_at) = answer.edited_at {
        entity.insert("dateModified".to_owned(), json!(edited_at.iso()));
    }
    put_author(&mut entity, &answer.author);
    Value::Object(entity)
}

fn put_author(entity: &mut Map<String, Value>, author: &PersonView) {
    if !author.name.is_empty() {
        entity.insert(
            "author".to_owned(),
            json!({ "@type": "Person", "name": author.name }),
        );
    }
}

#[cfg(test)]
mod tests {
    use shared::api::answer::{Caution, CautionKind};

    use super::*;
    use crate::pages::sample;

    #[test]
    fn a_question_with_a_solved_answer_names_both_kinds() {
        let page = sample::question_page();
        let data = question(&page, "https://talk.example/acme/questions/q/slug").unwrap();
        let entity = &data["mainEntity"];
        assert_eq!(entity["@type"], "Question");
        assert_eq!(entity["answerCount"], 2);
        assert_eq!(entity["acceptedAnswer"]["text"], "Descale it first.");
        assert_eq!(entity["suggestedAnswer"].as_array().map(Vec::len), Some(1));
        assert_eq!(entity["author"]["name"], "Ada");
        assert!(
            entity["suggestedAnswer"][0].get("author").is_none(),
            "a guest without a name has none here"
        );
    }

    #[test]
    fn an_answer_with_a_word_of_caution_beside_it_is_not_the_accepted_one() {
        let mut page = sample::question_page();
        for answer in page.answers.data.iter_mut().filter(|answer| answer.accepted) {
            answer.caution = Some(Caution {
                kind: CautionKind::NotRight,
                by: answer.author.clone(),
                reason: "It harms the seal.".to_owned(),
                at: answer.created_at,
            });
        }
        let data = question(&page, "https://talk.example/").unwrap();
        let entity = &data["mainEntity"];
        assert_eq!(entity.get("acceptedAnswer"), None);
        assert_eq!(entity["suggestedAnswer"].as_array().map(Vec::len), Some(2));
    }

    #[test]
    fn a_question_that_cannot_be_read_has_no_data() {
        let mut page = sample::question_page();
        page.question.summary.title.clear();
        assert_eq!(question(&page, "https://talk.example/"), None);
        let mut page = sample::question_page();
        page.answers
            .data
            .iter_mut()
            .for_each(|answer| answer.markdown.clear());
        let data = question(&page, "https://talk.example/").unwrap();
        assert!(data["mainEntity"].get("acceptedAnswer").is_none());
        assert!(data["mainEntity"].get("suggestedAnswer").is_none());
    }

    #[test]
    fn no_text_leaves_its_element() {
        let mut page = sample::question_page();
        let hostile = "</script><!--<script>&\u{2028}\u{2029}\"\\";
        page.question.summary.title = hostile.to_owned();
        let encoded = encode(&question(&page, "https://talk.example/").unwrap());
        assert!(
            !encoded.contains(['<', '>', '&', '\u{2028}', '\u{2029}']),
            "{encoded}"
        );
        let back: Value = serde_json::from_str(&encoded).unwrap();
        assert_eq!(back["mainEntity"]["name"], hostile);
    }
}
