//! The sample people, signed in one by one as the brand's own server would, when they first act.

use std::cell::RefCell;
use std::collections::HashMap;

use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::api::route::{Method, PREFIX};
use shared::api::session::{BeginSession, Session};
use shared::ids::PersonId;
use shared::person::Role;

use super::content::Community;
use crate::client::{Call, Client};
use crate::failure::Failure;
use crate::key_file::PrivateKey;
use crate::token::{self, Person};

/// The people of a community.
pub(super) struct People<'a> {
    server: &'a Client,
    community: &'a Community,
    key: &'a PrivateKey,
    sessions: RefCell<HashMap<String, (Client, PersonId)>>,
}

impl<'a> People<'a> {
    /// Nobody is signed in yet.
    pub(super) fn new(server: &'a Client, community: &'a Community, key: &'a PrivateKey) -> Self {
        Self {
            server,
            community,
            key,
            sessions: RefCell::default(),
        }
    }

    /// Calls as this person.
    pub(super) fn call<A: DeserializeOwned>(
        &self,
        person: &str,
        call: &Call<'_, impl Serialize>,
    ) -> Result<A, Failure> {
        self.session(person)?.0.call(call)
    }

    /// Sends a picture as this person.
    pub(super) fn upload<A: DeserializeOwned>(
        &self,
        person: &str,
        key: &str,
        content_type: &'static str,
        picture: &[u8],
    ) -> Result<A, Failure> {
        let path = format!("{PREFIX}{}/media", self.community.slug);
        self.session(person)?.0.upload(&path, key, content_type, picture)
    }

    /// The number others see of this person.
    pub(super) fn id(&self, person: &str) -> Result<PersonId, Failure> {
        self.session(person).map(|(_, id)| id)
    }

    /// Somebody of the brand who has this role.
    pub(super) fn with_role(&self, role: Role) -> Option<&str> {
        self.community
            .people
            .iter()
            .find(|(_, person)| person.role == Some(role))
            .map(|(id, _)| id.as_str())
    }

    /// A shopper who only says *me too* or *this helped me*: the same ones each time, by number.
    pub(super) fn shopper(number: usize) -> String {
        format!("sample-shopper-{number}")
    }

    /// Calls as a new guest.
    pub(super) fn call_as_guest<A: DeserializeOwned>(
        &self,
        name: &str,
        call: &Call<'_, impl Serialize>,
    ) -> Result<A, Failure> {
        let session = self.begin(BeginSession::Guest {
            name: name.to_owned(),
        })?;
        self.server.with_token(&session.token).call(call)
    }

    fn session(&self, person: &str) -> Result<(Client, PersonId), Failure> {
        if let Some(session) = self.sessions.borrow().get(person) {
            return Ok(session.clone());
        }
        let known = self
            .community
            .people
            .get(person)
            .map(|person| person.name.as_str());
        let name = known.map_or_else(
            || person.replace("sample-shopper-", "Sample shopper "),
            str::to_owned,
        );
        let token = token::for_person(
            self.key,
            &self.community.slug,
            &Person {
                sub: person,
                name: Some(&name),
                email: None,
            },
        )?;
        let session = self.begin(BeginSession::Sso { token })?;
        let signed_in = (self.server.with_token(&session.token), session.me.id);
        self.sessions
            .borrow_mut()
            .insert(person.to_owned(), signed_in.clone());
        Ok(signed_in)
    }

    /// Nobody begins a session with the operator's token.
    fn begin(&self, request: BeginSession) -> Result<Session, Failure> {
        self.server
            .without_token()
            .call(&Call::new(Method::Post, &self.community.slug, "session", request))
    }
}
