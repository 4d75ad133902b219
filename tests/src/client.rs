//! A client of the API as one caller.
//!
//! Invariant: every answer it gives was held against the API document.

use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use shared::api::header::IDEMPOTENCY_KEY;
use shared::api::problem::{Code, Problem};
use ureq::Agent;
use ureq::http::{HeaderMap, Request};

use crate::contract;
use crate::server::Server;

/// How long one call may take; the longest here is an import batch.
const TIMEOUT: Duration = Duration::from_secs(60);

/// A client.
#[derive(Debug, Clone)]
pub struct Client {
    agent: Agent,
    base: String,
    token: Option<String>,
}

/// An answer, read whole.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// All headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Vec<u8>,
}

/// A request about to be sent.
#[derive(Debug, Clone)]
pub struct Call<'a> {
    client: &'a Client,
    method: &'a str,
    path: String,
    headers: Vec<(String, String)>,
    body: Option<Vec<u8>>,
    checked: bool,
}

impl Client {
    /// A visitor of this server.
    pub fn new(server: &Server) -> Self {
        Self::at(&server.url)
    }

    /// A visitor of the server at this address.
    pub fn at(base: &str) -> Self {
        Self::with_timeout(base, TIMEOUT)
    }

    /// The same caller, who gives up after this time.
    #[must_use]
    pub fn giving_up_after(&self, timeout: Duration) -> Self {
        Self {
            token: self.token.clone(),
            ..Self::with_timeout(&self.base, timeout)
        }
    }

    fn with_timeout(base: &str, timeout: Duration) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(timeout))
            .allow_non_standard_methods(true)
            .build();
        Self {
            agent: config.into(),
            base: base.to_owned(),
            token: None,
        }
    }

    /// The same server as whoever holds this token.
    pub fn with_token(&self, token: &str) -> Self {
        Self {
            token: Some(token.to_owned()),
            ..self.clone()
        }
    }

    /// The same caller at another address of the server, after it was started again.
    pub fn moved_to(&self, server: &Server) -> Self {
        Self {
            token: self.token.clone(),
            ..Self::at(&server.url)
        }
    }

    /// The token it sends.
    pub fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    /// The server's address.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// A request to a path.
    pub fn call<'a>(&'a self, method: &'a str, path: impl Into<String>) -> Call<'a> {
        Call {
            client: self,
            method,
            path: path.into(),
            headers: Vec::new(),
            body: None,
            checked: true,
        }
    }

    /// Reads.
    pub fn get(&self, path: impl Into<String>) -> Answer {
        self.call("GET", path).send()
    }

    /// Reads a page or another address outside the API document.
    pub fn page(&self, path: impl Into<String>) -> Answer {
        self.call("GET", path).outside_the_contract().send()
    }
}

impl Call<'_> {
    /// With this header.
    #[must_use]
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// With this key.
    #[must_use]
    pub fn key(self, key: &str) -> Self {
        self.header(IDEMPOTENCY_KEY, key)
    }

    /// With this value as JSON.
    #[must_use]
    pub fn json(self, value: &impl Serialize) -> Self {
        let body = serde_json::to_vec(value).expect("a body can be written as JSON");
        self.body("application/json", body)
    }

    /// With this body.
    #[must_use]
    pub fn body(mut self, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        self.body = Some(body.into());
        self.header("content-type", content_type)
    }

    /// An answer that the API document does not describe.
    #[must_use]
    pub fn outside_the_contract(mut self) -> Self {
        self.checked = false;
        self
    }

    /// Sends it.
    ///
    /// # Panics
    /// When there is no answer, or one that the API document does not allow.
    pub fn send(self) -> Answer {
        let (method, path, checked) = (self.method.to_owned(), self.path.clone(), self.checked);
        let answer = self
            .try_send()
            .unwrap_or_else(|error| panic!("{method} {path} was not answered: {error}"));
        if checked {
            contract::check(&method, &path, &answer);
        }
        answer
    }

    /// Sends it to a server that may die meanwhile; the answer is not held against the document.
    ///
    /// # Errors
    /// When there is no answer.
    pub fn try_send(self) -> Result<Answer, ureq::Error> {
        let mut request = Request::builder()
            .method(self.method)
            .uri(format!("{}{}", self.client.base, self.path));
        if let Some(token) = &self.client.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let agent = &self.client.agent;
        let response = match self.body {
            Some(body) => agent.run(request.body(body)?),
            None => agent.run(request.body(())?),
        };
        let mut response = response?;
        Ok(Answer {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body: response.body_mut().read_to_vec()?,
        })
    }
}

impl Answer {
    /// A header's value, empty if absent.
    pub fn header(&self, name: &str) -> String {
        let value = self.headers.get(name).and_then(|value| value.to_str().ok());
        value.unwrap_or_default().to_owned()
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as a value of the contract.
    ///
    /// # Panics
    /// When it is none.
    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error} in {} {}", self.status, self.text()))
    }

    /// The body as it came, to look at single fields.
    ///
    /// # Panics
    /// When it is no JSON.
    pub fn value(&self) -> Value {
        self.json()
    }

    /// The same, if it has this status.
    ///
    /// # Panics
    /// When it has another.
    #[track_caller]
    pub fn ok(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }

    /// The problem, if it is of this code and has its status.
    ///
    /// # Panics
    /// When it is no problem, or another.
    #[track_caller]
    pub fn refused(&self, code: Code) -> Problem {
        let expected = (code.status(), code.as_str());
        let value: Value = serde_json::from_slice(&self.body).unwrap_or_default();
        let found = (self.status, value["code"].as_str().unwrap_or_default());
        assert_eq!(found, expected, "{}", self.text());
        self.json()
    }

    /// The problem of a field, with the place at fault.
    ///
    /// # Panics
    /// When it is another problem, or of another field.
    #[track_caller]
    pub fn refused_field(&self, pointer: &str) -> Problem {
        let problem = self.refused(Code::InvalidField);
        assert!(
            problem.errors.iter().any(|error| error.pointer == pointer),
            "{pointer} is not named: {}",
            self.text()
        );
        problem
    }
}
