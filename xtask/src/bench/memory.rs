//! How much memory a server takes.
//!
//! Invariant: read while the server is as the load left it.

use std::collections::BTreeMap;
use std::fs;
use std::net::SocketAddr;

use anyhow::{Context, Result};
use serde::Deserialize;
use xshell::{Shell, cmd};

use crate::setup::Tools;
use crate::wrangler;

const ASK: &str = include_str!("heap.mjs");

/// Megabytes of an isolate: JavaScript, and what stands beside it, wasm for the most part.
#[derive(Deserialize)]
struct Heap {
    used: f64,
    beside: f64,
}

/// Megabytes of the whole process, where the system says so.
pub(super) fn process(id: u32) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: f64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kilobytes * 1024.0 / 1e6)
}

/// Megabytes of the fullest isolate, by the inspector of the runtime.
pub(super) fn fullest_isolate(tools: &Tools, inspector: SocketAddr) -> Result<f64> {
    let sh = Shell::new()?;
    wrangler::use_new_node(&sh, tools)?;
    let address = inspector.to_string();
    let json = cmd!(sh, "node --input-type=module --eval {ASK} {address}")
        .quiet()
        .read()
        .context("the inspector did not answer")?;
    let heaps: BTreeMap<String, Heap> = serde_json::from_str(&json)?;
    heaps
        .values()
        .map(|heap| heap.used + heap.beside)
        .reduce(f64::max)
        .context("the inspector knows no isolate")
}
