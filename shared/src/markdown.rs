//! Markdown, as a typed tree: parsed once, stored, and rendered to Yew nodes or to escaped text.
//!
//! Invariant: the tree can say nothing but the subset below. There is no raw HTML in it, an address of a
//! link has been checked by [`link`], and it is no deeper than [`parse::MAX_DEPTH`].

mod autolink;
pub mod link;
pub mod parse;
pub mod plain;
pub mod render;
mod unlink;

pub use unlink::unlinked;

use serde::{Deserialize, Serialize};

/// What someone wrote.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Document {
    /// The blocks, in order.
    pub blocks: Vec<Block>,
}

/// A block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading; all levels look alike inside a contribution.
    Heading(Vec<Inline>),
    /// Preformatted text.
    Code(String),
    /// A quotation.
    Quote(Vec<Block>),
    /// A list.
    List {
        /// The first number of an ordered list; absent for bullets.
        start: Option<u32>,
        /// The items.
        items: Vec<Vec<Block>>,
    },
    /// A break between parts.
    Rule,
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Inline {
    /// Words.
    Text(String),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Code.
    Code(String),
    /// A link; `url` is absolute, `http`, `https` or `mailto`.
    Link {
        /// Where to.
        url: String,
        /// What it says.
        content: Vec<Inline>,
    },
    /// A line break.
    Break,
}
