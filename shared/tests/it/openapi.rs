//! The API document: committed, current and sound.

use std::collections::BTreeSet;

use fanfare_shared::api::openapi::document;
use fanfare_shared::api::route::{Found, ROUTES, find};
use serde_json::Value;

#[test]
fn the_committed_document_is_the_one_made_from_the_types() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.json");
    let committed = std::fs::read_to_string(path).unwrap();
    let made = serde_json::to_string_pretty(&document()).unwrap() + "\n";
    assert!(
        committed == made,
        "shared/openapi.json is stale: run `cargo run -p fanfare-shared --features schema --example openapi > shared/openapi.json`"
    );
}

#[test]
fn the_committed_wire_contract_is_the_one_made_from_the_tables() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/wire.md");
    let committed = std::fs::read_to_string(path).unwrap();
    assert!(
        committed == fanfare_shared::api::openapi::wire::markdown(),
        "docs/wire.md is stale: run `cargo run -p fanfare-shared --features schema --example wire > docs/wire.md`"
    );
}

#[test]
fn every_route_is_in_the_document_and_nothing_else() {
    let document = document();
    let paths = document["paths"].as_object().unwrap();
    let mut operations = BTreeSet::new();
    for (path, methods) in paths {
        for (method, operation) in methods.as_object().unwrap() {
            let path = path.replace(['{', '}'], "");
            let Found::Route(route, ..) = find(&method.to_uppercase(), &path) else {
                panic!("{method} {path} is no route")
            };
            assert_eq!(operation["operationId"], route.operation.as_str());
            operations.insert(route.operation.as_str());
        }
    }
    assert_eq!(operations.len(), ROUTES.len());
}

#[test]
fn every_reference_leads_somewhere() {
    let document = document();
    let mut references = Vec::new();
    collect(&document, &mut references);
    assert!(references.len() > 100);
    for reference in references {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(document.pointer(pointer).is_some(), "{reference} leads nowhere");
    }
}

#[test]
fn every_body_of_a_request_refuses_unknown_fields() {
    let document = document();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let Some(schema) = operation.pointer("/requestBody/content/application~1json/schema/$ref") else {
                continue;
            };
            let schema = document
                .pointer(schema.as_str().unwrap().strip_prefix('#').unwrap())
                .unwrap();
            let forms = schema["oneOf"]
                .as_array()
                .cloned()
                .unwrap_or_else(|| vec![schema.clone()]);
            for form in forms {
                assert_eq!(
                    form["additionalProperties"],
                    Value::Bool(false),
                    "{method} {path}"
                );
            }
        }
    }
}

#[test]
fn routes_with_a_body_say_what_it_is() {
    let document = document();
    for route in ROUTES {
        let path = if route.path.starts_with('/') {
            route.path.to_owned()
        } else {
            format!("/api/v1/{{community}}/{}", route.path)
        };
        let operation = &document["paths"][&path][route.method.as_str().to_lowercase()];
        assert_eq!(
            operation.get("requestBody").is_some(),
            route.body_limit > 0,
            "{}",
            route.operation.as_str()
        );
    }
}

#[test]
fn identifiers_in_a_path_have_the_form_of_their_kind() {
    let document = document();
    for (path, prefixes) in [
        ("questions/{question}", "q_"),
        ("stories/{story}", "st_"),
        ("features/{feature}", "ft_"),
        ("votes/{target}", "q_|a_|c_|st_"),
        ("moderation/{target}", "q_|a_|c_|st_"),
    ] {
        let operations = document["paths"][format!("/api/v1/{{community}}/{path}")]
            .as_object()
            .unwrap();
        for operation in operations.values() {
            let schema = &operation["parameters"][1]["schema"];
            assert_eq!(
                schema["pattern"],
                format!("^({prefixes})[0-9a-f]{{32}}$"),
                "{path}"
            );
        }
    }
}

#[test]
fn no_parameter_of_a_path_is_of_no_kind() {
    let text = document().to_string();
    assert!(
        !text.contains("^()"),
        "a path has a parameter whose kind the document does not know"
    );
}

#[test]
fn what_has_an_etag_says_so_and_takes_it_back() {
    let document = document();
    let get = |path: &str| document["paths"][format!("/api/v1/{{community}}/{path}")]["get"].clone();
    for path in [
        "questions",
        "questions/{question}",
        "questions/{question}/answers",
        "view",
    ] {
        let operation = get(path);
        let taken = operation["parameters"].as_array().unwrap().iter();
        assert_eq!(
            taken
                .filter(|parameter| parameter["name"] == "if-none-match")
                .count(),
            1,
            "{path}"
        );
        for status in ["200", "304"] {
            assert!(
                operation["responses"][status]["headers"]["etag"].is_object(),
                "{path} {status}"
            );
        }
    }
    assert!(get("me")["responses"]["304"].is_null());
}

fn collect<'a>(value: &'a Value, references: &mut Vec<&'a str>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(text) if name == "$ref" => references.push(text),
                    other => collect(other, references),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, references)),
        _ => {}
    }
}
