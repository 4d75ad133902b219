//! JSON, read into types: bodies, what objects answer, what rows keep.
//!
//! Invariant: everything is read by one reader. Each further one would be compiled for every type of the contract
//! once more, and readers are a large part of what the Worker weighs.

mod tracked;

use serde::de::DeserializeOwned;
use serde_json::{Error, Value};
use shared::api::view::{PaintedView, View};

/// Reads what we wrote ourselves.
///
/// # Errors
/// When it is no JSON, or of another shape.
pub fn read<T: DeserializeOwned>(json: impl AsRef<[u8]>) -> Result<T, Error> {
    shaped(&parse(json.as_ref())?).map_err(|(_, error)| error)
}

/// Reads a view: its kind, then what that kind holds.
///
/// # Errors
/// When it is no JSON, or of another shape.
pub fn read_view(json: &[u8]) -> Result<View, Error> {
    let value = parse(json)?;
    let of_question = value.get("kind").and_then(Value::as_str) == Some("question");
    let view = if of_question {
        shaped(&value).map(View::Question)
    } else {
        shaped(&value).map(View::Questions)
    };
    view.map_err(|(_, error)| error)
}

/// Reads a view without an application: its kind, then what that kind holds.
///
/// # Errors
/// When it is no JSON, or of another shape.
pub fn read_painted(json: impl AsRef<[u8]>) -> Result<PaintedView, Error> {
    let value = parse(json.as_ref())?;
    let view = match value.get("kind").and_then(Value::as_str) {
        Some("story") => shaped(&value).map(PaintedView::Story),
        Some("gallery") => shaped(&value).map(PaintedView::Gallery),
        Some("leaders") => shaped(&value).map(PaintedView::Leaders),
        _ => shaped(&value).map(PaintedView::Stories),
    };
    view.map_err(|(_, error)| error)
}

/// What JSON says, whatever its shape.
///
/// # Errors
/// When it is no JSON.
pub fn parse(json: &[u8]) -> Result<Value, Error> {
    serde_json::from_slice(json)
}

/// A value as a type of the contract.
///
/// # Errors
/// When it has another shape; with the place at fault as a JSON pointer
/// ([RFC 6901](https://www.rfc-editor.org/rfc/rfc6901)).
pub fn shaped<T: DeserializeOwned>(value: &Value) -> Result<T, (String, Error)> {
    tracked::read(value)
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
