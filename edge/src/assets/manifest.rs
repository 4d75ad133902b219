//! What the build knows of the embed's files. Invariant: fixed when the Worker is compiled, and the files in
//! the `ASSETS` binding are those of the same build.

use serde_json::Value;

use crate::json;

/// One file of the embed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Its address on this origin.
    pub path: String,
    /// Its subresource integrity, of the uncompressed content.
    pub integrity: String,
}

thread_local! {
    static MANIFEST: Value =
        json::parse(include_bytes!(concat!(env!("OUT_DIR"), "/manifest.json"))).unwrap_or_default();
}

/// The file that plays this part: `loader`, `app`, `wasm`, `style`, `page`, `page-script`. Absent when the embed was not built.
pub fn file(part: &str) -> Option<Asset> {
    MANIFEST.with(|manifest| {
        let file = manifest.get("files")?.get(part)?;
        let text = |name| file.get(name).and_then(Value::as_str).map(str::to_owned);
        Some(Asset {
            path: text("path")?,
            integrity: text("integrity")?,
        })
    })
}
