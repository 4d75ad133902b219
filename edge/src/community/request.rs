//! A call of the object, read from the runtime's request.

use js_sys::Uint8Array;
use shared::api::route::{self, Found, Route};

use crate::community_client::header;
use crate::crossing;
use crate::failure::Failure;
use crate::incoming::Query;
use crate::token::Claims;

/// The headers of a call.
const NAMES: [&str; 7] = [
    header::SESSION,
    header::OPERATOR,
    shared::api::header::IDEMPOTENCY_KEY,
    shared::api::header::REQUEST_ID,
    header::BASE_URL,
    header::CLIENT_ADDRESS,
    header::KNOWN_VERSION,
];

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
    /// Reads a call, but for its body.
    ///
    /// # Errors
    /// When the Worker wrote it wrongly.
    pub fn read(request: &web_sys::Request) -> Result<Self, Failure> {
        let lines = crossing::read(request, &NAMES.join("\n"));
        let mut lines = lines.split('\n');
        let mut next = || lines.next().unwrap_or_default();
        let (method, url) = (next(), next());
        let target = url.strip_prefix("https://community").unwrap_or("/");
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let [
            session,
            operator,
            key,
            id,
            base_url,
            client_address,
            known_version,
        ] = NAMES.map(|_| next());
        Ok(Self {
            method: method.to_owned(),
            path: path.to_owned(),
            query: Query::parse(query),
            session: Some(session)
                .filter(|json| !json.is_empty())
                .map(serde_json::from_str)
                .transpose()?,
            operator: !operator.is_empty(),
            idempotency_key: Some(key).filter(|key| !key.is_empty()).map(str::to_owned),
            id: id.to_owned(),
            base_url: base_url.to_owned(),
            client_address: client_address.to_owned(),
            known_version: known_version.parse().ok(),
            body: Vec::new(),
        })
    }

    /// The same with its body.
    ///
    /// # Errors
    /// When the body broke off.
    pub fn with_body(self, body: Option<Uint8Array>) -> Result<Self, Failure> {
        let body = body.ok_or_else(|| Failure::Internal("the body of a call broke off".to_owned()))?;
        Ok(Self {
            body: body.to_vec(),
            ..self
        })
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
