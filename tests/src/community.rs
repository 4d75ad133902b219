//! A community of a test's own, and the people in it.
//!
//! Invariant: no two tests share a community, so none sees what another does.

use serde_json::{Value, json};

use crate::assertions::text;
use crate::client::{Answer, Client};
use crate::fixtures;
use crate::jwt;
use crate::random;
use crate::server::{self, OPERATOR_TOKEN, Server};

/// A community.
#[derive(Debug, Clone)]
pub struct Community {
    /// Its name in addresses.
    pub slug: String,
    client: Client,
}

/// Somebody who calls the API of one community.
#[derive(Debug, Clone)]
pub struct Person {
    /// Their identifier; empty for a visitor and the operator.
    pub id: String,
    /// Their client, for addresses of any kind.
    pub client: Client,
    base: String,
}

impl Community {
    /// A community on the shared server, with every setting at its default but for the brand's sign-in.
    pub fn new() -> Self {
        Self::with(json!({}))
    }

    /// A community on the shared server with these settings.
    pub fn with(settings: Value) -> Self {
        Self::on(server::shared(), settings)
    }

    /// A community on this server with these settings.
    ///
    /// # Panics
    /// When it can't be made.
    pub fn on(server: &Server, settings: Value) -> Self {
        let slug = format!("t-{}", random::word());
        let mut body = json!({ "slug": slug, "name": "Halden", "sso_keys": [jwt::key()] });
        if let (Some(body), Value::Object(settings)) = (body.as_object_mut(), settings) {
            body.extend(settings);
        }
        let client = Client::new(server);
        let operator = client.with_token(OPERATOR_TOKEN);
        let made = operator.call("POST", "/api/v1/communities").json(&body).send();
        assert_eq!(made.status, 201, "{}", made.text());
        Self { slug, client }
    }

    /// A community that is on the shared server already.
    pub fn named(slug: &str) -> Self {
        let slug = slug.to_owned();
        let client = Client::new(server::shared());
        Self { slug, client }
    }

    /// The same community after its server was started again.
    #[must_use]
    pub fn moved_to(&self, server: &Server) -> Self {
        Self {
            slug: self.slug.clone(),
            client: self.client.moved_to(server),
        }
    }

    /// The path of a route of this community.
    pub fn path(&self, route: &str) -> String {
        format!("/api/v1/{}/{route}", self.slug)
    }

    /// Somebody without a session.
    pub fn visitor(&self) -> Person {
        self.person(String::new(), self.client.clone())
    }

    /// The operator of the deployment.
    pub fn operator(&self) -> Person {
        self.person(String::new(), self.client.with_token(OPERATOR_TOKEN))
    }

    /// A new guest.
    pub fn guest(&self, name: &str) -> Person {
        self.begin(&json!({ "kind": "guest", "name": name }))
    }

    /// Somebody the brand signed in, under a name of their own.
    pub fn member(&self, name: &str) -> Person {
        let token = jwt::sign(
            &jwt::header(),
            &jwt::claims(&self.slug, &format!("{name} {}", random::word()), name),
        );
        self.begin(&json!({ "kind": "sso", "token": token }))
    }

    /// Somebody of the brand.
    ///
    /// # Panics
    /// When the role can't be given.
    pub fn staff(&self, role: &str) -> Person {
        let person = self.member(&format!("{} {}", random::name(), random::name()));
        let given = self.operator().put(
            &format!("members/{}", person.id),
            &json!({ "role": role, "title": "Workshop" }),
        );
        assert_eq!(given.status, 200, "{}", given.text());
        person
    }

    /// Whoever this begins a session as.
    ///
    /// # Panics
    /// When it does not.
    pub fn begin(&self, request: &Value) -> Person {
        let begun = self.visitor().post("session", request).ok(201).value();
        let client = self.client.with_token(&text(&begun, "token"));
        self.person(text(&begun["me"], "id"), client)
    }

    /// Whoever holds this token.
    pub fn holder(&self, token: &str) -> Person {
        self.person(String::new(), self.client.with_token(token))
    }

    fn person(&self, id: String, client: Client) -> Person {
        Person {
            id,
            client,
            base: self.path(""),
        }
    }
}

impl Default for Community {
    fn default() -> Self {
        Self::new()
    }
}

