//! Whether a name mixes scripts that are confused with each other.

use crate::unicode::{mixes_scripts, nfkc};

/// Whether the letters of a name, or those they stand for, are of scripts that one person's name does not mix.
pub(super) fn is_mixed(name: &str) -> bool {
    mixes_scripts(&nfkc(name))
}
