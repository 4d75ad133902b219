//! Every test: of the crates on the host, then of the built Worker over HTTP, then in a real browser.
//!
//! Invariant: the build comes before the tests that use it, so none of them sees an older one; a suite that
//! fails does not hide what the next one would say; what was passed over is told at the end.

mod absent;
pub(crate) mod browser;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use xshell::{Shell, cmd};

use crate::build::{self, Bundle, Profile};
use crate::cargo::outside;
use crate::flags;
use crate::progress::step;
use crate::project;

/// What is tested.
#[derive(Default)]
pub(crate) struct Options {
    /// Rounds and sizes that take long.
    pub(crate) long: bool,
    /// Part of the names of the tests to run.
    pub(crate) only: Option<String>,
}

impl From<flags::Test> for Options {
    fn from(flags: flags::Test) -> Self {
        Self {
            long: flags.long,
            only: flags.only,
        }
    }
}

/// Runs all suites and fails when one of them did.
pub(crate) fn run(options: &Options) -> Result<()> {
    // Asked first: cargo may replace the file of this program when it tests it.
    let xtask = env::current_exe().context("this program does not know its own path")?;
    let sh = Shell::new()?;
    sh.change_dir(project::root());
    let chromium = browser::chromium(&sh)?;

    let mut failed = Vec::new();
    step("testing the crates");
    let only = &options.only;
    note(
        &mut failed,
        "crates",
        outside(cmd!(sh, "cargo test {only...}")).run(),
    );

    let tools = build::build(Profile::Release)?;
    build::bundle(&tools, Profile::Dev, Bundle::FaultInjection)?;
    sh.set_var("FANFARE_XTASK", &xtask);
    sh.set_var("FANFARE_TOOLS", &tools.node_modules);
    sh.set_var("CHROMIUM", &chromium);
    if options.long {
        sh.set_var("FANFARE_LONG", "1");
    }
    step("testing the Worker");
    let worker = outside(cmd!(sh, "cargo test --package fanfare-tests {only...}")).run();
    note(&mut failed, "Worker", worker);

    let files = browser_tests(&project::root().join("tests/browser"))?;
    if !files.is_empty() {
        step(format_args!("testing in {}", chromium.display()));
        let (files, names) = selected(files, options.only.as_deref());
        let browser = cmd!(sh, "node --test --test-reporter=spec {names...} {files...}");
        let browser = outside(browser).run();
        note(&mut failed, "browser", browser);
    }
    for sentence in absent::sentences() {
        step(format_args!("passed over: {sentence}"));
    }
    if !failed.is_empty() {
        bail!("these tests failed: {}; their words are above", failed.join(", "));
    }
    step("all tests passed");
    Ok(())
}

fn note(failed: &mut Vec<&'static str>, suite: &'static str, result: xshell::Result<()>) {
    if result.is_err() {
        failed.push(suite);
    }
}

/// The files of the browser suite, in the order of their names; none when the directory is not there.
fn browser_tests(directory: &Path) -> Result<Vec<PathBuf>> {
    if !directory.is_dir() {
        return Ok(Vec::new());
    }
    let mut files = fs::read_dir(directory)?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?;
    files.retain(|path| path.to_string_lossy().ends_with(".test.mjs"));
    files.sort();
    Ok(files)
}

/// The files whose name has the word; without one, all files and a pattern for the names of their tests.
fn selected(files: Vec<PathBuf>, only: Option<&str>) -> (Vec<PathBuf>, Vec<String>) {
    let Some(only) = only else {
        return (files, Vec::new());
    };
    let named = |path: &PathBuf| {
        path.file_name()
            .is_some_and(|name| name.to_string_lossy().contains(only))
    };
    if files.iter().any(named) {
        return (files.into_iter().filter(named).collect(), Vec::new());
    }
    (files, vec![format!("--test-name-pattern={only}")])
}

#[cfg(test)]
mod tests {
    use super::{PathBuf, selected};

    #[test]
    fn a_word_selects_files_by_name_and_otherwise_tests() {
        let files = vec![PathBuf::from("a/ask.test.mjs"), PathBuf::from("a/vote.test.mjs")];
        assert_eq!(selected(files.clone(), None), (files.clone(), vec![]));
        assert_eq!(
            selected(files.clone(), Some("vote")),
            (vec![files[1].clone()], vec![])
        );
        assert_eq!(
            selected(files.clone(), Some("undo")),
            (files, vec!["--test-name-pattern=undo".to_owned()])
        );
    }
}
