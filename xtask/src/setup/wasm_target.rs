//! The wasm target of the pinned toolchain.
//!
//! Invariant: asks for nothing when the standard library of the target is there.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use xshell::{Shell, cmd};

use crate::progress::step;
use crate::project;

/// The target of everything that runs in the Worker and in the browser.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Adds the target when it is missing. Automatic installation may be switched off in rustup, so the file
/// `rust-toolchain.toml` alone is not enough.
pub(crate) fn install() -> Result<()> {
    let sh = Shell::new()?;
    sh.change_dir(project::root());
    let library = cmd!(sh, "rustc --print target-libdir --target {WASM_TARGET}")
        .quiet()
        .read()?;
    if PathBuf::from(library).is_dir() {
        return Ok(());
    }
    step(format_args!("adding the Rust target {WASM_TARGET}"));
    if cmd!(sh, "rustup --version")
        .quiet()
        .ignore_stderr()
        .ignore_stdout()
        .run()
        .is_err()
    {
        bail!("the Rust target {WASM_TARGET} is missing and rustup was not found: install Rust by rustup.rs");
    }
    cmd!(sh, "rustup target add {WASM_TARGET}")
        .quiet()
        .run()
        .context("rustup could not add the target: is the network there?")
}
