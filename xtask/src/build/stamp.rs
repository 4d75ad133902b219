//! Remembers what a step was made from, so that an equal build does nothing.
//!
//! Invariant: a stamp is written last, so a step that was broken off has none.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::project;

/// The inputs of one step, as a hash kept beside its output.
pub(super) struct Stamp {
    path: PathBuf,
    hash: String,
}

impl Stamp {
    /// The stamp of an output directory made from these inputs.
    pub(super) fn new<'a>(output: &Path, inputs: impl IntoIterator<Item = &'a [u8]>) -> Self {
        Self {
            path: output.with_extension("stamp"),
            hash: project::short_hash(inputs),
        }
    }

    /// Whether the output was made from equal inputs.
    pub(super) fn is_current(&self) -> bool {
        fs::read_to_string(&self.path).is_ok_and(|hash| hash == self.hash)
    }

    /// Says that the output is being changed.
    pub(super) fn clear(&self) -> Result<()> {
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(error).with_context(|| format!("cannot remove {}", self.path.display()))
            }
            _ => Ok(()),
        }
    }

    /// Says that the output is whole.
    pub(super) fn set(&self) -> Result<()> {
        fs::write(&self.path, &self.hash).with_context(|| format!("cannot write {}", self.path.display()))
    }
}
