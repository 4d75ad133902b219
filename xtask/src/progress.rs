//! Lines that say what is being done, each with the time since the task began.
//!
//! Invariant: written to standard error only, so that standard output stays for machines.

use std::fmt::Display;
use std::sync::OnceLock;
use std::time::Instant;

/// Says what begins now.
pub(crate) fn step(what: impl Display) {
    eprintln!("[{:>4} s] {what}", started().elapsed().as_secs());
}

/// Remembers the beginning; the first step does it when nobody did.
fn started() -> &'static Instant {
    static STARTED: OnceLock<Instant> = OnceLock::new();
    STARTED.get_or_init(Instant::now)
}
