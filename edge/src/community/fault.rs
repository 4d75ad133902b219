//! Failing on purpose, in the middle of a write, and a clock that is ahead: only in builds with the feature
//! `fault-injection`, for the tests that show what a failure leaves behind and what midnight brings.
//!
//! Invariant: a write fails here only if its own key asks for it, by `fanfare-fault-injection-error-3` or
//! `fanfare-fault-injection-panic-3`: before its third statement. `fanfare-fault-injection-stop-3` stops the count ahead of
//! a close before its third step, and leaves what was counted.
//! By `fanfare-fault-injection-clock-1000` the clock of all objects is a second further ahead after the write.

use std::cell::Cell;

use crate::failure::Failure;

/// What every such key starts with; no release has these words in it.
const MARKER: &str = "fanfare-fault-injection";

/// How a statement fails.
#[derive(Debug, Clone, Copy)]
enum Fault {
    Error,
    Panic,
    Stop,
}

thread_local! {
    /// How the write in hand is to fail, and at which of its statements or steps from here on.
    static ARMED: Cell<Option<(Fault, u32)>> = const { Cell::new(None) };
}

/// Reads from a write's key how it is to fail, if at all.
pub(crate) fn arm(key: Option<&str>) {
    let fault = key
        .and_then(|key| key.strip_prefix(MARKER)?.strip_prefix('-')?.split_once('-'))
        .and_then(|(fault, statement)| {
            let fault = match fault {
                "error" => Fault::Error,
                "panic" => Fault::Panic,
                "stop" => Fault::Stop,
                "clock" => {
                    crate::runtime::move_clock(statement.parse().ok()?);
                    return None;
                }
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
    match due(|fault| !matches!(fault, Fault::Stop)) {
        Some(Fault::Error) => Err(Failure::Internal(MARKER.to_owned())),
        Some(Fault::Panic) => panic!("{MARKER}"),
        _ => Ok(()),
    }
}

/// To be called before each step of a count.
///
/// # Errors
/// When the count is to stop here.
pub(crate) fn step() -> Result<(), Failure> {
    match due(|fault| matches!(fault, Fault::Stop)) {
        Some(_) => Err(Failure::Internal(MARKER.to_owned())),
        None => Ok(()),
    }
}

/// The fault that is armed, if it is of this kind and its turn has come.
fn due(is_of_kind: impl Fn(Fault) -> bool) -> Option<Fault> {
    let (fault, remaining) = ARMED.get().filter(|(fault, _)| is_of_kind(*fault))?;
    if remaining > 1 {
        ARMED.set(Some((fault, remaining - 1)));
        return None;
    }
    ARMED.set(None);
    Some(fault)
}
