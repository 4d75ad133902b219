//! JSON to servers that are not ours: the mail API, the provider of challenges.
//!
//! Invariant: nobody is waited for without end, and no answer leads anywhere else.

use serde_json::Value;
use worker::{AbortSignal, Fetch, Headers, Method, Request, RequestInit, RequestRedirect, Response};

use crate::reply::JSON;

/// Sends a body to a server that the operator named, and waits so many milliseconds for the answer.
///
/// # Errors
/// When it does not answer in time.
pub async fn post(
    url: &str,
    headers: &[(&str, &str)],
    body: &Value,
    patience_ms: u32,
) -> worker::Result<Response> {
    let all = Headers::new();
    all.set("content-type", JSON)?;
    for (name, value) in headers {
        all.set(name, value)?;
    }
    let mut init = RequestInit::new();
    init.with_method(Method::Post)
        .with_headers(all)
        .with_redirect(RequestRedirect::Manual)
        .with_body(Some(body.to_string().into()));
    let in_time = AbortSignal::from(web_sys::AbortSignal::timeout_with_u32(patience_ms));
    let request = Request::new_with_init(url, &init)?;
    Fetch::Request(request).send_with_signal(&in_time).await
}
