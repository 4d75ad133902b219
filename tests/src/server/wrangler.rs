//! The same Worker under `wrangler dev`, to which its files are in a bucket of R2.
//!
//! Invariant: nothing is asked of the network or of who else runs Wrangler here, and whatever it keeps is below one
//! directory.

use std::fs::{self, File};
use std::iter;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use super::{OPERATOR_TOKEN, Server, Task, lines, ready};

/// It looks whether the build is current, bundles it once more and starts two runtimes, each of them beside other tests.
const READY_TIMEOUT: Duration = Duration::from_secs(120);
/// It ends its runtimes before itself.
const END_TIMEOUT: Duration = Duration::from_secs(30);

/// A running `wrangler dev`.
#[derive(Debug)]
pub struct Wrangler {
    /// The server it runs.
    pub server: Server,
    /// What it prints.
    printed: Receiver<String>,
}

impl Wrangler {
    /// Starts it as the README says, with its state in this directory.
    ///
    /// # Panics
    /// When it does not become ready, with what it said.
    pub fn start(state: &Path) -> Self {
        let file = |name: &str| state.join(name).to_string_lossy().into_owned();
        let secret = "a secret of the tests, longer than it has to be";
        let secrets = format!("FANFARE_SECRET=\"{secret}\"\nFANFARE_OPERATOR_TOKEN={OPERATOR_TOKEN}\n");
        fs::write(state.join("secrets"), secrets).expect("the secrets are written");
        let log = File::create(state.join("log")).expect("there is a place for what it says");
        let arguments = [
            ["wrangler", "dev"],
            ["--ip", "127.0.0.1"],
            ["--port", "0"],
            ["--inspector-port", "0"],
            ["--env-file", &file("secrets")],
            ["--persist-to", &file("state")],
        ];
        // Where it has its logs, and finds others of its kind.
        let environment = [("XDG_CONFIG_HOME".to_owned(), file("settings"))];
        let (task, output) = Task::start_with(arguments.as_flattened(), &environment, log.into());
        let printed = lines(output);
        let url = ready(&printed, "Ready on ", READY_TIMEOUT).unwrap_or_else(|| {
            let said = fs::read_to_string(state.join("log")).unwrap_or_default();
            panic!("`wrangler dev` ended, or was not ready within {READY_TIMEOUT:?}:\n{said}")
        });
        let server = Server {
            url,
            _task: task,
            state: state.to_owned(),
        };
        Self { server, printed }
    }

    /// Ends it.
    ///
    /// # Panics
    /// When something of it goes on.
    pub fn end(self) {
        drop(self.server);
        // Whatever still ran would hold its output open.
        let mut rest = iter::repeat_with(|| self.printed.recv_timeout(END_TIMEOUT));
        let ended = rest.find_map(Result::err);
        assert_eq!(
            ended,
            Some(RecvTimeoutError::Disconnected),
            "what it started runs on"
        );
    }
}
