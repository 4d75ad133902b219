//! Why JSON is not what was asked for, in the words of `serde_json`.
//!
//! Invariant: no number is written by `core`'s own formatter of floating points, which would come with it for one
//! sentence.

use std::fmt::Display;

use serde::de::{self, Expected, Unexpected};
use serde_json::Value;

/// Why it can't be read.
#[derive(Debug, thiserror::Error)]
#[error("{}", .0.sentence)]
pub struct Error(Box<Said>);

/// Behind one pointer: a result is handed up through every reader.
#[derive(Debug)]
struct Said {
    sentence: String,
}

impl Error {
    fn new(sentence: String) -> Self {
        Self(Box::new(Said { sentence }))
    }
}

impl de::Error for Error {
    #[inline(never)]
    fn custom<T: Display>(message: T) -> Self {
        Self::new(message.to_string())
    }

    #[inline(never)]
    fn invalid_type(unexpected: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(format!(
            "invalid type: {}, expected {expected}",
            name(&unexpected)
        ))
    }

    #[inline(never)]
    fn invalid_value(unexpected: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(format!(
            "invalid value: {}, expected {expected}",
            name(&unexpected)
        ))
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        de::Error::custom(error)
    }
}

/// What JSON can hold instead of what was wanted.
fn name(unexpected: &Unexpected<'_>) -> String {
    match unexpected {
        Unexpected::Unit => "null".to_owned(),
        Unexpected::Bool(value) => format!("boolean `{value}`"),
        Unexpected::Unsigned(number) => format!("integer `{number}`"),
        Unexpected::Signed(number) => format!("integer `{number}`"),
        Unexpected::Float(number) => format!("floating point `{}`", Value::from(*number)),
        Unexpected::Str(text) => format!("string {text:?}"),
        Unexpected::Seq => "sequence".to_owned(),
        Unexpected::Map => "map".to_owned(),
        Unexpected::UnitVariant => "unit variant".to_owned(),
        Unexpected::Other(other) => (*other).to_owned(),
        _ => "another kind of value".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde::de::DeserializeOwned;
    use serde_json::json;
    use shared::api::vote::PutVote;

    use super::*;
    use crate::json::{Document, Unknown};

    fn said<T: DeserializeOwned + std::fmt::Debug>(value: &Value) -> [String; 2] {
        let document = Document::new(value.clone(), Unknown::Refused);
        let ours = document.read::<T>().unwrap_err();
        let theirs = serde_json::from_value::<T>(value.clone()).unwrap_err();
        [ours.to_string(), theirs.to_string()]
    }

    #[test]
    fn what_is_wrong_is_said_as_serde_json_says_it() {
        for wrong in [
            json!(null),
            json!(true),
            json!(1),
            json!(-1),
            json!(1.5),
            json!(-2e300),
            json!(0.1),
            json!("a \"word\"\n"),
            json!([1]),
            json!({ "a": 1 }),
        ] {
            let [ours, theirs] = said::<char>(&wrong);
            assert_eq!(ours, theirs);
            let [ours, theirs] = said::<Option<(u8, u8)>>(&json!([wrong, 300]));
            assert_eq!(ours, theirs);
        }
        for wrong in [
            json!({}),
            json!({ "value": 300 }),
            json!({ "value": 1.25 }),
            json!({ "value": 1, "weight": 1 }),
        ] {
            let [ours, theirs] = said::<PutVote>(&wrong);
            assert_eq!(ours, theirs);
        }
    }
}
