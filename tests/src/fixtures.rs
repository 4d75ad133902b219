//! Bodies of requests, made where they are used so that they never get old.

use serde_json::{Value, json};
use shared::recognition::Day;
use shared::time::Millis;

use crate::jwt;
use crate::random;

/// A question nobody asked before.
pub fn question() -> Value {
    titled(&format!("How do I clean the strainer {}?", random::word()))
}

/// A question with this title.
pub fn titled(title: &str) -> Value {
    json!({ "subject": "strainer", "title": title, "markdown": "It came with a **brush**.", "tags": ["cleaning"] })
}

/// A story nobody shared before.
pub fn story() -> Value {
    json!({ "subject": "strainer", "title": format!("Sunday with the strainer {}", random::word()), "markdown": "It *rained*." })
}

/// A request to show something in galleries until tomorrow.
pub fn feature(target: &str) -> Value {
    let until = (jwt::now() + 86_400) * 1_000;
    json!({ "target": target, "scopes": ["gallery"], "until": until, "note": "We love it." })
}

/// A promise at a question or an answer, due in a week or a day less, whatever the zone.
///
/// # Panics
/// When the clock stands before 1970.
pub fn promise(target: &str) -> Value {
    promise_by(target, 7)
}

/// A promise that is due in so many days, as UTC counts them.
///
/// # Panics
/// When the clock stands before 1970.
pub fn promise_by(target: &str, days: i32) -> Value {
    let now = i64::try_from(jwt::now() * 1_000).expect("a time of this age");
    let due = Day::of(Millis::new(now)).plus(days).iso();
    json!({ "target": target, "apology": "I am sorry that the seal leaks.", "step": "We send a new seal to everyone.", "due": due })
}

/// An answer.
pub fn answer() -> Value {
    json!({ "markdown": format!("Rinse it under warm water. ({})", random::word()) })
}

/// The rules of a contest that goes on long after the test, its entries read by staff first.
///
/// # Panics
/// When the clock stands before 1970.
pub fn contest() -> Value {
    let now = jwt::now() * 1_000;
    let window = json!({ "opens_at": now - 60_000, "closes_at": now + 3_600_000 });
    let signed_in = json!({ "tiers": ["email", "sso"] });
    json!({
        "kind": "story",
        "title": "The best story of the autumn",
        "theme": "What did you make with it?",
        "zone": "Europe/Paris",
        "entries": window,
        "votes": window,
        "entrants": signed_in,
        "voters": signed_in,
        "entries_per_person": 5,
        "votes_per_person": 2,
        "winners": 1,
        "tie_break": "shared",
        "counts": { "when": "at_close" },
        "moderation": "before",
        "consent": "The brand may show my story with my name.",
    })
}

/// An entry of such a contest.
pub fn entry() -> Value {
    json!({ "title": "The kettle and the storm", "markdown": "It rained.", "agreed": true })
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
