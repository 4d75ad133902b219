//! How many people somebody helped with what, ever: what lists of a subject or a tag stand by.
//!
//! Invariant: a sum is that of the lines for contributions to its subject, with its tag; damping comes after.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::ledger::Ledger;
use super::statement::Line;

/// How many people somebody helped with a subject, with a tag, or with both at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sum {
    /// Who, by number.
    pub person: u32,
    /// The subject, by number; nothing where it may be any.
    pub subject: Option<u32>,
    /// The tag, by number; nothing where it may be any.
    pub tag: Option<u32>,
    /// How many; none or less where they left again.
    pub people: i32,
}

/// Sums on their way, in the order of persons.
#[derive(Debug, Default)]
pub(super) struct Sums {
    pub(super) all: Vec<Sum>,
    /// Where those of the last person stand, by subject and tag.
    places: BTreeMap<u128, u32>,
}

impl Sums {
    /// Adds a line; lines come in the order of persons.
    pub(super) fn add(&mut self, ledger: &Ledger, line: &Line) {
        if self.all.last().is_none_or(|last| last.person != line.person) {
            self.places = BTreeMap::new();
        }
        let written = |number: u32| ledger.contributions.get(number as usize);
        let Some(question) = written(line.contribution).and_then(|answer| written(answer.question)) else {
            return;
        };
        self.add_to(line, Some(question.subject), None);
        for tag in question.tags.iter().chain(&question.mark) {
            self.add_to(line, None, Some(*tag));
            self.add_to(line, Some(question.subject), Some(*tag));
        }
    }

    fn add_to(&mut self, line: &Line, subject: Option<u32>, tag: Option<u32>) {
        let part = |word: Option<u32>| word.map_or(0, |word| u128::from(word) + 1);
        match self.places.entry(part(subject) << 64 | part(tag)) {
            Entry::Occupied(place) => {
                if let Some(sum) = self.all.get_mut(*place.get() as usize) {
                    sum.people += line.people;
                }
            }
            Entry::Vacant(place) => {
                place.insert(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
                self.all.push(Sum {
                    person: line.person,
                    subject,
                    tag,
                    people: line.people,
                });
            }
        }
    }
}
