//! `verify(log) -> report | tampering`: line by line, in memory that grows with the ballots and not with the text.
//! The command and the browser run this one function; how to check a signature comes in.

mod witnessed;

use serde::Serialize;

use super::leaf::Close;
use super::ledger::{Ledger, Opened};
use super::line::{Line, Opening};
use super::rules;
use super::tampering::Tampering;
use crate::ids::EntryId;
use crate::log::checkpoint::Checkpoint;
use crate::log::frontier::Frontier;
use crate::log::hash::TreeHash;
use crate::log::key::{CheckSignature, LogKey, fingerprint};
use crate::log::note;
use crate::log::proof;
use crate::sort;
pub use witnessed::{Asked, Compared, Witnessed};

/// What a log that passed says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Which contest.
    pub contest: String,
    /// Its name.
    pub title: String,
    /// The origin of its checkpoints.
    pub origin: String,
    /// The hash of its rules, as they stand now.
    pub rules: String,
    /// How many times they were amended, never against entrants or voters.
    pub amendments: u64,
    /// The fingerprint of the key that signed it.
    pub fingerprint: String,
    /// How many leaves.
    pub size: u64,
    /// Their root.
    pub root: String,
    /// How many entries stand.
    pub entries: usize,
    /// How many ballots count, those of guests among them.
    pub counted: u64,
    /// How many wait for a decision.
    pub held: u64,
    /// How many were made void.
    pub void: u64,
    /// How many were replaced by a later one of the same person.
    pub replaced: u64,
    /// The result, once the contest closed.
    pub result: Option<Outcome>,
    /// With what from elsewhere it was compared.
    pub compared: Compared,
}

/// A result, made again from the openings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// How many ballots of guests count.
    pub guests: u64,
    /// Every entry with its votes and those of guests, best first.
    pub totals: Vec<(EntryId, u64, u64)>,
    /// Who won.
    pub winners: Vec<EntryId>,
}

/// A log being checked.
pub struct Verifier<'a> {
    check: CheckSignature<'a>,
    witnessed: Witnessed,
    /// What was witnessed and is still to be met: size, root.
    expected: Vec<(u64, TreeHash)>,
    leaves: Vec<(u64, TreeHash)>,
    line: u64,
    ledger: Ledger,
    frontier: Frontier,
    covered: u64,
    last: Option<Checkpoint>,
}

impl<'a> Verifier<'a> {
    /// A log to be compared with these, its signatures checked by `check`.
    pub fn new(check: CheckSignature<'a>, witnessed: Witnessed) -> Self {
        Self {
            check,
            witnessed,
            expected: Vec::new(),
            leaves: Vec::new(),
            line: 0,
            ledger: Ledger::default(),
            frontier: Frontier::default(),
            covered: 0,
            last: None,
        }
    }

    /// Takes the next line, without its end.
    ///
    /// # Errors
    /// When it can't follow those before.
    pub fn push(&mut self, line: &str) -> Result<(), Tampering> {
        let line = serde_json::from_str(line).map_err(|_| Tampering::Line { line: self.line + 1 })?;
        self.take(&line)
    }

    /// Takes the next line, read already.
    ///
    /// # Errors
    /// When it can't follow those before.
    pub fn take(&mut self, line: &Line) -> Result<(), Tampering> {
        self.line += 1;
        match line {
            Line::Leaf(text) => self.leaf(text),
            Line::Checkpoint(note) => self.checkpoint(note),
            Line::Opening(opening) if self.covered == self.frontier.size() => self.open(opening),
            Line::Opening(opening) => Err(Tampering::StrayOpening {
                index: opening.ballot,
            }),
            Line::Next(_) => Err(Tampering::Line { line: self.line }),
        }
    }

