//! A community of a million thanks: what counting them costs, how long others wait meanwhile, what a long statement
//! costs at its end, and what votes cost beside all this.
//!
//! Invariant: two communities are filled alike, and only one is ever counted; what is compared comes by turns from the
//! same server.

mod report;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde_json::json;

use self::report::{markdown, missed};
use super::community::{Community, VOTERS};
use super::load::{Load, Request};
use super::{Bench, DEFAULT_CONNECTIONS, OPERATOR_TOKEN, database, directory, processor, warming};
use crate::build::{self, Profile};
use crate::flags;
use crate::http::Client;
use crate::progress::step;
use crate::setup;

/// How many questions the two have that are voted on; by this they are told apart.
const COUNTED: usize = 100;
const NEVER_COUNTED: usize = 101;
/// Whose statement is long, in `shared/examples/recognition.rs`.
const STAR: &str = "p_00000000000000000000000000000001";
const LINES: u32 = 20;
/// How often each page of it is read.
const TURNS: usize = 100;
/// Rounds of votes in each of the two, so many people in each. More seconds would only be waited for.
const ROUNDS: usize = 12;
const VOTERS_OF_A_ROUND: usize = 25;
const SECONDS_OF_A_ROUND: u32 = 3;
/// How long counting may take before nobody waits for it any longer, and how often one who waits alone asks.
const PATIENCE: Duration = Duration::from_secs(600);
const BETWEEN: Duration = Duration::from_millis(500);

/// What was measured.
#[derive(Default)]
struct Measured {
    first: Count,
    again: Count,
    /// Again, while somebody reads.
    beside: Count,
    /// How long they waited for each answer, in milliseconds, in order; and when nothing was counted.
    waited: Vec<f64>,
    idle: Vec<f64>,
    /// Pages of the long statement.
    first_page: Vec<f64>,
    last_page: Vec<f64>,
    /// Milliseconds of the processor a vote took in each round, where it is counted and where it never was.
    votes: Vec<(f64, f64)>,
}

/// What counting took, in seconds, and what came of it.
#[derive(Default)]
struct Count {
    seconds: f64,
    processor: f64,
    lines: u64,
    digest: String,
}

/// Measures, writes `target/bench/recognition.md`, prints it, and fails when a goal is missed.
pub(super) fn run(flags: &flags::Bench) -> Result<()> {
    let tools = if flags.no_build {
        setup::setup()?
    } else {
        build::build(Profile::Release)?
    };
    step("filling");
    let bench = Bench::start(&tools)?;
    let address = bench.server.address;
    let community = Community::fill(address, OPERATOR_TOKEN, COUNTED)?;
    let other = Community::fill(address, OPERATOR_TOKEN, NEVER_COUNTED)?;
    let bench = bench.restart(&tools, || {
        database::files("community")?
            .iter()
            .try_for_each(|file| fill(file))
    })?;
    let mut measured = Measured::default();
    let operator = community.as_person(OPERATOR_TOKEN);
    let counting = Counting {
        operator: &operator,
        api: &community.api,
        process: bench.server.id(),
    };
    let reader = community.as_person(community.person(0).unwrap_or_default());
    let me = format!("{}/me", community.api);

    step("counting the first time");
    measured.first = counting.waited_for(&mut || std::thread::sleep(BETWEEN))?;
    step("counting again");
    measured.again = counting.waited_for(&mut || std::thread::sleep(BETWEEN))?;
    ensure!(
        measured.again.digest == measured.first.digest,
        "counting again comes to something else"
    );
    step("counting again, others answered");
    let mut waited = Vec::new();
    measured.beside = counting.waited_for(&mut || waited.extend(timed(&reader, &me)))?;
    measured.waited = sorted(waited);
    measured.idle = sorted((0..TURNS).flat_map(|_| timed(&reader, &me)).collect());

    step("a statement, its first and its last page");
    let path = format!("{}/people/{STAR}/statement?limit={LINES}", community.api);
    let last = last_page(&operator, &path)?;
    for _ in 0..TURNS {
        measured.first_page.extend(timed(&operator, &path));
        measured.last_page.extend(timed(&operator, &last));
    }
    step("votes by turns");
    let load = bench.load(
        SECONDS_OF_A_ROUND,
        flags.connections.unwrap_or(DEFAULT_CONNECTIONS),
    );
    measured.votes = votes(load, &community, &other)?;

    let text = markdown(&measured)?;
    fs::write(directory()?.join("recognition.md"), &text)?;
    print!("{text}");
    let missed = missed(&measured);
    if !missed.is_empty() {
        bail!("goals missed:\n{}", missed.join("\n"));
    }
    Ok(())
}

