//! Calls to a community's object, and what an isolate remembers of communities.
//!
//! Invariant: one request makes one call, but for the first of a second, which also learns the community's
//! version and origins. What is remembered is a cache: at most [`FRESH_MS`] old when it is used.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use js_sys::{Reflect, Uint8Array};
use serde::{Deserialize, Serialize};
use shared::api::problem::{Code, Problem};
use shared::language::Language;
use shared::slug::CommunitySlug;
use shared::time::Millis;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use worker::Env;

use crate::config::COMMUNITIES;
use crate::crossing::{self, Called, Head};
use crate::failure::Failure;
use crate::reply::Outgoing;
use crate::token::Claims;

/// How long an isolate trusts what it knows of a community: half of what staleness is promised.
pub const FRESH_MS: i64 = 1_000;
/// The most communities an isolate remembers.
const MAX_REMEMBERED: usize = 1_000;

/// How long an object has to answer a write, in milliseconds: an import's batch takes a second or two.
const PATIENCE_MS: u32 = 15_000;

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
    /// The languages of its pages; the first is the default.
    pub languages: Vec<Language>,
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

impl<'a> Call<'a> {
    /// A read of what is the same for everybody.
    pub fn read(path: &'a str, query: &'a str, request_id: &'a str) -> Self {
        Self {
            method: "GET",
            path,
            query,
            request_id,
            ..Self::default()
        }
    }
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
    let answer = send(
        env,
        valid.as_str(),
        &Call {
            method: "GET",
            path: "/internal/describe",
            ..Call::default()
        },
    )
    .await?;
    let description = if answer.status == 200 {
        Some(Rc::new(serde_json::from_slice::<Description>(&answer.bytes())?))
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
                ..Description::clone(description)
            });
        }
    });
}

/// Forgets a community: its settings changed, or it was just made.
pub fn forget(slug: &str) {
    REMEMBERED.with_borrow_mut(|map| map.remove(slug));
}

/// What an object answered.
#[derive(Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    response: web_sys::Response,
    body: Option<Uint8Array>,
}

impl Answer {
    /// A header's value.
    pub fn header(&self, name: &str) -> Option<String> {
        self.response.headers().get(name).ok().flatten()
    }

    /// The version it was made from.
    pub fn version(&self) -> Option<i64> {
        self.header(shared::api::header::VERSION)?.parse().ok()
    }

    /// The body, if the whole of it was wanted.
    pub fn bytes(&self) -> Vec<u8> {
        self.body.as_ref().map(Uint8Array::to_vec).unwrap_or_default()
    }

    /// The same body in the memory of the runtime.
    pub fn kept_bytes(&self) -> Option<Uint8Array> {
        self.body.clone()
    }

    /// The problem it tells, if it tells one: its body is read for that.
    pub async fn problem(&mut self) -> Option<Problem> {
        if self.status < 400 {
            return None;
        }
        if self.body.is_none() {
            let read = JsFuture::from(self.response.array_buffer().ok()?).await.ok()?;
            self.body = Some(Uint8Array::new(&read));
        }
        serde_json::from_slice(&self.bytes()).ok()
    }

    /// Puts another body in the place of the one that was read.
    pub fn replace(&mut self, body: &[u8]) {
        self.body = Some(Uint8Array::from(body));
    }

    /// The answer as it came, to be passed on.
    pub fn pass(self) -> Outgoing {
        match self.body {
            None => Outgoing::passed(self.response),
            Some(_) => {
                let mut outgoing =
                    Outgoing::kept(self.status, self.body.clone().filter(|body| body.length() > 0));
                for name in PASSED {
                    if let Some(value) = self.header(name) {
                        outgoing.header(name, value);
                    }
                }
                outgoing
            }
        }
    }
}

/// The headers of an answer that was read, and is passed on after all.
const PASSED: [&str; 8] = [
    "ratelimit",
    "ratelimit-policy",
    shared::api::header::IDEMPOTENCY_REPLAYED,
    "content-type",
    "cache-control",
    "retry-after",
    shared::api::header::VERSION,
    shared::api::header::REQUEST_ID,
];

/// Calls the object of a community, and reads what it answers.
///
/// # Errors
/// When the runtime could not deliver the call, or no answer came in time; nothing can be said of what was done.
pub async fn send(env: &Env, slug: &str, call: &Call<'_>) -> Result<Answer, Failure> {
    deliver(env, slug, call, true).await
}

/// The same, for an answer that is only passed on.
///
/// # Errors
/// As [`send`].
pub async fn send_unread(env: &Env, slug: &str, call: &Call<'_>) -> Result<Answer, Failure> {
    deliver(env, slug, call, false).await
}

async fn deliver(env: &Env, slug: &str, call: &Call<'_>, whole: bool) -> Result<Answer, Failure> {
    let separator = if call.query.is_empty() { "" } else { "?" };
    let url = format!("https://community{}{separator}{}", call.path, call.query);
    let patience = if call.method == "GET" { 0 } else { PATIENCE_MS };
    let head = head(call)?;
    let called = crossing::call(
        &namespace(env)?,
        slug,
        &url,
        call.method,
        head.as_str(),
        call.body,
        patience,
        whole,
    );
    let called = JsFuture::from(called).await.map_err(|error| {
        crate::runtime::log(
            &serde_json::json!({ "request": call.request_id, "object": format!("{error:?}") }).to_string(),
        );
        Failure::refused(
            Code::Unavailable,
            "The community did not answer. Try again with the same idempotency key.",
        )
    })?;
    let called: Called = called.unchecked_into();
    let response = called.response();
    Ok(Answer {
        status: response.status(),
        response,
        body: called.bytes(),
    })
}

thread_local! {
    static NAMESPACE: RefCell<Option<JsValue>> = RefCell::default();
}

/// The binding of communities, looked up once in an isolate.
fn namespace(env: &Env) -> Result<JsValue, Failure> {
    if let Some(namespace) = NAMESPACE.with_borrow(Clone::clone) {
        return Ok(namespace);
    }
    let namespace = Reflect::get(env, &COMMUNITIES.into()).map_err(worker::Error::from)?;
    NAMESPACE.replace(Some(namespace.clone()));
    Ok(namespace)
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

fn head(call: &Call<'_>) -> Result<Head, Failure> {
    let mut head = Head::default();
    if let Some(session) = call.session {
        head.add(header::SESSION, &serde_json::to_string(session)?)?;
    }
    if call.operator {
        head.add(header::OPERATOR, "1")?;
    }
    if let Some(key) = call.idempotency_key {
        head.add(shared::api::header::IDEMPOTENCY_KEY, key)?;
    }
    if let Some(version) = call.known_version {
        head.add(header::KNOWN_VERSION, &version.to_string())?;
    }
    for (name, value) in [
        (shared::api::header::REQUEST_ID, call.request_id),
        (header::BASE_URL, call.base_url),
        (header::CLIENT_ADDRESS, call.client_address),
    ] {
        if !value.is_empty() {
            head.add(name, value)?;
        }
    }
    Ok(head)
}
