//! The headers of requests and answers. Invariant: an answer that names one has it in `components`.

use serde_json::{Map, Value, json};

use crate::api::header::{IDEMPOTENCY_REPLAYED, VERSION};
use crate::api::route::{Method, Operation, Route};

/// Each header of an answer, and what it says.
const ALL: [(&str, &str); 6] = [
    (
        "etag",
        "Names this answer, for `If-None-Match`. What depends on a session has none.",
    ),
    (
        VERSION,
        "The version of the community's public state this was made from, or that a write led to.",
    ),
    (
        IDEMPOTENCY_REPLAYED,
        "`true` where this is the kept answer to the same request with the same key.",
    ),
    (
        "ratelimit",
        "How many are left of the limit, and in how many seconds it is whole again, where the route has one.",
    ),
    (
        "ratelimit-policy",
        "The limit: how many at once, and over how many seconds they come back.",
    ),
    ("retry-after", "In how many seconds to try again."),
];

/// All of them, for `components`.
pub(super) fn components() -> Value {
    let header = |(name, description): &(&str, &str)| {
        let header = json!({ "description": description, "schema": { "type": "string" } });
        ((*name).to_owned(), header)
    };
    Value::Object(ALL.iter().map(header).collect())
}

/// The headers of a good answer of this route.
pub(super) fn of_answer(route: &Route) -> Value {
    let names: &[&str] = if is_kept(route) {
        &["etag", VERSION]
    } else if route.method != Method::Get && !route.path.starts_with('/') {
        &[VERSION, IDEMPOTENCY_REPLAYED, "ratelimit", "ratelimit-policy"]
    } else {
        &[]
    };
    named(names)
}

/// The headers of a problem with this status.
pub(super) fn of_problem(status: u16) -> Value {
    named(if matches!(status, 429 | 503) {
        &["retry-after"]
    } else {
        &[]
    })
}

/// Whether answers of this route have a version, for `If-None-Match`.
pub(super) fn is_kept(route: &Route) -> bool {
    route.is_one_for_visitors() && !route.path.starts_with('/') && route.operation != Operation::GetMedium
}

/// What such a route takes.
pub(super) fn if_none_match() -> Value {
    json!({
        "name": "if-none-match", "in": "header", "required": false,
        "description": "The `ETag` of the answer one has: an unchanged one comes as 304 without a body.",
        "schema": { "type": "string" },
    })
}

fn named(names: &[&str]) -> Value {
    let reference = |name: &&str| {
        let reference = json!({ "$ref": format!("#/components/headers/{name}") });
        ((*name).to_owned(), reference)
    };
    Value::Object(names.iter().map(reference).collect::<Map<_, _>>())
}
