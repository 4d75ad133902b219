//! What came in, read once: method, path, query, and on demand headers and the body.
//!
//! Invariant: the body is read only by [`Incoming::body`], which stops at the route's limit and refuses a body
//! that is longer or shorter than announced.

use std::cell::OnceCell;

use js_sys::Uint8Array;
use shared::api::header::IDEMPOTENCY_KEY;
use shared::api::problem::{Code, FieldError};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use crate::crossing;
use crate::failure::Failure;

/// A request.
pub struct Incoming {
    /// The method's word.
    pub method: String,
    /// The path without query.
    pub path: String,
    /// The query, decoded, in order.
    pub query: Query,
    /// The id of this request, in the log and in problems.
    pub id: String,
    address_origin: String,
    groups: [OnceCell<Vec<String>>; GROUPS.len()],
    request: web_sys::Request,
}

/// Headers that are read together: those most requests are asked for, with their line, and those of writes.
const GROUPS: [&[&str]; 2] = [
    &["origin", "if-none-match", "authorization"],
    &["content-length", "content-type", IDEMPOTENCY_KEY],
];

impl Incoming {
    /// Reads a request's line.
    ///
    /// # Errors
    /// When the runtime has no randomness.
    pub fn new(request: web_sys::Request) -> Result<Self, Failure> {
        let [with_line, _] = GROUPS;
        let lines = crossing::read(&request, &with_line.join("\n"));
        let mut lines = lines.split('\n');
        let mut next = || lines.next().unwrap_or_default();
        let (method, url) = (next(), next());
        let (origin, path, query) = parts(url);
        Ok(Self {
            method: method.to_owned(),
            path: path.to_owned(),
            query: Query::parse(query),
            id: request_id()?,
            address_origin: origin.to_owned(),
            groups: [
                OnceCell::from(lines.map(str::to_owned).collect::<Vec<_>>()),
                OnceCell::new(),
            ],
            request,
        })
    }

    /// A header's value, empty if absent.
    pub fn header(&self, name: &str) -> String {
        for (names, values) in GROUPS.iter().zip(&self.groups) {
            if let Some(at) = names.iter().position(|known| *known == name) {
                let values = values.get_or_init(|| self.read(names));
                return values.get(at).cloned().unwrap_or_default();
            }
        }
        self.request
            .headers()
            .get(name)
            .ok()
            .flatten()
            .unwrap_or_default()
    }

    fn read(&self, names: &[&str]) -> Vec<String> {
        let lines = crossing::read(&self.request, &names.join("\n"));
        lines.split('\n').skip(2).map(str::to_owned).collect()
    }

    /// The bearer token, if one came.
    pub fn bearer(&self) -> Option<String> {
        bearer(&self.header("authorization")).map(str::to_owned)
    }

    /// The origin this request was sent to, `http://127.0.0.1:8787`.
    pub fn origin(&self) -> String {
        self.address_origin.clone()
    }

    /// The body, at most `limit` bytes.
    ///
    /// # Errors
    /// When it is larger, or not as long as its `Content-Length` says.
    pub async fn body(&mut self, limit: usize) -> Result<Vec<u8>, Failure> {
        let announced = self.header("content-length").parse::<usize>().ok();
        if announced.is_some_and(|length| length > limit) {
            return Err(too_large(limit));
        }
        let read = JsFuture::from(crossing::body(&self.request, limit, announced.is_some())).await;
        let read =
            read.map_err(|_| Failure::refused(Code::LengthMismatch, "The body ended early; send it again."))?;
        let body = read
            .dyn_into::<Uint8Array>()
            .map_err(|_| too_large(limit))?
            .to_vec();
        if announced.is_some_and(|length| length != body.len()) {
            return Err(Failure::refused(
                Code::LengthMismatch,
                "The body is not as long as `Content-Length` says; send it again.",
            ));
        }
        Ok(body)
    }

    /// The body of a JSON request.
    ///
    /// # Errors
    /// Also when the content type is not `application/json`.
    pub async fn json_body(&mut self, limit: usize) -> Result<Vec<u8>, Failure> {
        if limit > 0 {
            let content_type = self.header("content-type");
            let media_type = content_type.split(';').next().unwrap_or_default().trim();
            if !media_type.eq_ignore_ascii_case(crate::reply::JSON) {
                return Err(Failure::refused(
                    Code::UnsupportedMediaType,
                    "Send the body as `Content-Type: application/json`.",
                ));
            }
        }
        self.body(limit).await
    }
}

/// The token of an `Authorization` header. The name of a scheme has no case
/// ([RFC 9110, section 11.1](https://www.rfc-editor.org/rfc/rfc9110#section-11.1)).
fn bearer(header: &str) -> Option<&str> {
    let (scheme, token) = header.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}

