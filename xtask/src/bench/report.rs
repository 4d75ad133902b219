//! The figures as a table for people and as JSON, and whether they are good enough.
//!
//! Invariant: a goal is compared with figures of the same run on the same machine, never with an older number; one of
//! a kind of request with the constants right before and after it.

use std::fmt::Write;

use serde::Serialize;

use super::load::Figure;

/// A constant of ours in relation to the one of five lines of JavaScript.
const LEAST_CONSTANT: f64 = 0.35;
/// A cached list in relation to our constant.
const LEAST_CACHED_LIST: f64 = 0.85;
/// An uncached list in relation to our constant.
const LEAST_LIST: f64 = 0.25;
/// A vote in relation to our constant.
const LEAST_VOTE: f64 = 0.12;
/// A ballot in relation to our constant, its signed acceptance included.
const LEAST_BALLOT: f64 = 0.1;
/// How much longer the median may take with a hundred times as many questions.
const MOST_GROWTH: f64 = 1.3;
const MOST_GROWTH_OF_SIMILAR: f64 = 2.0;
/// The sizes that growth is measured between.
const GROWTH: (usize, usize) = (1_000, 100_000);
/// What Cloudflare gives an isolate, in megabytes.
const MOST_HEAP: f64 = 128.0;

/// All that was measured in a run.
#[derive(Serialize)]
pub(super) struct Report {
    pub(super) seconds: u32,
    pub(super) connections: u32,
    /// The constant of the five-line Worker.
    pub(super) yardstick: Figure,
    /// The constant of ours.
    pub(super) constant: Figure,
    pub(super) sizes: Vec<Size>,
}

/// What was measured with one number of questions.
#[derive(Serialize)]
pub(super) struct Size {
    pub(super) questions: usize,
    /// Questions taken over in a second.
    pub(super) imported_per_second: f64,
    pub(super) rows: Vec<Row>,
    /// The share of `similar` that finds what was looked for.
    pub(super) recall: f64,
    /// Megabytes of the process; none where the system does not say.
    pub(super) process_megabytes: Option<f64>,
    /// Megabytes of the fullest isolate.
    pub(super) heap_megabytes: f64,
}

/// One kind of request.
#[derive(Serialize)]
pub(super) struct Row {
    pub(super) name: &'static str,
    pub(super) per_second: f64,
    /// Milliseconds.
    pub(super) p50: f64,
    pub(super) p99: f64,
    /// Milliseconds of the processors; none where the system does not say.
    pub(super) processor: Option<f64>,
    /// Ours, right before and after it.
    pub(super) constant: Constant,
}

/// The constant that figures are compared with.
#[derive(Clone, Copy, Serialize)]
pub(super) struct Constant {
    pub(super) per_second: f64,
    /// Milliseconds.
    pub(super) p50: f64,
}

impl Constant {
    /// The mean of two.
    pub(super) fn between(before: &Figure, after: &Figure) -> Self {
        Self {
            per_second: f64::midpoint(before.per_second(), after.per_second()),
            p50: f64::midpoint(before.p50 as f64, after.p50 as f64) / 1e3,
        }
    }
}

impl Row {
    /// As it was counted.
    pub(super) fn new(name: &'static str, figure: &Figure, constant: Constant) -> Self {
        Self {
            name,
            per_second: figure.per_second(),
            p50: figure.p50 as f64 / 1e3,
            p99: figure.p99 as f64 / 1e3,
            processor: figure.processor,
            constant,
        }
    }

    /// How many of it there are for one constant.
    fn share(&self) -> f64 {
        self.per_second / self.constant.per_second
    }

    /// How many constants its median is long.
    pub(super) fn length(&self) -> f64 {
        self.p50 / self.constant.p50
    }
}

impl Report {
    /// Goals that are missed, each as a sentence.
    pub(super) fn missed(&self) -> Vec<String> {
        let mut missed = Vec::new();
        let mut at_least = |what: String, value: f64, least: f64| {
            if value < least {
                missed.push(format!("{what}: {value:.2}, wanted at least {least}"));
            }
        };
        let ours = self.constant.per_second();
        let what = "our constant against that of JavaScript".to_owned();
        at_least(what, ours / self.yardstick.per_second(), LEAST_CONSTANT);
        for size in &self.sizes {
            for (name, least) in [
                ("list, cached", LEAST_CACHED_LIST),
                ("list, uncached", LEAST_LIST),
                ("vote", LEAST_VOTE),
                ("ballot", LEAST_BALLOT),
            ] {
                if let Some(row) = size.row(name) {
                    let what = format!("{name} at {} against our constant", size.questions);
                    at_least(what, row.share(), least);
                }
            }
        }
        missed.extend(self.grown());
        missed.extend(
            self.sizes
                .iter()
                .filter(|size| size.heap_megabytes >= MOST_HEAP)
                .map(|size| format!("the heap at {} is {:.0} MB", size.questions, size.heap_megabytes)),
        );
        missed
    }

