//! Whether all Rust is formatted as `rustfmt.toml` says.
//!
//! Invariant: looks only; `cargo fmt` writes.

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::project;

/// Fails with the differences.
pub(crate) fn run() -> Result<()> {
    let sh = Shell::new()?;
    sh.change_dir(project::root());
    cmd!(sh, "cargo fmt --all --check")
        .run()
        .context("not formatted: run `cargo fmt`")
}
