//! The clock, randomness and the log: the only place that asks the runtime for them.

use std::fmt::Display;

use shared::time::Millis;

/// The time now. In a Worker it stands still between two inputs or outputs.
pub fn now() -> Millis {
    #[cfg(target_arch = "wasm32")]
    let milliseconds = js_sys::Date::now() as i64;
    #[cfg(not(target_arch = "wasm32"))]
    let milliseconds = 0;
    Millis::new(milliseconds)
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
