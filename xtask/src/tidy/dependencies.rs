//! Rules on what depends on what.
//!
//! Invariant: read from cargo itself, so a dependency that comes through another one is seen too.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use serde::Deserialize;
use xshell::{Shell, cmd};

use super::Problem;
use super::files::File;
use crate::project;

/// Who may use whom inside the workspace: the arrows point down. Everything may use `shared`.
const ARROWS: [(&str, &[&str]); 8] = [
    ("fanfare-shared", &[]),
    ("fanfare-widget", &["fanfare-shared"]),
    ("fanfare-edge", &["fanfare-shared", "fanfare-widget"]),
    ("fanfare-checker", &["fanfare-shared"]),
    ("fanfare-cli", &["fanfare-shared"]),
    ("fanfare-tests", &["fanfare-shared"]),
    ("xtask", &[]),
    ("bindgen", &[]),
];

/// A clock, randomness, input, output or JavaScript: what the domain must not reach, through anything.
const IMPURE: [&str; 9] = [
    "getrandom",
    "js-sys",
    "mio",
    "tokio",
    "wasm-bindgen",
    "web-sys",
    "web-time",
    "worker",
    "yew",
];

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    /// Only members of the workspace have one.
    path: Option<String>,
}

/// Every rule on the workspace and on each manifest.
pub(super) fn check(files: &[File]) -> Result<Vec<Problem>> {
    let sh = Shell::new()?;
    sh.change_dir(project::root());
    let mut problems = arrows(&metadata(&sh)?);
    problems.extend(purity(&sh)?);
    if let Err(error) = project::locked_version("wasm-bindgen") {
        problems.push(problem(
            "Cargo.lock",
            format!("{error}: the library and its command have to be equal"),
        ));
    }
    let manifests = files.iter().filter(|file| file.path.ends_with("/Cargo.toml"));
    problems.extend(manifests.flat_map(manifest));
    Ok(problems)
}

fn metadata(sh: &Shell) -> Result<Metadata> {
    let json = cmd!(sh, "cargo metadata --no-deps --format-version 1")
        .quiet()
        .read()?;
    serde_json::from_str(&json).context("cargo's metadata are not as they used to be")
}

fn arrows(metadata: &Metadata) -> Vec<Problem> {
    let mut problems = Vec::new();
    for package in &metadata.packages {
        let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == package.name) else {
            problems.push(problem(
                "Cargo.toml",
                format!(
                    "{}: say in xtask/src/tidy/dependencies.rs whom it may use",
                    package.name
                ),
            ));
            continue;
        };
        let used: BTreeSet<&str> = package
            .dependencies
            .iter()
            // A crate may name itself, to have a feature on in its own tests.
            .filter(|dependency| dependency.path.is_some() && dependency.name != package.name)
            .map(|dependency| dependency.name.as_str())
            .collect();
        for name in used.into_iter().filter(|name| !allowed.contains(name)) {
            problems.push(problem(
                "Cargo.toml",
                format!("{} may not use {name}: the arrows point down", package.name),
            ));
        }
    }
    problems
}

fn purity(sh: &Shell) -> Result<Vec<Problem>> {
    let tree = cmd!(
        sh,
        "cargo tree --package fanfare-shared --edges normal --target all --prefix none"
    )
    .quiet()
    .read()?;
    let reached: BTreeSet<&str> = tree
        .lines()
        .filter_map(|line| line.split(' ').next())
        .filter(|name| IMPURE.contains(name))
        .collect();
    let what = |name| format!("reaches {name}: the domain is pure");
    Ok(reached
        .into_iter()
        .map(|name| problem("shared/Cargo.toml", what(name)))
        .collect())
}

/// Versions stand in the root manifest only, and every crate has the lints of the workspace.
fn manifest(file: &File) -> Vec<Problem> {
    let mut problems = Vec::new();
    if !file.text.contains("[lints]\nworkspace = true\n") {
        problems.push(problem(
            &file.path,
            "has not the lints of the workspace".to_owned(),
        ));
    }
    let mut section = "";
    for (index, line) in file.text.lines().enumerate() {
        if line.starts_with('[') {
            section = line;
        }
        let names_a_version = line.contains("version = \"")
            || line
                .split_once(" = ")
                .is_some_and(|(_, value)| value.starts_with('"'));
        if section.contains("dependencies") && names_a_version {
            problems.push(Problem {
                path: file.path.clone(),
                line: Some(index + 1),
                what: "a version: it belongs to [workspace.dependencies]".to_owned(),
            });
        }
    }
    problems
}

fn problem(path: &str, what: String) -> Problem {
    Problem {
        path: path.to_owned(),
        line: None,
        what,
    }
}

#[cfg(test)]
mod tests {
    use super::{File, Metadata, arrows, manifest};

    #[test]
    fn an_arrow_that_points_up_is_found() {
        let metadata: Metadata = serde_json::from_str(
            r#"{"packages": [{"name": "fanfare-widget", "dependencies": [
                {"name": "fanfare-shared", "path": "shared"},
                {"name": "fanfare-edge", "path": "edge"},
                {"name": "yew", "path": null}]}]}"#,
        )
        .unwrap();
        let problems = arrows(&metadata);
        assert_eq!(problems.len(), 1);
        assert!(problems[0].what.contains("may not use fanfare-edge"));
    }

    #[test]
    fn a_version_outside_the_root_is_found() {
        let file = |line: &str| File {
            path: "a/Cargo.toml".to_owned(),
            text: format!("[package]\nname = \"a\"\n\n[lints]\nworkspace = true\n\n[dependencies]\n{line}\n"),
        };
        assert!(manifest(&file("serde.workspace = true")).is_empty());
        assert!(manifest(&file("yew = { workspace = true, features = [\"ssr\"] }")).is_empty());
        assert_eq!(manifest(&file("serde = \"1\""))[0].line, Some(8));
        assert_eq!(manifest(&file("serde = { version = \"1\" }"))[0].line, Some(8));
    }
}
