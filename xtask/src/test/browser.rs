//! The Chromium of this machine.
//!
//! Invariant: a path that is returned belongs to a browser that has answered for its version; the wrapper that
//! some systems put in its place does not.

use std::env;
use std::env::consts::OS;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use xshell::{Shell, cmd};

use crate::progress::step;

/// Names on the `PATH`, the free browser first.
const NAMES: [&str; 5] = [
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
];
/// Where systems keep it when it is not on the `PATH`.
const PLACES: [&str; 6] = [
    "/usr/lib/chromium/chromium",
    "/usr/lib64/chromium-browser/chromium-browser",
    "/opt/google/chrome/chrome",
    "/snap/bin/chromium",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// The browser named by `CHROMIUM`, else the first one found, else one installed by apt where that is allowed.
pub(crate) fn chromium(sh: &Shell) -> Result<PathBuf> {
    if let Some(path) = env::var_os("CHROMIUM").filter(|path| !path.is_empty()) {
        let path = PathBuf::from(path);
        if !answers(sh, &path) {
            bail!("CHROMIUM={} is not a browser that starts", path.display());
        }
        return Ok(path);
    }
    if let Some(path) = find(sh) {
        return Ok(path);
    }
    if !may_install(sh) {
        bail!("{}", advice());
    }
    install(sh)?;
    find(sh).context("apt installed chromium, but it does not start")
}

fn find(sh: &Shell) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let on_path = env::split_paths(&path).flat_map(|directory| NAMES.map(|name| directory.join(name)));
    on_path
        .chain(PLACES.map(PathBuf::from))
        .find(|path| path.is_file() && answers(sh, path))
}

fn answers(sh: &Shell, path: &PathBuf) -> bool {
    cmd!(sh, "{path} --version")
        .quiet()
        .ignore_stdout()
        .ignore_stderr()
        .run()
        .is_ok()
}

/// Debian as root. Ubuntu's package is a wrapper around a snap, which does not work in containers.
fn may_install(sh: &Shell) -> bool {
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let is_debian = release.lines().any(|line| line == "ID=debian");
    let user = cmd!(sh, "id --user").quiet().ignore_stderr().read();
    is_debian && user.is_ok_and(|user| user == "0")
}

fn install(sh: &Shell) -> Result<()> {
    step("installing Chromium by apt, for the browser tests (once)");
    // A font with Arabic letters comes along, so that screenshots show words and not boxes.
    let packages = ["chromium", "fonts-dejavu-core"];
    let update = cmd!(sh, "apt-get update --quiet=2").quiet().ignore_stdout();
    let install = cmd!(
        sh,
        "apt-get install --quiet=2 --yes --no-install-recommends {packages...}"
    )
    .env("DEBIAN_FRONTEND", "noninteractive")
    .quiet()
    .ignore_stdout();
    update
        .run()
        .and_then(|()| install.run())
        .context("apt could not install chromium: is the network there?")
}

fn advice() -> &'static str {
    match OS {
        "macos" => "Chromium was not found: install Google Chrome or Chromium, or set CHROMIUM to its path",
        _ => {
            "Chromium was not found: install it (Debian: `sudo apt-get install chromium`; Ubuntu: the .deb of \
             Google Chrome), or set CHROMIUM to its path"
        }
    }
}
