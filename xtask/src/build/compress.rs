//! Compressed twins of files, by the brotli of Node.js: compiled without optimization a crate takes half a
//! minute for what this does in a second.
//!
//! Invariant: a twin decompresses to the file beside it.

use std::path::PathBuf;

use anyhow::Result;
use xshell::{Shell, cmd};

use super::tool;

const SCRIPT: &str = include_str!("compress.js");

/// Writes each file's twin, with `.br` at the end of its name, at the highest quality.
pub(super) fn brotli(sh: &Shell, files: &[PathBuf]) -> Result<()> {
    tool::run(cmd!(sh, "node --eval {SCRIPT} {files...}"), "brotli").map(|_| ())
}
