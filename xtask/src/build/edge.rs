//! The Worker: one module of JavaScript and one of wasm, as the runtime loads them.
//!
//! Invariant: `target/edge` changes only when the compiled crate does.

use std::fs;

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use super::stamp::Stamp;
use super::{Profile, tool};
use crate::progress::step;
use crate::project;
use crate::setup::{Tools, WASM_TARGET};

/// Builds what changed.
pub(super) fn build(tools: &Tools, profile: Profile) -> Result<()> {
    step("building the Worker");
    let sh = Shell::new()?;
    sh.change_dir(project::root());
    let (flag, directory) = profile.cargo();
    cmd!(
        sh,
        "cargo build {flag...} --package fanfare-edge --lib --target {WASM_TARGET}"
    )
    .quiet()
    .run()
    .context("the Worker does not compile")?;
    let wasm = project::root()
        .join("target")
        .join(WASM_TARGET)
        .join(directory)
        .join("fanfare_edge.wasm");
    let wasm = fs::read(&wasm).with_context(|| format!("cannot read {}", wasm.display()))?;
    let lock = fs::read(project::root().join("package-lock.json"))?;
    let edge = project::edge_dir();
    let stamp = Stamp::new(
        &edge,
        [&wasm[..], &lock, include_bytes!("edge.rs"), directory.as_bytes()],
    );
    if stamp.is_current() {
        return Ok(());
    }
    stamp.clear()?;
    bundle(&sh, tools, profile)?;
    stamp.set()
}

/// `worker-build` makes the bundle from the compiled crate; told where its helpers are, it fetches none.
fn bundle(sh: &Shell, tools: &Tools, profile: Profile) -> Result<()> {
    step("bundling the Worker");
    let worker_build = &tools.worker_build;
    let profile = if profile == Profile::Release {
        "--release"
    } else {
        "--dev"
    };
    let worker_build = cmd!(sh, "{worker_build} {profile} --out-dir ../target/edge edge")
        .env("WASM_BINDGEN_BIN", &tools.wasm_bindgen)
        .env("WASM_OPT_BIN", tools.npm_bin("wasm-opt"))
        .env("ESBUILD_BIN", tools.npm_bin("esbuild"));
    tool::run(worker_build, "worker-build").map(|_| ())
}
