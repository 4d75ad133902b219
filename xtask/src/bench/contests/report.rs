//! The figures of contests as a table, and whether they are good enough.
//!
//! Invariant: what grows is compared with figures of the same run.

use std::fmt::Write;

use super::{Measured, Shape};

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
        if one.bytes > MOST_BYTES {
            missed.push(format!("{name}: {} bytes a ballot", one.bytes));
        }
        if !one.verdict.starts_with("PASS") {
            missed.push(format!("{name}: {}", one.verdict));
        }
    }
    let growth = |of: fn(&Shape) -> u64, p50: fn(&Measured) -> u64| {
        let least = measured.iter().min_by_key(|one| of(&one.shape))?;
        let most = measured.iter().max_by_key(|one| of(&one.shape))?;
        Some(p50(most) as f64 / p50(least) as f64)
    };
    for (what, growth, most) in [
        (
            "a ballot alone",
            growth(|shape| shape.ballots, |one| one.one.p50),
            MOST_GROWTH,
        ),
        (
            "a ballot of many",
            growth(|shape| shape.ballots, |one| one.many.p50),
            MOST_GROWTH,
        ),
        (
            "the page",
            growth(|shape| shape.entries, |one| one.page.p50),
            MOST_GROWTH_OF_PAGE,
        ),
    ] {
        if let Some(growth) = growth.filter(|growth| *growth > most) {
            missed.push(format!(
                "the median of {what} grows {growth:.2} times, wanted at most {most}"
            ));
        }
    }
    missed
}

/// The table of `BENCHMARKS.md`: a column for each contest.
pub(super) fn markdown(measured: &[Measured]) -> Result<String, std::fmt::Error> {
    let mut text = String::new();
    let mut row = |name: &str, cell: &dyn Fn(&Measured) -> String| {
        let cells: Vec<String> = measured.iter().map(cell).collect();
        writeln!(text, "| {name} | {} |", cells.join(" | "))
    };
    let ms = |microseconds: u64| microseconds as f64 / 1e3;
    row("Entries, ballots", &|one| {
        format!("{}, {}", one.shape.entries, one.shape.ballots)
    })?;
    row("---", &|_| "--:".to_owned())?;
    row("ballot alone, p50 and p99 ms", &|one| {
        format!("{:.2}, {:.2}", ms(one.one.p50), ms(one.one.p99))
    })?;
    row("ballots of many, a second, p50 and p99 ms", &|one| {
        format!(
            "{:.0}, {:.2}, {:.2}",
            one.many.per_second(),
            ms(one.many.p50),
            ms(one.many.p99)
        )
    })?;
    row(
        "receipt of the first, the middle, the last ballot, p50 ms",
        &|one| {
            let [first, middle, last] = one.receipts;
            format!("{first:.2}, {middle:.2}, {last:.2}")
        },
    )?;
    row("page, p50 and p99 ms", &|one| {
        format!("{:.2}, {:.2}", ms(one.page.p50), ms(one.page.p99))
    })?;
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
