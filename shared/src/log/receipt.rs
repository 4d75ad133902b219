//! Receipts: the [proof](https://c2sp.org/tlog-proof) that a leaf is in a log, which can be checked without asking
//! anyone.

use super::hash::TreeHash;

/// The first line.
const HEADER: &str = "c2sp.org/tlog-proof@v1";

/// A receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The place of the leaf.
    pub index: u64,
    /// The way from the leaf to the root.
    pub path: Vec<TreeHash>,
    /// The signed checkpoint, as it was published.
    pub checkpoint: String,
}

impl Receipt {
    /// The text of the proof.
    pub fn text(&self) -> String {
        let mut text = format!("{HEADER}\nindex {}\n", self.index);
        for hash in &self.path {
            text.push_str(&hash.to_base64());
            text.push('\n');
        }
        text.push('\n');
        text.push_str(&self.checkpoint);
        text
    }

    /// Reads what [`Self::text`] writes, passing over an `extra` line.
    pub fn parse(text: &str) -> Option<Self> {
        let (head, checkpoint) = text.split_once("\n\n")?;
        let mut lines = head.split('\n').peekable();
        (lines.next()? == HEADER).then_some(())?;
        if lines.peek().is_some_and(|line| line.starts_with("extra ")) {
            lines.next();
        }
        let index = lines.next()?.strip_prefix("index ")?.parse().ok()?;
        let path = lines.map(TreeHash::from_base64).collect::<Option<_>>()?;
        Some(Self {
            index,
            path,
            checkpoint: checkpoint.to_owned(),
        })
    }
}
