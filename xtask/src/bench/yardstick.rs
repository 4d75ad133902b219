//! The yardstick: a Worker of five lines of JavaScript that answers a constant, in the same runtime.
//!
//! Invariant: configured as ours is, but for what it does not have.

use std::fs;
use std::net::SocketAddr;

use anyhow::{Context, Result};

use crate::project;
use crate::serve::config::{COMPATIBILITY_DATE, V8_FLAGS, embed};
use crate::serve::free_address;
use crate::serve::health;
use crate::serve::process::Workerd;
use crate::setup::Tools;

/// The running Worker; stopped when dropped.
pub(super) struct Yardstick {
    pub(super) address: SocketAddr,
    workerd: Workerd,
}

impl Yardstick {
    /// Starts it on a free port.
    pub(super) fn start(tools: &Tools) -> Result<Self> {
        let address = free_address(0, "")?;
        let script = embed(&project::root().join("xtask/src/bench/yardstick.js"))?;
        let config = format!(
            r#"using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [(name = "constant", worker = .constant)],
  sockets = [(name = "http", address = "{address}", http = (), service = "constant")],
  v8Flags = [{V8_FLAGS}],
);

const constant :Workerd.Worker = (
  modules = [(name = "yardstick.js", esModule = {script})],
  compatibilityDate = "{COMPATIBILITY_DATE}",
);
"#
        );
        let path = super::directory()?.join("yardstick.capnp");
        fs::write(&path, config).with_context(|| format!("cannot write {}", path.display()))?;
        let mut workerd = Workerd::start(tools, &path, &[], None, None)?;
        health::wait(address, "/", &mut workerd)?;
        Ok(Self { address, workerd })
    }

    /// Its process.
    pub(super) fn id(&self) -> u32 {
        self.workerd.id()
    }
}
