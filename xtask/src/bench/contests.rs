//! Contests with up to a million ballots: what a ballot, a receipt, a page, a checkpoint, a start and the close cost.
//!
//! Invariant: a contest is opened through the API; `shared/examples/contest_rows.rs` then writes into its database what
//! its object would have written, and the object goes on from there: what is measured is the product, and at the end the
//! command verifies the whole log from its address.

mod report;

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use xshell::{Shell, cmd};

use self::report::{markdown, missed};
use super::beside::Beside;
use super::community::{self, Community};
use super::contest::Contest;
use super::load::Load;
use super::report::Row;
use super::{
    Bench, DEFAULT_CONNECTIONS, DEFAULT_SECONDS, OPERATOR_TOKEN, database, directory, memory, warming,
};
use crate::build::{self, Profile};
use crate::flags;
use crate::progress::step;
use crate::project;
use crate::setup::{self, Tools};

/// How long the figures take, and the filling of the database with one ballot: the votes are over after that.
const FIGURES: Duration = Duration::from_secs(200);
const FILLING: Duration = Duration::from_micros(300);
/// How long a checkpoint or the close may take before nobody waits for it any longer.
const PATIENCE: Duration = Duration::from_secs(900);
/// Between two questions of who waits for something.
const BETWEEN: Duration = Duration::from_millis(5);

/// How large a contest is.
#[derive(Clone, Copy)]
struct Shape {
    entries: u64,
    ballots: u64,
}

/// What was measured of a contest. Times are milliseconds.
struct Measured {
    shape: Shape,
    bytes: u64,
    /// The first answer after a start.
    first: f64,
    /// The checkpoint over everything, and the longest that anybody else waited meanwhile.
    checkpoint: Waited,
    /// The receipts of the first, the middle and the last ballot.
    receipts: [f64; 3],
    page: Row,
    one: Row,
    many: Row,
    close: Waited,
    megabytes: Option<f64>,
    verdict: String,
}

/// How long something took, and the longest that others waited for an answer meanwhile, in milliseconds.
struct Waited {
    took: f64,
    longest: f64,
}

/// Measures, writes `target/bench/contests.md`, prints it, and fails when a goal is missed.
pub(super) fn run(flags: &flags::Bench, shapes: &str) -> Result<()> {
    let shapes = parse(shapes)?;
    let tools = if flags.no_build {
        setup::setup()?
    } else {
        build::build(Profile::Release)?
    };
    let mut measured = Vec::new();
    for shape in shapes {
        measured.push(measure(flags, &tools, shape)?);
        fs::write(directory()?.join("contests.md"), markdown(&measured)?)?;
    }
    print!("{}", markdown(&measured)?);
    let missed = missed(&measured);
    if !missed.is_empty() {
        bail!("goals missed:\n{}", missed.join("\n"));
    }
    Ok(())
}

