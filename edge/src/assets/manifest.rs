//! What the build knows of the embed's files. Invariant: fixed when the Worker is compiled, and the files in
//! the `ASSETS` binding are those of the same build.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::json;

/// One file of the embed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Asset {
    /// Its address on this origin.
    pub path: String,
    /// Its subresource integrity, of the uncompressed content.
    pub integrity: String,
}

#[derive(Default, Deserialize)]
struct Manifest {
    files: BTreeMap<String, Asset>,
}

thread_local! {
    static MANIFEST: Manifest =
        json::read(include_str!(concat!(env!("OUT_DIR"), "/manifest.json"))).unwrap_or_default();
}

/// The file that plays this part: `loader`, `app`, `wasm`, `style`, `page`, `page-script`. Absent when the embed was not built.
pub fn file(part: &str) -> Option<Asset> {
    MANIFEST.with(|manifest| manifest.files.get(part).cloned())
}
