//! Calls to the API. A page may have replaced `fetch`, and may throw anything: whatever comes back that is
//! not an answer is a [`CallError`].
//!
//! Invariant: a call ends: by its answer, after `DEADLINE`, or when its future is dropped.

use shared::api::header;
use shared::api::problem::Problem;
use shared::api::route::{Method, PREFIX};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, RequestCache, RequestInit, Response};

use crate::browser::Timer;
use crate::host::Host;
use crate::json::Read;
use crate::state::trouble::CallError;

/// How long a call may take; longer than the slowest route, shorter than patience.
const DEADLINE: i32 = 20_000;

/// One call.
pub struct Call<'a> {
    /// How.
    pub method: Method,
    /// Below the community, with its query.
    pub path: &'a str,
    /// The JSON to send.
    pub body: Option<String>,
    /// The key of a write.
    pub key: Option<&'a str>,
    /// The tag of what is known: the same again comes back as nothing.
    pub known: Option<&'a str>,
    /// The session; empty where a cookie says it.
    pub token: Option<&'a str>,
    /// The tag of the language that problems are told in; empty for the browser's own.
    pub language: &'a str,
    /// What ends the call from outside.
    pub abort: Option<AbortController>,
}

impl<'a> Call<'a> {
    /// A read that is the same for everybody.
    pub fn get(path: &'a str) -> Self {
        Self {
            method: Method::Get,
            path,
            body: None,
            key: None,
            known: None,
            token: None,
            language: "",
            abort: None,
        }
    }
}

/// What came back.
pub struct Answer {
    /// The tag to ask with next time.
    pub etag: Option<String>,
    /// The body; null when there is none, or when it is the known one.
    pub body: JsValue,
}

impl Answer {
    /// The body as a value; nothing when it is the known one.
    ///
    /// # Errors
    /// When the body is not of this type.
    pub fn read<T: Read>(&self) -> Result<Option<T>, CallError> {
        if self.body.is_null() {
            Ok(None)
        } else {
            T::read(&self.body).map(Some).ok_or(CallError::Unreadable)
        }
    }
}

/// Makes a call.
///
/// # Errors
/// When there is no answer, or the answer is a problem.
pub async fn call(host: &Host, community: &str, call: Call<'_>) -> Result<Answer, CallError> {
    let address = [host.origin().as_str(), PREFIX, community, "/", call.path].concat();
    let abort = AbortOnDrop::new(call.abort.clone())?;
    let request = request(&call, &abort.controller).map_err(|_| CallError::Network)?;
    let window = web_sys::window().ok_or(CallError::Network)?;
    let answered = JsFuture::from(window.fetch_with_str_and_init(&address, &request)).await;
    let response: Response = answered
        .ok()
        .and_then(|value| value.dyn_into().ok())
        .ok_or(CallError::Network)?;
    let header = |name: &str| response.headers().get(name).ok().flatten();
    let etag = header("etag");
    if call.known.is_some() && etag.as_deref() == call.known {
        return Ok(Answer {
            etag,
            body: JsValue::NULL,
        });
    }
    let text = JsFuture::from(response.text().map_err(|_| CallError::Network)?)
        .await
        .map_err(|_| CallError::Network)?;
    let body = text
        .as_string()
        .and_then(|text| js_sys::JSON::parse(&text).ok())
        .unwrap_or(JsValue::NULL);
    if response.ok() {
        return Ok(Answer { etag, body });
    }
    let retry_after = header("retry-after").and_then(|seconds| seconds.trim().parse().ok());
    match Problem::read(&body) {
        Some(problem) => Err(CallError::Problem {
            problem: Box::new(problem),
            retry_after,
        }),
        None if response.status() >= 500 => Err(CallError::Network),
        None => Err(CallError::Unreadable),
    }
}

fn request(call: &Call<'_>, controller: &AbortController) -> Result<RequestInit, JsValue> {
    let headers = Headers::new()?;
    if call.body.is_some() {
        headers.set("content-type", "application/json")?;
    }
    if let Some(key) = call.key {
        headers.set(header::IDEMPOTENCY_KEY, key)?;
    }
    if let Some(token) = call.token.filter(|token| !token.is_empty()) {
        headers.set("authorization", &["Bearer ", token].concat())?;
    }
    if !call.language.is_empty() {
        headers.set("accept-language", call.language)?;
    }
    let request = RequestInit::new();
    request.set_method(call.method.as_str());
    request.set_headers(&headers);
    // The browser asks with the tag of what it has. A header of our own would cost a preflight.
    request.set_cache(RequestCache::NoCache);
    request.set_signal(Some(&controller.signal()));
    if let Some(body) = &call.body {
        request.set_body(&JsValue::from_str(body));
    }
    Ok(request)
}

/// Ends the request when the future that waits for it is dropped, or when it takes too long.
struct AbortOnDrop {
    controller: AbortController,
    _deadline: Timer,
}

impl AbortOnDrop {
    fn new(controller: Option<AbortController>) -> Result<Self, CallError> {
        let controller = match controller {
            Some(controller) => controller,
            None => AbortController::new().map_err(|_| CallError::Network)?,
        };
        let late = controller.clone();
        Ok(Self {
            controller,
            _deadline: Timer::after(DEADLINE, move || late.abort()),
        })
    }
}

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.controller.abort();
    }
}
