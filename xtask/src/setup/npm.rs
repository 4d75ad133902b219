//! The tools that come as npm packages: the runtime, the optimizer, the minifier, the test libraries.
//!
//! Invariant: a directory under the hash of `package-lock.json` holds exactly what the lock file names.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use xshell::{Shell, cmd};

use crate::progress::step;
use crate::project;

/// What npm reads; together they decide what is installed.
const INPUTS: [&str; 3] = ["package.json", "package-lock.json", ".npmrc"];
const LEAST_NODE: u32 = 18;

/// The directory `node_modules`, installed when the cache has it not.
pub(crate) fn install(cache: &Path) -> Result<PathBuf> {
    let root = project::root();
    let inputs = INPUTS.map(|name| fs::read(root.join(name)));
    let [package, lock, settings] = inputs;
    let (package, lock, settings) = (package?, lock?, settings?);
    let name = format!("npm-{}", project::short_hash([&package[..], &lock, &settings]));
    let home = cache.join(&name);
    let node_modules = home.join("node_modules");
    if node_modules.is_dir() {
        return Ok(node_modules);
    }

    let sh = Shell::new()?;
    check_node(&sh)?;
    step("fetching the npm packages of package-lock.json (a quarter of a minute, once)");
    let partial = cache.join(format!("{name}.partial"));
    sh.remove_path(&partial)?;
    sh.create_dir(&partial)?;
    for name in INPUTS {
        sh.copy_file(root.join(name), partial.join(name))?;
    }
    sh.change_dir(&partial);
    // Errors only: npm warns that Wrangler wants a newer Node.js than the host may have; `xtask wrangler`
    // gives it one.
    cmd!(sh, "npm ci --loglevel=error")
        .quiet()
        .ignore_stdout()
        .run()
        .context("npm could not install the packages of package-lock.json: is the network there?")?;
    fs::rename(&partial, &home).with_context(|| format!("cannot write {}", home.display()))?;
    Ok(node_modules)
}

fn check_node(sh: &Shell) -> Result<()> {
    let Ok(version) = cmd!(sh, "node --version").quiet().ignore_stderr().read() else {
        bail!("node was not found: install Node.js {LEAST_NODE} or newer");
    };
    if major(&version).is_none_or(|major| major < LEAST_NODE) {
        bail!("node is {version}: install Node.js {LEAST_NODE} or newer");
    }
    if cmd!(sh, "npm --version")
        .quiet()
        .ignore_stderr()
        .ignore_stdout()
        .run()
        .is_err()
    {
        bail!("npm was not found: install it (it comes with Node.js {LEAST_NODE} or newer)");
    }
    Ok(())
}

fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn the_major_release_of_node_is_read() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("v8.1.0"), Some(8));
        assert_eq!(major("20.1.0"), None);
    }
}
