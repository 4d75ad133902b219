//! Readers of this release read answers of a newer one; requests refuse what they do not know.

use fanfare_shared::api::answer::{AnswerView, CautionKind};
use fanfare_shared::api::community::{CreateCommunity, EditSettings};
use fanfare_shared::api::health::{Health, MailState};
use fanfare_shared::api::person::{Mark, Titles};
use fanfare_shared::api::problem::{Code, Problem};
use fanfare_shared::api::question::{AskQuestion, QuestionView};
use fanfare_shared::api::session::BeginSession;
use fanfare_shared::api::vote::PutVote;
use fanfare_shared::language::Language;
use fanfare_shared::person::{Role, Tier};
use fanfare_shared::state::State;
use serde_json::{Value, from_value, json};

use crate::wire;

/// The value with a field of a newer release in every object, except where a field is a variant's name.
fn with_extra_fields(mut value: Value) -> Value {
    match &mut value {
        Value::Object(fields) => {
            for (name, field) in fields.iter_mut() {
                if name != "body" && name != "source" {
                    *field = with_extra_fields(field.take());
                }
            }
            fields.insert("of_a_newer_release".to_owned(), json!({ "any": [1, "thing"] }));
        }
        Value::Array(values) => values
            .iter_mut()
            .for_each(|value| *value = with_extra_fields(value.take())),
        _ => {}
    }
    value
}

#[test]
fn answers_with_fields_of_a_newer_release_still_read() {
    let question = wire::question();
    let json = with_extra_fields(serde_json::to_value(&question).unwrap());
    assert_eq!(from_value::<QuestionView>(json).unwrap(), question);
    let answer = wire::answer();
    let json = with_extra_fields(serde_json::to_value(&answer).unwrap());
    assert_eq!(from_value::<AnswerView>(json).unwrap(), answer);
}

#[test]
fn words_of_a_newer_release_read_as_unknown() {
    assert_eq!(from_value::<State>(json!("pinned")).unwrap(), State::Unknown);
    assert_eq!(from_value::<Role>(json!("curator")).unwrap(), Role::Unknown);
    assert_eq!(from_value::<Tier>(json!("passkey")).unwrap(), Tier::Unknown);
    assert_eq!(
        from_value::<CautionKind>(json!("disputed")).unwrap(),
        CautionKind::Unknown
    );
    assert_eq!(
        from_value::<MailState>(json!("queue")).unwrap(),
        MailState::Unknown
    );
    assert_eq!(from_value::<Code>(json!("teapot")).unwrap(), Code::Unknown);
}

#[test]
fn an_answer_with_unknown_words_still_reads_whole() {
    let mut json = serde_json::to_value(wire::question()).unwrap();
    json["state"] = json!("pinned");
    json["author"]["mark"] = json!({ "role": "curator", "title": "" });
    let question: QuestionView = from_value(json).unwrap();
    assert_eq!(question.summary.state, State::Unknown);
    assert_eq!(
        question.summary.author.mark,
        Some(Mark {
            role: Role::Unknown,
            title: String::new(),
            titles: Titles::default(),
        })
    );
    assert!(!Role::Unknown.is_staff() && !Role::Unknown.moderates());
}

#[test]
fn the_name_of_a_level_is_read_in_ones_own_language_or_as_it_stands() {
    let json = json!({ "role": "member", "title": "Defend", "titles": { "fr": "Défendre" } });
    let mark: Mark = from_value(json.clone()).unwrap();
    assert_eq!(mark.title(Language::French), "Défendre");
    assert_eq!(mark.title(Language::Arabic), "Defend");
    assert_eq!(serde_json::to_value(mark).unwrap(), json);
}

#[test]
fn fields_that_older_answers_lack_have_defaults() {
    let mut json = serde_json::to_value(wire::answer()).unwrap();
    let fields = json.as_object_mut().unwrap();
    for name in ["accepted", "caution", "reason", "source", "edited_at", "media"] {
        fields.remove(name);
    }
    let answer: AnswerView = from_value(json).unwrap();
    assert!(!answer.accepted && answer.caution.is_none() && answer.edited_at.is_none());
    assert_eq!(answer.media, []);
}

#[test]
fn requests_refuse_unknown_fields() {
    let ask = json!({ "subject": "sku:1", "title": "How do I clean it?", "state": "published" });
    assert!(
        from_value::<AskQuestion>(ask)
            .unwrap_err()
            .to_string()
            .contains("unknown field `state`")
    );
    assert!(from_value::<PutVote>(json!({ "value": 1, "person": "p_1" })).is_err());
    assert!(from_value::<BeginSession>(json!({ "kind": "guest", "name": "", "role": "owner" })).is_err());
    assert!(from_value::<EditSettings>(json!({ "jurisdiction": "eu" })).is_err());
}

#[test]
fn requests_refuse_wrong_types_and_words() {
    for vote in [
        json!({ "value": "1" }),
        json!({ "value": 1.5 }),
        json!({ "value": 300 }),
        json!({}),
        json!(null),
    ] {
        assert!(from_value::<PutVote>(vote.clone()).is_err(), "{vote}");
    }
    assert!(from_value::<BeginSession>(json!({ "kind": "magic" })).is_err());
    assert!(from_value::<EditSettings>(json!({ "languages": ["tlh"] })).is_err());
    assert!(from_value::<AskQuestion>(json!({ "subject": "sku:1" })).is_err());
}

#[test]
fn a_slug_and_a_name_suffice_for_a_community() {
    let create: CreateCommunity = from_value(json!({ "slug": "northbeam", "name": "Northbeam" })).unwrap();
    let settings = fanfare_shared::settings::Settings::new(&create.name);
    assert_eq!(settings.apply(create.edit(), |_| true), Ok(settings));
}

#[test]
fn a_problem_and_a_health_of_a_newer_release_still_read() {
    let problem = json!({ "type": "https://x.example/p", "title": "t", "status": 418, "detail": "d", "instance": "i", "code": "teapot", "retry": true });
    assert_eq!(from_value::<Problem>(problem).unwrap().code, Code::Unknown);
    let health = json!({ "status": "ok", "version": "9", "mail": "queue", "disk": 1 });
    assert_eq!(from_value::<Health>(health).unwrap().mail, MailState::Unknown);
}
