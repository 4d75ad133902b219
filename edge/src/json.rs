//! JSON, read into types: bodies, what objects answer, what rows keep.
//!
//! Invariant: everything is read by one reader. Each further one would be compiled for every type of the contract
//! once more, and readers are a large part of what the Worker weighs.

mod error;
mod tracked;

use serde::de::DeserializeOwned;
use serde_json::Value;
use shared::api::view::{PaintedView, View};

pub use error::Error;
pub use tracked::{Document, Unknown};

/// Reads what we wrote ourselves.
///
/// # Errors
/// When it is no JSON, or of another shape.
pub fn read<T: DeserializeOwned>(json: impl AsRef<[u8]>) -> Result<T, Error> {
    ours(json.as_ref())?.read()
}

/// Reads a view: its kind, then what that kind holds.
///
/// # Errors
/// When it is no JSON, or of another shape.
pub fn read_view(json: &[u8]) -> Result<View, Error> {
    let document = ours(json)?;
    match document.kind() {
        "question" => document.read().map(View::Question),
        _ => document.read().map(View::Questions),
    }
}

/// Reads a view without an application: its kind, then what that kind holds.
///
/// # Errors
/// When it is no JSON, or of another shape.
pub fn read_painted(json: impl AsRef<[u8]>) -> Result<PaintedView, Error> {
    let document = ours(json.as_ref())?;
    match document.kind() {
        "story" => document.read().map(PaintedView::Story),
        "gallery" => document.read().map(PaintedView::Gallery),
        "promises" => document.read().map(PaintedView::Promises),
        "person" => document.read().map(PaintedView::Person),
        "leaders" => document.read().map(PaintedView::Leaders),
        _ => document.read().map(PaintedView::Stories),
    }
}

/// What JSON says, whatever its shape.
///
/// # Errors
/// When it is no JSON.
pub fn parse(json: &[u8]) -> Result<Value, serde_json::Error> {
    serde_json::from_slice(json)
}

/// A word that somebody chose, as a type of the contract.
///
/// # Errors
/// When the type has no such word.
pub fn word<T: DeserializeOwned>(word: &str) -> Result<T, Error> {
    Document::new(word.into(), Unknown::Refused).read()
}

/// What we wrote ourselves, perhaps in another release.
fn ours(json: &[u8]) -> Result<Document, Error> {
    Ok(Document::new(parse(json)?, Unknown::Ignored))
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