fn measure(flags: &flags::Bench, tools: &Tools, shape: Shape) -> Result<Measured> {
    let Shape { entries, ballots } = shape;
    step(format_args!("{entries} entries, {ballots} ballots: filling"));
    let bench = Bench::start(tools)?;
    let community = Community::fill(bench.server.address, OPERATOR_TOKEN, 100)?;
    let open = FIGURES + FILLING * u32::try_from(ballots)?;
    let ends = Instant::now() + open;
    let mut contest = Contest::open_for(&community, OPERATOR_TOKEN, open)?;
    let bench = bench.restart(tools, || fill(shape))?;
    let leaves = 1 + entries + ballots;

    step("a start, a checkpoint, receipts");
    let begun = Instant::now();
    contest.get("audit")?;
    let first = milliseconds(begun.elapsed());
    let checkpoint = waited(&contest, || {
        Ok(contest.get("audit")?["size"].as_u64() >= Some(leaves))
    })?;
    contest.filled(leaves)?;
    let load = bench.load(flags.seconds.unwrap_or(DEFAULT_SECONDS), 1);
    let mut receipts = [1 + entries, 1 + entries + ballots / 2, leaves - 1].map(|leaf| leaf as f64);
    for receipt in &mut receipts {
        let path = contest.path(&format!("receipts/{receipt}"));
        warming(load).steady(&path)?;
        *receipt = load.steady(&path)?.p50 as f64 / 1e3;
    }
    step("ballots, pages");
    let busy = Load {
        connections: flags.connections.unwrap_or(DEFAULT_CONNECTIONS),
        ..load
    };
    let voters = community::VOTERS;
    warming(busy).script("ballots-before", &contest.ballots(voters.0.clone()))?;
    let before = contest.cast(voters.0)?;
    let (alone, others) = (
        voters.1.start..voters.1.start + 100,
        voters.1.start + 100..voters.1.end,
    );
    let mut beside = Beside::start(load)?;
    let one = load.script("ballots-one", &contest.ballots(alone))?;
    let (mut written, mut sent) = (one.written, one.sent);
    let one = beside.row("ballot alone", &one)?;
    let mut beside = Beside::start(busy)?;
    let many = busy.script("ballots", &contest.ballots(others.clone()))?;
    (written, sent) = (written + many.written, sent + many.sent);
    let many = beside.row("ballot of many", &many)?;
    let cast = contest.cast(others)? - before;
    ensure!(
        (written..=sent).contains(&cast),
        "{written} ballots were acknowledged and {sent} sent, the log holds {cast}"
    );
    warming(busy).steady(&contest.page)?;
    let page = busy.steady(&contest.page)?;
    let page = beside.row("page", &page)?;
    let bytes = bytes()? / (ballots + before + cast);
    ensure!(
        Instant::now() < ends,
        "the votes were over before everything was measured"
    );

    step(format_args!(
        "the close, in {:.0} s",
        (ends - Instant::now()).as_secs_f64()
    ));
    std::thread::sleep(ends.saturating_duration_since(Instant::now()));
    let close = waited(&contest, || Ok(contest.get("")?["state"] == "closed"))?;
    let megabytes = memory::process(bench.server.id());
    waited(&contest, || {
        Ok(contest.get("audit")?["size"].as_u64() > Some(leaves + before + cast))
    })?;
    let mut measured = Measured {
        shape,
        bytes,
        first,
        checkpoint,
        receipts,
        page,
        one,
        many,
        close,
        megabytes,
        verdict: String::new(),
    };
    step("verifying");
    eprintln!("{}", markdown(std::slice::from_ref(&measured))?);
    let url = format!("{}{}", bench.server.url, contest.page);
    let sh = Shell::new()?;
    sh.change_dir(project::root());
    let said = cmd!(
        sh,
        "cargo run --quiet --profile native --package fanfare-cli -- verify {url}"
    )
    .ignore_status()
    .read()?;
    said.lines()
        .next()
        .unwrap_or_default()
        .clone_into(&mut measured.verdict);
    Ok(measured)
}

/// Writes what the object would have written into its file.
fn fill(shape: Shape) -> Result<()> {
    let file = database()?;
    let opened = database::read(
        &file,
        "SELECT id, secret, minute, text FROM contest, leaves",
        &["-json"],
    )?;
    let (entries, ballots) = (shape.entries.to_string(), shape.ballots.to_string());
    database::fill(&file, "contest_rows", &[&entries, &ballots], &opened)
}

/// The file of the one contest.
fn database() -> Result<PathBuf> {
    let mut files = database::files("contest")?;
    files.pop().context("no contest is kept")
}

/// How large its file is, with what stands in its log.
fn bytes() -> Result<u64> {
    let query = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";
    let bytes = database::read(&database()?, query, &[])?;
    bytes
        .trim()
        .parse()
        .context("the size of the database is no number")
}

/// Waits for something, while somebody reads the contest over and over.
fn waited(contest: &Contest<'_>, is_done: impl Fn() -> Result<bool>) -> Result<Waited> {
    let begun = Instant::now();
    let mut longest = Duration::ZERO;
    while begun.elapsed() < PATIENCE {
        let asked = Instant::now();
        let done = is_done()?;
        longest = longest.max(asked.elapsed());
        if done {
            return Ok(Waited {
                took: milliseconds(begun.elapsed()),
                longest: milliseconds(longest),
            });
        }
        std::thread::sleep(BETWEEN);
    }
    bail!("{} is not done after {} s", contest.page, PATIENCE.as_secs())
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// `100x1000,200x1000000`: entries and ballots.
fn parse(text: &str) -> Result<Vec<Shape>> {
    let shape = |shape: &str| {
        let (entries, ballots) = shape.trim().split_once('x')?;
        let shape = Shape {
            entries: entries.parse().ok()?,
            ballots: ballots.parse().ok()?,
        };
        // Ballots choose among as many entries, and a checkpoint needs as many ballots.
        (shape.entries >= 12 && shape.ballots >= 100).then_some(shape)
    };
    text.split(',')
        .map(|text| {
            shape(text)
                .with_context(|| format!("--contests {text}: at least 12x100, as in 100x1000,200x1000000"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn shapes_are_entries_and_ballots() {
        let shapes = parse("100x1000, 200x1000000").unwrap();
        assert_eq!((shapes[1].entries, shapes[1].ballots), (200, 1_000_000));
        assert!(parse("100").is_err());
        assert!(parse("1x1000").is_err());
    }
}
