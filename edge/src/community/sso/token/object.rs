//! A JSON object in which every name stands once: readers that disagree on a repeated name can't be played off
//! against each other.

use serde_json::{Map, Value};

use crate::json;

/// An object.
#[derive(Debug, PartialEq)]
pub(super) struct Object(Map<String, Value>);

impl Object {
    /// Reads an object and nothing after it.
    pub(super) fn parse(bytes: &[u8]) -> Option<Self> {
        match json::parse(bytes).ok()? {
            Value::Object(fields) if fields.len() == names_of(bytes) => Some(Self(fields)),
            _ => None,
        }
    }

    /// The value of a name.
    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// All names.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

/// How many names an object gives, as it is written: each is followed by a colon. A name that stands twice is kept once.
fn names_of(object: &[u8]) -> usize {
    let (mut names, mut depth) = (0, 0_usize);
    let (mut within_text, mut escaped) = (false, false);
    for byte in object {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => within_text = !within_text,
            _ if within_text => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            b':' if depth == 1 => names += 1,
            _ => {}
        }
    }
    names
}
