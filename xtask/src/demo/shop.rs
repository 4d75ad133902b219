//! The brand's shop: the pages of `demo/shop`, on another site than the community, by a workerd of its own.
//!
//! Invariant: nothing of it is the product's; `demo/shop.js` plays the server that a brand has already.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::COMMUNITY;
use crate::project;
use crate::serve::config::{COMPATIBILITY_DATE, embed, quoted};
use crate::serve::free_address;
use crate::serve::health;
use crate::serve::process::Workerd;
use crate::setup::Tools;

/// An open shop; closed when dropped.
pub(crate) struct Shop {
    _workerd: Workerd,
}

impl Shop {
    /// Opens it with the files of `pages` and returns when its first page is there.
    pub(crate) fn start(
        tools: &Tools,
        address: SocketAddr,
        pages: &Path,
        community_url: &str,
        key: &Path,
        directory: &Path,
    ) -> Result<Self> {
        let address = free_address(address.port(), "--shop-port")?;
        let path = directory.join("shop.capnp");
        fs::write(&path, config(address, pages, community_url)?)
            .with_context(|| format!("cannot write {}", path.display()))?;
        let environment = [
            ("FANFARE", community_url.to_owned()),
            ("KEY", fs::read_to_string(key).unwrap_or_default()),
            ("COMMUNITY", COMMUNITY.to_owned()),
        ];
        let log = fs::File::create(directory.join("shop.log"))?;
        let mut workerd = Workerd::start(tools, &path, &environment, Some(log), None)?;
        health::wait(address, "/", &mut workerd)?;
        Ok(Self { _workerd: workerd })
    }
}

/// The pages of the demo.
pub(crate) fn pages() -> PathBuf {
    project::root().join("demo/shop")
}

fn config(address: SocketAddr, pages: &Path, community_url: &str) -> Result<String> {
    let script = embed(&project::root().join("demo/shop.js"))?;
    let files = quoted(pages)?;
    let community = community_url.trim_start_matches("http://");
    Ok(format!(
        r#"using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "shop", worker = .shop),
    (name = "files", disk = (path = {files})),
    (name = "community", external = (address = "{community}", http = ())),
    (name = "nowhere", network = (allow = [])),
  ],
  sockets = [(name = "http", address = "{address}", http = (), service = "shop")],
);

const shop :Workerd.Worker = (
  modules = [(name = "shop.js", esModule = {script})],
  compatibilityDate = "{COMPATIBILITY_DATE}",
  globalOutbound = "nowhere",
  bindings = [
    (name = "FILES", service = "files"),
    (name = "HOST", service = "community"),
    (name = "FANFARE", fromEnvironment = "FANFARE"),
    (name = "KEY", fromEnvironment = "KEY"),
    (name = "COMMUNITY", fromEnvironment = "COMMUNITY"),
  ],
);
"#
    ))
}
