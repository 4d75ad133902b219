//! The clock, randomness and the log: the only place that asks the runtime for them.

#[cfg(feature = "fault-injection")]
use std::cell::Cell;
use std::fmt::Display;

use shared::time::Millis;

#[cfg(feature = "fault-injection")]
thread_local! {
    /// How many milliseconds a test moved the clock of this isolate ahead.
    static AHEAD: Cell<i64> = const { Cell::new(0) };
}

/// The time now. In a Worker it stands still between two inputs or outputs.
pub fn now() -> Millis {
    #[cfg(target_arch = "wasm32")]
    let milliseconds = js_sys::Date::now() as i64;
    #[cfg(not(target_arch = "wasm32"))]
    let milliseconds = 0;
    Millis::new(milliseconds + ahead())
}

/// When an alarm rings that the runtime set.
pub fn rings(milliseconds: i64) -> Millis {
    Millis::new(milliseconds + ahead())
}

/// Moves the clock of this isolate ahead, as a test asks.
#[cfg(feature = "fault-injection")]
pub fn move_clock(milliseconds: i64) {
    AHEAD.set(AHEAD.get() + milliseconds);
}

/// How far the clock is ahead of the runtime's: not at all where no test moves it.
fn ahead() -> i64 {
    #[cfg(feature = "fault-injection")]
    let ahead = AHEAD.get();
    #[cfg(not(feature = "fault-injection"))]
    let ahead = 0;
    ahead
}

/// Random bytes, from the runtime's secure source.
///
/// # Errors
/// When the source fails, which it only does outside a request.
pub fn random<const N: usize>() -> Result<[u8; N], getrandom::Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

/// Writes to the log what failed where nobody waits for an answer: a task, the alarm.
pub fn log_failure(task: &str, cause: &dyn Display) {
    log(&serde_json::json!({ "task": task, "error": cause.to_string() }).to_string());
}

/// Writes one line to the log.
pub fn log(line: &str) {
    #[cfg(target_arch = "wasm32")]
    worker::console_log!("{line}");
    #[cfg(not(target_arch = "wasm32"))]
    let _ = line;
}
