//! An answer as a value: made by functions that decide, turned into a response at the rim.

use serde::Serialize;

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

    /// The same, never stored by anyone.
    #[must_use]
    pub fn uncached(self) -> Self {
        self.header("cache-control", "no-store")
    }

    /// The response of the runtime.
    ///
    /// # Errors
    /// When a header has characters that HTTP has not.
    pub fn into_response(self) -> worker::Result<worker::Response> {
        let headers = worker::Headers::new();
        if !self.content_type.is_empty() {
            headers.set("content-type", self.content_type)?;
        }
        for (name, value) in &self.headers {
            headers.append(name, value)?;
        }
        let builder = worker::ResponseBuilder::new()
            .with_status(self.status)
            .with_headers(headers);
        Ok(if self.body.is_empty() {
            builder.empty()
        } else {
            builder.fixed(self.body.into_bytes())
        })
    }
}
