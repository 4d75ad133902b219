//! JSON, read into types: bodies, what objects answer, what rows keep.
//!
//! Invariant: everything is read by one reader. Each further one would be compiled for every type of the contract
//! once more, and readers are a large part of what the Worker weighs.

mod tracked;

use serde::de::DeserializeOwned;
use serde_json::{Error, Value};
use shared::api::view::{PaintedView, View};
use tracked::Unknown;

/// Reads what we wrote ourselves.
///
/// # Errors
/// When it is no JSON, or of another shape.
pub fn read<T: DeserializeOwned>(json: impl AsRef<[u8]>) -> Result<T, Error> {
    ours(&parse(json.as_ref())?)
}

/// Reads a view: its kind, then what that kind holds.
///
/// # Errors
/// When it is no JSON, or of another shape.
pub fn read_view(json: &[u8]) -> Result<View, Error> {
    let value = parse(json)?;
    let of_question = value.get("kind").and_then(Value::as_str) == Some("question");
    if of_question {
        ours(&value).map(View::Question)
    } else {
        ours(&value).map(View::Questions)
    }
}

/// Reads a view without an application: its kind, then what that kind holds.
///
/// # Errors
/// When it is no JSON, or of another shape.
pub fn read_painted(json: impl AsRef<[u8]>) -> Result<PaintedView, Error> {
    let value = parse(json.as_ref())?;
    match value.get("kind").and_then(Value::as_str) {
        Some("story") => ours(&value).map(PaintedView::Story),
        Some("gallery") => ours(&value).map(PaintedView::Gallery),
        Some("promises") => ours(&value).map(PaintedView::Promises),
        Some("person") => ours(&value).map(PaintedView::Person),
        Some("leaders") => ours(&value).map(PaintedView::Leaders),
        _ => ours(&value).map(PaintedView::Stories),
    }
}

/// What JSON says, whatever its shape.
///
/// # Errors
/// When it is no JSON.
pub fn parse(json: &[u8]) -> Result<Value, Error> {
    serde_json::from_slice(json)
}

/// What somebody sent, as a type of the contract.
///
/// # Errors
/// When it has another shape, or fields that the type does not have; with the place at fault as a JSON pointer
/// ([RFC 6901](https://www.rfc-editor.org/rfc/rfc6901)).
pub fn shaped<T: DeserializeOwned>(value: &Value) -> Result<T, (String, Error)> {
    tracked::read(value, Unknown::Refused)
}

/// What we wrote ourselves, perhaps in another release.
fn ours<T: DeserializeOwned>(value: &Value) -> Result<T, Error> {
    tracked::read(value, Unknown::Ignored).map_err(|(_, error)| error)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::sample;
    use shared::api::story::StoryPage;

    #[test]
    fn a_view_is_read_as_it_was_written() {
        let view = View::Question(Box::new(sample::question_page()));
        let written = serde_json::to_vec(&view).unwrap();
        assert_eq!(read_view(&written).unwrap(), view);
    }

    #[test]
    fn a_painted_view_is_read_as_it_was_written() {
        let view = PaintedView::Story(Box::new(StoryPage {
            community: sample::community(),
            story: sample::story(),
        }));
        let written = serde_json::to_vec(&view).unwrap();
        assert_eq!(read_painted(&written).unwrap(), view);
        assert!(read_painted("{\"kind\":\"stories\"}").is_err());
    }

    #[test]
    fn what_is_no_view_is_an_error() {
        for json in ["{", "{}", "[]", "{\"kind\":\"question\"}"] {
            assert!(read_view(json.as_bytes()).is_err(), "{json}");
        }
    }
}
