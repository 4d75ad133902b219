//! Calls to a community's object, and what an isolate remembers of communities.
//!
//! Invariant: one request makes one call, but for the first of a second, which also learns the community's
//! version and origins. What is remembered is a cache: at most [`FRESH_MS`] old when it is used.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use js_sys::Uint8Array;
use serde::{Deserialize, Serialize};
use shared::api::problem::{Code, Problem};
use shared::language::Language;
use shared::slug::CommunitySlug;
use shared::time::Millis;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use worker::Env;

use crate::community::request::{CREATE_PATH, DESCRIBE_PATH};
use crate::config::COMMUNITIES;
use crate::crossing::{self, Called, Head};
use crate::failure::Failure;
use crate::json;
use crate::message;
use crate::reply::Outgoing;
use crate::token::Claims;

/// How long an isolate trusts what it knows of a community: half of what staleness is promised.
pub const FRESH_MS: i64 = 1_000;
/// The most communities an isolate remembers.
const MAX_REMEMBERED: usize = 1_000;

/// How long an object has to answer a write, in milliseconds: an import's batch takes a second or two.
const PATIENCE_MS: u32 = 15_000;

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
    /// Who calls, as the community knows them, in base64url.
    pub known_caller: &'a str,
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
    /// The objects of communities, looked up once in an isolate.
    static OBJECTS: OnceCell<JsValue> = const { OnceCell::new() };
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
            path: DESCRIBE_PATH,
            ..Call::default()
        },
    )
    .await?;
    let description = if answer.status == 200 {
        Some(Rc::new(json::read::<Description>(answer.bytes())?))
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
    head: Head,
    body: Uint8Array,
}

impl Answer {
    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.get(name)
    }

    /// The version it was made from.
    pub fn version(&self) -> Option<i64> {
        self.header(shared::api::header::VERSION)?.parse().ok()
    }

    /// The body.
    pub fn bytes(&self) -> Vec<u8> {
        self.body.to_vec()
    }

    /// The body as a text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes()).into_owned()
    }

    /// The body in the memory of the runtime.
    pub fn kept(&self) -> &Uint8Array {
        &self.body
    }

    /// The problem it tells, if it tells one.
    pub fn problem(&self) -> Option<Problem> {
        if self.status < 400 {
            return None;
        }
        json::read(self.bytes()).ok()
    }

    /// Puts another body in the place of the one that came.
    pub fn replace(&mut self, body: &str) {
        self.body = Uint8Array::from(body.as_bytes());
    }

    /// The answer as it came, to be passed on.
    pub fn pass(self) -> Outgoing {
        let body = Some(self.body).filter(|body| body.length() > 0);
        Outgoing::kept(self.status, body.map(JsValue::from)).with_head(Rc::new(self.head))
    }
}

/// Calls the object of a community.
///
/// # Errors
/// When there is no such community; when the runtime could not deliver the call, or no answer came in time, and then
/// nothing can be said of what was done.
pub async fn send(env: &Env, slug: &str, call: &Call<'_>) -> Result<Answer, Failure> {
    let objects = OBJECTS.with(|objects| {
        objects
            .get_or_init(|| crossing::objects(env, COMMUNITIES))
            .clone()
    });
    deliver(&objects, slug, call).await?.ok_or_else(unknown)
}

/// Tells the object of a community something; the status of its answer.
///
/// # Errors
/// As [`send`].
pub async fn tell(env: &Env, slug: &str, path: &str, body: &[u8]) -> Result<u16, Failure> {
    let call = Call {
        method: "POST",
        path,
        body: Some(body),
        ..Call::default()
    };
    Ok(send(env, slug, &call).await?.status)
}

/// Tells the object of a community something that it takes.
///
/// # Errors
/// As [`send`], and when it does not take it.
pub async fn inform(env: &Env, slug: &str, path: &str, message: &impl Serialize) -> Result<(), Failure> {
    match tell(env, slug, path, &serde_json::to_vec(message)?).await? {
        200 => Ok(()),
        status => Err(Failure::Internal(format!("the community answered {status}"))),
    }
}

/// Calls the object called `name` of a class; nothing where it is known that there is none.
///
/// # Errors
/// When the runtime could not deliver the call, or no answer came in time; nothing can be said of what was done.
pub async fn deliver(objects: &JsValue, name: &str, call: &Call<'_>) -> Result<Option<Answer>, Failure> {
    let patience = if call.method == "GET" { 0 } else { PATIENCE_MS };
    let body = match call.body.map(std::str::from_utf8) {
        None => JsValue::UNDEFINED,
        Some(Ok(text)) => JsValue::from_str(text),
        Some(Err(_)) => Uint8Array::from(call.body.unwrap_or_default()).into(),
    };
    let makes = call.path == CREATE_PATH;
    let called = crossing::call(objects, name, &message::write(call)?, &body, patience, makes);
    let called = JsFuture::from(called).await.map_err(|error| {
        crate::runtime::log(
            &serde_json::json!({ "request": call.request_id, "object": format!("{error:?}") }).to_string(),
        );
        Failure::refused(
            Code::Unavailable,
            "The community did not answer. Try again with the same idempotency key.",
        )
    })?;
    if called.is_undefined() {
        return Ok(None);
    }
    let called: Called = called.unchecked_into();
    Ok(Some(Answer {
        status: called.status(),
        head: Head::received(called.head()),
        body: called.body(),
    }))
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
