//! Where things are: the checkout, the cache of tools, what a build leaves behind.
//!
//! Invariant: tools live outside the checkout, everything built lives in `target`.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

/// Root of the checkout.
pub(crate) fn root() -> &'static Path {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest)
}

/// Cache of pinned tools: `FANFARE_CACHE`, else `fanfare` in the user's cache directory.
pub(crate) fn cache() -> Result<PathBuf> {
    let not_empty = |name| {
        env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    if let Some(cache) = not_empty("FANFARE_CACHE") {
        return std::path::absolute(&cache).with_context(|| format!("FANFARE_CACHE={}", cache.display()));
    }
    if let Some(cache) = not_empty("XDG_CACHE_HOME") {
        return Ok(cache.join("fanfare"));
    }
    match not_empty("HOME") {
        Some(home) => Ok(home.join(".cache/fanfare")),
        None => {
            bail!("there is no place for the tools: set FANFARE_CACHE to a directory outside the checkout")
        }
    }
}

/// What the embed is built into: `manifest.json`, and `public` with the files as their addresses name them.
pub(crate) fn embed_dir() -> PathBuf {
    root().join("target/embed")
}

/// The version of a package in `Cargo.lock`; the package has to be there exactly once.
pub(crate) fn locked_version(package: &str) -> Result<String> {
    let path = root().join("Cargo.lock");
    let lock = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let versions = versions_in(&lock, package);
    match versions.as_slice() {
        [version] => Ok(version.clone()),
        [] => bail!("Cargo.lock has no {package}"),
        several => bail!("Cargo.lock has {package} more than once: {}", several.join(", ")),
    }
}

/// First sixteen hexadecimal digits of the SHA-256 of the parts, in order.
pub(crate) fn short_hash<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize()
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn versions_in(lock: &str, package: &str) -> Vec<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines();
    let mut versions = Vec::new();
    while lines.any(|line| line == name) {
        let version = lines.next().and_then(|line| line.strip_prefix("version = \""));
        versions.extend(version.map(|version| version.trim_end_matches('"').to_owned()));
    }
    versions
}

#[cfg(test)]
mod tests {
    use super::{short_hash, versions_in};

    const LOCK: &str = "[[package]]\nname = \"a\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"ab\"\nversion = \"2.0.0\"\n\n[[package]]\nname = \"a\"\nversion = \"3.0.0\"\n";

    #[test]
    fn every_version_of_a_package_is_found_and_no_other_package() {
        assert_eq!(versions_in(LOCK, "a"), ["1.0.0", "3.0.0"]);
        assert_eq!(versions_in(LOCK, "ab"), ["2.0.0"]);
        assert!(versions_in(LOCK, "b").is_empty());
    }

    #[test]
    fn the_hash_knows_where_one_part_ends() {
        assert_ne!(
            short_hash([b"ab".as_slice(), b"c"]),
            short_hash([b"a".as_slice(), b"bc"])
        );
    }
}
