//! The figures of contests as a table, and whether they are good enough.
//!
//! Invariant: what grows is compared with figures of the same run, each in constants measured beside it.

use std::fmt::Write;

use super::{Measured, Shape};
use crate::bench::report::Row;

/// A receipt may take so many milliseconds, a ballot so many bytes of database.
const MOST_RECEIPT_MS: f64 = 5.0;
const MOST_BYTES: u64 = 1_024;
/// How much longer the median of a ballot may take with a thousand times as many, and a page with a hundred times as many
/// entries.
const MOST_GROWTH: f64 = 1.5;
const MOST_GROWTH_OF_PAGE: f64 = 1.3;

/// Goals that are missed, each as a sentence.
pub(super) fn missed(measured: &[Measured]) -> Vec<String> {
    let mut missed = Vec::new();
    for one in measured {
        let Shape { entries, ballots } = one.shape;
        let name = format!("{entries} entries and {ballots} ballots");
        missed.extend(
            one.receipts
                .iter()
                .filter(|receipt| **receipt >= MOST_RECEIPT_MS)
                .map(|receipt| format!("{name}: a receipt takes {receipt:.1} ms")),
        );
        // With fewer, it is the entries that take most of it.
        if ballots > 100 * entries && one.bytes > MOST_BYTES {
            missed.push(format!("{name}: {} bytes a ballot", one.bytes));
        }
        if !one.verdict.starts_with("PASS") {
            missed.push(format!("{name}: {}", one.verdict));
        }
    }
    missed.extend(grown(measured));
    missed
}

/// What grows with ballots, or with entries, more than it may.
fn grown(measured: &[Measured]) -> Vec<String> {
    let growth = |of: fn(&Shape) -> u64, row: fn(&Measured) -> &Row| {
        let least = measured.iter().min_by_key(|one| of(&one.shape))?;
        let most = measured.iter().max_by_key(|one| of(&one.shape))?;
        Some((row(most).name, row(most).length() / row(least).length()))
    };
    let of_ballots = |shape: &Shape| shape.ballots;
    let grown = [
        (growth(of_ballots, |one| &one.one), MOST_GROWTH),
        (growth(of_ballots, |one| &one.many), MOST_GROWTH),
        (
            growth(|shape| shape.entries, |one| &one.page),
            MOST_GROWTH_OF_PAGE,
        ),
    ];
    grown
        .into_iter()
        .filter_map(|(growth, most)| {
            growth
                .filter(|(_, growth)| *growth > most)
                .map(|growth| (growth, most))
        })
        .map(|((name, growth), most)| {
            format!("{name}: the median, in constants, grows {growth:.2} times, wanted at most {most}")
        })
        .collect()
}

/// The table of `BENCHMARKS.md`: a column for each contest.
pub(super) fn markdown(measured: &[Measured]) -> Result<String, std::fmt::Error> {
    let mut text = String::new();
    let mut row = |name: &str, cell: &dyn Fn(&Measured) -> String| {
        let cells: Vec<String> = measured.iter().map(cell).collect();
        writeln!(text, "| {name} | {} |", cells.join(" | "))
    };
    row("Entries, ballots", &|one| {
        format!("{}, {}", one.shape.entries, one.shape.ballots)
    })?;
    row("---", &|_| "--:".to_owned())?;
    row("ballot alone, p50 and p99 ms; in constants", &|one| {
        times(&one.one)
    })?;
    row("ballots of many, a second", &|one| {
        format!("{:.0}", one.many.per_second)
    })?;
    row("of them p50 and p99 ms; in constants", &|one| times(&one.many))?;
    row(
        "receipt of the first, the middle, the last ballot, p50 ms",
        &|one| {
            let [first, middle, last] = one.receipts;
            format!("{first:.2}, {middle:.2}, {last:.2}")
        },
    )?;
    row("page, p50 and p99 ms; in constants", &|one| times(&one.page))?;
    row("database, bytes a ballot", &|one| one.bytes.to_string())?;
    row("first answer after a start, ms", &|one| {
        format!("{:.0}", one.first)
    })?;
    row(
        "the checkpoint over all of them; others waited at most, ms",
        &|one| format!("{:.0}; {:.0}", one.checkpoint.took, one.checkpoint.longest),
    )?;
    row("the close; others waited at most, ms", &|one| {
        format!("{:.0}; {:.0}", one.close.took, one.close.longest)
    })?;
    row("the process after the close, MB", &|one| {
        one.megabytes
            .map_or_else(|| "–".to_owned(), |megabytes| format!("{megabytes:.0}"))
    })?;
    row("`fanfare verify`", &|one| one.verdict.clone())?;
    Ok(text)
}

/// How long a request took, and how many constants its median is long.
fn times(row: &Row) -> String {
    format!("{:.2}, {:.2}; {:.2}", row.p50, row.p99, row.length())
}
