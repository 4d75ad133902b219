//! Paths of the machine that builds stay out of what is built: a panic names its place in the sources, and a
//! crate of the registry lies below somebody's home.
//!
//! Invariant: every build for wasm runs with these flags, so that none undoes the work of another.

use std::env;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::project;

/// Flags for `CARGO_ENCODED_RUSTFLAGS`: each crate's files are named from the crate's own directory on.
pub(super) fn rustflags() -> Result<String> {
    let sources = cargo_home()?.join("registry/src");
    let mut flags = vec![format!("--remap-path-prefix={}=", project::root().display())];
    // One directory for each registry; none before the first crate was fetched.
    for registry in fs::read_dir(&sources).into_iter().flatten() {
        flags.push(format!("--remap-path-prefix={}/=", registry?.path().display()));
    }
    flags.sort();
    Ok(flags.join("\x1f"))
}

/// What nothing that is delivered may hold.
pub(crate) fn private() -> Result<[String; 2]> {
    Ok([cargo_home()?, project::root().to_owned()].map(|path| path.display().to_string()))
}

fn cargo_home() -> Result<PathBuf> {
    env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cargo")))
        .context("there is no home directory to look for cargo's in: set CARGO_HOME")
}
