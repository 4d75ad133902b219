//! A call of the object, as it is written in [`crate::message`].

use shared::api::route::{self, Found, Route};

use crate::failure::Failure;
use crate::incoming::Query;
use crate::json;
use crate::message::{self, Parts};
use crate::token::Claims;

/// Where a community is made; the object is named by the body.
pub const CREATE_PATH: &str = "/api/v1/communities";
/// Where the Worker learns what it has to know of a community.
pub const DESCRIBE_PATH: &str = "/internal/describe";
/// Where a local run reads the mail.
pub const MAILBOX_PATH: &str = "/internal/mailbox";

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
    /// For a contest: who calls, as the community knows them; empty when nobody asked.
    pub known_caller: String,
    /// The body.
    pub body: Vec<u8>,
}

impl ObjectRequest {
    /// Reads a call.
    ///
    /// # Errors
    /// When the Worker wrote it wrongly.
    pub fn read(text: &str, body: Vec<u8>) -> Result<Self, Failure> {
        let Parts {
            method,
            path,
            query,
            session,
            operator,
            idempotency_key,
            request_id,
            base_url,
            client_address,
            known_version,
            known_caller,
        } = message::read(text);
        Ok(Self {
            method: method.to_owned(),
            path: path.to_owned(),
            query: Query::parse(query),
            session: Some(session)
                .filter(|json| !json.is_empty())
                .map(json::read)
                .transpose()?,
            operator: !operator.is_empty(),
            idempotency_key: Some(idempotency_key)
                .filter(|key| !key.is_empty())
                .map(str::to_owned),
            id: request_id.to_owned(),
            base_url: base_url.to_owned(),
            client_address: client_address.to_owned(),
            known_version: known_version.parse().ok(),
            known_caller: known_caller.to_owned(),
            body,
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
