//! The figures of recognition as a table, and whether they are good enough.

use std::fmt::Write;

use super::{Count, Measured, sorted};

/// How many seconds counting a million events may take.
const MOST_SECONDS: f64 = 30.0;
/// How many milliseconds of a hundred callers ninety-nine may wait at most while it is counted.
const MOST_WAIT: f64 = 50.0;
/// How much longer the last page of a statement may take than its first, and a vote where somebody counts than where
/// nobody does.
const MOST_GROWTH: f64 = 1.3;
const MOST_OF_A_VOTE: f64 = 1.1;

/// Goals that are missed, each as a sentence.
pub(super) fn missed(measured: &Measured) -> Vec<String> {
    let counts = [("the first time", &measured.first), ("again", &measured.again)];
    let mut missed: Vec<String> = counts
        .into_iter()
        .filter(|(_, count)| count.seconds > MOST_SECONDS)
        .map(|(when, count)| format!("counting {when} took {:.1} s", count.seconds))
        .collect();
    let wait = wait(&measured.waited, 0.99);
    if wait > MOST_WAIT {
        missed.push(format!("others wait {wait:.1} ms at p99 while it is counted"));
    }
    for (what, growth, most) in [
        ("the last page of a statement", pages(measured), MOST_GROWTH),
        ("a vote", vote(measured), MOST_OF_A_VOTE),
    ] {
        if growth > most {
            missed.push(format!(
                "{what} takes {growth:.2} times as long, wanted at most {most}"
            ));
        }
    }
    missed
}

/// The table of `BENCHMARKS.md`.
pub(super) fn markdown(measured: &Measured) -> Result<String, std::fmt::Error> {
    let Measured {
        first,
        again,
        beside,
        waited,
        idle,
        ..
    } = measured;
    let mut text = format!("| {} lines | |\n|---|--:|\n", first.lines);
    let mut row = |name: &str, cell: String| writeln!(text, "| {name} | {cell} |");
    let count = |count: &Count| format!("{:.1} s, {:.1} s", count.seconds, count.processor);
    row(
        "counted the first time (goal 30 s), of it processor",
        count(first),
    )?;
    row("again, alone (goal 30 s), of it processor", count(again))?;
    row("again, others answered", count(beside))?;
    row("others then: p50, p99 (goal 50 ms), longest", waits(waited))?;
    row("others when nothing is counted", waits(idle))?;
    let (one, other) = (median(&measured.first_page), median(&measured.last_page));
    row(
        "twenty lines of a long statement, first and last page by turns (goal 1.3)",
        format!("{one:.1} and {other:.1} ms, {:.2}", pages(measured)),
    )?;
    let [counted, other] = votes(measured);
    row(
        "processor of a vote, counted and never counted, medians of rounds by turns (goal 1.1)",
        format!("{counted:.3} and {other:.3} ms, {:.2}", vote(measured)),
    )?;
    Ok(text)
}

fn pages(measured: &Measured) -> f64 {
    median(&measured.last_page) / median(&measured.first_page)
}

fn vote(measured: &Measured) -> f64 {
    let [counted, other] = votes(measured);
    counted / other
}

/// The medians of rounds, where it is counted and where it never was.
fn votes(measured: &Measured) -> [f64; 2] {
    let of = |which: fn(&(f64, f64)) -> f64| median(&measured.votes.iter().map(which).collect::<Vec<_>>());
    [of(|round| round.0), of(|round| round.1)]
}

fn waits(sorted: &[f64]) -> String {
    let [median, most, longest] = [0.5, 0.99, 1.0].map(|share| wait(sorted, share));
    format!("{median:.1}, {most:.1}, {longest:.1} ms")
}

/// How long so large a share of callers waits at most.
fn wait(sorted: &[f64], share: f64) -> f64 {
    let place = (sorted.len() as f64 * share) as usize;
    let last = sorted.len().saturating_sub(1);
    sorted.get(place.min(last)).copied().unwrap_or_default()
}

fn median(values: &[f64]) -> f64 {
    let values = sorted(values.to_vec());
    values.get(values.len() / 2).copied().unwrap_or_default()
}
