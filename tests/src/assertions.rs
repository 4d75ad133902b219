//! What several tests look at in the same way.

use serde_json::Value;

use crate::client::Answer;

/// The identifiers in a list.
///
/// # Panics
/// When it is no list of things with identifiers.
pub fn ids(answer: &Answer) -> Vec<String> {
    let value = answer.value();
    let data = value["data"].as_array().expect("a list has data");
    data.iter().map(|item| text(item, "id")).collect()
}

/// A text field.
///
/// # Panics
/// When it is missing.
#[track_caller]
pub fn text(value: &Value, field: &str) -> String {
    let text = value[field].as_str();
    text.unwrap_or_else(|| panic!("{field} is missing in {value}"))
        .to_owned()
}
