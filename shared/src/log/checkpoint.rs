//! [Checkpoints](https://c2sp.org/tlog-checkpoint): a log's origin, its size and its root.

use super::hash::TreeHash;

/// A log as it stood at one size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which log.
    pub origin: String,
    /// How many leaves.
    pub size: u64,
    /// Their root.
    pub root: TreeHash,
}

impl Checkpoint {
    /// The text that is signed.
    pub fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, self.root.to_base64())
    }

    /// Reads what [`Self::text`] writes, and nothing else: extension lines would be signed without being checked.
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = whole_lines(text)?;
        let checkpoint = Self {
            origin: lines.next()?.to_owned(),
            size: lines.next()?.parse().ok()?,
            root: TreeHash::from_base64(lines.next()?)?,
        };
        (lines.next().is_none() && checkpoint.text() == text).then_some(checkpoint)
    }
}

/// The lines of a text that ends with a line's end.
pub(crate) fn whole_lines(text: &str) -> Option<std::str::Split<'_, char>> {
    Some(text.strip_suffix('\n')?.split('\n'))
}
