//! The Worker: one module of JavaScript and one of wasm, as the runtime loads them.
//!
//! Invariant: the directory of a bundle changes only when the compiled crate does.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use super::names::{self, Names};
use super::stamp::Stamp;
use super::strip::strip;
use super::{Bundle, Profile, optimize, paths, tool};
use crate::progress::step;
use crate::project;
use crate::setup::{Tools, WASM_TARGET};

/// What the runtime loads; it stands before what `worker-build` makes.
const ENTRY: &str = include_str!("../../../edge/src/entry.js");

/// Builds what changed.
pub(super) fn build(tools: &Tools, profile: Profile, bundle: Bundle) -> Result<()> {
    match bundle {
        Bundle::Product => step("building the Worker"),
        Bundle::FaultInjection => step("building the Worker that fails on demand"),
    }
    let sh = Shell::new()?;
    sh.change_dir(project::root());
    let (flag, directory) = profile.cargo();
    let features = bundle.cargo_features();
    cmd!(
        sh,
        "cargo build {flag...} --package fanfare-edge --lib {features...} --target {WASM_TARGET}"
    )
    .env("CARGO_ENCODED_RUSTFLAGS", paths::rustflags()?)
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
    let output = bundle.directory();
    let stamp = Stamp::new(
        &output,
        [
            &wasm[..],
            &lock,
            include_bytes!("edge.rs"),
            &optimize::SOURCES.concat(),
            include_bytes!("names.rs"),
            ENTRY.as_bytes(),
            directory.as_bytes(),
        ],
    );
    if stamp.is_current() {
        return Ok(());
    }
    stamp.clear()?;
    make(&sh, tools, profile, bundle)?;
    let names = enter(&sh, tools, &output)?;
    let module = output.join("index_bg.wasm");
    if profile == Profile::Release && bundle == Bundle::Product {
        step("optimizing the wasm of the Worker");
        // Imports of JavaScript are called through wrappers that catch.
        optimize::wasm(&sh, tools, &module, &["-O", "--enable-exception-handling"])?;
        let stripped = strip(&fs::read(&module)?)?;
        fs::write(&module, stripped).with_context(|| format!("cannot write {}", module.display()))?;
    }
    let shortened = names::shorten(&fs::read(&module)?, &names)?;
    fs::write(&module, shortened).with_context(|| format!("cannot write {}", module.display()))?;
    stamp.set()
}

/// `worker-build` makes the bundle from the compiled crate; told where its helpers are, it fetches none. It leaves the
/// optimizer to us.
fn make(sh: &Shell, tools: &Tools, profile: Profile, bundle: Bundle) -> Result<()> {
    step("bundling the Worker");
    // It takes a path from the crate it builds.
    let output = bundle
        .directory()
        .strip_prefix(project::root())
        .map(|below| Path::new("..").join(below))?;
    let features = bundle.cargo_features();
    let worker_build = &tools.worker_build;
    let profile = if profile == Profile::Release {
        "--release"
    } else {
        "--dev"
    };
    let worker_build = cmd!(
        sh,
        "{worker_build} {profile} --no-opt --out-dir {output} edge {features...}"
    )
    .env("CARGO_ENCODED_RUSTFLAGS", paths::rustflags()?)
    .env("WASM_BINDGEN_BIN", &tools.wasm_bindgen)
    .env("ESBUILD_BIN", tools.npm_bin("esbuild"));
    tool::run(worker_build, "worker-build").map(|_| ())
}

/// Puts our entry before the module of `worker-build`, into one file, with short names for what it and the wasm call
/// each other.
fn enter(sh: &Shell, tools: &Tools, output: &Path) -> Result<Names> {
    let index = output.join("index.js");
    let entry = output.join("entry.js");
    fs::rename(&index, output.join("worker.js")).context("worker-build made no module")?;
    fs::write(&entry, ENTRY).with_context(|| format!("cannot write {}", entry.display()))?;
    let table = output.join("names.json");
    let names = names::flags(&table)?;
    let esbuild = tools.npm_bin("esbuild");
    let esbuild = cmd!(
        sh,
        "{esbuild} {entry} --bundle --format=esm --minify --log-level=warning --external:cloudflare:workers --external:./index_bg.wasm --outfile={index} {names...}"
    );
    tool::run(esbuild, "esbuild")?;
    names::read(&table)
}
