//! Public answers, kept in the isolate while the community's version stands.
//!
//! Invariant: an answer is at most [`community_client::FRESH_MS`] older than what the object would say, and never
//! older than a write that passed this isolate; what depends on a session, a cookie or a header never comes here.

mod bounded;

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Uint8Array;
use shared::api::header::VERSION;
use shared::api::route::{Access, Operation, Route};
use shared::time::Millis;
use wasm_bindgen::JsValue;
use worker::Env;

use self::bounded::Bounded;
use super::said;
use crate::assets::manifest;
use crate::community_client::{self, Answer, Call};
use crate::crossing::Head;
use crate::failure::Failure;
use crate::incoming::Incoming;
use crate::pages;
use crate::reply::{self, HTML, JSON, Outgoing, Reply};

/// How a browser keeps what everybody is given at an address.
const A_SECOND: &str = "public, max-age=1";
/// How it keeps what somebody with a session is given another answer for: not without asking.
const ASKED_AGAIN: &str = "no-cache";

/// An answer that was made from one version of a community.
#[derive(Debug, Clone)]
pub struct Entry {
    version: i64,
    checked_at: Millis,
    made: Rc<Made>,
    /// Whether it was made for this request or came from memory.
    from: &'static str,
}

/// What an answer consists of, as it is sent: its body lies in the memory of the runtime, and is not copied.
#[derive(Debug)]
struct Made {
    status: u16,
    etag: String,
    /// The headers of an answer without a body, and those of one with it.
    heads: [Rc<Head>; 2],
    body: Uint8Array,
}

impl Made {
    fn new(
        kept: &str,
        version: i64,
        (status, content_type): (u16, &'static str),
        headers: Vec<(&'static str, String)>,
        body: Uint8Array,
    ) -> Result<Self, Failure> {
        let etag = RELEASE.with(|release| format!("\"{release}-{version}\""));
        let mut head = Head::default();
        head.add("etag", &etag)?;
        head.add("cache-control", kept)?;
        head.add(VERSION, &version.to_string())?;
        for (name, value) in headers {
            head.add(name, &value)?;
        }
        let mut with_body = head.clone();
        if !content_type.is_empty() {
            with_body.add("content-type", content_type)?;
        }
        Ok(Self {
            status,
            etag,
            heads: [Rc::new(head), Rc::new(with_body)],
            body,
        })
    }
}

thread_local! {
    static RELEASE: String = release();
}

thread_local! {
    static ENTRIES: RefCell<Bounded<Entry>> = RefCell::default();
}

/// What a public read comes to.
pub enum Found {
    /// An answer that is the same for everybody.
    Entry(Entry),
    /// The object's own answer, because it is none to keep.
    Refused(Answer),
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
) -> Result<Outgoing, Failure> {
    let address = format!("{}?{}", incoming.path, incoming.query.as_str());
    let call = Call::read(&incoming.path, incoming.query.as_str(), &incoming.id);
    let found = match route.operation {
        Operation::GetFragment => {
            let address = format!("{base_url} {address}");
            find(&address, &call, slug, env, now, async |body| {
                let fragment = pages::fragment(&body, incoming, base_url).await?;
                Ok(Reply::new(200, HTML, fragment))
            })
            .await?
        }
        _ => {
            let kept = if route.access == Access::Public {
                A_SECOND
            } else {
                ASKED_AGAIN
            };
            find_json_kept(kept, &address, &call, slug, env, now).await?
        }
    };
    match found {
        Found::Entry(entry) => Ok(entry.answer(incoming)),
        Found::Refused(answer) => said::pass(incoming, answer),
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
    look_up(address, call, slug, env, now, async |answer, version| {
        let reply = make(answer.bytes()).await?;
        let body = Uint8Array::from(reply.body.as_bytes());
        let kind = (reply.status, reply.content_type);
        Made::new(A_SECOND, version, kind, reply.headers, body)
    })
    .await
}

/// The same for an answer in JSON that the object finished: its body is not looked at.
///
/// # Errors
/// When the object does not answer.
pub async fn find_json(
    address: &str,
    call: &Call<'_>,
    slug: &str,
    env: &Env,
    now: Millis,
) -> Result<Found, Failure> {
    find_json_kept(A_SECOND, address, call, slug, env, now).await
}

async fn find_json_kept(
    kept: &'static str,
    address: &str,
    call: &Call<'_>,
    slug: &str,
    env: &Env,
    now: Millis,
) -> Result<Found, Failure> {
    look_up(address, call, slug, env, now, async |answer, version| {
        Made::new(kept, version, (200, JSON), Vec::new(), answer.kept().clone())
    })
    .await
}

async fn look_up(
    address: &str,
    call: &Call<'_>,
    slug: &str,
    env: &Env,
    now: Millis,
    make: impl AsyncFnOnce(&Answer, i64) -> Result<Made, Failure>,
) -> Result<Found, Failure> {
    let known = ENTRIES.with_borrow(|entries| entries.get(address).cloned());
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
    let answer = community_client::send(env, slug, &call).await?;
    let version = answer.version();
    if let Some(version) = version {
        community_client::learn_version(slug, version);
    }
    let entry = match (answer.status, known, version) {
        (304, Some(known), _) => Entry {
            checked_at: now,
            from: "checked",
            ..known
        },
        (200, _, Some(version)) => Entry {
            version,
            checked_at: now,
            made: Rc::new(make(&answer, version).await?),
            from: "object",
        },
        _ => return Ok(Found::Refused(answer)),
    };
    let bytes = entry.made.body.length() as usize;
    ENTRIES.with_borrow_mut(|entries| entries.put(address, entry.clone(), bytes));
    Ok(Found::Entry(entry))
}

impl Entry {
    /// The answer, without a body for a caller who has it.
    pub fn answer(&self, incoming: &Incoming) -> Outgoing {
        let Made {
            status,
            etag,
            heads: [bare, with_body],
            body,
        } = &*self.made;
        let is_known = *status == 200 && reply::is_known(&incoming.header("if-none-match"), etag);
        let mut outgoing = if is_known {
            Outgoing::kept(304, None).with_head(bare.clone())
        } else {
            let body = Some(body).filter(|body| body.length() > 0);
            Outgoing::kept(*status, body.map(JsValue::from)).with_head(with_body.clone())
        };
        outgoing.cache = self.from;
        outgoing.header("fanfare-cache", self.from);
        outgoing
    }

    /// The body as it was made.
    pub fn body(&self) -> Vec<u8> {
        self.made.body.to_vec()
    }
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
