//! Public answers, kept in the isolate while the community's version stands.
//!
//! Invariant: an answer is at most [`community_client::FRESH_MS`] older than what the object would say, and never
//! older than a write that passed this isolate; what depends on a session, a cookie or a header never comes here.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use shared::api::header::VERSION;
use shared::api::route::{Operation, Route};
use shared::time::Millis;
use worker::{Env, Headers, Response, ResponseBuilder};

use crate::assets::manifest;
use crate::community_client::{self, Call};
use crate::failure::Failure;
use crate::incoming::Incoming;
use crate::pages;
use crate::reply::{self, HTML, JSON, Reply};

/// The most bytes kept: a quarter of the isolate's memory.
const MAX_BYTES: usize = 32 * 1024 * 1024;

/// An answer that was made from one version of a community.
#[derive(Debug, Clone)]
pub struct Entry {
    version: i64,
    checked_at: Millis,
    reply: Rc<Reply>,
    /// Whether it was made for this request or came from memory.
    from: &'static str,
}

#[derive(Default)]
struct Entries {
    map: HashMap<String, Entry>,
    bytes: usize,
}

thread_local! {
    static ENTRIES: RefCell<Entries> = RefCell::default();
}

/// What a public read comes to.
pub enum Found {
    /// An answer that is the same for everybody.
    Entry(Entry),
    /// The object's own answer, because it is none to keep.
    Refused(Response),
}

/// Answers a public read of the API.
///
/// # Errors
/// When the object does not answer.
pub async fn public(
    route: &'static Route,
    slug: &str,
    incoming: &Incoming,
    env: &Env,
    base_url: &str,
    now: Millis,
) -> Result<Response, Failure> {
    let address = format!("{}?{}", incoming.path, incoming.query.as_str());
    let call = Call {
        method: "GET",
        path: &incoming.path,
        query: incoming.query.as_str(),
        request_id: &incoming.id,
        ..Call::default()
    };
    let found = find(&address, &call, slug, env, now, async |body| {
        match route.operation {
            Operation::GetFragment => Ok(Reply::new(
                200,
                HTML,
                pages::fragment(&body, incoming, base_url).await?,
            )),
            _ => Ok(Reply::new(200, JSON, text(body)?)),
        }
    });
    match found.await? {
        Found::Entry(entry) => entry.answer(incoming),
        Found::Refused(response) => Ok(response),
    }
}

/// The answer kept under `address` if it is fresh; else asks the object by `call`, and lets `make` turn what it
/// says into an answer. `make` may use nothing of the request that `address` does not name.
///
/// # Errors
/// When the object does not answer, or nothing can be made of what it says.
pub async fn find(
    address: &str,
    call: &Call<'_>,
    slug: &str,
    env: &Env,
    now: Millis,
    make: impl AsyncFnOnce(Vec<u8>) -> Result<Reply, Failure>,
) -> Result<Found, Failure> {
    let known = ENTRIES.with_borrow(|entries| entries.map.get(address).cloned());
    if let Some(entry) = &known
        && now.since(entry.checked_at) < community_client::FRESH_MS
        && community_client::known_version(slug).is_none_or(|newest| entry.version >= newest)
    {
        return Ok(Found::Entry(Entry {
            from: "isolate",
            ..entry.clone()
        }));
    }
    let call = Call {
        known_version: known.as_ref().map(|entry| entry.version),
        ..*call
    };
    let mut response = community_client::send(env, slug, &call).await?;
    let version = version_of(&response);
    if let Some(version) = version {
        community_client::learn_version(slug, version);
    }
    let entry = match (response.status_code(), known, version) {
        (304, Some(known), _) => Entry {
            checked_at: now,
            from: "checked",
            ..known
        },
        (200, _, Some(version)) => {
            let reply = make(response.bytes().await?).await?;
            Entry {
                version,
                checked_at: now,
                reply: Rc::new(reply),
                from: "object",
            }
        }
        _ => return Ok(Found::Refused(response)),
    };
    keep(address, &entry);
    Ok(Found::Entry(entry))
}

impl Entry {
    /// The response, without a body for a caller who has it.
    ///
    /// # Errors
    /// When a header can't be set.
    pub fn answer(&self, incoming: &Incoming) -> Result<Response, Failure> {
        let headers = Headers::new();
        let etag = format!("\"{}-{}\"", release(), self.version);
        headers.set("etag", &etag)?;
        headers.set("cache-control", "public, max-age=1")?;
        headers.set(VERSION, &self.version.to_string())?;
        headers.set("fanfare-cache", self.from)?;
        for (name, value) in &self.reply.headers {
            headers.append(name, value)?;
        }
        if self.reply.status == 200 && reply::is_known(&incoming.header("if-none-match"), &etag) {
            return Ok(ResponseBuilder::new()
                .with_status(304)
                .with_headers(headers)
                .empty());
        }
        if !self.reply.content_type.is_empty() {
            headers.set("content-type", self.reply.content_type)?;
        }
        let builder = ResponseBuilder::new()
            .with_status(self.reply.status)
            .with_headers(headers);
        Ok(if self.reply.body.is_empty() {
            builder.empty()
        } else {
            builder.fixed(self.reply.body.clone().into_bytes())
        })
    }

    /// The answer as it was made.
    pub fn reply(&self) -> &Reply {
        &self.reply
    }
}

/// The version an object's answer was made from.
pub fn version_of(response: &Response) -> Option<i64> {
    response
        .headers()
        .get(VERSION)
        .ok()
        .flatten()
        .and_then(|version| version.parse().ok())
}

/// Names the build: a page of another build names other files, though the community did not change.
fn release() -> String {
    let loader = manifest::file("loader")
        .map(|loader| loader.integrity)
        .unwrap_or_default();
    let hash = loader.rsplit('-').next().unwrap_or_default();
    format!(
        "{}{}",
        env!("CARGO_PKG_VERSION"),
        hash.chars()
            .filter(char::is_ascii_alphanumeric)
            .take(8)
            .collect::<String>()
    )
}

fn text(body: Vec<u8>) -> Result<String, Failure> {
    String::from_utf8(body).map_err(|error| Failure::Internal(error.to_string()))
}

fn keep(address: &str, entry: &Entry) {
    ENTRIES.with_borrow_mut(|entries| {
        let size = entry.reply.body.len();
        if entries.bytes + size > MAX_BYTES {
            entries.map.clear();
            entries.bytes = 0;
        }
        entries.bytes += size;
        if let Some(old) = entries.map.insert(address.to_owned(), entry.clone()) {
            entries.bytes -= old.reply.body.len().min(entries.bytes);
        }
    });
}
