//! The tools that come as Rust sources: `wasm-bindgen` and `worker-build`.
//!
//! Invariant: `wasm-bindgen` is the release that `Cargo.lock` names, because the library and the command
//! have to be equal.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::progress::step;
use crate::project;

/// Release of the bundler; to be raised together with the `worker` crate.
const WORKER_BUILD: &str = "0.8.7";

/// Paths of `wasm-bindgen` and `worker-build`, compiled when the cache has them not.
pub(crate) fn install(cache: &Path) -> Result<(PathBuf, PathBuf)> {
    // The prerelease that its lock file names does not compile any more, so this one resolves anew.
    let wasm_bindgen = CargoTool {
        name: "wasm-bindgen-cli",
        version: &project::locked_version("wasm-bindgen")?,
        locked: false,
    };
    let worker_build = CargoTool {
        name: "worker-build",
        version: WORKER_BUILD,
        locked: true,
    };
    let objects = cache.join("objects");
    let paths = (
        wasm_bindgen.install(cache, "wasm-bindgen", &objects)?,
        worker_build.install(cache, "worker-build", &objects)?,
    );
    if objects.exists() {
        fs::remove_dir_all(&objects).context("cannot tidy the cache")?;
    }
    Ok(paths)
}

struct CargoTool<'a> {
    name: &'a str,
    version: &'a str,
    locked: bool,
}

impl CargoTool<'_> {
    /// Compiles without optimization: the tools run for seconds and are compiled once, for minutes otherwise.
    fn install(&self, cache: &Path, command: &str, objects: &Path) -> Result<PathBuf> {
        let Self {
            name,
            version,
            locked,
        } = *self;
        let home = cache.join(format!("{name}-{version}"));
        let path = home.join("bin").join(command);
        if path.is_file() {
            return Ok(path);
        }
        step(format_args!(
            "compiling {name} {version} for the cache (one to two minutes, once)"
        ));
        let sh = Shell::new()?;
        sh.change_dir(cache);
        // The toolchain of the checkout is in the environment already: cargo runs this program.
        let locked = locked.then_some("--locked");
        cmd!(
            sh,
            "cargo install --quiet --debug {locked...} --root {home} {name}@={version}"
        )
        .env("CARGO_TARGET_DIR", objects)
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .quiet()
        .run()
        .with_context(|| {
            format!("{name} {version} could not be installed: is the network there, and a C compiler?")
        })?;
        Ok(path)
    }
}
