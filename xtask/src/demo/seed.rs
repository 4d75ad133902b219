//! The sample content, put in by the `fanfare` command as any operator would.
//!
//! Invariant: done once for the same content; what says so is written when all of it is in.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::cargo::outside;
use crate::progress::step;
use crate::project;

/// The `fanfare` command on its way to being compiled. Linking the wasm keeps one core busy for minutes; the other is free.
pub(crate) struct Compiling(Child);

impl Compiling {
    /// Begins.
    pub(crate) fn begin() -> Result<Self> {
        let sh = Shell::new()?;
        sh.change_dir(project::root());
        let build = cmd!(sh, "cargo build --quiet --package fanfare-cli");
        Command::from(outside(build))
            .spawn()
            .map(Self)
            .context("cannot start cargo")
    }

    /// Waits for the end. Whether it went well shows when the command is run.
    pub(crate) fn end(mut self) -> Result<()> {
        self.0.wait().map(|_| ()).context("cannot wait for cargo")
    }
}

/// Content for the communities of one shop.
pub(crate) struct Seed<'a> {
    /// The origin whose pages embed the communities.
    pub(crate) shop: &'a str,
    pub(crate) operator_token: &'a str,
    /// The key that the shop signs its visitors in with; made on the way.
    pub(crate) key: &'a Path,
    /// Remembers what was put in.
    pub(crate) done: &'a Path,
}

impl Seed<'_> {
    /// Whether this content is in.
    pub(crate) fn is_done(&self) -> Result<bool> {
        let hash = self.hash()?;
        Ok(self.key.is_file() && fs::read_to_string(self.done).is_ok_and(|done| done == hash))
    }

    /// Puts it into a server.
    pub(crate) fn sow(&self, server: &str) -> Result<()> {
        step("filling the community with sample content");
        let content = content();
        let Self { shop, key, .. } = self;
        let sh = Shell::new()?;
        sh.change_dir(project::root());
        // The token is no argument: arguments can be read by everybody on the machine.
        let seed = cmd!(
            sh,
            "cargo run --quiet --package fanfare-cli -- seed {content} --server {server} --origin {shop} --key {key}"
        );
        outside(seed)
            .env("FANFARE_OPERATOR_TOKEN", self.operator_token)
            .quiet()
            .run()
            .context("the sample content could not be put in")?;
        fs::write(self.done, self.hash()?).context("cannot remember that the content is in")
    }

    /// Of the content and for whom it is.
    fn hash(&self) -> Result<String> {
        let mut parts = vec![self.shop.as_bytes().to_vec(), read(&content())?];
        let directory = content().with_extension("");
        let mut files = fs::read_dir(&directory)
            .with_context(|| format!("cannot read {}", directory.display()))?
            .map(|entry| Ok(entry?.path()))
            .collect::<Result<Vec<_>>>()?;
        files.sort();
        for file in files {
            parts.push(read(&file)?);
        }
        Ok(project::short_hash(parts.iter().map(Vec::as_slice)))
    }
}

/// Names the files of the directory beside it.
fn content() -> PathBuf {
    project::root().join("demo/seed.json")
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}
