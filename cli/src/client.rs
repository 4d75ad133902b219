//! Calls to a server's API.
//!
//! Invariant: every answer is either what was asked for, a [`Problem`] the server gave, or no answer at all.
//! A call that carries an idempotency key is repeated with the same key when its answer was lost.

use std::io::ErrorKind;
use std::time::Duration;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::api::header::IDEMPOTENCY_KEY;
use shared::api::problem::Problem;
use shared::api::route::{Method, PREFIX};
use ureq::http::{Request, Response};
use ureq::{Agent, Body};

use crate::failure::Failure;

/// All but the unreserved characters of [RFC 3986, section 2.3](https://www.rfc-editor.org/rfc/rfc3986#section-2.3): an
/// identifier goes as it is.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');
/// How long one call may take: an import batch is the longest, at well under a second on the server.
const TIMEOUT: Duration = Duration::from_secs(60);
/// How often a call with a key is sent before it counts as lost.
const ATTEMPTS: u32 = 4;
/// The longest wait a server may ask for before the command gives up instead.
const LONGEST_WAIT_S: u64 = 90;
/// The most bytes of an answer: a page of 100 questions stays under 100 kB.
const ANSWER_LIMIT: u64 = 8 * 1024 * 1024;

/// A server, as one caller.
#[derive(Debug, Clone)]
pub(crate) struct Client {
    agent: Agent,
    server: String,
    token: Option<String>,
}

/// What is called.
#[derive(Debug, Clone)]
pub(crate) struct Call<'a, B> {
    /// The method.
    pub(crate) method: Method,
    /// The path, as the server reads it.
    pub(crate) path: String,
    /// The key that makes it safe to repeat.
    pub(crate) key: Option<&'a str>,
    /// The body.
    pub(crate) body: Option<B>,
}

impl Client {
    /// A server at this address, called with this bearer token.
    ///
    /// # Errors
    /// When the address is none.
    pub(crate) fn new(server: &str, token: Option<&str>) -> Result<Self, Failure> {
        let server = server.trim().trim_end_matches('/');
        if !(server.starts_with("http://") || server.starts_with("https://")) {
            return Err(Failure::Usage(format!(
                "{server} is not the address of a server; write it as http://127.0.0.1:8787."
            )));
        }
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(TIMEOUT))
            .max_redirects(0)
            .build();
        Ok(Self {
            agent: config.into(),
            server: server.to_owned(),
            token: token.map(str::to_owned),
        })
    }

    /// The same server as somebody else.
    pub(crate) fn with_token(&self, token: &str) -> Self {
        Self {
            token: Some(token.to_owned()),
            ..self.clone()
        }
    }

    /// The same server as nobody.
    pub(crate) fn without_token(&self) -> Self {
        Self {
            token: None,
            ..self.clone()
        }
    }

    /// Calls and reads the answer.
    ///
    /// # Errors
    /// When the server refuses or does not answer.
    pub(crate) fn call<A: DeserializeOwned>(&self, call: &Call<'_, impl Serialize>) -> Result<A, Failure> {
        let text = self.text(call)?;
        serde_json::from_str(&text).map_err(|cause| {
            self.unreachable(format!("its answer to {} is not Fanfare's ({cause})", call.path))
        })
    }

    fn good(&self, status: u16, text: &str, path: &str) -> Result<(), Failure> {
        if (200..300).contains(&status) {
            return Ok(());
        }
        match serde_json::from_str::<Problem>(text) {
            Ok(problem) => Err(Failure::Refused(Box::new(problem))),
            Err(_) => Err(self.unreachable(format!("it answered {status} to {path} without saying why"))),
        }
    }

    /// Sends a file and reads the answer.
    ///
    /// # Errors
    /// When the server refuses or does not answer.
    pub(crate) fn upload<A: DeserializeOwned>(
        &self,
        path: &str,
        key: &str,
        content_type: &'static str,
        bytes: &[u8],
    ) -> Result<A, Failure> {
        let mut request = Request::builder()
            .method(Method::Post.as_str())
            .uri(format!("{}{path}", self.server))
            .header(IDEMPOTENCY_KEY, key)
            .header("content-type", content_type);
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let unreachable = |cause: ureq::Error| self.unreachable(cause.to_string());
        let request = request.body(bytes).map_err(|cause| unreachable(cause.into()))?;
        let (status, text) = self.read(self.agent.run(request).map_err(unreachable)?)?;
        self.good(status, &text, path)?;
        serde_json::from_str(&text)
            .map_err(|cause| self.unreachable(format!("its answer to {path} is not Fanfare's ({cause})")))
    }

    /// Calls and gives the answer as it came.
    ///
    /// # Errors
    /// When the server refuses or does not answer.
    pub(crate) fn text(&self, call: &Call<'_, impl Serialize>) -> Result<String, Failure> {
        let (status, text) = self.answer(call)?;
        self.good(status, &text, call.path.as_str())?;
        Ok(text)
    }

    /// The answer to a call, sent again while it is safe and worth it.
    fn answer(&self, call: &Call<'_, impl Serialize>) -> Result<(u16, String), Failure> {
        let body = call
            .body
            .as_ref()
            .map(serde_json::to_string)
            .transpose()
            .map_err(|cause| Failure::Usage(cause.to_string()))?;
        let mut attempt = 1;
        loop {
            let repeatable = call.key.is_some() && attempt < ATTEMPTS;
            let wait = match self.send(call, body.as_deref()) {
                Ok(response) if repeatable && matches!(response.status().as_u16(), 429 | 503) => {
                    match retry_after(&response) {
                        Some(seconds) if seconds <= LONGEST_WAIT_S => Duration::from_secs(seconds),
                        _ => return self.read(response),
                    }
                }
                Ok(response) => return self.read(response),
                Err(cause) if repeatable && is_lost(&cause) => Duration::from_millis(200) * attempt,
                Err(cause) => return Err(self.unreachable(cause.to_string())),
            };
            std::thread::sleep(wait);
            attempt += 1;
        }
    }

    fn send<B>(&self, call: &Call<'_, B>, body: Option<&str>) -> Result<Response<Body>, ureq::Error> {
        let mut request = Request::builder()
            .method(call.method.as_str())
            .uri(format!("{}{}", self.server, call.path));
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        if let Some(key) = call.key {
            request = request.header(IDEMPOTENCY_KEY, key);
        }
        match body {
            Some(body) => self.agent.run(
                request
                    .header("content-type", "application/json")
                    .body(body.to_owned())?,
            ),
            None => self.agent.run(request.body(())?),
        }
    }

    fn read(&self, mut response: Response<Body>) -> Result<(u16, String), Failure> {
        let status = response.status().as_u16();
        let text = response
            .body_mut()
            .with_config()
            .limit(ANSWER_LIMIT)
            .read_to_string();
        text.map(|text| (status, text))
            .map_err(|cause| self.unreachable(cause.to_string()))
    }

    fn unreachable(&self, cause: String) -> Failure {
        Failure::Unreachable {
            server: self.server.clone(),
            cause,
        }
    }
}

