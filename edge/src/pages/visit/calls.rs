//! What a page reads from the objects and writes to them, as the session it is shown to.
//!
//! Invariant: what an object refuses comes back as the same failure.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::api::problem::Code;
use shared::api::route::{self, Found, Method, PREFIX, Route};

use super::{Visit, new_key, refusal};
use crate::api;
use crate::community_client::{self, Answer, Call};
use crate::contest_client;
use crate::failure::Failure;
use crate::json;

/// What an object will say. On the heap: what waits for it would stand in the code of every page that does.
type Answering<'visit> = Pin<Box<dyn Future<Output = Result<String, Failure>> + 'visit>>;

impl Visit<'_> {
    /// Reads from the object, as this session.
    ///
    /// # Errors
    /// What the object refuses.
    pub async fn read<T: DeserializeOwned>(&self, path: &str, query: &str) -> Result<T, Failure> {
        told(&self.asked(path, query).await?)
    }

    /// Reads from several objects side by side, as this session: what they answer who did, by the place of the question.
    pub async fn read_all<T: DeserializeOwned>(&self, asked: &[(String, String)]) -> Vec<(usize, T)> {
        let mut waiting: Vec<_> = asked
            .iter()
            .map(|(path, query)| (self.asked(path, query), None))
            .collect();
        poll_fn(|context| {
            let mut is_over = true;
            for (answering, answer) in &mut waiting {
                if answer.is_none() {
                    match answering.as_mut().poll(context) {
                        Poll::Ready(text) => *answer = Some(text),
                        Poll::Pending => is_over = false,
                    }
                }
            }
            if is_over { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
        let answers = waiting.into_iter().enumerate();
        let answers = answers.filter_map(|(place, (_, answer))| Some((place, told(&answer?.ok()?).ok()?)));
        answers.collect()
    }

    /// Reads a text from the object, as this session.
    ///
    /// # Errors
    /// What the object refuses.
    pub async fn read_text(&self, path: &str) -> Result<String, Failure> {
        self.asked(path, "").await
    }

    /// Writes to the object, as this session, once for each `key`.
    ///
    /// # Errors
    /// What the object refuses.
    pub async fn write<B: Serialize, T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        key: &str,
        body: &B,
    ) -> Result<T, Failure> {
        let body = serde_json::to_vec(body)?;
        told(&self.sent(method, path, key, Some(body)).await?)
    }

    /// Takes something away, as this session.
    ///
    /// # Errors
    /// What the object refuses.
    pub async fn remove<T: DeserializeOwned>(&self, path: &str, key: &str) -> Result<T, Failure> {
        told(&self.sent(Method::Delete, path, key, None).await?)
    }

    /// What an object answers who reads.
    fn asked<'visit>(&'visit self, path: &'visit str, query: &'visit str) -> Answering<'visit> {
        Box::pin(async move {
            let path = format!("{PREFIX}{}/{path}", self.community);
            self.text_of(&Call {
                method: Method::Get.as_str(),
                path: &path,
                query,
                ..Call::default()
            })
            .await
        })
    }

    /// What an object answers who writes.
    fn sent<'visit>(
        &'visit self,
        method: Method,
        path: &'visit str,
        key: &'visit str,
        body: Option<Vec<u8>>,
    ) -> Answering<'visit> {
        Box::pin(async move {
            let key = api::caller::checked_key(key)?;
            let path = format!("{PREFIX}{}/{path}", self.community);
            let call = Call {
                method: method.as_str(),
                path: &path,
                idempotency_key: key.as_deref(),
                body: body.as_deref(),
                ..Call::default()
            };
            match self.text_of(&call).await {
                // After *Back* a form that was changed comes with the key of what was sent before: it is another request.
                Err(Failure::Refused {
                    code: Code::IdempotencyMismatch,
                    ..
                }) => {
                    self.text_of(&Call {
                        idempotency_key: Some(&new_key()?),
                        ..call
                    })
                    .await
                }
                answer => answer,
            }
        })
    }

    /// What an object says; of a contest, what it told everybody a moment ago.
    async fn text_of(&self, call: &Call<'_>) -> Result<String, Failure> {
        let public = self.session.is_none() && call.method == Method::Get.as_str();
        if !(public && named(call).is_some_and(contest_client::is_kept)) {
            return Ok(self.answer_to(call).await?.text());
        }
        let address = format!("{}?{}", call.path, call.query);
        if let Some(text) = contest_client::kept(&address, self.now) {
            return Ok(text);
        }
        let text = self.answer_to(call).await?.text();
        contest_client::keep(address, self.now, &text);
        Ok(text)
    }

    /// The answer of the object that keeps what the path names: the community's, or a contest's.
    async fn answer_to(&self, call: &Call<'_>) -> Result<Answer, Failure> {
        let base_url = self.base_url();
        let client_address = api::client_address(self.config, self.incoming);
        let call = Call {
            session: self.session.as_ref(),
            request_id: &self.incoming.id,
            base_url: &base_url,
            client_address: &client_address,
            ..*call
        };
        let answer = contest_client::pass(self.env, self.community, named(&call), &call).await?;
        if let Some(version) = answer.version() {
            community_client::learn_version(self.community, version);
        }
        if answer.status >= 400 {
            return Err(refusal(&answer));
        }
        Ok(answer)
    }
}

/// The route that a call names.
fn named(call: &Call<'_>) -> Option<&'static Route> {
    match route::find(call.method, call.path) {
        Found::Route(route, ..) => Some(route),
        Found::OtherMethod(_) | Found::Nothing => None,
    }
}

/// What an object said, as a type of the contract; an answer without a body reads as `null`.
fn told<T: DeserializeOwned>(text: &str) -> Result<T, Failure> {
    Ok(json::read(if text.is_empty() { "null" } else { text })?)
}
