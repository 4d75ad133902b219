//! What a value of ours says, as JSON to look into.
//!
//! Invariant: there is one way to write a type, as text; each further one would stand in the Worker once for each type.

use serde::Serialize;
use serde_json::Value;

/// What a value says; nothing if it can't be written.
pub(crate) fn value(of: &impl Serialize) -> Value {
    let text = serde_json::to_vec(of).unwrap_or_default();
    serde_json::from_slice(&text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Happening;

    #[test]
    fn a_value_says_what_its_text_says() {
        let what = Happening::Voted {
            before: 0,
            value: -1,
            act: None,
        };
        assert_eq!(value(&what), serde_json::to_value(&what).unwrap());
    }
}
