//! A community one can see: sample content, a brand's shop page on another site that embeds it, and the links.
//!
//! Invariant: what visitors write stays in the state directory between runs, and the content is put there once.

mod links;
mod shop;

use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use shop::Shop;
use xshell::{Shell, cmd};

use crate::build::{self, Profile};
use crate::flags;
use crate::progress::step;
use crate::project;
use crate::secret;
use crate::serve::{self, Options, Server};

/// The community of the content in `demo`.
const COMMUNITY: &str = "northbeam";
const DEFAULT_PORT: u16 = 8787;
const DEFAULT_SHOP_PORT: u16 = 8788;

/// Builds, serves, fills, prints the links, and stays until it is told to stop.
pub(crate) fn run(flags: flags::Demo) -> Result<()> {
    let stop = serve::stop_signals()?;
    let tools = build::build(Profile::Release)?;
    let directory = flags.state.unwrap_or_else(|| project::root().join("target/demo"));
    fs::create_dir_all(&directory).with_context(|| format!("cannot make {}", directory.display()))?;
    let directory = directory.canonicalize()?;
    let operator_token = secret::kept(&directory.join("operator-token"))?;

    step("starting the community");
    let server = Server::start(
        &tools,
        Options {
            port: flags.port.unwrap_or(DEFAULT_PORT),
            state: directory.clone(),
            fresh: flags.fresh,
            operator_token: operator_token.clone(),
            mailbox: true,
            log: Some(directory.join("server.log")),
            ..Options::default()
        },
    )?;
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, flags.shop_port.unwrap_or(DEFAULT_SHOP_PORT)));
    let shop_url = format!("http://shop.localhost:{}", address.port());
    let key = directory.join("sign-in-key.json");
    seed(
        &server.url,
        &shop_url,
        &operator_token,
        &directory,
        &key,
        flags.fresh,
    )?;

    step("opening the shop");
    let _shop = Shop::start(&tools, address, &server.url, &key, &directory)?;
    links::print(&server.url, &shop_url, &directory)?;
    server.wait(&stop)
}

/// Puts the content in, once: a copy of what was put in says so.
fn seed(server: &str, shop: &str, token: &str, directory: &Path, key: &Path, fresh: bool) -> Result<()> {
    let content = content(shop)?;
    let seeded = directory.join("seeded.json");
    if !fresh && key.is_file() && fs::read_to_string(&seeded).is_ok_and(|seeded| seeded == content) {
        return Ok(());
    }
    step("filling the community with sample content");
    let wanted = directory.join("seed.json");
    fs::write(&wanted, &content)?;
    let sh = Shell::new()?;
    sh.change_dir(project::root());
    // The token is no argument: arguments can be read by everybody on the machine.
    cmd!(
        sh,
        "cargo run --quiet --package fanfare-cli -- seed {wanted} --server {server} --key {key}"
    )
    .env("FANFARE_OPERATOR_TOKEN", token)
    .quiet()
    .run()
    .context("the sample content could not be put in")?;
    fs::rename(wanted, seeded).context("cannot remember that the content is in")
}

/// The sample content, for pages of a shop at this address.
fn content(shop: &str) -> Result<String> {
    let path = seed_file();
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let in_file = format!("http://shop.localhost:{DEFAULT_SHOP_PORT}");
    Ok(text.replace(&in_file, shop))
}

fn seed_file() -> PathBuf {
    project::root().join("demo/seed.json")
}
