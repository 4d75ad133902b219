//! `wasm-bindgen`, which makes the JavaScript beside a wasm module: our own command around its library.
//!
//! Invariant: it is the release that `Cargo.lock` names, because the library and the command have to be equal.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::progress::step;
use crate::project;

/// What it is made of, beside the release of the library.
const SOURCES: [&str; 3] = [
    "xtask/bindgen/Cargo.toml",
    "xtask/bindgen/src/main.rs",
    "xtask/bindgen/src/flags.rs",
];

/// Its path, compiled when the cache has it not.
pub(crate) fn install(cache: &Path) -> Result<PathBuf> {
    let version = project::locked_version("wasm-bindgen")?;
    let mut parts = vec![version.clone().into_bytes()];
    for source in SOURCES {
        parts.push(fs::read(project::root().join(source)).with_context(|| format!("cannot read {source}"))?);
    }
    let hash = project::short_hash(parts.iter().map(Vec::as_slice));
    let path = cache
        .join(format!("wasm-bindgen-{version}-{hash}"))
        .join("wasm-bindgen");
    if path.is_file() {
        return Ok(path);
    }
    step(format_args!(
        "compiling wasm-bindgen {version} for the cache (half a minute, once)"
    ));
    // Not among the objects of the checkout: others are compiled there at the same time.
    let objects = path.with_extension("objects");
    let sh = Shell::new()?;
    sh.change_dir(project::root());
    cmd!(sh, "cargo build --quiet --package bindgen")
        .env("CARGO_TARGET_DIR", &objects)
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .quiet()
        .run()
        .with_context(|| format!("wasm-bindgen {version} does not compile"))?;
    fs::rename(objects.join("debug/bindgen"), &path)
        .with_context(|| format!("cannot write {}", path.display()))?;
    fs::remove_dir_all(&objects).context("cannot tidy the cache")?;
    Ok(path)
}
