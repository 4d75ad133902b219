//! The real runtime with the built Worker: one server for most tests, others for tests that kill theirs.
//!
//! Invariant: a server ends with its value, and with the test process however that ends: a shell beside it waits
//! for the end of a pipe which only this process holds.

pub mod wrangler;

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::command;

/// The operator's token of every server here.
pub const OPERATOR_TOKEN: &str = "operator-token-of-the-tests";
/// workerd compiles the module and answers within seconds; a machine that also builds gets more.
const READY_TIMEOUT: Duration = Duration::from_secs(60);
/// What the shell runs: the server in the background until standard input ends. What is printed is the server's alone, so
/// that it ends with it.
const KEEPER: &str = r#""$@" & server=$!; exec >&-; read -r _; kill -TERM "$server" 2>/dev/null; wait "$server"
    if [ -n "$FORGET" ]; then rm -rf "$FORGET"; fi"#;
/// The variable that names the directory to remove when the server has ended.
const FORGET: &str = "FORGET";

/// How a server is started.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Further arguments of `xtask serve`.
    pub arguments: Vec<String>,
    /// Further variables of its environment.
    pub environment: Vec<(String, String)>,
}

impl Options {
    /// A server that shows mail at `/mailbox`.
    pub fn with_mailbox() -> Self {
        Self::with(&["--mailbox"])
    }

    /// A server with these arguments.
    pub fn with(arguments: &[&str]) -> Self {
        Self {
            arguments: arguments.iter().map(|&argument| argument.to_owned()).collect(),
            environment: Vec::new(),
        }
    }
}

/// A running server.
#[derive(Debug)]
pub struct Server {
    /// Where it answers.
    pub url: String,
    _task: Task,
    state: PathBuf,
}

/// A running command of the task runner, which ends with its value.
#[derive(Debug)]
pub struct Task {
    keeper: Child,
    /// The command runs until this is dropped.
    lifeline: Option<ChildStdin>,
}

impl Task {
    /// Starts `xtask` with these arguments; with it comes what it prints.
    ///
    /// # Panics
    /// When no shell starts.
    pub fn start<Argument: AsRef<OsStr>>(
        arguments: impl IntoIterator<Item = Argument>,
        environment: &[(String, String)],
    ) -> (Self, ChildStdout) {
        Self::start_with(arguments, environment, Stdio::inherit())
    }

    /// The same, with a place for what it says of its work.
    fn start_with<Argument: AsRef<OsStr>>(
        arguments: impl IntoIterator<Item = Argument>,
        environment: &[(String, String)],
        said: Stdio,
    ) -> (Self, ChildStdout) {
        let mut keeper = command::outside(Command::new("sh"))
            .args(["-c", KEEPER, "sh"])
            .arg(xtask())
            .args(arguments)
            .envs(environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(said)
            .spawn()
            .expect("a shell starts");
        let lifeline = keeper.stdin.take();
        let output = keeper.stdout.take().expect("its output is ours");
        (Self { keeper, lifeline }, output)
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        drop(self.lifeline.take());
        // It ended already, or it ends now; there is nobody to tell.
        let _ = self.keeper.wait();
    }
}

impl Server {
    /// Starts a server on the state in this directory.
    ///
    /// # Panics
    /// When it does not become ready.
    pub fn start(state: &Path, options: &Options) -> Self {
        let file = |name: &str| state.join(name).into_os_string();
        let mut arguments: Vec<OsString> = [
            "serve",
            "--no-build",
            "--port",
            "0",
            "--operator-token",
            OPERATOR_TOKEN,
        ]
        .map(OsString::from)
        .into();
        arguments.extend(["--state".into(), state.as_os_str().to_owned()]);
        arguments.extend(["--pid-file".into(), file("pid"), "--log".into(), file("log")]);
        arguments.extend(options.arguments.iter().map(OsString::from));
        let (task, output) = Task::start(arguments, &options.environment);
        let url = ready(&lines(output), "ready ", READY_TIMEOUT).unwrap_or_else(|| {
            let log = fs::read_to_string(state.join("log")).unwrap_or_default();
            panic!("the server ended, or was not ready within {READY_TIMEOUT:?}:\n{log}")
        });
        Self {
            url,
            _task: task,
            state: state.to_owned(),
        }
    }

    /// Where it listens, without the scheme.
    pub fn address(&self) -> &str {
        self.url.trim_start_matches("http://")
    }

    /// The lines of the Worker so far.
    pub fn log(&self) -> String {
        fs::read_to_string(self.state.join("log")).unwrap_or_default()
    }

    /// The directory of its state.
    pub fn state(&self) -> &Path {
        &self.state
    }

    /// Kills the runtime where it stands, as a power cut would.
    ///
    /// # Panics
    /// When its process can't be found.
    pub fn kill(&self) {
        let id = fs::read_to_string(self.state.join("pid")).expect("the server wrote its process id");
        let killed = Command::new("kill").args(["-9", id.trim()]).status();
        assert!(
            killed.is_ok_and(|status| status.success()),
            "process {id} can't be killed"
        );
    }
}

/// The server most tests share; it shows mail at `/mailbox`.
pub fn shared() -> &'static Server {
    static SHARED: OnceLock<Server> = OnceLock::new();
    SHARED.get_or_init(|| for_all_tests(Options::with_mailbox()))
}

/// A server that runs until the process ends, when nothing of it is dropped: its shell removes its state.
pub fn for_all_tests(mut options: Options) -> Server {
    let state = directory().keep();
    let forget = state.to_string_lossy().into_owned();
    options.environment.push((FORGET.to_owned(), forget));
    Server::start(&state, &options)
}

/// A directory for the state of a server, gone with its value.
///
/// # Panics
/// When it can't be made.
pub fn directory() -> TempDir {
    tempfile::Builder::new()
        .prefix("fanfare-tests-")
        .tempdir()
        .expect("a directory can be made")
}

/// The root of the repository.
pub fn root() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().unwrap_or(tests).to_owned()
}

/// The task runner: the one that started these tests, else the one that was built last.
pub fn xtask() -> PathBuf {
    env::var_os("FANFARE_XTASK").map_or_else(|| root().join("target/debug/xtask"), PathBuf::from)
}

/// What is printed, line by line, until nobody who could print more is left.
fn lines(output: ChildStdout) -> Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            // It is read to its end, so that a server never waits for room, even when nobody listens any more.
            let _ = sender.send(line);
        }
    });
    receiver
}

/// What follows the words that say *ready*.
fn ready(lines: &Receiver<String>, words: &str, timeout: Duration) -> Option<String> {
    let deadline = Instant::now() + timeout;
    loop {
        let line = lines
            .recv_timeout(deadline.saturating_duration_since(Instant::now()))
            .ok()?;
        if let Some((_, url)) = line.split_once(words) {
            return Some(url.to_owned());
        }
    }
}
