//! Wrangler, the command of Cloudflare: the same bundle in its local runtime, and on the network.
//!
//! Invariant: sends no usage data; a local run asks nothing of the network and keeps its state below `target`.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};
use xshell::{Shell, cmd};

use crate::project;
use crate::secret;
use crate::setup::{self, Tools};

/// The oldest Node.js that Wrangler runs on.
const LEAST_NODE: (u32, u32) = (22, 12);

/// Runs it at the root of the checkout with these arguments, in place of this process: what ends one ends the other.
pub(crate) fn run(arguments: &[OsString]) -> Result<()> {
    let tools = setup::setup()?;
    let sh = Shell::new()?;
    sh.change_dir(project::root());
    use_new_node(&sh, &tools)?;
    sh.set_var("WRANGLER_SEND_METRICS", "false");
    let is_local = arguments.first().is_some_and(|command| command == "dev");
    let mut local = Vec::new();
    if is_local {
        // What the runtime would tell a Worker about its client is fetched from the network otherwise.
        sh.set_var("CLOUDFLARE_CF_FETCH_ENABLED", "false");
        local = local_flags(arguments)?;
    }
    let wrangler = tools.npm_bin("wrangler");
    let mut wrangler = Command::from(cmd!(sh, "{wrangler} {arguments...} {local...}"));
    Err(wrangler.exec()).context("Wrangler can't be started")
}

/// Puts a Node.js that Wrangler runs on first on the `PATH`.
pub(crate) fn use_new_node(sh: &Shell, tools: &Tools) -> Result<()> {
    if let Some(directory) = node_directory(sh, tools)? {
        let path = env::var_os("PATH").unwrap_or_default();
        let directories = [directory].into_iter().chain(env::split_paths(&path));
        sh.set_var("PATH", env::join_paths(directories)?);
    }
    Ok(())
}

/// The directory of a Node.js new enough, unless the one on the `PATH` is.
fn node_directory(sh: &Shell, tools: &Tools) -> Result<Option<PathBuf>> {
    let on_path = cmd!(sh, "node --version").quiet().ignore_stderr().read();
    if on_path.is_ok_and(|version| is_new_enough(&version)) {
        return Ok(None);
    }
    let architecture = match env::consts::ARCH {
        "aarch64" => "arm64",
        _ => "x64",
    };
    let package = format!("node-{}-{architecture}", env::consts::OS);
    let directory = tools.node_modules.join(package).join("bin");
    if !directory.join("node").is_file() {
        let (major, minor) = LEAST_NODE;
        bail!("Wrangler needs Node.js {major}.{minor} or newer: install it and try again");
    }
    Ok(Some(directory))
}

fn is_new_enough(version: &str) -> bool {
    let mut numbers = version.trim().trim_start_matches('v').split('.').map(str::parse);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(major)), Some(Ok(minor))) => (major, minor) >= LEAST_NODE,
        _ => false,
    }
}

/// A local run gets a secret, an operator token and a place for its state, where it names none itself.
fn local_flags(arguments: &[OsString]) -> Result<Vec<OsString>> {
    let given = |flag: &str| {
        arguments
            .iter()
            .any(|argument| argument.to_str().is_some_and(|text| text.starts_with(flag)))
    };
    let directory = project::root().join("target/wrangler");
    fs::create_dir_all(&directory)?;
    let mut flags: Vec<OsString> = Vec::new();
    if !given("--persist-to") {
        flags.extend(["--persist-to".into(), directory.join("state").into()]);
    }
    if !given("--env-file") && !project::root().join(".dev.vars").is_file() {
        let path = directory.join("local.env");
        let secret = secret::kept(&directory.join("secret"))?;
        let token = secret::kept(&directory.join("operator-token"))?;
        let text = format!("FANFARE_SECRET={secret}\nFANFARE_OPERATOR_TOKEN={token}\nFANFARE_MAILBOX=on\n");
        secret::write(&path, &text)?;
        eprintln!("the operator token of this run is in {}", path.display());
        flags.extend(["--env-file".into(), path.into()]);
    }
    Ok(flags)
}

#[cfg(test)]
mod tests {
    use super::is_new_enough;

    #[test]
    fn an_older_node_is_not_enough() {
        assert!(is_new_enough("v22.12.0\n"));
        assert!(is_new_enough("v23.0.0"));
        assert!(!is_new_enough("v22.11.9"));
        assert!(!is_new_enough("v20.20.2"));
        assert!(!is_new_enough("nonsense"));
    }
}
