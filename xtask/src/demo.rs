//! A community one can see: sample content, a brand's shop page on another site that embeds it, and the links.
//!
//! Invariant: what visitors write stays in the state directory between runs, and the content is put there once.

mod links;
pub(crate) mod seed;
pub(crate) mod shop;

use std::fs;

use anyhow::{Context, Result};
use seed::{Compiling, Seed};
use shop::Shop;

use crate::build::{self, Profile};
use crate::flags;
use crate::progress::step;
use crate::project;
use crate::secret;
use crate::serve::{self, Options, Server};
use crate::setup;

/// The community of the content in `demo`.
const COMMUNITY: &str = "northbeam";
const DEFAULT_PORT: u16 = 8787;
const DEFAULT_SHOP_PORT: u16 = 8788;

/// Builds, serves, fills, prints the links, and stays until it is told to stop.
pub(crate) fn run(flags: flags::Demo) -> Result<()> {
    let stop = serve::stop_signals()?;
    let directory = flags.state.unwrap_or_else(|| project::root().join("target/demo"));
    fs::create_dir_all(&directory).with_context(|| format!("cannot make {}", directory.display()))?;
    let directory = directory.canonicalize()?;
    let operator_token = secret::kept(&directory.join("operator-token"))?;
    let address = serve::free_address(flags.shop_port.unwrap_or(DEFAULT_SHOP_PORT), "--shop-port")?;
    let shop_url = format!("http://shop.localhost:{}", address.port());
    let key = directory.join("sign-in-key.json");
    let seed = Seed {
        shop: &shop_url,
        operator_token: &operator_token,
        key: &key,
        done: &directory.join("seeded"),
    };
    let is_missing = flags.fresh || !seed.is_done()?;
    let (tools, command) = if flags.no_build {
        (setup::setup()?, None)
    } else {
        let begun = build::begin(Profile::Release)?;
        let command = is_missing.then(Compiling::begin).transpose()?;
        (begun.end()?, command)
    };

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
    if let Some(command) = command {
        step("waiting for the `fanfare` command");
        command.end()?;
    }
    if is_missing {
        seed.sow(&server.url)?;
    }

    step("opening the shop");
    let _shop = Shop::start(&tools, address, &shop::pages(), &server.url, &key, &directory)?;
    links::print(&server.url, &shop_url, &directory)?;
    server.wait(&stop)
}
