//! An answer as a value: made by functions that decide, turned into a response at the rim, with all its headers at
//! once.

use std::borrow::Cow;
use std::rc::Rc;

use serde::Serialize;
use wasm_bindgen::JsValue;

use crate::crossing::Head;
use crate::failure::Failure;

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The media type; empty without a body.
    pub content_type: &'static str,
    /// The body.
    pub body: String,
    /// Further headers.
    pub headers: Vec<(&'static str, String)>,
}

/// The media type of JSON.
pub const JSON: &str = "application/json";
/// The media type of pages.
pub const HTML: &str = "text/html; charset=utf-8";

/// Whether an `If-None-Match` header names this entity tag: the caller has it already.
pub fn is_known(header: &str, etag: &str) -> bool {
    header
        .split(',')
        .any(|known| known.trim().trim_start_matches("W/") == etag)
}

impl Reply {
    /// An answer with a body.
    pub fn new(status: u16, content_type: &'static str, body: String) -> Self {
        Self {
            status,
            content_type,
            body,
            headers: Vec::new(),
        }
    }

    /// An answer in JSON.
    ///
    /// # Errors
    /// When the value can't be written as JSON.
    pub fn json<T: Serialize>(status: u16, value: &T) -> Result<Self, Failure> {
        Ok(Self::new(status, JSON, serde_json::to_string(value)?))
    }

    /// An answer without a body.
    pub fn empty(status: u16) -> Self {
        Self::new(status, "", String::new())
    }

    /// A redirection.
    pub fn redirect(status: u16, location: String) -> Self {
        Self::empty(status).header("location", location)
    }

    /// The same with one more header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// The head of this answer.
    ///
    /// # Errors
    /// When a value holds the end of a line.
    pub fn into_head(self) -> Result<Head, Failure> {
        let mut head = Head::default();
        if !self.content_type.is_empty() {
            head.add("content-type", self.content_type)?;
        }
        for (name, value) in &self.headers {
            head.add(name, value)?;
        }
        Ok(head)
    }

    /// The same, never stored by anyone.
    #[must_use]
    pub fn uncached(self) -> Self {
        self.header("cache-control", "no-store")
    }
}

/// What leaves the Worker: an answer of ours, one whose body is kept, or one that is passed on.
#[derive(Debug)]
pub struct Outgoing {
    /// The HTTP status.
    pub status: u16,
    /// Where a public answer came from, for the log.
    pub cache: &'static str,
    /// Headers that were put together before.
    kept: Option<Rc<Head>>,
    headers: Vec<(&'static str, Cow<'static, str>)>,
    content: Content,
}

#[derive(Debug)]
enum Content {
    Bytes(Vec<u8>),
    Kept(JsValue),
    Passed(web_sys::Response),
    Made(web_sys::Response),
}

impl Outgoing {
    /// An answer whose body is kept in the memory of the runtime, or that has none.
    pub fn kept(status: u16, body: Option<JsValue>) -> Self {
        Self::of(status, Content::Kept(body.unwrap_or(JsValue::NULL)))
    }

    /// The same with headers that are kept, too.
    #[must_use]
    pub fn with_head(mut self, head: Rc<Head>) -> Self {
        self.kept = Some(head);
        self
    }

    /// Another's answer, its headers with it and its body unread.
    pub fn passed(response: web_sys::Response) -> Self {
        Self::of(response.status(), Content::Passed(response))
    }

    /// One that was made elsewhere in this Worker, whose headers can be added to.
    pub fn made(response: worker::Response) -> Self {
        let response: web_sys::Response = response.into();
        Self::of(response.status(), Content::Made(response))
    }

    /// Adds a header.
    pub fn header(&mut self, name: &'static str, value: impl Into<Cow<'static, str>>) {
        self.headers.push((name, value.into()));
    }

    /// The response of the runtime.
    ///
    /// # Errors
    /// When a header has characters that HTTP has not.
    pub fn into_response(self) -> Result<web_sys::Response, Failure> {
        let mut head = self.kept.as_deref().cloned().unwrap_or_default();
        for (name, value) in &self.headers {
            head.add(name, value)?;
        }
        match self.content {
            Content::Bytes(bytes) => head.respond(self.status, &bytes),
            Content::Kept(body) => head.respond_kept(self.status, &body),
            Content::Passed(response) => head.pass(&response),
            Content::Made(response) => {
                for (name, value) in &self.headers {
                    response
                        .headers()
                        .append(name, value)
                        .map_err(worker::Error::from)?;
                }
                Ok(response)
            }
        }
    }

    fn of(status: u16, content: Content) -> Self {
        Self {
            status,
            cache: "",
            kept: None,
            headers: Vec::with_capacity(8),
            content,
        }
    }
}

impl From<Reply> for Outgoing {
    fn from(reply: Reply) -> Self {
        let mut outgoing = Self::of(reply.status, Content::Bytes(reply.body.into_bytes()));
        if !reply.content_type.is_empty() {
            outgoing.header("content-type", reply.content_type);
        }
        for (name, value) in reply.headers {
            outgoing.header(name, value);
        }
        outgoing
    }
}