    /// Kinds of requests whose median grows with the community.
    fn grown(&self) -> Vec<String> {
        let at = |questions| self.sizes.iter().find(|size| size.questions == questions);
        let (Some(small), Some(large)) = (at(GROWTH.0), at(GROWTH.1)) else {
            return Vec::new();
        };
        let mut grown = Vec::new();
        for row in &large.rows {
            let most = match row.name {
                "similar" => MOST_GROWTH_OF_SIMILAR,
                _ => MOST_GROWTH,
            };
            let growth = small
                .row(row.name)
                .map_or(0.0, |before| row.length() / before.length());
            if growth > most {
                grown.push(format!(
                    "{}: the median, in constants, grows {growth:.2} times, wanted at most {most}",
                    row.name
                ));
            }
        }
        grown
    }

    /// The tables of `BENCHMARKS.md`.
    pub(super) fn markdown(&self) -> Result<String, std::fmt::Error> {
        let mut text = String::new();
        let yardstick = self.yardstick.per_second();
        writeln!(
            text,
            "{} connections, {} s a figure.\n",
            self.connections, self.seconds
        )?;
        writeln!(
            text,
            "| A constant | requests/s | p50 ms | p99 ms | CPU ms | against JavaScript |"
        )?;
        writeln!(text, "|---|--:|--:|--:|--:|--:|")?;
        for (name, figure) in [
            ("five lines of JavaScript", &self.yardstick),
            ("ours, `GET /health`", &self.constant),
        ] {
            writeln!(
                text,
                "| {name} | {:.0} | {:.2} | {:.2} | {} | {:.2} |",
                figure.per_second(),
                figure.p50 as f64 / 1e3,
                figure.p99 as f64 / 1e3,
                milliseconds(figure.processor),
                figure.per_second() / yardstick
            )?;
        }
        for size in &self.sizes {
            writeln!(
                text,
                "\n| {} questions | requests/s | p50 ms | p99 ms | CPU ms | constant beside it | against it |",
                size.questions
            )?;
            writeln!(text, "|---|--:|--:|--:|--:|--:|--:|")?;
            for row in &size.rows {
                let Row {
                    name,
                    per_second,
                    p50,
                    p99,
                    processor,
                    constant,
                } = row;
                writeln!(
                    text,
                    "| {name} | {per_second:.0} | {p50:.2} | {p99:.2} | {} | {:.0} | {:.2} |",
                    milliseconds(*processor),
                    constant.per_second,
                    row.share()
                )?;
            }
        }
        writeln!(
            text,
            "\n| Questions | imported/s | recall of `similar` | process MB | fullest isolate MB |"
        )?;
        writeln!(text, "|--:|--:|--:|--:|--:|")?;
        for size in &self.sizes {
            let process = size
                .process_megabytes
                .map_or_else(|| "–".to_owned(), |megabytes| format!("{megabytes:.0}"));
            writeln!(
                text,
                "| {} | {:.0} | {:.2} | {process} | {:.0} |",
                size.questions, size.imported_per_second, size.recall, size.heap_megabytes
            )?;
        }
        Ok(text)
    }
}

/// Of the processors, for people.
fn milliseconds(processor: Option<f64>) -> String {
    processor.map_or_else(|| "–".to_owned(), |milliseconds| format!("{milliseconds:.2}"))
}

impl Size {
    fn row(&self, name: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::{Constant, Figure, Report, Row, Size};

    fn figure(requests: u64) -> Figure {
        serde_json::from_value(serde_json::json!({
            "requests": requests, "microseconds": 1_000_000, "p50": 1000, "p99": 2000, "refused": 0, "broken": 0,
        }))
        .unwrap()
    }

    fn size(ours: u64, questions: usize, vote: u64, p50: f64) -> Size {
        let constant = Constant::between(&figure(ours), &figure(ours));
        let mut row = Row::new("vote", &figure(vote), constant);
        row.p50 = p50;
        Size {
            questions,
            imported_per_second: 1.0,
            rows: vec![row],
            recall: 1.0,
            process_megabytes: None,
            heap_megabytes: 50.0,
        }
    }

    fn report(ours: u64, sizes: Vec<Size>) -> Report {
        Report {
            seconds: 1,
            connections: 1,
            yardstick: figure(1000),
            constant: figure(ours),
            sizes,
        }
    }

    #[test]
    fn goals_that_are_met_are_not_named() {
        let report = report(500, vec![size(500, 1_000, 70, 1.0), size(500, 100_000, 65, 1.2)]);
        assert!(report.missed().is_empty(), "{:?}", report.missed());
        assert!(report.markdown().unwrap().contains("| vote | 70 |"));
    }

    #[test]
    fn a_slow_constant_a_slow_vote_and_growth_are_named() {
        let missed = report(300, vec![size(300, 1_000, 30, 1.0), size(300, 100_000, 40, 1.4)]).missed();
        assert_eq!(missed.len(), 3, "{missed:?}");
        assert!(missed[0].contains("our constant"));
        assert!(missed[1].contains("vote at 1000"));
        assert!(missed[2].contains("grows 1.40 times"));
    }

    #[test]
    fn a_machine_that_became_slower_is_no_growth_of_ours() {
        let mut slower = size(500, 100_000, 70, 1.4);
        slower.rows[0].constant.p50 = 1.4;
        let report = report(500, vec![size(500, 1_000, 70, 1.0), slower]);
        assert!(report.missed().is_empty(), "{:?}", report.missed());
    }
}
