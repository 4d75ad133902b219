//! What somebody knows about: tags and subjects whose questions they solved for several people.
//!
//! Invariant: an asker counts once for a tag or a subject, by their weight, and guests do not count.

use super::ledger::Ledger;
use super::rules::Rules;
use super::thanks::Said;
use super::trust::WHOLE;
use crate::sort;

/// One thing somebody knows about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Knowledge {
    /// Who, by number.
    pub person: u32,
    /// Whether it is a subject, and no tag.
    pub is_subject: bool,
    /// The tag or the subject, by number.
    pub about: u32,
    /// For how many different askers they solved it, as far as these count.
    pub askers: u32,
}

/// All of it, of one person or in the order of persons; tags first. `weight` is that of an asker, in thousandths.
pub(super) fn knowledge(
    ledger: &Ledger,
    rules: &Rules,
    all_solved: &[Said],
    weight: impl Fn(u32) -> u64,
) -> Vec<Knowledge> {
    let mut solved: Vec<(u32, bool, u32, u32)> = Vec::new();
    for said in all_solved {
        let written = ledger.contributions.get(said.contribution as usize);
        let question = written.and_then(|written| ledger.contributions.get(written.question as usize));
        let Some(question) = question.filter(|_| !ledger.is_guest(said.giver)) else {
            continue;
        };
        solved.push((said.receiver, true, question.subject, said.giver));
        solved.extend(
            question
                .tags
                .iter()
                .map(|tag| (said.receiver, false, *tag, said.giver)),
        );
    }
    let solved = sort::distinct(solved);
    let known = solved
        .chunk_by(|a, b| (a.0, a.1, a.2) == (b.0, b.1, b.2))
        .filter_map(|askers| {
            let &(person, is_subject, about, _) = askers.first()?;
            let weights = askers.iter().map(|&(_, _, _, asker)| weight(asker));
            let askers = u32::try_from(weights.sum::<u64>() / WHOLE).unwrap_or(u32::MAX);
            (askers >= rules.knows_askers).then_some(Knowledge {
                person,
                is_subject,
                about,
                askers,
            })
        });
    known.collect()
}
