//! What an import read, left out and did.

use std::collections::BTreeSet;

use serde::Serialize;
use shared::api::import::{ImportItem, ImportReport, Refused};

use super::items::{Items, Skipped};

/// The report of an import.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    source: String,
    community: String,
    dry_run: bool,
    read: Read,
    skipped: Vec<Reason>,
    /// What the server did, or would do.
    done: Done,
}

/// What the file has.
#[derive(Debug, Serialize)]
struct Read {
    questions: usize,
    answers: usize,
    solved: usize,
    closed: usize,
    /// Different ones. A dry run keeps no author from one batch to the next, so that it may count one in each.
    authors: u32,
}

#[derive(Debug, Serialize)]
struct Reason {
    reason: &'static str,
    count: usize,
    /// The first of them, by their numbers there.
    ids: Vec<u64>,
}

#[derive(Debug, Default, Serialize)]
struct Done {
    questions: u32,
    answers: u32,
    authors: u32,
    unchanged: u32,
    refused: Vec<Refused>,
}

/// How many numbers of skipped posts the report names.
const NAMED: usize = 50;

impl Report {
    /// Before anything is sent.
    pub(super) fn new(source: &str, community: &str, dry_run: bool, items: &Items) -> Self {
        let all = || items.threads.iter().flatten();
        let count = |wanted: fn(&ImportItem) -> bool| all().filter(|item| wanted(item)).count();
        Self {
            source: source.to_owned(),
            community: community.to_owned(),
            dry_run,
            read: Read {
                questions: count(|item| matches!(item, ImportItem::Question { .. })),
                answers: count(|item| matches!(item, ImportItem::Answer { .. })),
                solved: count(|item| matches!(item, ImportItem::Answer { accepted: true, .. })),
                closed: count(|item| matches!(item, ImportItem::Question { closed: true, .. })),
                authors: authors(items),
            },
            skipped: reasons(&items.skipped),
            done: Done::default(),
        }
    }

    /// Adds what the server says of a batch.
    pub(super) fn add(&mut self, batch: ImportReport) {
        self.done.questions += batch.questions;
        self.done.answers += batch.answers;
        self.done.authors = (self.done.authors + batch.authors).min(self.read.authors);
        self.done.unchanged += batch.unchanged;
        self.done.refused.extend(batch.refused);
    }

    /// How many items the server did not take.
    pub(super) fn refused(&self) -> usize {
        self.done.refused.len()
    }

    /// The report in sentences.
    pub(super) fn text(&self) -> String {
        let Read {
            questions,
            answers,
            solved,
            closed,
            authors,
        } = self.read;
        let mut lines = vec![format!(
            "Read {questions} questions ({closed} closed) and {answers} answers ({solved} solved it) by {authors} authors of {}.",
            self.source
        )];
        lines.extend(
            self.skipped
                .iter()
                .map(|skipped| format!("Skipped {}: {}", skipped.count, skipped.reason)),
        );
        let Done {
            questions,
            answers,
            authors,
            unchanged,
            ..
        } = self.done;
        let verb = if self.dry_run { "Would import" } else { "Imported" };
        lines.push(format!("{verb} {questions} questions, {answers} answers and {authors} authors into {}; {unchanged} were there already.", self.community));
        lines.extend(
            self.done
                .refused
                .iter()
                .map(|refused| format!("Refused {}: {}", refused.source_id, refused.reason)),
        );
        lines.join("\n")
    }
}

fn authors(items: &Items) -> u32 {
    let ids: BTreeSet<_> = items.threads.iter().flatten().map(author).collect();
    u32::try_from(ids.len()).unwrap_or(u32::MAX)
}

fn author(item: &ImportItem) -> &str {
    match item {
        ImportItem::Question { author, .. } | ImportItem::Answer { author, .. } => &author.source_id,
    }
}

fn reasons(skipped: &Skipped) -> Vec<Reason> {
    skipped
        .iter()
        .map(|(reason, ids)| Reason {
            reason,
            count: ids.len(),
            ids: ids.iter().take(NAMED).copied().collect(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dry_run_counts_each_author_once() {
        let mut report = Report::new("a.example", "acme", true, &Items::default());
        report.read.authors = 3;
        for _ in 0..2 {
            report.add(ImportReport {
                questions: 2,
                authors: 2,
                ..ImportReport::default()
            });
        }
        assert!(
            report
                .text()
                .contains("Would import 4 questions, 0 answers and 3 authors into acme"),
            "{}",
            report.text()
        );
    }

    #[test]
    fn what_is_skipped_or_refused_is_told_with_its_reason() {
        let items = Items {
            skipped: Skipped::from([("Not one.", vec![7, 8])]),
            ..Items::default()
        };
        let mut report = Report::new("a.example", "acme", false, &items);
        let refused = vec![Refused {
            source_id: "9".to_owned(),
            reason: "Too long.".to_owned(),
        }];
        report.add(ImportReport {
            unchanged: 5,
            refused,
            ..ImportReport::default()
        });
        let text = report.text();
        for line in [
            "Skipped 2: Not one.",
            "5 were there already.",
            "Refused 9: Too long.",
        ] {
            assert!(text.contains(line), "{text}");
        }
    }
}
