//! Bodies, read into the contract's types: a body that is no JSON is 400, one of another shape 422 with the
//! place at fault.

use serde::de::DeserializeOwned;
use shared::api::problem::Code;

use crate::failure::Failure;
use crate::json::{self, Document, Unknown};

/// Reads a body.
///
/// # Errors
/// When it is no JSON or of another shape.
pub fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, Failure> {
    let document = document(body)?;
    document.read().map_err(|error| misshapen(&document, &error))
}

fn document(body: &[u8]) -> Result<Document, Failure> {
    // An array would be read as a struct's fields by their order, which the contract does not name.
    if body.trim_ascii_start().first() == Some(&b'[') {
        return Err(Failure::field("", "The body has to be a JSON object."));
    }
    let value = json::parse(body).map_err(|error| malformed(&error))?;
    Ok(Document::new(value, Unknown::Refused))
}

fn malformed(error: &serde_json::Error) -> Failure {
    Failure::refused(
        Code::MalformedJson,
        format!(
            "The body is not JSON: line {}, column {}.",
            error.line(),
            error.column()
        ),
    )
}

fn misshapen(document: &Document, error: &json::Error) -> Failure {
    Failure::field(&document.fault(), sentence(&error.to_string()))
}

fn sentence(cause: &str) -> String {
    // Types of ours are nothing to a caller.
    let (before, kind) = cause.rsplit_once(' ').unwrap_or(("", cause));
    let mut sentence = match whole_number(kind) {
        Some(words) => format!("{before} {words}."),
        None => format!("{cause}."),
    };
    if let Some(first) = sentence.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    sentence
}

/// What a type of whole numbers takes, in words.
fn whole_number(kind: &str) -> Option<&'static str> {
    match kind {
        "i8" => Some("a whole number from -128 to 127"),
        "u8" => Some("a whole number from 0 to 255"),
        "u16" => Some("a whole number from 0 to 65535"),
        "u32" | "u64" | "usize" => Some("a whole number from 0"),
        "i16" | "i32" | "i64" => Some("a whole number"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::api::vote::PutVote;

    fn refusal(body: &str) -> (Code, Option<String>) {
        match parse::<PutVote>(body.as_bytes()) {
            Err(Failure::Refused { code, errors, .. }) => {
                (code, errors.into_iter().next().map(|error| error.pointer))
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_no_json_is_told_apart_from_another_shape() {
        assert_eq!(refusal("{"), (Code::MalformedJson, None));
        assert_eq!(refusal("{\"value\": 1} x"), (Code::MalformedJson, None));
        assert_eq!(
            refusal("{\"value\": \"1\"}"),
            (Code::InvalidField, Some("/value".to_owned()))
        );
        assert_eq!(refusal("{\"value\": 1, \"weight\": 9}").0, Code::InvalidField);
    }

    #[test]
    fn a_number_that_is_none_is_told_without_our_types() {
        for (body, expected) in [
            (
                "{\"value\":1.5}",
                "Invalid type: floating point `1.5`, expected a whole number from -128 to 127.",
            ),
            (
                "{\"value\":300}",
                "Invalid value: integer `300`, expected a whole number from -128 to 127.",
            ),
            (
                "{\"value\":\"i8\"}",
                "Invalid type: string \"i8\", expected a whole number from -128 to 127.",
            ),
        ] {
            let refused = parse::<PutVote>(body.as_bytes()).unwrap_err().to_string();
            assert!(refused.ends_with(expected), "{refused}");
        }
    }

    #[test]
    fn a_body_is_an_object_not_a_list_of_its_fields() {
        assert_eq!(refusal("[1]").0, Code::InvalidField);
        assert_eq!(refusal(" [1]").0, Code::InvalidField);
        assert_eq!(refusal("1").0, Code::InvalidField);
    }

    #[test]
    fn a_body_nested_ten_thousand_deep_is_refused() {
        let deep = "[".repeat(10_000);
        assert_eq!(refusal(&deep).0, Code::InvalidField);
        assert_eq!(refusal(&format!("{{\"value\":{deep}")).0, Code::MalformedJson);
    }
}
