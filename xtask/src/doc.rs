//! The documentation of the code, with warnings denied: a link to an item that is gone fails here.
//!
//! Invariant: private items are included, because the house is read more than it is used from outside.

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::cargo::outside;
use crate::project;
use crate::setup::WASM_TARGET;

/// What compiles on wasm32 only is documented there.
const WASM: [&[&str]; 2] = [
    &["--package", "fanfare-widget", "--features", "csr"],
    &["--package", "fanfare-edge"],
];

/// Writes the documentation into `target/doc`, or fails.
pub(crate) fn run() -> Result<()> {
    let sh = Shell::new()?;
    sh.change_dir(project::root());
    sh.set_var("RUSTDOCFLAGS", "--deny warnings");
    let host = cmd!(sh, "cargo doc --workspace --no-deps --document-private-items");
    outside(host).run().context("the documentation of the host")?;
    for crate_and_features in WASM {
        cmd!(
            sh,
            "cargo doc {crate_and_features...} --lib --no-deps --document-private-items --target {WASM_TARGET}"
        )
        .run()
        .with_context(|| format!("the documentation of {WASM_TARGET}"))?;
    }
    Ok(())
}
