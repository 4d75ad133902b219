//! One request to a server on this machine.
//!
//! A client library would bring TLS along, which takes longer to compile than all of this program.
//! Invariant: a connection serves one request, and an answer that is cut short is an error.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::Value;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// An import batch on a busy machine is the slowest answer.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(60);

/// What a server said.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
}

/// A server, and who is asking.
#[derive(Clone)]
pub(crate) struct Client {
    pub(crate) address: SocketAddr,
    /// The token of a session, or of the operator; may be empty.
    pub(crate) token: String,
}

impl Client {
    /// A caller without a token.
    pub(crate) fn anonymous(address: SocketAddr) -> Self {
        Self {
            address,
            token: String::new(),
        }
    }

    /// What stands at a path, as JSON.
    pub(crate) fn get(&self, path: &str) -> Result<Value> {
        let answer = self.send("GET", path, &[], "")?;
        self.json("GET", path, &answer)
    }

    /// Writes, under a key that makes a second sending harmless.
    pub(crate) fn post(&self, path: &str, key: &str, body: &Value) -> Result<Value> {
        let headers = [("Content-Type", "application/json"), ("Idempotency-Key", key)];
        let answer = self.send("POST", path, &headers, &body.to_string())?;
        self.json("POST", path, &answer)
    }

    /// Sends a request and reads the whole answer.
    pub(crate) fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> io::Result<Answer> {
        let mut stream = TcpStream::connect_timeout(&self.address, CONNECT_TIMEOUT)?;
        stream.set_read_timeout(Some(ANSWER_TIMEOUT))?;
        let mut head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n",
            self.address
        );
        if !self.token.is_empty() {
            head += &format!("Authorization: Bearer {}\r\n", self.token);
        }
        for (name, value) in headers {
            head += &format!("{name}: {value}\r\n");
        }
        if !body.is_empty() {
            head += &format!("Content-Length: {}\r\n", body.len());
        }
        stream.write_all(format!("{head}\r\n{body}").as_bytes())?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        parse(&bytes).ok_or_else(|| io::Error::other("the answer is cut short"))
    }

    fn json(&self, method: &str, path: &str, answer: &Answer) -> Result<Value> {
        let Answer { status, body } = answer;
        if !(200..300).contains(status) {
            bail!("{method} {path} was answered with {status}: {}", body.trim());
        }
        if body.is_empty() {
            return Ok(Value::Null);
        }
        serde_json::from_str(body).with_context(|| format!("{method} {path}: not JSON: {body}"))
    }
}

/// Status and body of a whole answer.
fn parse(bytes: &[u8]) -> Option<Answer> {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
    let (head, body) = (bytes.get(..end)?, bytes.get(end + 4..)?);
    let head = String::from_utf8_lossy(head).to_lowercase();
    let mut lines = head.lines();
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let header = |name: &str| {
        lines
            .clone()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(':').map(str::trim))
    };
    let body = if header("transfer-encoding") == Some("chunked") {
        joined(body)?
    } else {
        let length = header("content-length").and_then(|length| length.parse().ok());
        body.get(..length.unwrap_or(body.len()))?.to_vec()
    };
    Some(Answer {
        status,
        body: String::from_utf8_lossy(&body).into_owned(),
    })
}

/// A body without the marks between its chunks.
fn joined(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = rest.windows(2).position(|window| window == b"\r\n")?;
        let size = std::str::from_utf8(rest.get(..end)?).ok()?;
        let size = usize::from_str_radix(size.trim(), 16).ok()?;
        if size == 0 {
            return Some(body);
        }
        body.extend(rest.get(end + 2..end + 2 + size)?);
        rest = rest.get(end + 2 + size + 2..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn an_answer_is_read_by_its_length_or_in_chunks() {
        let sized = parse(b"HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}").unwrap();
        assert_eq!((sized.status, sized.body.as_str()), (201, "{}"));
        let chunked =
            parse(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n1\r\nd\r\n0\r\n\r\n")
                .unwrap();
        assert_eq!(chunked.body, "abcd");
    }

    #[test]
    fn an_answer_that_is_cut_short_is_none() {
        assert!(parse(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc").is_none());
        assert!(parse(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab").is_none());
        assert!(parse(b"HTTP/1.1 200").is_none());
    }
}
