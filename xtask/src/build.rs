//! Builds the embed, then the Worker that names its files.
//!
//! Invariant: the Worker is compiled after `target/embed/manifest.json` is written, so the names and hashes
//! it hands out are those of the files beside it.

mod asset;
mod compress;
mod edge;
mod embed;
mod stamp;
mod tool;

use anyhow::Result;

use crate::setup::{self, Tools};

/// How the compiler and the tools behind it work.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Small and fast code: what is deployed, measured and tested.
    Release,
    /// Quick builds with symbols.
    Dev,
}

impl Profile {
    /// `--dev` asks for the quick one.
    pub(crate) fn from_dev_flag(dev: bool) -> Self {
        if dev { Self::Dev } else { Self::Release }
    }

    /// The flag and the output directory of cargo's profile.
    fn cargo(self) -> (Option<&'static str>, &'static str) {
        match self {
            Self::Release => (Some("--release"), "release"),
            Self::Dev => (None, "debug"),
        }
    }
}

/// Sets up, then builds what is older than its sources.
pub(crate) fn build(profile: Profile) -> Result<Tools> {
    let tools = setup::setup()?;
    embed::build(&tools, profile)?;
    edge::build(&tools, profile)?;
    Ok(tools)
}
