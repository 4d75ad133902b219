//! What an import read, left out and did.

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
            },
            skipped: reasons(&items.skipped),
            done: Done::default(),
        }
    }

    /// Adds what the server says of a batch.
    pub(super) fn add(&mut self, batch: ImportReport) {
        self.done.questions += batch.questions;
        self.done.answers += batch.answers;
        self.done.authors += batch.authors;
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
        } = self.read;
        let mut lines = vec![format!(
            "Read {questions} questions ({closed} closed) and {answers} answers ({solved} solved it) of {}.",
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
