//! The border between wasm and JavaScript, for what every request does: several things in one step, because each
//! step costs as much as reading a header.
//!
//! Invariant: a head is written by [`Head`] alone, which refuses what could end a line.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{Request, Response};

use crate::failure::Failure;

#[wasm_bindgen(module = "/src/crossing.js")]
extern "C" {
    /// The method, the address and the values of the headers of `names`, each on a line; empty where there is none.
    pub fn read(request: &Request, names: &str) -> String;

    #[wasm_bindgen(catch)]
    fn respond(status: u16, head: &str, bytes: &[u8]) -> Result<Response, JsValue>;

    #[wasm_bindgen(catch, js_name = respondKept)]
    fn respond_kept(status: u16, head: &str, body: &JsValue) -> Result<Response, JsValue>;

    #[wasm_bindgen(catch)]
    fn pass(response: &Response, head: &str) -> Result<Response, JsValue>;

    /// The body of a request as bytes; undefined when it is longer than `limit`.
    pub fn body(request: &Request, limit: usize, announced: bool) -> Promise;

    /// The objects of a binding, to be called.
    pub fn objects(env: &JsValue, binding: &str) -> JsValue;

    /// Calls the object called `name`: gives [`Called`], or undefined where it is not there and the call does not make
    /// it; ends after `patience` milliseconds, if that is more than 0.
    pub fn call(
        objects: &JsValue,
        name: &str,
        head: &str,
        body: &JsValue,
        patience: u32,
        makes: bool,
    ) -> Promise;

    /// Runs a statement: the number of columns, then the values of its rows.
    #[wasm_bindgen(catch)]
    pub fn rows(sql: &JsValue, statement: &str, values: &Array) -> Result<Array, JsValue>;

    #[wasm_bindgen(js_name = pause)]
    fn paused() -> Promise;

    /// What an object answered.
    pub type Called;

    /// Its status.
    #[wasm_bindgen(method, getter)]
    pub fn status(this: &Called) -> u16;

    /// Its headers, as [`Head`] writes them.
    #[wasm_bindgen(method, getter)]
    pub fn head(this: &Called) -> String;

    /// Its body, in the memory of the runtime.
    #[wasm_bindgen(method, getter)]
    pub fn body(this: &Called) -> Uint8Array;
}

/// Lets other calls be answered.
pub async fn pause() {
    // The crate's own timer forgets who waits once it is polled twice, as every call of an object is.
    let _ = JsFuture::from(paused()).await;
}

/// The headers of a message, to be handed over at once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Head(String);

impl Head {
    /// Adds a header.
    ///
    /// # Errors
    /// When its value holds the end of a line.
    pub fn add(&mut self, name: &str, value: &str) -> Result<(), Failure> {
        if value.contains(['\n', '\r', '\0']) {
            return Err(Failure::Internal(format!("a value of `{name}` ends its line")));
        }
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        for part in [name, "\n", value] {
            self.0.push_str(part);
        }
        Ok(())
    }

    /// The response with this head and body.
    ///
    /// # Errors
    /// When a header has characters that HTTP has not.
    pub fn respond(&self, status: u16, body: &[u8]) -> Result<Response, Failure> {
        respond(status, &self.0, body).map_err(failed)
    }

    /// The response with this head and a body that is kept, as bytes; null or undefined for none.
    ///
    /// # Errors
    /// When a header has characters that HTTP has not.
    pub fn respond_kept(&self, status: u16, body: &JsValue) -> Result<Response, Failure> {
        respond_kept(status, &self.0, body).map_err(failed)
    }

    /// Another's response with this head added, its body unread.
    ///
    /// # Errors
    /// When a header has characters that HTTP has not.
    pub fn pass(&self, response: &Response) -> Result<Response, Failure> {
        pass(response, &self.0).map_err(failed)
    }

    /// A head that was handed over, by [`Head::as_str`] of another.
    pub fn received(lines: String) -> Self {
        Self(lines)
    }

    /// A header's value.
    pub fn get(&self, name: &str) -> Option<&str> {
        let mut lines = self.0.split('\n');
        while let (Some(known), Some(value)) = (lines.next(), lines.next()) {
            if known == name {
                return Some(value);
            }
        }
        None
    }

    /// The head as it is handed over.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Runs a future as far as it goes at once. One that waits for nothing needs no promise, which would cost as much
/// as the rest of a short answer.
pub fn settle(future: impl Future<Output = JsValue> + 'static) -> JsValue {
    let mut future: Pin<Box<dyn Future<Output = JsValue>>> = Box::pin(future);
    match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        // Polled again by the promise, it learns who is to be woken.
        Poll::Pending => future_to_promise(async { Ok(future.await) }).into(),
    }
}

fn failed(error: JsValue) -> Failure {
    Failure::Internal(format!("the runtime: {error:?}"))
}

#[cfg(test)]
mod tests {
    use super::Head;

    #[test]
    fn a_value_cannot_add_a_header() {
        let mut head = Head::default();
        head.add("vary", "Origin").unwrap();
        head.add("etag", "\"1\"").unwrap();
        assert_eq!(head.as_str(), "vary\nOrigin\netag\n\"1\"");
        assert_eq!(head.get("etag"), Some("\"1\""));
        assert_eq!(head.get("Origin"), None);
        for value in ["a\nset-cookie: b", "a\r", "\0"] {
            assert!(head.add("location", value).is_err(), "{value:?}");
        }
    }
}
