//! The files of the project, as text.
//!
//! Invariant: what git ignores is not looked at; what is not text (pictures, fonts) has no content.

use std::fs;

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::project;

/// A file of the project.
pub(super) struct File {
    /// Path from the root of the checkout, with slashes.
    pub(super) path: String,
    /// Empty when it is not UTF-8.
    pub(super) text: String,
}

/// Every file that is in git or would be added.
pub(super) fn tracked() -> Result<Vec<File>> {
    let sh = Shell::new()?;
    sh.change_dir(project::root());
    let list = cmd!(sh, "git ls-files -z --cached --others --exclude-standard")
        .quiet()
        .read()
        .context("git could not list the files: is this a clone?")?;
    let mut files = Vec::new();
    for path in list.split('\0').filter(|path| !path.is_empty()) {
        // A file that was removed and not yet committed is in the list and not on the disk.
        if let Ok(content) = fs::read(project::root().join(path)) {
            files.push(File {
                path: path.to_owned(),
                text: String::from_utf8(content).unwrap_or_default(),
            });
        }
    }
    Ok(files)
}
