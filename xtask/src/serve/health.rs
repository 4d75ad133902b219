//! Waits until the server answers.
//!
//! Invariant: ready means that a request was answered with 200, not that a port is open.

use std::net::SocketAddr;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use super::process::Workerd;
use crate::http::Client;

/// Loading and compiling the module takes less than a second; a busy machine gets more.
const START_TIMEOUT: Duration = Duration::from_secs(30);
const POLL_INTERVAL: Duration = Duration::from_millis(20);

/// Returns when the server answers, or says why it never will.
pub(crate) fn wait(address: SocketAddr, path: &str, workerd: &mut Workerd) -> Result<()> {
    let deadline = Instant::now() + START_TIMEOUT;
    loop {
        let answer = Client::anonymous(address).send("GET", path, &[], "");
        if answer.as_ref().is_ok_and(|answer| answer.status == 200) {
            return Ok(());
        }
        if let Some(status) = workerd.ended()? {
            bail!("workerd did not start: {status}; its reason is above");
        }
        if Instant::now() > deadline {
            let last = answer.map_or_else(|error| error.to_string(), |answer| answer.status.to_string());
            bail!(
                "{path} gave no 200 within {} s; last: {last}",
                START_TIMEOUT.as_secs()
            );
        }
        thread::sleep(POLL_INTERVAL);
    }
}
