//! Load, by `wrk`: bounded in time and connections.
//!
//! Invariant: a figure stands for requests that were answered as they should be; a refusal makes it an error.

use std::fmt::Write;
use std::fs;
use std::net::SocketAddr;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use xshell::{Shell, cmd};

use super::processor;
use crate::http::Client;

/// How much load, for how long.
#[derive(Clone, Copy)]
pub(super) struct Load {
    pub(super) address: SocketAddr,
    /// The server's process.
    pub(super) process: u32,
    pub(super) seconds: u32,
    pub(super) connections: u32,
}

/// One request of a script.
pub(super) struct Request<'a> {
    pub(super) method: &'static str,
    pub(super) path: String,
    pub(super) token: &'a str,
    pub(super) body: String,
}

impl Request<'_> {
    /// A read by nobody in particular.
    pub(super) fn get(path: String) -> Self {
        Self {
            method: "GET",
            path,
            token: "",
            body: String::new(),
        }
    }
}

/// What `wrk` counted. Times in microseconds.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Figure {
    pub(super) requests: u64,
    pub(super) microseconds: u64,
    pub(super) p50: u64,
    pub(super) p99: u64,
    refused: u64,
    broken: u64,
    /// Milliseconds of the processors for one request; none where the system does not say.
    #[serde(default)]
    pub(super) processor: Option<f64>,
    /// Requests that were begun.
    #[serde(default)]
    pub(super) sent: u64,
    /// Writes that were acknowledged.
    #[serde(default)]
    pub(super) written: u64,
    /// Public reads that were made anew.
    #[serde(default)]
    pub(super) made: u64,
    /// How many were refused with which status; empty where a script does not look at answers.
    #[serde(default, skip_serializing)]
    refusals: String,
}

impl Figure {
    /// Answers in a second.
    pub(super) fn per_second(&self) -> f64 {
        self.requests as f64 / (self.microseconds as f64 / 1e6)
    }
}

impl Load {
    /// One address over and over.
    pub(super) fn steady(&self, path: &str) -> Result<Figure> {
        let script = write("steady.lua", include_str!("steady.lua"))?;
        self.run(path, &script, &[])
    }

    /// Each request once, in order, over all connections.
    pub(super) fn script(&self, name: &str, requests: &[Request<'_>]) -> Result<Figure> {
        let script = write("load.lua", include_str!("load.lua"))?;
        let mut lines = String::new();
        for Request {
            method,
            path,
            token,
            body,
        } in requests
        {
            writeln!(lines, "{method}\t{path}\t{token}\t{body}")?;
        }
        let file = write("requests.tsv", &lines)?;
        self.run("/", &script, &[&file, name])
    }

    /// With which statuses requests were refused. Where nothing was counted on the way, one more request tells.
    fn refusals(&self, path: &str, figure: &Figure) -> String {
        if figure.refused == 0 {
            "none".to_owned()
        } else if figure.refusals.is_empty() {
            asked_once(self.address, path)
        } else {
            figure.refusals.clone()
        }
    }

    fn run(&self, path: &str, script: &str, arguments: &[&str]) -> Result<Figure> {
        let Self {
            address,
            process,
            seconds,
            connections,
        } = self;
        let (seconds, connections) = (seconds.to_string(), connections.to_string());
        let url = format!("http://{address}{path}");
        let sh = Shell::new()?;
        let before = processor::seconds(*process);
        let output = cmd!(
            sh,
            "wrk --threads 1 --connections {connections} --duration {seconds} --timeout 10 --script {script} {url} -- {arguments...}"
        )
        .quiet()
        .read()
        .context("wrk failed")?;
        let result = output.lines().find_map(|line| line.strip_prefix("RESULT "));
        let after = processor::seconds(*process);
        let mut figure: Figure = serde_json::from_str(result.context("wrk printed no result")?)?;
        figure.processor = before
            .zip(after)
            .map(|(before, after)| (after - before) * 1e3 / figure.requests.max(1) as f64);
        if figure.refused + figure.broken > 0 {
            bail!(
                "{path}: {} refused ({}), {} broken of {}",
                figure.refused,
                self.refusals(path, &figure),
                figure.broken,
                figure.requests
            );
        }
        Ok(figure)
    }
}

/// What a path is answered with.
fn asked_once(address: SocketAddr, path: &str) -> String {
    match Client::anonymous(address).send("GET", path, &[], "") {
        Ok(answer) => format!("asked once more it is answered with {}", answer.status),
        Err(error) => format!("asked once more: {error}"),
    }
}

/// Fails with what to install when there is no `wrk`.
pub(super) fn check() -> Result<()> {
    let sh = Shell::new()?;
    // It has no quiet way to say its version: that ends with 1.
    let output = cmd!(sh, "wrk --version")
        .quiet()
        .ignore_status()
        .ignore_stderr()
        .read();
    if output.is_err() {
        bail!("wrk was not found: install it (Debian: `apt-get install wrk`; macOS: `brew install wrk`)");
    }
    Ok(())
}

fn write(name: &str, text: &str) -> Result<String> {
    let path = super::directory()?.join(name);
    fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    name_of(&path)
}

fn name_of(path: &Path) -> Result<String> {
    let name = path.to_str().map(str::to_owned);
    name.with_context(|| format!("{} is not UTF-8", path.display()))
}