impl<'a, B> Call<'a, B> {
    /// A call of a community's route.
    pub(crate) fn new(method: Method, community: &str, route: &str, body: B) -> Self {
        Self {
            method,
            path: format!("{PREFIX}{community}/{route}"),
            key: None,
            body: Some(body),
        }
    }

    /// The same call, safe to repeat under this key.
    pub(crate) fn with_key(self, key: &'a str) -> Self {
        Self {
            key: Some(key),
            ..self
        }
    }
}

impl Call<'_, ()> {
    /// A reading call of a community's route.
    pub(crate) fn get(community: &str, route: &str) -> Self {
        Self {
            method: Method::Get,
            path: format!("{PREFIX}{community}/{route}"),
            key: None,
            body: None,
        }
    }
}

/// Whether the request may have arrived and only its answer is lost.
fn is_lost(cause: &ureq::Error) -> bool {
    match cause {
        ureq::Error::Io(cause) => cause.kind() != ErrorKind::ConnectionRefused,
        ureq::Error::Timeout(_) | ureq::Error::Protocol(_) => true,
        _ => false,
    }
}

fn retry_after(response: &Response<Body>) -> Option<u64> {
    response.headers().get("retry-after")?.to_str().ok()?.parse().ok()
}

/// Text as a part of a path or a query.
pub(crate) fn escape(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

#[cfg(test)]
mod tests {
    use shared::api::problem::Code;

    use super::*;
    use crate::test_server::TestServer;

    #[test]
    fn an_address_without_scheme_is_refused_with_an_example() {
        let failure = Client::new("localhost:8787", None).map(|_| ()).unwrap_err();
        assert_eq!(failure.exit_code(), 2);
        assert!(failure.to_string().contains("http://127.0.0.1:8787"));
    }

    #[test]
    fn a_server_that_is_not_there_is_unreachable() {
        let port = std::net::TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let client = Client::new(&format!("http://127.0.0.1:{port}"), None).unwrap();
        let failure = client
            .call::<serde_json::Value>(&Call::get("acme", "questions"))
            .unwrap_err();
        assert_eq!(failure.exit_code(), 4);
    }

    #[test]
    fn a_lost_answer_is_asked_for_again_under_the_same_key() {
        let server = TestServer::start(|number, _| match number {
            0 => None,
            1 => Some((503, String::new())),
            _ => Some((200, "7".to_owned())),
        });
        let client = Client::new(&server.address, Some("token")).unwrap();
        let call = Call::new(Method::Post, "acme", "imports", "body").with_key("key");
        assert_eq!(client.call::<u8>(&call).unwrap(), 7);
        let received = server.received();
        assert_eq!(received.len(), 3);
        assert!(
            received
                .iter()
                .all(|request| *request == received[0] && request.idempotency_key == "key")
        );
    }

    #[test]
    fn a_call_without_key_is_sent_once() {
        let server = TestServer::start(|_, _| None);
        let client = Client::new(&server.address, None).unwrap();
        let failure = client
            .call::<u8>(&Call::new(Method::Post, "acme", "questions", "body"))
            .unwrap_err();
        assert_eq!((failure.exit_code(), server.received().len()), (4, 1));
    }

    #[test]
    fn a_problem_is_a_refusal_and_anything_else_is_no_answer() {
        let problem = r#"{"type":"","title":"","status":409,"detail":"","instance":"","code":"slug_taken"}"#;
        let server = TestServer::start(move |number, _| {
            Some((409, if number == 0 { problem } else { "<html>" }.to_owned()))
        });
        let client = Client::new(&server.address, None).unwrap();
        let call = || client.call::<u8>(&Call::get("acme", "questions")).unwrap_err();
        assert!(call().is(Code::SlugTaken));
        assert_eq!(call().exit_code(), 4);
    }

    #[test]
    fn a_key_of_a_subject_is_one_part_of_a_query() {
        assert_eq!(escape("sku:É 1/2"), "sku%3A%C3%89%201%2F2");
    }
}