impl Person {
    /// A visitor of a community that this server has already.
    pub fn of(server: &Server, slug: &str) -> Self {
        let client = Client::new(server);
        let slug = slug.to_owned();
        Community { slug, client }.visitor()
    }

    /// Whom the brand of this community calls `subject`.
    #[must_use]
    pub fn signed_in(&self, slug: &str, subject: &str, name: &str) -> Self {
        let token = jwt::sign(&jwt::header(), &jwt::claims(slug, subject, name));
        let request = json!({ "kind": "sso", "token": token });
        let begun = self.post("session", &request).ok(201).value();
        Self {
            id: text(&begun["me"], "id"),
            client: self.client.with_token(&text(&begun, "token")),
            ..self.clone()
        }
    }

    /// The same person after the server was started again.
    #[must_use]
    pub fn moved_to(&self, server: &Server) -> Self {
        Self {
            client: self.client.moved_to(server),
            ..self.clone()
        }
    }

    /// The path of a route of their community.
    pub fn path(&self, route: &str) -> String {
        format!("{}{route}", self.base)
    }

    /// Reads.
    pub fn get(&self, route: &str) -> Answer {
        self.client.get(self.path(route))
    }

    /// Makes something.
    pub fn post(&self, route: &str, body: &Value) -> Answer {
        self.client.call("POST", self.path(route)).json(body).send()
    }

    /// Makes something, once under this key.
    pub fn post_with_key(&self, route: &str, body: &Value, key: &str) -> Answer {
        self.client
            .call("POST", self.path(route))
            .key(key)
            .json(body)
            .send()
    }

    /// Sends a picture under this media type.
    pub fn upload(&self, content_type: &str, bytes: &[u8]) -> Answer {
        let call = self.client.call("POST", self.path("media"));
        call.body(content_type, bytes).send()
    }

    /// Gives a picture its smaller variant, or a video its poster.
    pub fn vary(&self, medium: &Value, content_type: &str, bytes: &[u8]) -> Answer {
        let route = format!("media/{}", medium["id"].as_str().unwrap_or_default());
        let call = self.client.call("PUT", self.path(&route));
        call.body(content_type, bytes).send()
    }

    /// Sets something.
    pub fn put(&self, route: &str, body: &Value) -> Answer {
        self.client.call("PUT", self.path(route)).json(body).send()
    }

    /// Changes something.
    pub fn patch(&self, route: &str, body: &Value) -> Answer {
        self.client.call("PATCH", self.path(route)).json(body).send()
    }

    /// Takes something away.
    pub fn delete(&self, route: &str) -> Answer {
        self.client.call("DELETE", self.path(route)).send()
    }

    /// Asks a question nobody asked before; its identifier.
    pub fn ask(&self) -> String {
        self.ask_this(&fixtures::question())
    }

    /// Asks this question; its identifier.
    pub fn ask_this(&self, question: &Value) -> String {
        text(&self.post("questions", question).ok(201).value(), "id")
    }

    /// Answers a question; the answer's identifier.
    pub fn answer(&self, question: &str) -> String {
        let answer = self.post(&format!("questions/{question}/answers"), &fixtures::answer());
        text(&answer.ok(201).value(), "id")
    }

    /// Shares a story nobody shared before; its identifier.
    pub fn share(&self) -> String {
        text(&self.post("stories", &fixtures::story()).ok(201).value(), "id")
    }

    /// Comments on an answer; the comment's identifier.
    pub fn comment(&self, answer: &str) -> String {
        let comment = self.post(
            "comments",
            &json!({ "answer_id": answer, "text": "With cold water?" }),
        );
        text(&comment.ok(201).value(), "id")
    }

    /// Votes.
    pub fn vote(&self, target: &str, value: i8) -> Answer {
        self.put(&format!("votes/{target}"), &json!({ "value": value }))
    }

    /// Decides, with a reason where one is needed.
    pub fn decide(&self, target: &str, act: &str) -> Answer {
        self.put(&format!("moderation/{target}"), &fixtures::decision(act))
    }

    /// A question as this person sees it.
    pub fn question(&self, id: &str) -> Value {
        self.get(&format!("questions/{id}")).ok(200).value()
    }

    /// An answer as this person sees it.
    pub fn answer_view(&self, id: &str) -> Value {
        self.get(&format!("answers/{id}")).ok(200).value()
    }
}
