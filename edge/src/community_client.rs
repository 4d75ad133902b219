//! Calls to a community's object, and what an isolate remembers of communities.
//!
//! Invariant: one request makes one call, but for the first of a second, which also learns the community's
//! version and origins. What is remembered is a cache: at most [`FRESH_MS`] old when it is used.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use serde::{Deserialize, Serialize};
use shared::api::problem::Code;
use shared::slug::CommunitySlug;
use shared::time::Millis;
use worker::{Env, Headers, Method, Request, RequestInit, Response};

use crate::config::COMMUNITIES;
use crate::failure::Failure;
use crate::token::Claims;

/// How long an isolate trusts what it knows of a community: half of what staleness is promised.
pub const FRESH_MS: i64 = 1_000;
/// The most communities an isolate remembers.
const MAX_REMEMBERED: usize = 1_000;

/// Headers between Worker and object.
pub mod header {
    /// The person and epoch of a checked session, as JSON.
    pub const SESSION: &str = "fanfare-session";
    /// Present when the operator's token came.
    pub const OPERATOR: &str = "fanfare-operator";
    /// The version the Worker has already.
    pub const KNOWN_VERSION: &str = "fanfare-known-version";
    /// The address of the deployment, for links.
    pub const BASE_URL: &str = "fanfare-base-url";
    /// The client's address, from the configured header.
    pub const CLIENT_ADDRESS: &str = "fanfare-client-address";
}

/// What an isolate needs to know of a community before it calls it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Description {
    /// The version of its public state.
    pub version: i64,
    /// The origins that may embed it.
    pub origins: Vec<String>,
}

/// A call of the object.
#[derive(Debug, Default)]
pub struct Call<'a> {
    /// The method's word.
    pub method: &'a str,
    /// The path, as the API writes it.
    pub path: &'a str,
    /// The query, as it came.
    pub query: &'a str,
    /// Who calls.
    pub session: Option<&'a Claims>,
    /// Whether the operator's token came.
    pub operator: bool,
    /// The caller's own key.
    pub idempotency_key: Option<&'a str>,
    /// The request's id.
    pub request_id: &'a str,
    /// The address of the deployment.
    pub base_url: &'a str,
    /// The client's address, if it can be trusted.
    pub client_address: &'a str,
    /// The version the caller has already: an unchanged answer comes as 304 without a body.
    pub known_version: Option<i64>,
    /// The body.
    pub body: Option<&'a [u8]>,
}

/// What was learnt of a slug, and when; nothing where there is no community.
type Remembered = (Option<Rc<Description>>, Millis);

thread_local! {
    static REMEMBERED: RefCell<HashMap<String, Remembered>> = RefCell::default();
}

/// What is known of a community, asked for when it is older than a second.
///
/// # Errors
/// When there is no such community.
pub async fn describe(env: &Env, slug: &str, now: Millis) -> Result<Rc<Description>, Failure> {
    let remembered = REMEMBERED.with_borrow(|map| map.get(slug).cloned());
    if let Some((description, at)) = remembered
        && now.since(at) < FRESH_MS
    {
        return description.ok_or_else(unknown);
    }
    let Ok(valid) = CommunitySlug::parse(slug) else {
        return Err(unknown());
    };
    let mut response = send(
        env,
        valid.as_str(),
        &Call {
            method: "GET",
            path: "/internal/describe",
            ..Call::default()
        },
    )
    .await?;
    let description = if response.status_code() == 200 {
        Some(Rc::new(serde_json::from_slice::<Description>(
            &response.bytes().await?,
        )?))
    } else {
        None
    };
    remember(slug, description.clone(), now);
    description.ok_or_else(unknown)
}

/// The newest version of a community that passed here; what was made from an older one is out of date.
pub fn known_version(slug: &str) -> Option<i64> {
    REMEMBERED.with_borrow(|map| {
        map.get(slug)
            .and_then(|(description, _)| description.as_ref().map(|description| description.version))
    })
}

/// Learns a community's version from an answer that passed. Its origins stay as old as they are: they are asked
/// for again when their second is over.
pub fn learn_version(slug: &str, version: i64) {
    REMEMBERED.with_borrow_mut(|map| {
        if let Some((Some(description), _)) = map.get_mut(slug)
            && description.version < version
        {
            *description = Rc::new(Description {
                version,
                origins: description.origins.clone(),
            });
        }
    });
}

/// Forgets a community: its settings changed, or it was just made.
pub fn forget(slug: &str) {
    REMEMBERED.with_borrow_mut(|map| map.remove(slug));
}

/// Calls the object of a community.
///
/// # Errors
/// When the runtime could not deliver the call; nothing can be said of what was done.
pub async fn send(env: &Env, slug: &str, call: &Call<'_>) -> Result<Response, Failure> {
    let separator = if call.query.is_empty() { "" } else { "?" };
    let url = format!("https://community{}{separator}{}", call.path, call.query);
    let mut init = RequestInit::new();
    init.with_method(Method::from(call.method.to_owned()))
        .with_headers(headers(call)?);
    if let Some(body) = call.body {
        init.with_body(Some(js_sys::Uint8Array::from(body).into()));
    }
    let request = Request::new_with_init(&url, &init)?;
    let stub = env.durable_object(COMMUNITIES)?.get_by_name(slug)?;
    let response = stub.fetch_with_request(request).await.map_err(|error| {
        crate::runtime::log(
            &serde_json::json!({ "request": call.request_id, "object": error.to_string() }).to_string(),
        );
        Failure::refused(
            Code::Unavailable,
            "The community did not answer. Try again with the same idempotency key.",
        )
    })?;
    with_open_headers(response)
}

/// The same response, its body unread, with headers that can be added to: those of a fetched one can't.
fn with_open_headers(response: Response) -> Result<Response, Failure> {
    let headers = web_sys::Headers::new_with_headers(&response.headers().0).map_err(worker::Error::from)?;
    let status = response.status_code();
    let (_, body) = response.into_parts();
    Ok(worker::ResponseBuilder::new()
        .with_status(status)
        .with_headers(Headers(headers))
        .body(body))
}

/// The problem of a community that is not there.
pub fn unknown() -> Failure {
    Failure::refused(
        Code::UnknownCommunity,
        "There is no community of this name. The operator makes one with `fanfare community create`.",
    )
}

fn remember(slug: &str, description: Option<Rc<Description>>, now: Millis) {
    REMEMBERED.with_borrow_mut(|map| {
        if map.len() >= MAX_REMEMBERED {
            map.clear();
        }
        map.insert(slug.to_owned(), (description, now));
    });
}

fn headers(call: &Call<'_>) -> Result<Headers, Failure> {
    let headers = Headers::new();
    if let Some(session) = call.session {
        headers.set(header::SESSION, &serde_json::to_string(session)?)?;
    }
    if call.operator {
        headers.set(header::OPERATOR, "1")?;
    }
    if let Some(key) = call.idempotency_key {
        headers.set(shared::api::header::IDEMPOTENCY_KEY, key)?;
    }
    if let Some(version) = call.known_version {
        headers.set(header::KNOWN_VERSION, &version.to_string())?;
    }
    for (name, value) in [
        (shared::api::header::REQUEST_ID, call.request_id),
        (header::BASE_URL, call.base_url),
        (header::CLIENT_ADDRESS, call.client_address),
    ] {
        if !value.is_empty() {
            headers.set(name, value)?;
        }
    }
    Ok(headers)
}
