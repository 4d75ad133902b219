//! Builds the embed, then the Worker that names its files.
//!
//! Invariant: the Worker is compiled after `target/embed/manifest.json` is written, so the names and hashes
//! it hands out are those of the files beside it; one build at a time writes into `target`.

mod asset;
mod compress;
mod edge;
mod embed;
mod names;
mod optimize;
mod paths;
mod stamp;
mod strip;
mod tool;
mod words;

use std::fs::File;
use std::path::PathBuf;

use anyhow::{Context, Result};

pub(crate) use asset::{Asset, Manifest};
pub(crate) use paths::private as private_paths;

use crate::flags;
use crate::progress::step;
use crate::project;
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
    /// The flag and the output directory of cargo's profile.
    fn cargo(self) -> (Option<&'static str>, &'static str) {
        match self {
            Self::Release => (Some("--release"), "release"),
            Self::Dev => (None, "debug"),
        }
    }
}

/// Which Worker.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Bundle {
    /// The product.
    #[default]
    Product,
    /// One that fails when a test asks it to, by the feature `fault-injection` of the crate; never deployed.
    FaultInjection,
}

impl Bundle {
    /// Where it is built into: `index.js` and `index_bg.wasm`.
    pub(crate) fn directory(self) -> PathBuf {
        project::root().join("target").join(match self {
            Self::Product => "edge",
            Self::FaultInjection => "edge-fault",
        })
    }

    fn cargo_features(self) -> &'static [&'static str] {
        match self {
            Self::Product => &[],
            Self::FaultInjection => &["--features", "fault-injection"],
        }
    }
}

/// Builds what the flags ask for.
pub(crate) fn run(flags: &flags::Build) -> Result<()> {
    let profile = if flags.dev { Profile::Dev } else { Profile::Release };
    let tools = build(profile)?;
    if flags.fault_injection {
        bundle(&tools, Profile::Dev, Bundle::FaultInjection)?;
    }
    Ok(())
}

/// Sets up, then builds what is older than its sources.
pub(crate) fn build(profile: Profile) -> Result<Tools> {
    begin(profile)?.end()
}

/// A build that has all its tools.
pub(crate) struct Begun {
    profile: Profile,
    tools: Tools,
    modules: embed::Modules,
    _lock: File,
}

/// Sets up, and compiles what needs no tools beside.
pub(crate) fn begin(profile: Profile) -> Result<Begun> {
    setup::wasm_target()?;
    let lock = lock()?;
    let (modules, tools) = setup::beside(|| embed::compile(profile), setup::setup)?;
    Ok(Begun {
        profile,
        tools,
        modules,
        _lock: lock,
    })
}

impl Begun {
    /// Builds the rest: one core links for minutes, and leaves the other to who wants it.
    pub(crate) fn end(self) -> Result<Tools> {
        embed::build(&self.tools, self.profile, &self.modules)?;
        edge::build(&self.tools, self.profile, Bundle::Product)?;
        Ok(self.tools)
    }
}

/// Builds one Worker; the embed has to be there.
pub(crate) fn bundle(tools: &Tools, profile: Profile, bundle: Bundle) -> Result<()> {
    let _lock = lock()?;
    edge::build(tools, profile, bundle)
}

/// One build at a time writes into `target`, until the file is dropped.
fn lock() -> Result<File> {
    let path = project::root().join("target/build.lock");
    let lock = File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
    if lock.try_lock().is_err() {
        step("waiting for another build in this checkout");
        lock.lock().context("cannot lock the build")?;
    }
    Ok(lock)
}
