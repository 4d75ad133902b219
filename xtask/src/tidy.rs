//! The rules of the house that no compiler knows.
//!
//! Invariant: reads what git tracks or would track, changes nothing, and names every place at once.

mod dependencies;
mod files;
mod promises;
mod text;

use anyhow::{Result, bail};

/// A place that breaks a rule.
#[derive(Debug, PartialEq, Eq)]
struct Problem {
    /// Path from the root of the checkout.
    path: String,
    /// Counted from one; none when the whole file is meant.
    line: Option<usize>,
    what: String,
}

/// Fails with every problem.
pub(crate) fn run() -> Result<()> {
    let files = files::tracked()?;
    let mut problems = text::check(&files)?;
    problems.extend(dependencies::check(&files)?);
    problems.extend(promises::check(&files));
    for Problem { path, line, what } in &problems {
        match line {
            Some(line) => println!("{path}:{line}: {what}"),
            None => println!("{path}: {what}"),
        }
    }
    if !problems.is_empty() {
        bail!("{} places break a rule of the house", problems.len());
    }
    println!("{} files are tidy", files.len());
    Ok(())
}
