//! Who may read answers from another origin: the community's allowed origins, compared exactly.

use shared::api::header::{IDEMPOTENCY_KEY, IDEMPOTENCY_REPLAYED, REQUEST_ID, VERSION};
use shared::api::route::PREFIX;
use shared::time::Millis;
use worker::Env;

use crate::community_client;
use crate::failure::Failure;
use crate::incoming::Incoming;
use crate::reply::{Outgoing, Reply};

/// How long a browser may remember a preflight: a changed list of origins is felt within ten minutes.
const PREFLIGHT_SECONDS: &str = "600";

/// The origin, if it may read answers.
pub fn allowed(origin: &str, origins: &[String]) -> Option<String> {
    origins.iter().find(|allowed| allowed.as_str() == origin).cloned()
}

/// Opens a response to an allowed origin; says in any case that it depends on the origin.
pub fn open(mut outgoing: Outgoing, origin: Option<String>) -> Outgoing {
    outgoing.header("vary", "Origin");
    if let Some(origin) = origin {
        outgoing.header("access-control-allow-origin", origin);
        let exposed = [
            IDEMPOTENCY_REPLAYED,
            REQUEST_ID,
            VERSION,
            "etag",
            "retry-after",
            "ratelimit",
            "ratelimit-policy",
        ]
        .join(", ");
        outgoing.header("access-control-expose-headers", exposed);
    }
    outgoing
}

/// Answers a preflight.
///
/// # Errors
/// When there is no such community.
pub async fn preflight(incoming: &Incoming, env: &Env, now: Millis) -> Result<Outgoing, Failure> {
    let slug = incoming
        .path
        .strip_prefix(PREFIX)
        .and_then(|rest| rest.split('/').next())
        .unwrap_or_default();
    let description = community_client::describe(env, slug, now).await?;
    let origin = allowed(&incoming.header("origin"), &description.origins);
    let mut reply = Reply::empty(204);
    if origin.is_some() {
        reply = reply
            .header("access-control-allow-methods", "GET, POST, PUT, PATCH, DELETE")
            .header(
                "access-control-allow-headers",
                format!("authorization, content-type, {IDEMPOTENCY_KEY}"),
            )
            .header("access-control-max-age", PREFLIGHT_SECONDS);
    }
    Ok(open(reply.into(), origin))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_compared_exactly() {
        let origins = vec!["https://shop.example".to_owned()];
        assert!(allowed("https://shop.example", &origins).is_some());
        for near in [
            "https://shop.example.evil.example",
            "http://shop.example",
            "https://shop.example:444",
            "https://SHOP.example",
            "null",
            "",
        ] {
            assert!(allowed(near, &origins).is_none(), "{near}");
        }
    }
}