/// Fills a community; one of the two is never counted.
fn fill(file: &Path) -> Result<()> {
    database::fill(file, "recognition", &["rows"], "")?;
    let slug = database::read(file, "SELECT slug FROM settings", &[])?;
    if slug.ends_with(&NEVER_COUNTED.to_string()) {
        database::read(file, "DELETE FROM due WHERE task = 'recognition'", &[])?;
    }
    Ok(())
}

/// Who asks for everything to be counted anew, and waits for it.
struct Counting<'a> {
    operator: &'a Client,
    api: &'a str,
    process: u32,
}

impl Counting<'_> {
    fn waited_for(&self, wait: &mut dyn FnMut()) -> Result<Count> {
        let rules = format!("{}/recognition/rules", self.api);
        let (begun, before) = (Instant::now(), processor::seconds(self.process));
        let asked = self.operator.post(
            &format!("{}/recognition/runs", self.api),
            &format!("run-{before:?}"),
            &json!({}),
        )?;
        while begun.elapsed() < PATIENCE {
            wait();
            let counted = self.operator.get(&rules)?["counted"].take();
            if counted["runs"].as_u64() > asked["runs"].as_u64() {
                let after = processor::seconds(self.process);
                return Ok(Count {
                    seconds: begun.elapsed().as_secs_f64(),
                    processor: after.unwrap_or_default() - before.unwrap_or_default(),
                    lines: counted["lines"].as_u64().unwrap_or_default(),
                    digest: counted["digest"].to_string(),
                });
            }
        }
        bail!("nothing is counted after {} s", PATIENCE.as_secs())
    }
}

/// How long an answer takes, in milliseconds; nothing for one that is none.
fn timed(client: &Client, path: &str) -> Option<f64> {
    let asked = Instant::now();
    client.get(path).ok()?;
    Some(asked.elapsed().as_secs_f64() * 1e3)
}

/// Where the last whole page of a statement is.
fn last_page(operator: &Client, path: &str) -> Result<String> {
    let (mut last, mut at) = (path.to_owned(), path.to_owned());
    loop {
        let page = operator.get(&at)?;
        let lines = page["lines"].as_array().context("a statement has no lines")?;
        if lines.len() == LINES as usize {
            last.clone_from(&at);
        }
        match page["next_cursor"].as_str() {
            Some(cursor) => at = format!("{path}&cursor={cursor}"),
            None => return Ok(last),
        }
    }
}

/// Rounds of votes in one community and the other, each time another one first.
fn votes(load: Load, counted: &Community, other: &Community) -> Result<Vec<(f64, f64)>> {
    let both = [(counted, "counted"), (other, "other")];
    let round = |(community, name): (&Community, &str), requests: &[Request<'_>], number: usize| {
        let before = community.standing_votes()?;
        let figure = load.script(&format!("{name}-{number}"), requests)?;
        let standing = community.standing_votes()? - before;
        ensure!(
            (figure.written..=figure.sent).contains(&standing),
            "{} votes were acknowledged, {standing} stand",
            figure.written
        );
        figure
            .processor
            .context("the system does not say what a process took")
    };
    for (community, name) in both {
        warming(load).script(&format!("{name}-before"), &community.votes(VOTERS.0))?;
    }
    let mut rounds = Vec::new();
    for number in 0..ROUNDS {
        let from = VOTERS.1.start + number * VOTERS_OF_A_ROUND;
        let mut took = [0.0; 2];
        let turns = if number % 2 == 0 { [0, 1] } else { [1, 0] };
        for place in turns {
            let (community, name) = both[place];
            let requests = community.votes(from..from + VOTERS_OF_A_ROUND);
            took[place] = round((community, name), &requests, number)?;
        }
        rounds.push(took.into());
    }
    Ok(rounds)
}

fn sorted(mut values: Vec<f64>) -> Vec<f64> {
    values.sort_by(f64::total_cmp);
    values
}
