//! Bodies of requests, made where they are used so that they never get old.

use serde_json::{Value, json};

use crate::random;

/// A question nobody asked before.
pub fn question() -> Value {
    titled(&format!("How do I clean the strainer {}?", random::word()))
}

/// A question with this title.
pub fn titled(title: &str) -> Value {
    json!({ "subject": "strainer", "title": title, "markdown": "It came with a **brush**.", "tags": ["cleaning"] })
}

/// An answer.
pub fn answer() -> Value {
    json!({ "markdown": format!("Rinse it under warm water. ({})", random::word()) })
}

/// A decision.
pub fn decision(act: &str) -> Value {
    let reason = if matches!(act, "reject" | "hide" | "close" | "outdate" | "dispute") {
        "Please keep to the thing."
    } else {
        ""
    };
    json!({ "act": act, "reason": reason })
}
