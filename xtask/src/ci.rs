//! All checks, as continuous integration runs them: `.ci/run` calls this and nothing else.
//!
//! Invariant: a check that fails does not keep the later ones from running, and any failure fails the whole.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::progress::step;
use crate::{clippy, doc, fmt, setup, size, test, tidy};

/// How one check ended.
struct Outcome {
    name: &'static str,
    time: Duration,
    failure: Option<String>,
}

/// Runs everything and prints a table of times.
pub(crate) fn run(long: bool) -> Result<()> {
    let tests = test::Options { long, only: None };
    let checks: [(&str, &dyn Fn() -> Result<()>); 7] = [
        ("setup", &|| setup::setup().map(|_| ())),
        ("fmt", &fmt::run),
        ("clippy", &clippy::run),
        ("doc", &doc::run),
        ("tidy", &tidy::run),
        ("test", &|| test::run(&tests)),
        ("size", &size::run),
    ];
    let outcomes: Vec<Outcome> = checks.iter().map(|(name, check)| outcome(name, *check)).collect();
    print!("\n{}", table(&outcomes));
    let failed: Vec<&str> = outcomes
        .iter()
        .filter(|outcome| outcome.failure.is_some())
        .map(|outcome| outcome.name)
        .collect();
    if !failed.is_empty() {
        bail!("failed: {}", failed.join(", "));
    }
    Ok(())
}

fn outcome(name: &'static str, check: &dyn Fn() -> Result<()>) -> Outcome {
    step(format_args!("== {name}"));
    let began = Instant::now();
    let failure = check().err().map(|error| format!("{error:#}"));
    if let Some(failure) = &failure {
        eprintln!("{name} failed: {failure}");
    }
    Outcome {
        name,
        time: began.elapsed(),
        failure,
    }
}

fn table(outcomes: &[Outcome]) -> String {
    outcomes
        .iter()
        .map(|Outcome { name, time, failure }| {
            let verdict = failure
                .as_deref()
                .map_or("ok", |failure| failure.lines().next().unwrap_or("failed"));
            format!("{name:<8}{:>7.1} s  {verdict}\n", time.as_secs_f64())
        })
        .collect()
}
