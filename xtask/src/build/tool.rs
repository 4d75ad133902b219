//! Runs a tool whose output matters only when it fails.
//!
//! Invariant: the words of a tool that failed reach the reader.

use anyhow::{Context, Result, bail};
use xshell::Cmd;

/// What the tool wrote to its standard output.
pub(super) fn run(command: Cmd<'_>, name: &str) -> Result<Vec<u8>> {
    let output = command
        .quiet()
        .ignore_status()
        .output()
        .with_context(|| format!("{name} could not be started"))?;
    if !output.status.success() {
        bail!(
            "{name} failed ({}):\n{}",
            output.status,
            String::from_utf8_lossy(&output.stderr).trim_end()
        );
    }
    Ok(output.stdout)
}
