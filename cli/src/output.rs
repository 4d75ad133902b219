//! What the person at the terminal reads. Invariant: the standard output carries the result only, as text or,
//! with `--json`, as one JSON value; progress and problems go to the standard error.

use std::io::{IsTerminal as _, Write as _};

use serde::Serialize;

use crate::failure::Failure;

/// Where results, progress and problems go.
#[derive(Debug)]
pub(crate) struct Output {
    json: bool,
    terminal: bool,
}

impl Output {
    /// For people, or for programs.
    pub(crate) fn new(json: bool) -> Self {
        Self {
            json,
            terminal: std::io::stderr().is_terminal(),
        }
    }

    /// Writes the result: `value` for programs, `text` for people.
    pub(crate) fn result(&self, value: &impl Serialize, text: &str) {
        let line = if self.json {
            serde_json::to_string(value).unwrap_or_else(|cause| format!("{{\"error\":\"{cause}\"}}"))
        } else {
            text.to_owned()
        };
        // Whoever closed the other end has read enough.
        let _ = writeln!(std::io::stdout().lock(), "{line}");
    }

    /// Says what is going on.
    pub(crate) fn note(&self, text: &str) {
        if !self.json {
            let _ = writeln!(std::io::stderr().lock(), "{text}");
        }
    }

    /// Says how far it is. On a terminal the line is written over; elsewhere it is written when it is done.
    pub(crate) fn progress(&self, what: &str, done: usize, total: usize) {
        if self.json {
            return;
        }
        let mut stderr = std::io::stderr().lock();
        let _ = match (self.terminal, done == total) {
            (true, false) => write!(stderr, "\r{what}: {done} of {total}").and_then(|()| stderr.flush()),
            (true, true) => writeln!(stderr, "\r{what}: {done} of {total}"),
            (false, true) => writeln!(stderr, "{what}: {done}"),
            (false, false) => Ok(()),
        };
    }

    /// Says why the command stops.
    pub(crate) fn failure(&self, failure: &Failure) {
        let text = if self.json {
            let mut value =
                serde_json::json!({ "error": failure.to_string(), "exit_code": failure.exit_code() });
            if let Failure::Refused(problem) = failure {
                value["problem"] = serde_json::json!(problem);
            }
            if let Failure::Content { line, reason, .. } = failure {
                value["line"] = serde_json::json!(line);
                value["reason"] = serde_json::json!(reason);
            }
            value.to_string()
        } else {
            format!("fanfare: {failure}")
        };
        let _ = writeln!(std::io::stderr().lock(), "{text}");
    }
}
