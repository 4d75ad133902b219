//! The server under load: how many requests, how fast, with how much memory, at growing sizes.
//!
//! Invariant: every figure comes from the release build under plain workerd, in one run with its yardsticks; what
//! was written under load is counted afterwards.

mod beside;
mod community;
mod content;
mod contest;
mod contests;
mod database;
mod load;
mod memory;
mod processor;
mod recognition;
mod report;
mod yardstick;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail, ensure};
use beside::Beside;
use community::Community;
use contest::Contest;
use load::{Figure, Load, Request};
use report::{Report, Row, Size};
use yardstick::Yardstick;

use crate::build::{self, Profile};
use crate::flags;
use crate::progress::step;
use crate::project;
use crate::serve::{Options, Server, free_address};
use crate::setup::{self, Tools};

/// The subject of all questions.
const SUBJECT: &str = "bench";
/// Where our constant is.
const CONSTANT: &str = "/health";
const OPERATOR_TOKEN: &str = "operator-token-of-a-bench";
const DEFAULT_SIZES: &str = "100,1000,10000,100000";
const DEFAULT_SECONDS: u32 = 8;
const DEFAULT_CONNECTIONS: u32 = 16;
/// The same kind of request before each figure, until the compilers of the runtime are done.
const WARM_UP_SECONDS: u32 = 3;
/// More different questions than `similar` answers in the time of a figure.
const PROBES: usize = 40_000;
/// More turns over the uncached reads than fit into the time of a figure.
const TURNS: usize = 2_000;

/// Measures, writes `target/bench/bench.{json,md}`, prints the tables, and fails when a goal is missed.
pub(crate) fn run(flags: &flags::Bench) -> Result<()> {
    load::check()?;
    if let Some(shapes) = &flags.contests {
        return contests::run(flags, shapes);
    }
    if flags.recognition {
        return recognition::run(flags);
    }
    let sizes = sizes(flags.sizes.as_deref().unwrap_or(DEFAULT_SIZES))?;
    let tools = if flags.no_build {
        setup::setup()?
    } else {
        build::build(Profile::Release)?
    };
    let seconds = flags.seconds.unwrap_or(DEFAULT_SECONDS);
    let connections = flags.connections.unwrap_or(DEFAULT_CONNECTIONS);

    let bench = Bench::start(&tools)?;
    let load = bench.load(seconds, connections);
    step("yardsticks");
    let yardstick = {
        let yardstick = Yardstick::start(&tools)?;
        let load = Load {
            address: yardstick.address,
            process: yardstick.id(),
            ..load
        };
        steady(load, "/")?
    };
    let constant = steady(load, CONSTANT)?;
    let mut report = Report {
        seconds,
        connections,
        yardstick,
        constant,
        sizes: Vec::new(),
    };
    drop(bench);
    for size in sizes {
        report.sizes.push(measure(&tools, size, seconds, connections)?);
        write(&report)?;
    }
    print!("{}", report.markdown()?);
    let missed = report.missed();
    if !missed.is_empty() {
        bail!("goals missed:\n{}", missed.join("\n"));
    }
    Ok(())
}

/// Where the figures and the files of a run are.
fn directory() -> Result<PathBuf> {
    let directory = project::root().join("target/bench");
    fs::create_dir_all(&directory).with_context(|| format!("cannot make {}", directory.display()))?;
    Ok(directory)
}

fn sizes(text: &str) -> Result<Vec<usize>> {
    text.split(',')
        .map(|size| match size.trim().parse() {
            Ok(size) if size > 0 => Ok(size),
            _ => bail!("--sizes {text}: numbers with commas between, as in {DEFAULT_SIZES}"),
        })
        .collect()
}

fn write(report: &Report) -> Result<()> {
    let directory = directory()?;
    fs::write(
        directory.join("bench.json"),
        serde_json::to_string_pretty(report)?,
    )?;
    fs::write(directory.join("bench.md"), report.markdown()?).context("cannot write the figures")
}

/// One address over and over, when it is warm.
fn steady(load: Load, path: &str) -> Result<Figure> {
    warming(load).steady(path)?;
    load.steady(path)
}

/// The load before a figure.
fn warming(load: Load) -> Load {
    Load {
        seconds: WARM_UP_SECONDS,
        ..load
    }
}

/// A server with nothing in it.
struct Bench {
    server: Server,
    inspector: std::net::SocketAddr,
}

impl Bench {
    fn start(tools: &Tools) -> Result<Self> {
        Self::serve(tools, 0, true)
    }

    /// Stops, and starts again at the same address with what is stored, after `act` had the files.
    fn restart(self, tools: &Tools, act: impl FnOnce() -> Result<()>) -> Result<Self> {
        let port = self.server.address.port();
        drop(self);
        act()?;
        Self::serve(tools, port, false)
    }

    fn serve(tools: &Tools, port: u16, fresh: bool) -> Result<Self> {
        let inspector = free_address(0, "")?;
        let server = Server::start(
            tools,
            Options {
                port,
                state: directory()?.join("state"),
                fresh,
                operator_token: OPERATOR_TOKEN.to_owned(),
                log: Some(directory()?.join("server.log")),
                inspector: Some(inspector),
                ..Options::default()
            },
        )?;
        Ok(Self { server, inspector })
    }

    fn load(&self, seconds: u32, connections: u32) -> Load {
        Load {
            address: self.server.address,
            process: self.server.id(),
            seconds,
            connections,
        }
    }
}

