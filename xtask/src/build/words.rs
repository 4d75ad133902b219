//! The words of each language as a file of their own: what a translator reads, without names and remarks.
//!
//! Invariant: a list has the texts of its file in their order, which the widget's crate checks against the
//! names it knows while it is compiled for the edge.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result, bail};

use super::asset::{self, Asset};
use crate::project;

/// Writes a list for each language; gives them back by the tag of the language.
pub(super) fn write() -> Result<BTreeMap<String, Asset>> {
    let directory = project::root().join("widget/src/words");
    let mut written = BTreeMap::new();
    for entry in fs::read_dir(&directory).with_context(|| format!("cannot read {}", directory.display()))? {
        let path = entry?.path();
        if path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        let Some(language) = path.file_stem().and_then(|stem| stem.to_str()) else {
            bail!("{} is not named by a language", path.display());
        };
        let file = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let texts = texts(&file).with_context(|| format!("{} is not words", path.display()))?;
        let list = serde_json::to_vec(&texts)?;
        let asset = asset::write_hashed(&["words-", language].concat(), "json", &list)?;
        written.insert(language.to_owned(), asset);
    }
    Ok(written)
}

/// The texts of a file of lines `name = text`; empty lines and lines that start with `#` are skipped.
fn texts(file: &str) -> Result<Vec<&str>> {
    file.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let (_, text) = line
                .split_once(" = ")
                .with_context(|| format!("no name: {line}"))?;
            Ok(text)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::texts;

    #[test]
    fn a_list_has_the_texts_and_nothing_else() {
        let file = "# Words\n\nask = Ask = go\n# More\nkept = Kept {n}\n";
        assert_eq!(texts(file).expect("it is words"), ["Ask = go", "Kept {n}"]);
        assert!(texts("ask: Ask").is_err());
    }
}
