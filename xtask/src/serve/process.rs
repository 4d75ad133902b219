//! The workerd process: started, watched, stopped.
//!
//! Invariant: it does not outlive this program, on Linux not even when this program is killed.

use std::env::consts::{ARCH, OS};
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::setup::Tools;

/// After a termination signal workerd waits for its objects, for minutes at times. What is acknowledged is
/// on disk by then, so it gets a moment to end its answers and no more.
const DRAIN_TIMEOUT: Duration = Duration::from_secs(3);
const DRAIN_POLL: Duration = Duration::from_millis(20);

/// A running workerd.
pub(crate) struct Workerd {
    child: Child,
}

impl Workerd {
    /// Starts workerd with a configuration; its lines go to `log`, those of its standard output as well, so
    /// that ours holds nothing but the line that says *ready*.
    pub(crate) fn start(
        tools: &Tools,
        config: &Path,
        environment: &[(&str, String)],
        log: Option<std::fs::File>,
        inspector: Option<SocketAddr>,
    ) -> Result<Self> {
        let binary = binary(tools)?;
        let mut command = dying_with_us(&binary);
        // The root as import path lets the configuration name the bundle by its absolute path.
        command
            .args(["serve", "--import-path=/"])
            .arg(config)
            .stdin(Stdio::null());
        if let Some(address) = inspector {
            command.arg(format!("--inspector-addr={address}"));
        }
        match log {
            Some(log) => command.stdout(log.try_clone()?).stderr(log),
            None => command.stdout(io::stderr()),
        };
        command.envs(environment.iter().map(|(name, value)| (name, value)));
        let child = command
            .spawn()
            .with_context(|| format!("cannot start {}", binary.display()))?;
        Ok(Self { child })
    }

    /// Its process id.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// How it ended, when it has.
    pub(crate) fn ended(&mut self) -> Result<Option<ExitStatus>> {
        self.child.try_wait().context("cannot look after workerd")
    }

    /// Asks it to end, then ends it.
    pub(crate) fn stop(&mut self) -> Result<()> {
        let id = self.id().to_string();
        let asked = Command::new("kill")
            .args(["-TERM", &id])
            .stderr(Stdio::null())
            .status();
        let deadline = Instant::now() + DRAIN_TIMEOUT;
        while asked.is_ok() && Instant::now() < deadline {
            if self.ended()?.is_some() {
                return Ok(());
            }
            thread::sleep(DRAIN_POLL);
        }
        self.kill().context("cannot end workerd")
    }

    fn kill(&mut self) -> io::Result<()> {
        self.child.kill()?;
        self.child.wait().map(|_| ())
    }
}

impl Drop for Workerd {
    fn drop(&mut self) {
        // Nothing is left to do when it has ended already.
        let _ = self.kill();
    }
}

/// The command, on Linux behind `setpriv`, which has the kernel kill it when its parent dies. `setpriv`
/// becomes the command, so the process id is that of workerd.
fn dying_with_us(binary: &Path) -> Command {
    let has_setpriv = OS == "linux"
        && Command::new("setpriv")
            .args(["--pdeathsig", "KILL", "true"])
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success());
    if has_setpriv {
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "KILL"]).arg(binary);
        return command;
    }
    Command::new(binary)
}

/// The binary itself: the npm command beside it is a script that would stay between us and the process.
fn binary(tools: &Tools) -> Result<PathBuf> {
    let package = match (OS, ARCH) {
        ("linux", "x86_64") => "workerd-linux-64",
        ("linux", "aarch64") => "workerd-linux-arm64",
        ("macos", "x86_64") => "workerd-darwin-64",
        ("macos", "aarch64") => "workerd-darwin-arm64",
        _ => bail!("there is no workerd for {OS} on {ARCH}"),
    };
    let path = tools
        .node_modules
        .join("@cloudflare")
        .join(package)
        .join("bin/workerd");
    if !path.is_file() {
        bail!(
            "npm did not install {package}: remove {} and try again",
            tools.node_modules.display()
        );
    }
    Ok(path)
}