/// The origin, the path and the query of an address.
fn parts(url: &str) -> (&str, &str, &str) {
    let host = url.find("://").map_or(0, |at| at + 3);
    let path = url
        .get(host..)
        .and_then(|rest| rest.find('/'))
        .map_or(url.len(), |at| host + at);
    let (origin, target) = url.split_at_checked(path).unwrap_or((url, ""));
    let target = target.split('#').next().unwrap_or_default();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    (origin, if path.is_empty() { "/" } else { path }, query)
}

fn too_large(limit: usize) -> Failure {
    Failure::refused(
        Code::BodyTooLarge,
        format!("A body of this address has at most {limit} bytes."),
    )
}

fn request_id() -> Result<String, Failure> {
    let bytes = crate::runtime::random::<8>()?;
    Ok(bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|nibble| char::from_digit(nibble.into(), 16))
        .collect())
}

/// The most bytes of a query of the API: a hundred subjects named by their addresses.
const QUERY_MAX: usize = 16 * 1024;

/// A query: names and values, percent-decoded when they are first asked for; the first of a name counts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    text: String,
    pairs: OnceCell<Vec<(String, String)>>,
}

impl Query {
    /// Takes `a=1&b=2`.
    pub fn parse(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            pairs: OnceCell::new(),
        }
    }

    fn pairs(&self) -> &[(String, String)] {
        self.pairs.get_or_init(|| {
            form_urlencoded::parse(self.text.as_bytes())
                .into_owned()
                .collect()
        })
    }

    /// The value of a name, if it is there and not empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs()
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }

    /// The names that are there.
    pub fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.pairs().iter().map(|(name, _)| name.as_str())
    }

    /// The query as it came, without `?`.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Refuses names outside a list, so that a misspelled filter is not silently ignored.
    ///
    /// # Errors
    /// Naming the first that is not known.
    pub fn only(&self, known: &[&str]) -> Result<(), Failure> {
        match self.names().find(|name| !known.contains(name)) {
            None => Ok(()),
            Some(name) => Err(refused(
                name,
                format!(
                    "`{name}` is not a parameter of this address; it takes {}.",
                    known.join(", ")
                ),
                "This parameter is not known here.",
            )),
        }
    }

    /// Refuses a query that is too long, or gives a name twice: one of them would be ignored, and an answer be kept
    /// under as many addresses as there are ways to write it.
    ///
    /// # Errors
    /// Naming the first that comes again.
    pub fn check(&self) -> Result<(), Failure> {
        if self.text.len() > QUERY_MAX {
            return Err(Failure::refused(
                Code::BadRequest,
                format!("A query has at most {QUERY_MAX} bytes."),
            ));
        }
        let mut names = self.names();
        while let Some(name) = names.next() {
            if names.clone().any(|other| other == name) {
                return Err(refused(
                    name,
                    format!("`{name}` is given more than once; give it once."),
                    "Give this parameter once.",
                ));
            }
        }
        Ok(())
    }
}

fn refused(name: &str, detail: String, said: &str) -> Failure {
    Failure::Refused {
        code: Code::BadRequest,
        detail,
        errors: vec![FieldError {
            pointer: format!("?{name}"),
            detail: said.to_owned(),
        }],
        retry_after: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_an_origin_a_path_and_a_query() {
        for (url, expected) in [
            (
                "http://127.0.0.1:8787/a/b?c=d?e",
                ("http://127.0.0.1:8787", "/a/b", "c=d?e"),
            ),
            ("https://host/", ("https://host", "/", "")),
            ("https://host", ("https://host", "/", "")),
            ("https://host/a#b?c", ("https://host", "/a", "")),
        ] {
            assert_eq!(parts(url), expected, "{url}");
        }
    }

    #[test]
    fn a_token_comes_under_its_scheme_however_that_is_written() {
        for header in ["Bearer v1.a.b", "bearer v1.a.b", "BEARER  v1.a.b "] {
            assert_eq!(bearer(header), Some("v1.a.b"), "{header}");
        }
        for header in ["", "Bearer", "Bearer ", "Basic v1.a.b", "v1.a.b"] {
            assert_eq!(bearer(header), None, "{header}");
        }
    }

    #[test]
    fn a_query_is_decoded_and_its_first_value_counts() {
        let query = Query::parse("q=caf%C3%A9+cr%C3%A8me&q=tea&empty=");
        assert_eq!(query.get("q"), Some("café crème"));
        assert_eq!(query.get("empty"), None);
        assert!(query.only(&["q"]).is_err());
        assert!(query.only(&["q", "empty"]).is_ok());
    }

    #[test]
    fn a_query_gives_each_name_once_and_has_an_end() {
        for good in ["", "sort=new&q=new", "subjects=a,a", &"x".repeat(QUERY_MAX)] {
            assert!(Query::parse(good).check().is_ok(), "{good}");
        }
        for bad in ["sort=new&sort=new", "sort&q=&s%6Frt=", &"x".repeat(QUERY_MAX + 1)] {
            assert!(Query::parse(bad).check().is_err(), "{bad}");
        }
    }
}
