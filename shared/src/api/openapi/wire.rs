//! The wire contract as one document for people: every route with who may call it, every limit and every code,
//! from the same tables the router and the problems are made of.

use crate::api::problem::Code;
use crate::api::query;
use crate::api::route::{Access, ROUTES, Route};

/// The document, in Markdown.
pub fn markdown() -> String {
    let mut text = String::from(INTRODUCTION);
    text.push_str("\n## Routes\n\n| Method | Path | Who | Body | What it does |\n|---|---|---|---|---|\n");
    for route in ROUTES {
        text.push_str(&row(route));
    }
    text.push_str("\n## Codes\n\n| Code | Status | |\n|---|---|---|\n");
    for code in Code::ALL {
        text.push_str(&format!(
            "| <a id=\"{0}\"></a>`{0}` | {1} | {2}. |\n",
            code.as_str(),
            code.status(),
            code.title()
        ));
    }
    text
}

const INTRODUCTION: &str = "# The wire contract

Made from `shared::api` by `cargo run -p fanfare-shared --features schema --example wire > docs/wire.md`; a test fails when it is stale.
Shapes of bodies stand in `/openapi.json`.

- Paths stand below `/api/v1/{community}/` unless they start with `/`. Bodies are JSON, UTF-8, `Content-Type: application/json`; a field that is not known is refused. A picture or video is sent as its bytes, under the media type of its kind; or in parts of up to 2 MiB, each as `application/octet-stream` under a key of its own, and then as JSON that names them: after a connection broke only the part that did not arrive is sent again.
- Times are whole milliseconds UTC. Identifiers are a prefix (`q_` question, `a_` answer, `c_` comment, `st_` story, `s_` subject, `p_` person, `m_` medium, `ft_` consent, `pr_` promise, `ct_` contest, `en_` entry) and 32 hexadecimal digits; a ballot is the number of its leaf.
- Lists answer `{\"data\": […], \"next_cursor\": …}` and take `limit` (1 to 100, 20 unless said) and `cursor`, which is opaque and belongs to its list.
- A session is sent as `Authorization: Bearer …`; begin one with `POST session`.
- Every write takes `Idempotency-Key` (1 to 64 visible characters): the same request with the same key is done once, and its reply comes back byte for byte for 24 hours, with `Idempotency-Replayed: true`. Replies that carry secrets are not kept.
- Public reads carry an `ETag` and `Fanfare-Version` and are at most two seconds old; everything else is `no-store`. A picture that everybody sees may be kept for half a minute. `HEAD` reads as `GET`, without the body.
- Limits are told by `RateLimit-Policy` and `RateLimit`; past one, 429 with `Retry-After`.
- Problems are `application/problem+json` (RFC 9457) with a stable `code`, the request's id as `instance`, and for a field its JSON pointer (`/title`) or query name (`?sort`).
- Every answer names its request in `Fanfare-Request-Id`, as the log does.
";

fn row(route: &Route) -> String {
    let parameters = query::parameters(route.operation);
    let names: Vec<String> = parameters
        .iter()
        .map(|parameter| format!("`{}`", parameter.name))
        .collect();
    let query = if names.is_empty() {
        String::new()
    } else {
        format!(" Query: {}.", names.join(", "))
    };
    let body = if route.body_limit == 0 {
        "–".to_owned()
    } else {
        format!("≤ {} kB", route.body_limit / 1024)
    };
    format!(
        "| {} | `{}` | {} | {body} | {}{query} |\n",
        route.method.as_str(),
        route.path,
        who(route.access),
        route.summary
    )
}

fn who(access: Access) -> &'static str {
    match access {
        Access::Public => "anyone, cached",
        Access::Personal => "anyone",
        Access::Session => "whoever has a session",
        Access::Staff => "staff",
        Access::Moderator => "moderators",
        Access::Owner => "owners",
        Access::Operator => "the operator",
    }
}