    /// What the log says, if all of it is as it should be.
    ///
    /// # Errors
    /// With the first reason why it is not.
    pub fn finish(mut self) -> Result<Report, Tampering> {
        let size = self.frontier.size();
        if self.covered != size {
            return Err(Tampering::Uncovered { index: self.covered });
        }
        let (Some(opened), Some(last)) = (self.ledger.opened().cloned(), self.last.take()) else {
            return Err(Tampering::Opening { index: 0 });
        };
        if let Some((size, _)) = self.expected.iter().find(|(seen, _)| *seen > size) {
            return Err(Tampering::RolledBack { size: *size });
        }
        let compared = self.compared()?;
        let standings = self.ledger.standings();
        let result = match self.ledger.close().cloned() {
            Some(close) => Some(outcome(&close, self.ledger.result()?)),
            None => None,
        };
        let asked = &self.witnessed.asked.winners;
        if asked.is_some() && *asked != result.as_ref().map(|result| result.winners.clone()) {
            return Err(Tampering::OtherWinners);
        }
        Ok(Report {
            contest: opened.contest.to_string(),
            title: opened.rules.title,
            origin: opened.origin,
            rules: rules::hash(&opened.document),
            amendments: opened.amendments,
            fingerprint: fingerprint(&opened.key),
            size,
            root: last.root.to_base64(),
            entries: self.ledger.entries(),
            counted: standings.counted,
            held: standings.held,
            void: standings.void,
            replaced: standings.replaced,
            result,
            compared,
        })
    }

    fn leaf(&mut self, text: &str) -> Result<(), Tampering> {
        let index = self.frontier.size();
        self.ledger.push(text)?;
        let hash = TreeHash::of_leaf(text.as_bytes());
        if self
            .witnessed
            .receipts
            .iter()
            .any(|receipt| receipt.index == index)
        {
            self.leaves.push((index, hash));
        }
        self.frontier.push(hash);
        if index == 0 {
            self.begin()?;
        }
        let mut promises = self.witnessed.acceptances.iter().map(|kept| &kept.promise);
        if promises.any(|promise| promise.index == index && promise.leaf != hash) {
            return Err(Tampering::Promised { index });
        }
        let size = self.frontier.size();
        if self.expected.iter().any(|(seen, _)| *seen == size) {
            let root = self.frontier.root();
            if self
                .expected
                .iter()
                .any(|(seen, expected)| *seen == size && *expected != root)
            {
                return Err(Tampering::TwoHistories { size });
            }
            self.receipts_over(size, root)?;
        }
        Ok(())
    }

    /// With the first leaf the key is known: what was brought along can be read.
    fn begin(&mut self) -> Result<(), Tampering> {
        let Some(opened) = self.ledger.opened() else {
            return Ok(());
        };
        let asked = &self.witnessed.asked;
        if let Some(contest) = &asked.contest
            && *contest != opened.contest
        {
            return Err(Tampering::AnotherContest {
                contest: opened.contest.clone(),
            });
        }
        let found = fingerprint(&opened.key);
        let mut expected = asked.fingerprint.iter().chain(&self.witnessed.fingerprint);
        if expected.any(|expected| *expected != found) {
            return Err(Tampering::OtherKey { fingerprint: found });
        }
        let key = key_of(opened);
        let notes = self.witnessed.checkpoints.iter().map(|note| (note, None));
        let receipts = self.witnessed.receipts.iter();
        let all = notes.chain(receipts.map(|receipt| (&receipt.checkpoint, Some(receipt.index))));
        for (note, receipt) in all {
            let checkpoint = note::open(note, &key, self.check)
                .and_then(Checkpoint::parse)
                .filter(|checkpoint| checkpoint.origin == key.name);
            match (checkpoint, receipt) {
                (Some(checkpoint), None) => self.expected.push((checkpoint.size, checkpoint.root)),
                (Some(checkpoint), Some(index)) if index < checkpoint.size => {
                    self.expected.push((checkpoint.size, checkpoint.root));
                }
                (_, Some(index)) => return Err(Tampering::Receipt { index }),
                (None, None) => return Err(Tampering::Brought),
            }
        }
        let strange = self.witnessed.acceptances.iter().find(|kept| {
            let is_signed = note::open(&kept.note, &key, self.check).is_some();
            !is_signed || kept.promise.origin != key.name || !kept.fits()
        });
        match strange {
            Some(kept) => Err(Tampering::Acceptance {
                index: kept.promise.index,
            }),
            None => Ok(()),
        }
    }

