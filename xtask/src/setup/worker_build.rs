//! `worker-build`, which makes the bundle of a Worker; it comes as Rust sources.
//!
//! Invariant: it goes with the release of the `worker` crate in `Cargo.toml`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::progress::step;

/// Its release; to be raised together with the `worker` crate.
const VERSION: &str = "0.8.7";

/// Its path, compiled when the cache has it not. Without optimization: it runs for seconds and is compiled once, for
/// minutes otherwise.
pub(crate) fn install(cache: &Path) -> Result<PathBuf> {
    let home = cache.join(format!("worker-build-{VERSION}"));
    let path = home.join("bin/worker-build");
    if path.is_file() {
        return Ok(path);
    }
    step(format_args!(
        "compiling worker-build {VERSION} for the cache (one to two minutes, once)"
    ));
    let objects = cache.join("objects");
    let sh = Shell::new()?;
    sh.change_dir(cache);
    // The toolchain of the checkout is in the environment already: cargo runs this program.
    cmd!(
        sh,
        "cargo install --quiet --debug --locked --root {home} worker-build@={VERSION}"
    )
    .env("CARGO_TARGET_DIR", &objects)
    .env("CARGO_PROFILE_DEV_DEBUG", "0")
    .quiet()
    .run()
    .with_context(|| {
        format!("worker-build {VERSION} could not be installed: is the network there, and a C compiler?")
    })?;
    fs::remove_dir_all(&objects).context("cannot tidy the cache")?;
    Ok(path)
}
