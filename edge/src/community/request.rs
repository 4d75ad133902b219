//! A call of the object, read from the runtime's request.

use shared::api::route::{self, Found, Route};

use crate::community_client::header;
use crate::failure::Failure;
use crate::incoming::Query;
use crate::token::Claims;

/// A call of the object.
pub struct ObjectRequest {
    /// The method's word.
    pub method: String,
    /// The path, as the API writes it, or below `/internal/`.
    pub path: String,
    /// The query.
    pub query: Query,
    /// Who calls, as their session says.
    pub session: Option<Claims>,
    /// Whether the operator calls.
    pub operator: bool,
    /// The caller's own key.
    pub idempotency_key: Option<String>,
    /// The request's id.
    pub id: String,
    /// The address of the deployment.
    pub base_url: String,
    /// The client's address, if it can be trusted.
    pub client_address: String,
    /// The version the caller has already.
    pub known_version: Option<i64>,
    /// The body.
    pub body: Vec<u8>,
}

impl ObjectRequest {
    /// Reads a call.
    ///
    /// # Errors
    /// When the Worker wrote it wrongly.
    pub async fn read(mut request: worker::Request) -> Result<Self, Failure> {
        let text = |name: &str| request.headers().get(name).ok().flatten();
        let session = match text(header::SESSION) {
            Some(json) => Some(serde_json::from_str(&json)?),
            None => None,
        };
        let mut read = Self {
            session,
            operator: text(header::OPERATOR).is_some(),
            idempotency_key: text(shared::api::header::IDEMPOTENCY_KEY),
            id: text(shared::api::header::REQUEST_ID).unwrap_or_default(),
            base_url: text(header::BASE_URL).unwrap_or_default(),
            client_address: text(header::CLIENT_ADDRESS).unwrap_or_default(),
            known_version: text(header::KNOWN_VERSION).and_then(|version| version.parse().ok()),
            method: request.inner().method(),
            path: String::new(),
            query: Query::default(),
            body: Vec::new(),
        };
        let url = request.inner().url();
        let target = url.strip_prefix("https://community").unwrap_or("/");
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        read.path = path.to_owned();
        read.query = Query::parse(query);
        if request.inner().body().is_some() {
            read.body = request.bytes().await?;
        }
        Ok(read)
    }

    /// The route of this call, and its parameter.
    ///
    /// # Errors
    /// When the Worker passed on what is no route.
    pub fn route(&self) -> Result<(&'static Route, &str), Failure> {
        match route::find(&self.method, &self.path) {
            Found::Route(route, _, parameter) => Ok((route, parameter.unwrap_or_default())),
            Found::OtherMethod(_) | Found::Nothing => Err(Failure::not_found()),
        }
    }
}
