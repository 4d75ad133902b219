//! Waits until the server answers.
//!
//! Invariant: ready means that a request was answered with 200, not that a port is open.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use super::process::Workerd;

/// Loading and compiling the module takes less than a second; a busy machine gets more.
const START_TIMEOUT: Duration = Duration::from_secs(30);
const POLL_INTERVAL: Duration = Duration::from_millis(20);
const ANSWER_TIMEOUT: Duration = Duration::from_secs(5);

/// Returns when the server answers, or says why it never will.
pub(crate) fn wait(address: SocketAddr, path: &str, workerd: &mut Workerd) -> Result<()> {
    let deadline = Instant::now() + START_TIMEOUT;
    loop {
        let answer = status_line(address, path);
        if answer.as_deref().is_ok_and(|line| line.contains(" 200 ")) {
            return Ok(());
        }
        if let Some(status) = workerd.ended()? {
            bail!("workerd did not start: {status}; its reason is above");
        }
        if Instant::now() > deadline {
            let last = answer.unwrap_or_else(|error| error.to_string());
            bail!(
                "{path} gave no 200 within {} s; last: {last}",
                START_TIMEOUT.as_secs()
            );
        }
        thread::sleep(POLL_INTERVAL);
    }
}

fn status_line(address: SocketAddr, path: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect_timeout(&address, ANSWER_TIMEOUT)?;
    stream.set_read_timeout(Some(ANSWER_TIMEOUT))?;
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer)
        .lines()
        .next()
        .unwrap_or_default()
        .to_owned())
}
