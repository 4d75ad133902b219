//! Files the browser loads: their addresses and their integrity.
//!
//! Invariant: a file lies under `target/embed/public` at the path of its address; every address but the
//! loader's and the API document's holds the hash of the content, so it never changes its meaning.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha384};

use crate::project;

/// What the Worker knows of the files: `target/embed/manifest.json`.
#[derive(Default, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// By the part a file plays: `loader`, `app`, `wasm`, `style`, `page`.
    pub(crate) files: BTreeMap<String, Asset>,
}

/// One file.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Asset {
    /// Address on the Worker's origin; the file lies at this path under `public`, and compressed as `.br` beside it.
    pub(crate) path: String,
    /// Subresource integrity of the uncompressed content.
    pub(crate) integrity: String,
    /// Size of the uncompressed content.
    pub(crate) bytes: usize,
}

impl Asset {
    /// Where the file is.
    pub(crate) fn file(&self) -> PathBuf {
        below(&public(), &self.path)
    }
}

impl Manifest {
    /// Writes the manifest when it says something new: the Worker is compiled again for each new one.
    pub(super) fn write(&self) -> Result<()> {
        let path = Self::path();
        let text = serde_json::to_string_pretty(self)? + "\n";
        if fs::read_to_string(&path).is_ok_and(|old| old == text) {
            return Ok(());
        }
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
    }

    /// What the last build wrote.
    pub(crate) fn read() -> Result<Self> {
        let path = Self::path();
        let text = fs::read_to_string(&path)
            .with_context(|| format!("{} is not there: run `cargo xtask build`", path.display()))?;
        serde_json::from_str(&text).with_context(|| format!("{} is not a manifest", path.display()))
    }

    fn path() -> PathBuf {
        project::embed_dir().join("manifest.json")
    }
}

/// Writes a file under an address that names its content.
pub(super) fn write_hashed(name: &str, extension: &str, content: &[u8]) -> Result<Asset> {
    let hash = project::short_hash([content]);
    write_at(format!("/embed/assets/{name}.{hash}.{extension}"), content)
}

/// Writes a file under an address.
pub(super) fn write_at(path: String, content: &[u8]) -> Result<Asset> {
    let file = below(&unpublished(), &path);
    if let Some(parent) = file.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(&file, content).with_context(|| format!("cannot write {}", file.display()))?;
    Ok(Asset {
        path,
        integrity: integrity(content),
        bytes: content.len(),
    })
}

/// Where files wait until all of them are written: a server that runs sees the old ones until then.
pub(super) fn unpublished() -> PathBuf {
    project::embed_dir().join("unpublished")
}

/// Puts what was written in the place of what was there.
pub(super) fn publish() -> Result<()> {
    let public = public();
    if public.exists() {
        fs::remove_dir_all(&public).with_context(|| format!("cannot replace {}", public.display()))?;
    }
    fs::rename(unpublished(), &public).with_context(|| format!("cannot write {}", public.display()))
}

fn public() -> PathBuf {
    project::embed_dir().join("public")
}

fn below(directory: &Path, address: &str) -> PathBuf {
    directory.join(address.trim_start_matches('/'))
}

fn integrity(content: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(content)))
}

#[cfg(test)]
mod tests {
    use super::integrity;

    #[test]
    fn the_integrity_is_that_of_the_specification() {
        // The example of the W3C recommendation "Subresource Integrity", section 3.5.
        assert_eq!(
            integrity(b"alert('Hello, world.');"),
            "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO"
        );
    }
}
