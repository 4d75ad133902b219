//! Problems in the language a person reads: the same code and field, other words.

use fanfare_tests::community::Community;
use serde_json::json;
use shared::api::problem::Code;

/// A title that is too short, with a character nobody sees.
fn bad_question() -> serde_json::Value {
    json!({ "subject": "kettle", "title": "Why", "markdown": "", "tags": [] })
}

#[test]
fn a_problem_is_told_in_the_language_asked_for_and_otherwise_in_english() {
    let community = Community::new();
    let member = community.member("Robin Sample");
    let ask = |language: &str| {
        let call = member.client.call("POST", member.path("questions"));
        call.header("accept-language", language)
            .json(&bad_question())
            .send()
    };
    let english = ask("en-GB, fr;q=0.5");
    let english_problem = english.refused_field("/title");
    assert!(
        english_problem.detail.contains("at least 8 characters"),
        "{}",
        english.text()
    );
    for (language, words) in [
        ("fr-CA, en;q=0.8", "de 8 à 150 caractères"),
        ("ar", "من 8 إلى 150"),
    ] {
        let answer = ask(language);
        let problem = answer.refused_field("/title");
        assert!(problem.detail.contains(words), "{}", answer.text());
        assert!(problem.errors[0].detail.contains(words), "{}", answer.text());
        assert_eq!(
            answer.header("content-language"),
            language.get(..2).unwrap_or_default()
        );
    }
    assert_eq!(english.header("content-language"), "");
}

#[test]
fn a_problem_without_a_field_is_told_by_its_code() {
    let community = Community::new();
    let member = community.member("Robin Sample");
    let question = member.ask();
    let call = member
        .client
        .call("PUT", member.path(&format!("votes/{question}")));
    let answer = call
        .header("accept-language", "fr")
        .json(&json!({ "value": 1 }))
        .send();
    let problem = answer.refused(Code::OwnContribution);
    assert_eq!(
        problem.detail,
        "C’est aux autres de le dire : ce sont vos propres mots."
    );
}