    /// Takes an opening, whose salt is the one its voter was shown.
    fn open(&mut self, opening: &Opening) -> Result<(), Tampering> {
        self.ledger.open(opening)?;
        let index = opening.ballot;
        let mut kept = self.witnessed.acceptances.iter();
        let is_other = kept.any(|kept| {
            let shown = kept.shown.as_ref();
            kept.promise.index == index && shown.is_some_and(|shown| shown.salt != opening.salt)
        });
        if is_other {
            return Err(Tampering::Acceptance { index });
        }
        Ok(())
    }

    /// With what it was compared. What was promised can be awaited until the close.
    fn compared(&self) -> Result<Compared, Tampering> {
        let size = self.frontier.size();
        let promised = self.witnessed.acceptances.iter().map(|kept| kept.promise.index);
        let awaited: Vec<_> = promised.filter(|index| *index >= size).collect();
        if let (Some(_), Some(&index)) = (self.ledger.close(), awaited.first()) {
            return Err(Tampering::Promised { index });
        }
        Ok(Compared {
            key: self.witnessed.fingerprint.is_some(),
            checkpoints: self.witnessed.checkpoints.len(),
            receipts: self.witnessed.receipts.len(),
            acceptances: self.witnessed.acceptances.len() - awaited.len(),
            awaited,
        })
    }

    /// Checks the receipts whose checkpoint is over these leaves.
    fn receipts_over(&self, size: u64, root: TreeHash) -> Result<(), Tampering> {
        for receipt in &self.witnessed.receipts {
            let over = note::parts(&receipt.checkpoint).and_then(|(text, _)| Checkpoint::parse(text));
            if over.is_none_or(|checkpoint| checkpoint.size != size) {
                continue;
            }
            let index = receipt.index;
            let leaf = self.leaves.iter().find(|(at, _)| *at == index);
            if !leaf.is_some_and(|(_, leaf)| proof::includes(*leaf, index, size, &receipt.path, root)) {
                return Err(Tampering::Receipt { index });
            }
        }
        Ok(())
    }

    fn checkpoint(&mut self, note: &str) -> Result<(), Tampering> {
        let line = self.line;
        let Some(opened) = self.ledger.opened() else {
            return Err(Tampering::Opening { index: 0 });
        };
        let text = note::open(note, &key_of(opened), self.check).ok_or(Tampering::Signature { line })?;
        let checkpoint = Checkpoint::parse(text).ok_or(Tampering::Signature { line })?;
        if checkpoint.origin != opened.origin {
            return Err(Tampering::Origin { line });
        }
        if checkpoint.size != self.frontier.size() {
            return Err(Tampering::Size {
                line,
                size: checkpoint.size,
                found: self.frontier.size(),
            });
        }
        if checkpoint.root != self.frontier.root() {
            return Err(Tampering::Root {
                size: checkpoint.size,
            });
        }
        self.covered = checkpoint.size;
        self.last = Some(checkpoint);
        Ok(())
    }
}

fn key_of(opened: &Opened) -> LogKey {
    LogKey {
        name: opened.origin.clone(),
        public: opened.key,
    }
}

fn outcome(close: &Close, tally: &super::tally::Tally) -> Outcome {
    let mut totals: Vec<_> = tally
        .totals()
        .map(|(entry, total)| (entry.clone(), total.counted, total.guests))
        .collect();
    sort::by(&mut totals, |one, other| {
        other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0))
    });
    Outcome {
        guests: close.guests,
        totals,
        winners: close.winners.clone(),
    }
}
