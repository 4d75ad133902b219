//! Public answers, kept in the isolate while the community's version stands.
//!
//! Invariant: an answer is at most [`community_client::FRESH_MS`] older than what the object would say; what
//! depends on a session never comes here.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use shared::api::header::VERSION;
use shared::api::route::{Operation, Route};
use shared::time::Millis;
use worker::{Env, Headers, Response, ResponseBuilder};

use crate::community_client::{self, Call};
use crate::failure::Failure;
use crate::incoming::Incoming;
use crate::pages;

/// The most bytes kept: a quarter of the isolate's memory.
const MAX_BYTES: usize = 32 * 1024 * 1024;

#[derive(Debug, Clone)]
struct Entry {
    version: i64,
    checked_at: Millis,
    content_type: Rc<str>,
    body: Rc<[u8]>,
}

#[derive(Default)]
struct Entries {
    map: HashMap<String, Entry>,
    bytes: usize,
}

thread_local! {
    static ENTRIES: RefCell<Entries> = RefCell::default();
}

/// Answers a public read, from memory if it is fresh.
///
/// # Errors
/// When the object refuses or does not answer.
pub async fn public(route: &'static Route, slug: &str, incoming: &Incoming, env: &Env, now: Millis) -> Result<Response, Failure> {
    let address = format!("{}?{}", incoming.path, incoming.query.as_str());
    let known = ENTRIES.with_borrow(|entries| entries.map.get(&address).cloned());
    if let Some(entry) = &known
        && now.since(entry.checked_at) < community_client::FRESH_MS
    {
        return answer(entry, incoming, "isolate");
    }
    let call = Call {
        method: "GET",
        path: &incoming.path,
        query: incoming.query.as_str(),
        request_id: &incoming.id,
        known_version: known.as_ref().map(|entry| entry.version),
        ..Call::default()
    };
    let mut response = community_client::send(env, slug, &call).await?;
    let version = version_of(&response);
    if let Some(version) = version {
        community_client::learn_version(slug, version, now);
    }
    let entry = match (response.status_code(), known, version) {
        (304, Some(known), _) => Entry { checked_at: now, ..known },
        (200, _, Some(version)) => {
            let content_type = response.headers().get("content-type")?.unwrap_or_default();
            let body = response.bytes().await?;
            let (content_type, body) = match route.operation {
                Operation::GetFragment => (crate::reply::HTML.to_owned(), pages::fragment(&body, incoming, slug).await?.into_bytes()),
                _ => (content_type, body),
            };
            Entry { version, checked_at: now, content_type: Rc::from(content_type), body: Rc::from(body) }
        }
        _ => return Ok(response),
    };
    keep(&address, &entry);
    answer(&entry, incoming, "object")
}

/// The version an object's answer was made from.
pub fn version_of(response: &Response) -> Option<i64> {
    response.headers().get(VERSION).ok().flatten().and_then(|version| version.parse().ok())
}

fn answer(entry: &Entry, incoming: &Incoming, cache: &str) -> Result<Response, Failure> {
    let headers = Headers::new();
    let etag = format!("\"{}-{}\"", env!("CARGO_PKG_VERSION"), entry.version);
    headers.set("etag", &etag)?;
    headers.set("cache-control", "public, max-age=1")?;
    headers.set(VERSION, &entry.version.to_string())?;
    headers.set("fanfare-cache", cache)?;
    if incoming.header("if-none-match").split(',').any(|known| known.trim().trim_start_matches("W/") == etag) {
        return Ok(ResponseBuilder::new().with_status(304).with_headers(headers).empty());
    }
    headers.set("content-type", &entry.content_type)?;
    Ok(ResponseBuilder::new().with_headers(headers).fixed(entry.body.to_vec()))
}

fn keep(address: &str, entry: &Entry) {
    ENTRIES.with_borrow_mut(|entries| {
        if entries.bytes + entry.body.len() > MAX_BYTES {
            entries.map.clear();
            entries.bytes = 0;
        }
        entries.bytes += entry.body.len();
        if let Some(old) = entries.map.insert(address.to_owned(), entry.clone()) {
            entries.bytes -= old.body.len().min(entries.bytes);
        }
    });
}
