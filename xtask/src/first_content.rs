//! When a question's title is first seen, on a slow line and a slow machine: the demo's shop page with our embed,
//! beside the same page with a script of ten lines that inserts the same fragment with the same sheet.
//!
//! Invariant: all pages come from the same servers in the same run, by turns, each time in a browser that has
//! never seen them.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;
use xshell::{Shell, cmd};

use crate::build::{self, Manifest, Profile};
use crate::demo::seed::Seed;
use crate::demo::shop::{self, Shop};
use crate::flags;
use crate::progress::step;
use crate::project;
use crate::serve::{Options, Server, free_address};
use crate::setup::{self, Tools};
use crate::test::browser;

const DEFAULT_LOADS: u32 = 9;
/// How much longer than the ten lines the embed may take: issue 2, *Speed, size, memory*.
const MOST: f64 = 1.3;
const OPERATOR_TOKEN: &str = "operator-token-of-a-bench";
const LOADER: &str = "http://127.0.0.1:8787/embed/v1/fanfare.js";
const TEN_LINES: &str = include_str!("first_content/ten_lines.js");
const EMPTY: &str = include_str!("first_content/empty.html");
/// Where the page has the embed, where it has the ten lines, and the embed with nothing around it.
const EMBED_PAGE: &str = "index.html";
const TEN_LINES_PAGE: &str = "ten-lines.html";
const EMPTY_PAGE: &str = "empty.html";

/// The pages.
struct Measured {
    ten_lines: Page,
    embed: Page,
    empty: Page,
}

/// What was measured of one page.
#[derive(Deserialize)]
struct Page {
    /// Milliseconds from the beginning of a navigation, one figure a load.
    times: Vec<f64>,
    /// What had come over the line by then, in a load that took as long as the median.
    waterfall: Vec<Fetched>,
}

#[derive(Deserialize)]
struct Fetched {
    name: String,
    /// Milliseconds from the beginning of the navigation.
    begin: f64,
    end: f64,
    /// With the headers.
    bytes: f64,
}

/// Measures, writes `target/bench/first-content.md`, prints it, and fails when the embed takes too long.
pub(crate) fn run(flags: &flags::Bench) -> Result<()> {
    let tools = if flags.no_build {
        setup::setup()?
    } else {
        build::build(Profile::Release)?
    };
    let sh = Shell::new()?;
    sh.change_dir(project::root());
    let chromium = browser::chromium(&sh)?;
    let directory = project::root().join("target/bench/first-content");
    fs::create_dir_all(&directory).with_context(|| format!("cannot make {}", directory.display()))?;

    let server = Server::start(
        &tools,
        Options {
            state: directory.join("state"),
            fresh: true,
            operator_token: OPERATOR_TOKEN.to_owned(),
            log: Some(directory.join("server.log")),
            ..Options::default()
        },
    )?;
    let address = free_address(0, "")?;
    let shop_url = format!("http://shop.localhost:{}", address.port());
    let key = directory.join("sign-in-key.json");
    Seed {
        shop: &shop_url,
        operator_token: OPERATOR_TOKEN,
        key: &key,
        done: &directory.join("seeded"),
    }
    .sow(&server.url)?;
    let pages = pages(&sh, &directory, &server.url)?;
    let _shop = Shop::start(&tools, address, &pages, &server.url, &key, &directory)?;

    let loads = flags.loads.unwrap_or(DEFAULT_LOADS);
    step(format_args!("loading each page {loads} times"));
    let measured = measure(&sh, &tools, &chromium, &shop_url, loads)?;
    let table = table(&measured)?;
    fs::write(directory.with_extension("md"), &table).context("cannot write the figures")?;
    print!("{table}");
    let ratio = median(&measured.embed.times)? / median(&measured.ten_lines.times)?;
    if ratio > MOST {
        bail!("the embed takes {ratio:.2} of the ten lines, wanted at most {MOST}");
    }
    Ok(())
}

/// The pages of the demo's shop, and beside them the first one with ten lines in place of the loader.
fn pages(sh: &Shell, directory: &Path, community: &str) -> Result<PathBuf> {
    let pages = directory.join("shop");
    sh.remove_path(&pages)?;
    sh.create_dir(&pages)?;
    for file in sh.read_dir(shop::pages())?.iter().filter(|path| path.is_file()) {
        sh.copy_file(file, &pages)?;
    }
    sh.write_file(pages.join(EMPTY_PAGE), EMPTY)?;
    let page = sh.read_file(pages.join(EMBED_PAGE))?;
    ensure!(page.contains(LOADER), "{EMBED_PAGE} does not load the embed");
    sh.write_file(pages.join(TEN_LINES_PAGE), page.replace(LOADER, "ten-lines.js"))?;
    let manifest = Manifest::read()?;
    let sheet = manifest.files.get("style").context("the build names no sheet")?;
    let script = TEN_LINES.replace("HOST", community).replace("SHEET", &sheet.path);
    sh.write_file(pages.join("ten-lines.js"), script)?;
    Ok(pages)
}

fn measure(sh: &Shell, tools: &Tools, chromium: &Path, shop: &str, loads: u32) -> Result<Measured> {
    let script = project::root().join("xtask/src/first_content/measure.mjs");
    let modules = &tools.node_modules;
    let loads = loads.to_string();
    let pages = [TEN_LINES_PAGE, EMBED_PAGE, EMPTY_PAGE].map(|page| format!("{shop}/{page}"));
    let json = cmd!(sh, "node {script} {modules} {chromium} {loads} {pages...}")
        .quiet()
        .read()
        .context("the pages could not be measured")?;
    let [ten_lines, embed, empty] = serde_json::from_str(&json).context("the measure gave no figures")?;
    Ok(Measured {
        ten_lines,
        embed,
        empty,
    })
}

fn median(times: &[f64]) -> Result<f64> {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
        .get(sorted.len() / 2)
        .copied()
        .context("nothing was measured")
}

fn table(measured: &Measured) -> Result<String> {
    let Measured {
        ten_lines,
        embed,
        empty,
    } = measured;
    let yardstick = median(&ten_lines.times)?;
    let mut text = format!(
        "1.6 Mb/s, 150 ms, a processor four times slower; {} cold loads of each by turns.\n\n\
         | First frame with a question's title | median ms | range | against the ten lines |\n|---|--:|--:|--:|\n",
        embed.times.len()
    );
    for (name, page) in [
        (
            "the shop page, ten lines that insert the same fragment",
            ten_lines,
        ),
        ("the shop page, our embed", embed),
        ("an empty page, our embed", empty),
    ] {
        let median = median(&page.times)?;
        let least = page.times.iter().copied().fold(median, f64::min);
        let most = page.times.iter().copied().fold(median, f64::max);
        let ratio = median / yardstick;
        writeln!(
            text,
            "| {name} | {median:.0} | {least:.0} to {most:.0} | {ratio:.2} |"
        )?;
    }
    writeln!(
        text,
        "\n| On the line before it, shop page with our embed | from ms | to ms | bytes |"
    )?;
    writeln!(text, "|---|--:|--:|--:|")?;
    for Fetched {
        name,
        begin,
        end,
        bytes,
    } in &embed.waterfall
    {
        writeln!(text, "| `{name}` | {begin:.0} | {end:.0} | {bytes:.0} |")?;
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_median_is_the_one_in_the_middle() {
        assert_eq!(median(&[3.0, 1.0, 2.0]).unwrap(), 2.0);
        assert!(median(&[]).is_err());
    }
}
