//! The API document, held against every answer a client gets.
//!
//! Invariant: an answer with a status, a content type or a shape the document does not name fails the test that
//! asked for it.

use std::collections::HashMap;
use std::sync::{Mutex, OnceLock, PoisonError};

use jsonschema::Validator;
use serde_json::{Value, json};
use shared::api::problem::CONTENT_TYPE;
use shared::api::route::{self, Found, PREFIX};
use shared::contest::line::NDJSON;

use crate::client::Answer;
use crate::server;

/// The document, and its schemas as far as they were needed.
struct Contract {
    document: Value,
    validators: Mutex<HashMap<String, &'static Validator>>,
}

/// Holds an answer against the document.
///
/// # Panics
/// When it is not as the document says.
pub fn check(method: &str, path: &str, answer: &Answer) {
    let place = format!("{method} {path} -> {}", answer.status);
    let path = path.split('?').next().unwrap_or_default();
    assert!(
        !answer.header("fanfare-request-id").is_empty(),
        "{place} has no request id"
    );
    if method == "OPTIONS" {
        return;
    }
    let Found::Route(route, ..) = route::find(method, path) else {
        return check_body(&place, &problem(), answer);
    };
    let full = if route.path.starts_with('/') {
        route.path.to_owned()
    } else {
        format!("{PREFIX}{{community}}/{}", route.path)
    };
    let responses = &document()["paths"][&full][method.to_lowercase()]["responses"];
    let response = &responses[answer.status.to_string()];
    assert!(
        !response.is_null(),
        "{place} is not in the API document: {}",
        answer.text()
    );
    check_body(&place, resolved(response), answer);
}

/// The document as the product carries it.
pub fn document() -> &'static Value {
    &contract().document
}

fn contract() -> &'static Contract {
    static CONTRACT: OnceLock<Contract> = OnceLock::new();
    CONTRACT.get_or_init(|| {
        let path = server::root().join("shared/openapi.json");
        let text = std::fs::read_to_string(path).expect("the API document is part of the sources");
        Contract {
            document: serde_json::from_str(&text).expect("the API document is JSON"),
            validators: Mutex::default(),
        }
    })
}

fn problem() -> Value {
    json!({ "content": { CONTENT_TYPE: { "schema": { "$ref": "#/components/schemas/Problem" } } } })
}

fn check_body(place: &str, response: &Value, answer: &Answer) {
    let Some(contents) = response["content"].as_object() else {
        assert_eq!(answer.text(), "", "{place} should have no body");
        return;
    };
    let content_type = answer.header("content-type");
    let Some((_, content)) = contents
        .iter()
        .find(|(name, _)| media_type(name) == media_type(&content_type))
    else {
        panic!("{place} came as {content_type:?}, which the API document does not name")
    };
    let bodies: Vec<Value> = match media_type(&content_type) {
        NDJSON => answer.text().lines().map(line).collect(),
        other if other.ends_with("json") => vec![answer.json()],
        _ => Vec::new(),
    };
    for body in bodies {
        let errors: Vec<_> = validator(&content["schema"])
            .iter_errors(&body)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(
            errors.is_empty(),
            "{place} is not as the API document says: {errors:#?}\n{body:#}"
        );
    }
}

fn line(line: &str) -> Value {
    serde_json::from_str(line).unwrap_or_else(|error| panic!("{error} in the line {line}"))
}

fn media_type(content_type: &str) -> &str {
    content_type.split(';').next().unwrap_or_default().trim()
}

fn resolved(value: &'static Value) -> &'static Value {
    match value["$ref"].as_str() {
        Some(reference) => document()
            .pointer(reference.trim_start_matches('#'))
            .unwrap_or_else(|| panic!("{reference} leads nowhere")),
        None => value,
    }
}

/// The validator of a schema, compiled once for all tests.
fn validator(schema: &Value) -> &'static Validator {
    let contract = contract();
    let mut validators = contract.validators.lock().unwrap_or_else(PoisonError::into_inner);
    validators.entry(schema.to_string()).or_insert_with(|| {
        let whole = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "components": contract.document["components"],
            "allOf": [schema],
        });
        let validator = jsonschema::validator_for(&whole).expect("the API document has good schemas");
        Box::leak(Box::new(validator))
    })
}
