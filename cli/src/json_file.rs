//! Reading a file of JSON. Invariant: what is wrong with it is told with its line.

use std::path::Path;

use serde::de::DeserializeOwned;

use crate::failure::Failure;

/// What the file at `path` holds.
///
/// # Errors
/// When it can't be read, or does not hold a `T`.
pub(crate) fn read<T: DeserializeOwned>(path: &Path) -> Result<T, Failure> {
    let text = std::fs::read_to_string(path).map_err(|cause| Failure::File {
        path: path.to_owned(),
        cause,
    })?;
    serde_json::from_str(&text).map_err(|cause| Failure::Content {
        path: path.to_owned(),
        line: cause.line() as u64,
        reason: format!("{cause}."),
    })
}
