//! The linter, with warnings denied: every crate on the host, and on wasm32 those that run there.
//!
//! Invariant: wasm crates are named one by one. All at once, cargo would join their features, and host-only
//! code would be asked to compile for the browser.

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::cargo::outside;
use crate::project;
use crate::setup::WASM_TARGET;

/// What runs as wasm, with the features it has there.
const WASM: [&[&str]; 4] = [
    &["--package", "fanfare-shared"],
    &["--package", "fanfare-widget", "--features", "csr"],
    &["--package", "fanfare-checker"],
    &["--package", "fanfare-edge", "--all-features"],
];

/// What serves a request, or stands on a brand's page, panics on nothing that comes from outside.
const NO_PANIC: [&str; 4] = [
    "clippy::expect_used",
    "clippy::indexing_slicing",
    "clippy::panic",
    "clippy::unwrap_used",
];

/// Fails at the first crate with a warning.
pub(crate) fn run() -> Result<()> {
    let sh = Shell::new()?;
    sh.change_dir(project::root());
    let host = cmd!(sh, "cargo clippy --workspace --all-targets -- --deny warnings");
    outside(host).run().context("clippy on the host")?;
    for crate_and_features in WASM {
        let denied = NO_PANIC.iter().flat_map(|lint| ["--deny", lint]);
        cmd!(
            sh,
            "cargo clippy {crate_and_features...} --lib --target {WASM_TARGET} -- --deny warnings {denied...}"
        )
        .run()
        .with_context(|| format!("clippy on {WASM_TARGET}"))?;
    }
    Ok(())
}