/// All figures of one size, on a server of its own.
fn measure(tools: &Tools, size: usize, seconds: u32, connections: u32) -> Result<Size> {
    let bench = Bench::start(tools)?;
    let load = bench.load(seconds, connections);
    step(format_args!("{size} questions: filling"));
    let community = Community::fill(load.address, OPERATOR_TOKEN, size)?;

    step(format_args!("{size} questions: reading"));
    let recall = community.recall(size)?;
    let mut beside = Beside::start(load)?;
    let mut rows = reads(load, &mut beside, &community)?;
    step(format_args!("{size} questions: writing"));
    let vote = votes(load, &community)?;
    rows.push(beside.row("vote", &vote)?);
    rows.extend(uncached(load, &mut beside, &community, &vote)?);
    rows.push(beside.row("answer", &answers(load, &community)?)?);
    step(format_args!("{size} entries of a contest"));
    let contest = Contest::open(&community, OPERATOR_TOKEN, size)?;
    let mut beside = Beside::start(load)?;
    rows.push(beside.row("contest page, cached", &steady(load, &contest.page)?)?);
    rows.push(beside.row("ballot", &ballots(load, &contest)?)?);
    Ok(Size {
        questions: size,
        imported_per_second: community.imported_per_second,
        rows,
        recall,
        process_megabytes: memory::process(bench.server.id()),
        heap_megabytes: memory::fullest_isolate(tools, bench.inspector)?,
    })
}

fn reads(load: Load, beside: &mut Beside, community: &Community) -> Result<Vec<Row>> {
    let list = community.lists.first().context("there is no list of 20")?;
    let page = community.questions.first().context("there is no question")?;
    let mut words = content::Words::new(0x51);
    let probes: Vec<Request<'_>> = (0..PROBES)
        .map(|number| words.take(3 + number % 5).replace(' ', "+"))
        .map(|probe| Request::get(format!("{}/similar?q={probe}", community.api)))
        .collect();
    let (before, probes) = probes.split_at(PROBES / 2);
    let list = beside.row("list, cached", &steady(load, list)?)?;
    let page = beside.row("question page, cached", &steady(load, &page.page)?)?;
    warming(load).script("similar-before", before)?;
    let similar = beside.row("similar", &load.script("similar", probes)?)?;
    Ok(vec![list, page, similar])
}

/// Lists and pages that are newer each time. A vote comes before every half of them; its share of the time, by
/// the figure of votes, is taken off the throughput; in the percentiles the few votes are among the reads.
fn uncached(load: Load, beside: &mut Beside, community: &Community, vote: &Figure) -> Result<Vec<Row>> {
    let pages: Vec<String> = community
        .questions
        .iter()
        .map(|question| question.page.clone())
        .collect();
    let mut rows = Vec::new();
    for (name, key, (before, writers), reads) in [
        (
            "list, uncached",
            "lists",
            community::BETWEEN_LISTS,
            &community.lists,
        ),
        (
            "question page, uncached",
            "pages",
            community::BETWEEN_PAGES,
            &pages,
        ),
    ] {
        let requests = community.after_writes(before, reads, TURNS);
        warming(load).script(&format!("{key}-before"), &requests)?;
        community.change(key)?;
        let figure = load.script(key, &community.after_writes(writers, reads, TURNS))?;
        let read = figure.requests.saturating_sub(figure.written);
        ensure!(
            figure.made as f64 > 0.98 * read as f64,
            "{name}: {} of {read} were made anew",
            figure.made
        );
        let writing = figure.written as f64 / vote.per_second();
        let seconds = figure.microseconds as f64 / 1e6 - writing;
        rows.push(Row {
            per_second: read as f64 / seconds,
            ..beside.row(name, &figure)?
        });
    }
    Ok(rows)
}

/// Votes under load; every acknowledged one stands afterwards, and none that was not sent.
fn votes(load: Load, community: &Community) -> Result<Figure> {
    let (before, voters) = community::VOTERS;
    warming(load).script("votes-before", &community.votes(before))?;
    let before = community.standing_votes()?;
    let figure = load.script("votes", &community.votes(voters))?;
    let standing = community.standing_votes()? - before;
    ensure!(
        (figure.written..=figure.sent).contains(&standing),
        "{} votes were acknowledged and {} sent, {standing} stand",
        figure.written,
        figure.sent
    );
    Ok(figure)
}

/// Answers under load, counted in the same way.
fn answers(load: Load, community: &Community) -> Result<Figure> {
    let (before, people) = community::WHO_ANSWERS;
    warming(load).script("answers-before", &community.answers(before))?;
    let before = community.standing_answers()?;
    let figure = load.script("answers", &community.answers(people))?;
    let standing = community.standing_answers()? - before;
    ensure!(
        (figure.written..=figure.sent).contains(&standing),
        "{} answers were acknowledged and {} sent, {standing} stand",
        figure.written,
        figure.sent
    );
    Ok(figure)
}

/// Ballots under load, counted in the log.
fn ballots(load: Load, contest: &Contest<'_>) -> Result<Figure> {
    let (before, voters) = community::VOTERS;
    warming(load).script("ballots-before", &contest.ballots(before.clone()))?;
    let counted = contest.cast(before)?;
    let figure = load.script("ballots", &contest.ballots(voters.clone()))?;
    let cast = contest.cast(voters)? - counted;
    ensure!(
        (figure.written..=figure.sent).contains(&cast),
        "{} ballots were acknowledged and {} sent, the log holds {cast}",
        figure.written,
        figure.sent
    );
    Ok(figure)
}

#[cfg(test)]
mod tests {
    use super::sizes;

    #[test]
    fn sizes_are_numbers_with_commas() {
        assert_eq!(sizes("100, 1000").unwrap(), [100, 1000]);
        assert!(sizes("100,,").is_err());
        assert!(sizes("0").is_err());
    }
}
