//! A server for tests: answers each request by a function, and remembers what it was sent.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// A request as it came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Received {
    /// Method and path.
    pub(crate) line: String,
    pub(crate) authorization: String,
    pub(crate) idempotency_key: String,
    pub(crate) body: String,
}

/// A server; it ends with the test.
pub(crate) struct TestServer {
    /// Where it answers.
    pub(crate) address: String,
    received: Arc<Mutex<Vec<Received>>>,
}

impl TestServer {
    /// Answers with status and body; no answer at all for `None`.
    pub(crate) fn start(answer: impl Fn(usize, &Received) -> Option<(u16, String)> + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let received = Arc::<Mutex<Vec<Received>>>::default();
        let kept = received.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let request = read(&stream);
                let number = kept.lock().unwrap().len();
                let reply = answer(number, &request);
                kept.lock().unwrap().push(request);
                if let Some((status, body)) = reply {
                    let head = format!(
                        "HTTP/1.1 {status} -\r\ncontent-length: {}\r\nretry-after: 0\r\nconnection: close\r\n\r\n",
                        body.len()
                    );
                    stream
                        .write_all(head.as_bytes())
                        .and_then(|()| stream.write_all(body.as_bytes()))
                        .unwrap();
                }
            }
        });
        Self { address, received }
    }

    /// What was sent so far.
    pub(crate) fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }
}

fn read(stream: &TcpStream) -> Received {
    let mut reader = BufReader::new(stream);
    let (mut request, mut length) = (Received::default(), 0);
    for line in reader.by_ref().lines().map(Result::unwrap) {
        if line.is_empty() {
            break;
        }
        let (name, value) = line.split_once(": ").unwrap_or(("", &line));
        match name.to_ascii_lowercase().as_str() {
            "" => request.line = value.trim_end_matches(" HTTP/1.1").to_owned(),
            "content-length" => length = value.parse().unwrap(),
            "authorization" => value.clone_into(&mut request.authorization),
            "idempotency-key" => value.clone_into(&mut request.idempotency_key),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    request.body = String::from_utf8(body).unwrap();
    request
}
