//! Failing on purpose, in the middle of a write: only in builds with the feature `fault-injection`, for the tests
//! that show what a failure leaves behind.
//!
//! Invariant: a write fails here only if its own key asks for it, by `fanfare-fault-injection-error-3` or
//! `fanfare-fault-injection-panic-3`: before its third statement.

use std::cell::Cell;

use crate::failure::Failure;

/// What every such key starts with; no release has these words in it.
const MARKER: &str = "fanfare-fault-injection";

/// How a statement fails.
#[derive(Debug, Clone, Copy)]
enum Fault {
    Error,
    Panic,
}

thread_local! {
    /// How the write in hand is to fail, and at which of its statements from here on.
    static ARMED: Cell<Option<(Fault, u32)>> = const { Cell::new(None) };
}

/// Reads from a write's key how it is to fail, if at all.
pub(super) fn arm(key: Option<&str>) {
    let fault = key
        .and_then(|key| key.strip_prefix(MARKER)?.strip_prefix('-')?.split_once('-'))
        .and_then(|(fault, statement)| {
            let fault = match fault {
                "error" => Fault::Error,
                "panic" => Fault::Panic,
                _ => return None,
            };
            Some((fault, statement.parse().ok()?))
        });
    ARMED.set(fault);
}

/// To be called before each statement.
///
/// # Errors
/// When this is the one that is to fail.
///
/// # Panics
/// When this is the one that is to panic.
#[expect(clippy::panic, reason = "what the tests ask for")]
pub(super) fn statement() -> Result<(), Failure> {
    let Some((fault, remaining)) = ARMED.get() else {
        return Ok(());
    };
    if remaining > 1 {
        ARMED.set(Some((fault, remaining - 1)));
        return Ok(());
    }
    ARMED.set(None);
    match fault {
        Fault::Error => Err(Failure::Internal(MARKER.to_owned())),
        Fault::Panic => panic!("{MARKER}"),
    }
}
