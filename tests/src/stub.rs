//! A service of somebody else's, as far as a test needs one: it answers HTTP on a port of its own.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{self, Receiver};
use std::thread;

use serde_json::Value;

/// What the service was sent.
#[derive(Debug, Clone)]
pub struct Received {
    /// The line it began with.
    pub line: String,
    /// The headers, their names in small letters.
    pub headers: Vec<(String, String)>,
    /// The body, if it was JSON.
    pub body: Value,
    /// The body as it came.
    pub bytes: Vec<u8>,
}

impl Received {
    /// A header; empty if it was not sent.
    pub fn header(&self, name: &str) -> &str {
        let header = self.headers.iter().find(|(known, _)| known == name);
        header.map_or("", |(_, value)| value.as_str())
    }
}

/// A service that answers each request with a status and a body, until nobody listens to what it was sent.
///
/// # Panics
/// When no port is free.
pub fn serve(
    answer: impl Fn(usize, &Received) -> (u16, String) + Send + 'static,
) -> (String, Receiver<Received>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("it has an address");
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for (number, stream) in listener.incoming().map_while(Result::ok).enumerate() {
            if let Some(received) = receive(stream, |received| answer(number, received))
                && sender.send(received).is_err()
            {
                return;
            }
        }
    });
    (format!("http://{address}"), receiver)
}

fn receive(mut stream: TcpStream, answer: impl FnOnce(&Received) -> (u16, String)) -> Option<Received> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|length| *length > 0)?;
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(": ") else {
            break;
        };
        headers.push((name.to_lowercase(), value.to_owned()));
    }
    let mut received = Received {
        line: line.trim_end().to_owned(),
        headers,
        body: Value::Null,
        bytes: Vec::new(),
    };
    received.bytes = if received.header("transfer-encoding") == "chunked" {
        chunks(&mut reader)?
    } else {
        let mut body = vec![0; received.header("content-length").parse().unwrap_or_default()];
        reader.read_exact(&mut body).ok()?;
        body
    };
    received.body = serde_json::from_slice(&received.bytes).unwrap_or_default();
    let (status, body) = answer(&received);
    let length = body.len();
    let head = format!("HTTP/1.1 {status} Answer\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n");
    stream.write_all((head + &body).as_bytes()).ok()?;
    Some(received)
}

/// A body that came in chunks.
fn chunks(reader: &mut impl BufRead) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let length = usize::from_str_radix(line.trim(), 16).ok()?;
        let mut chunk = vec![0; length + 2];
        reader.read_exact(&mut chunk).ok()?;
        if length == 0 {
            return Some(body);
        }
        body.extend_from_slice(&chunk[..length]);
    }
}
