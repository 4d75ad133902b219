//! Brings what a build needs: the wasm target and the pinned tools.
//!
//! Invariant: every tool lies in the cache under its version, complete or not at all, so a second run finds
//! all of it and does nothing; one set-up at a time writes there.

mod npm;
mod wasm_bindgen;
mod wasm_target;
mod worker_build;

use std::fs::{self, File};
use std::path::PathBuf;
use std::thread;

use anyhow::{Context, Result, anyhow};

use crate::project;
pub(crate) use wasm_target::{WASM_TARGET, install as wasm_target};

/// The tools of the build and the runtime, each at its place in the cache.
pub(crate) struct Tools {
    /// Makes the JavaScript beside a wasm module; the release of the library in `Cargo.lock`.
    pub(crate) wasm_bindgen: PathBuf,
    /// Makes the bundle of the Worker.
    pub(crate) worker_build: PathBuf,
    /// The npm packages of `package-lock.json`.
    pub(crate) node_modules: PathBuf,
}

impl Tools {
    /// An npm command by its name.
    pub(crate) fn npm_bin(&self, name: &str) -> PathBuf {
        self.node_modules.join(".bin").join(name)
    }
}

/// Installs what is missing and says where everything is.
pub(crate) fn setup() -> Result<Tools> {
    wasm_target::install()?;
    let cache = project::cache()?;
    fs::create_dir_all(&cache).with_context(|| format!("cannot make the cache {}", cache.display()))?;
    let lock = File::create(cache.join("lock")).context("cannot write to the cache")?;
    lock.lock().context("cannot lock the cache")?;

    // The compiler keeps the processors busy and npm the network: side by side.
    let (node_modules, compiled) = beside(
        || npm::install(&cache),
        || Ok((wasm_bindgen::install(&cache)?, worker_build::install(&cache)?)),
    )?;
    let (wasm_bindgen, worker_build) = compiled;
    Ok(Tools {
        wasm_bindgen,
        worker_build,
        node_modules,
    })
}

/// Does both at the same time.
///
/// # Errors
/// The first error of either, when both ended.
pub(crate) fn beside<A: Send, B>(
    other: impl FnOnce() -> Result<A> + Send,
    one: impl FnOnce() -> Result<B>,
) -> Result<(A, B)> {
    thread::scope(|scope| {
        let other = scope.spawn(other);
        let one = one();
        let other = other
            .join()
            .map_err(|_| anyhow!("a thread of the build ended early"))??;
        Ok((other, one?))
    })
}
