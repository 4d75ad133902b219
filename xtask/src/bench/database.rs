//! The files of objects, filled while no server runs.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use xshell::{Shell, cmd};

use super::directory;
use crate::project;

/// The files of all objects of a kind, in no order.
pub(super) fn files(kind: &str) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for namespace in fs::read_dir(directory()?.join("state/objects"))? {
        let namespace = namespace?;
        let name = namespace.file_name().to_string_lossy().to_lowercase();
        if !name.contains(kind) {
            continue;
        }
        for file in fs::read_dir(namespace.path())? {
            let file = file?.path();
            // The runtime keeps its own notes beside the objects.
            let is_object = file.file_stem().is_some_and(|name| name != "metadata");
            if is_object && file.extension().is_some_and(|extension| extension == "sqlite") {
                files.push(file);
            }
        }
    }
    Ok(files)
}

/// What a query finds in a file.
pub(super) fn read(file: &Path, query: &str, flags: &[&str]) -> Result<String> {
    let sh = Shell::new()?;
    Ok(cmd!(sh, "sqlite3 {flags...} {file} {query}").read()?)
}

/// Runs the statements that an example of `shared` writes, which is told of `known` first.
pub(super) fn fill(file: &Path, example: &str, arguments: &[&str], known: &str) -> Result<()> {
    let mut rows = Command::new("cargo")
        .args(["run", "--quiet", "--profile", "native"])
        .args(["--package", "fanfare-shared", "--example", example, "--"])
        .args(arguments)
        .current_dir(project::root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let (asked, written) = (rows.stdin.take(), rows.stdout.take());
    asked.context("it reads nothing")?.write_all(known.as_bytes())?;
    let kept = Command::new("sqlite3")
        .arg("-bail")
        .arg(file)
        .stdin(written.context("it writes nothing")?)
        .status()?;
    ensure!(
        rows.wait()?.success() && kept.success(),
        "the database is not filled"
    );
    Ok(())
}
