//! Lists in pages.

use serde::{Deserialize, Serialize};

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "{T}Page"))]
pub struct Page<T> {
    /// The items, in order.
    pub data: Vec<T>,
    /// What to send as `cursor` for the next page; absent on the last. Opaque: signed, bound to the list.
    pub next_cursor: Option<String>,
}

/// How many items a page has unless `limit` says otherwise.
pub const DEFAULT_LIMIT: u32 = 20;
/// The most items a page may have: a page stays under 100 kB.
pub const MAX_LIMIT: u32 = 100;
