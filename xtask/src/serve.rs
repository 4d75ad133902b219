//! Runs what is built under plain workerd, as production does: one process, state on disk.
//!
//! Invariant: one server per state directory, and no workerd is left behind when this program ends.

pub(crate) mod config;
pub(crate) mod health;
pub(crate) mod process;
mod state;

use std::env;
use std::fs::File;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use config::Settings;
use process::Workerd;
use state::State;

use crate::build::{self, Bundle, Profile};
use crate::flags::Serve;
use crate::setup;

const DEFAULT_PORT: u16 = 8787;
/// How often the loop looks whether workerd is still there.
const WATCH_INTERVAL: Duration = Duration::from_millis(50);

/// Serves until it is told to stop.
pub(crate) fn run(flags: Serve) -> Result<()> {
    let stop = stop_signals()?;
    let tools = if flags.no_build {
        setup::setup()?
    } else {
        build::build(Profile::Release)?
    };
    if flags.fault_injection && !flags.no_build {
        build::bundle(&tools, Profile::Dev, Bundle::FaultInjection)?;
    }
    let server = Server::start(&tools, flags.into())?;
    println!("ready {}", server.url);
    server.wait(&stop)
}

/// A running server; stopped when dropped.
pub(crate) struct Server {
    /// Where it answers.
    pub(crate) url: String,
    pub(crate) address: SocketAddr,
    workerd: Workerd,
    // Held for as long as the server runs.
    _state: State,
}

impl Server {
    /// Starts workerd and returns when it answers.
    pub(crate) fn start(tools: &setup::Tools, options: Options) -> Result<Self> {
        let address = free_address(options.port, "--port")?;
        let state = State::open(&options.state)?;
        if options.fresh {
            state.forget()?;
        }
        let url = format!("http://{address}");
        let settings = Settings {
            bundle: options.bundle,
            address,
            base_url: options.base_url.unwrap_or_else(|| url.clone()),
            operator_token: options.operator_token,
            secret: state.secret()?,
            mailbox: options.mailbox,
            mail_url: options.mail_url,
            mail_authorization: options.mail_authorization,
            mail_from: options.mail_from,
            challenge: options.challenge,
            client_address_header: options.client_address_header,
            objects: state.objects_dir(),
            media: state.media_dir(),
        };
        let config = state.write_config(&settings.config()?)?;
        let log = options.log.as_deref().map(log_file).transpose()?;
        let mut workerd = Workerd::start(tools, &config, &settings.environment(), log, options.inspector)?;
        if let Some(path) = &options.pid_file {
            std::fs::write(path, workerd.id().to_string())
                .with_context(|| format!("cannot write {}", path.display()))?;
        }
        health::wait(address, "/health", &mut workerd)?;
        Ok(Self {
            url,
            address,
            workerd,
            _state: state,
        })
    }

    /// The process id of workerd.
    pub(crate) fn id(&self) -> u32 {
        self.workerd.id()
    }

    /// Returns when a signal asks to stop; an error when workerd ended by itself.
    pub(crate) fn wait(mut self, stop: &Receiver<()>) -> Result<()> {
        loop {
            match stop.recv_timeout(WATCH_INTERVAL) {
                Err(RecvTimeoutError::Timeout) => {
                    if let Some(status) = self.workerd.ended()? {
                        bail!("workerd ended by itself: {status}");
                    }
                }
                Ok(()) | Err(RecvTimeoutError::Disconnected) => return self.workerd.stop(),
            }
        }
    }
}

/// What can be chosen for a server.
#[derive(Default)]
pub(crate) struct Options {
    pub(crate) bundle: Bundle,
    pub(crate) port: u16,
    pub(crate) state: PathBuf,
    /// Forget what earlier runs stored.
    pub(crate) fresh: bool,
    pub(crate) operator_token: String,
    pub(crate) mailbox: bool,
    pub(crate) mail_url: String,
    pub(crate) mail_authorization: String,
    pub(crate) mail_from: String,
    pub(crate) challenge: [String; 3],
    pub(crate) client_address_header: String,
    pub(crate) base_url: Option<String>,
    pub(crate) pid_file: Option<PathBuf>,
    pub(crate) log: Option<PathBuf>,
    /// Where the inspector of the runtime listens; nowhere unless said.
    pub(crate) inspector: Option<SocketAddr>,
}

impl From<Serve> for Options {
    fn from(flags: Serve) -> Self {
        let from_environment = |name| env::var(name).unwrap_or_default();
        Self {
            bundle: if flags.fault_injection {
                Bundle::FaultInjection
            } else {
                Bundle::Product
            },
            port: flags.port.unwrap_or(DEFAULT_PORT),
            state: flags.state,
            fresh: false,
            operator_token: flags
                .operator_token
                .unwrap_or_else(|| from_environment("FANFARE_OPERATOR_TOKEN")),
            mailbox: flags.mailbox,
            mail_url: flags.mail_url.unwrap_or_default(),
            mail_authorization: from_environment("FANFARE_MAIL_AUTHORIZATION"),
            mail_from: flags.mail_from.unwrap_or_default(),
            challenge: [
                "FANFARE_CHALLENGE_URL",
                "FANFARE_CHALLENGE_SITE_KEY",
                "FANFARE_CHALLENGE_SECRET",
            ]
            .map(from_environment),
            client_address_header: flags.client_address_header.unwrap_or_default(),
            base_url: flags.base_url,
            pid_file: flags.pid_file,
            log: flags.log,
            inspector: None,
        }
    }
}

/// Says when the user or a supervisor asks to stop; to be called before anything is started.
pub(crate) fn stop_signals() -> Result<Receiver<()>> {
    let (sender, receiver) = mpsc::channel();
    ctrlc::set_handler(move || {
        // A second signal may find nobody listening any more: the first one did its work.
        let _ = sender.send(());
    })
    .context("cannot listen to signals")?;
    Ok(receiver)
}

/// The address to listen at; port 0 becomes a free one. `flag` chooses another port.
pub(crate) fn free_address(port: u16, flag: &str) -> Result<SocketAddr> {
    let address = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port);
    let listener = TcpListener::bind(address).with_context(|| {
        format!("port {port} is taken: stop what listens there or choose another with {flag}")
    })?;
    Ok(listener.local_addr()?)
}

fn log_file(path: &Path) -> Result<File> {
    File::create(path).with_context(|| format!("cannot write {}", path.display()))
}
