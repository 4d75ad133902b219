//! What passes between the Worker and an object: one text there, which says who calls for what, and bytes back, which
//! hold the status, the head and the body of the answer. The body of a call passes beside it.
//!
//! Invariant: no part of a call holds the end of a line, and no head the end of a head; [`write()`] refuses it, and
//! [`crate::crossing::Head`] does.
//!
//! This costs half of what a request and a response with their headers cost, and bytes are copied where a text would be
//! read and written anew. The runtime holds an answer back until what was written is on disk, as it does with a response.

use std::mem;

use crate::community_client::Call;
use crate::crossing::Head;
use crate::failure::Failure;
use crate::reply::Reply;

/// What ends the head of an answer: no value of a header holds it.
const END_OF_HEAD: char = '\0';

/// The parts of a call, each on a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts<'a> {
    /// The method's word.
    pub method: &'a str,
    /// The path.
    pub path: &'a str,
    /// The query.
    pub query: &'a str,
    /// The person and epoch of a checked session, as JSON; or empty.
    pub session: &'a str,
    /// Not empty when the operator's token came.
    pub operator: &'a str,
    /// The caller's own key.
    pub idempotency_key: &'a str,
    /// The request's id.
    pub request_id: &'a str,
    /// The address of the deployment.
    pub base_url: &'a str,
    /// The client's address, from the configured header.
    pub client_address: &'a str,
    /// The version the Worker has already.
    pub known_version: &'a str,
    /// For a contest: who calls, as the community knows them; JSON in base64url.
    pub known_caller: &'a str,
}

/// A call as a text, but for its body.
///
/// # Errors
/// When a part holds the end of a line.
pub fn write(call: &Call<'_>) -> Result<String, Failure> {
    let session = call.session.map(serde_json::to_string).transpose()?;
    let version = call.known_version.map(|version| version.to_string());
    let parts = [
        call.method,
        call.path,
        call.query,
        session.as_deref().unwrap_or_default(),
        if call.operator { "1" } else { "" },
        call.idempotency_key.unwrap_or_default(),
        call.request_id,
        call.base_url,
        call.client_address,
        version.as_deref().unwrap_or_default(),
        call.known_caller,
    ];
    if parts.iter().any(|part| part.contains('\n')) {
        return Err(Failure::Internal("a part of a call ends its line".to_owned()));
    }
    Ok(parts.join("\n"))
}

/// The parts of a call; missing ones are empty.
pub fn read(text: &str) -> Parts<'_> {
    let mut lines = text.split('\n');
    let mut next = || lines.next().unwrap_or_default();
    Parts {
        method: next(),
        path: next(),
        query: next(),
        session: next(),
        operator: next(),
        idempotency_key: next(),
        request_id: next(),
        base_url: next(),
        client_address: next(),
        known_version: next(),
        known_caller: next(),
    }
}

/// A reply as bytes; `crossing.js` takes them apart.
pub fn reply(mut reply: Reply) -> Vec<u8> {
    let (status, body) = (reply.status, mem::take(&mut reply.body));
    match reply.into_head() {
        Ok(head) => answer(status, &head, &body),
        // A name or a value of ours was no header: nobody reads more than that it failed.
        Err(_) => answer(500, &Head::default(), ""),
    }
}

fn answer(status: u16, head: &Head, body: &str) -> Vec<u8> {
    format!("{status}\n{}{END_OF_HEAD}{body}", head.as_str()).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_read_as_it_was_written() {
        let call = Call {
            method: "PUT",
            path: "/api/v1/acme/votes/q",
            query: "a=1",
            operator: true,
            idempotency_key: Some("key"),
            request_id: "id",
            base_url: "https://talk.example",
            client_address: "192.0.2.1",
            known_version: Some(7),
            ..Call::default()
        };
        let text = write(&call).unwrap();
        let expected = Parts {
            method: "PUT",
            path: "/api/v1/acme/votes/q",
            query: "a=1",
            session: "",
            operator: "1",
            idempotency_key: "key",
            request_id: "id",
            base_url: "https://talk.example",
            client_address: "192.0.2.1",
            known_version: "7",
            known_caller: "",
        };
        assert_eq!(read(&text), expected);
    }

    #[test]
    fn a_part_cannot_add_a_line() {
        let call = Call {
            client_address: "192.0.2.1\n1",
            ..Call::default()
        };
        assert!(write(&call).is_err());
    }

    #[test]
    fn an_answer_begins_with_its_status_and_ends_with_its_body() {
        let mut head = Head::default();
        head.add("etag", "\"1\"").unwrap();
        assert_eq!(answer(200, &head, "{}"), b"200\netag\n\"1\"\0{}");
        assert_eq!(answer(204, &Head::default(), ""), b"204\n\0");
    }
}
