//! The entries of a ledger. Invariant: an entry is published once and taken out at most once.

use std::collections::HashMap;

use crate::contest::tally::Tally;
use crate::contest::tampering::Tampering;
use crate::ids::EntryId;

/// An entry: the leaf that published it, and the one that took it out.
#[derive(Debug)]
struct Entry {
    published: u64,
    withdrawn: Option<u64>,
}

/// All entries.
#[derive(Debug, Default)]
pub(super) struct Entries {
    by_id: HashMap<EntryId, Entry>,
    of_entrant: HashMap<[u8; 32], u16>,
}

impl Entries {
    pub(super) fn publish(
        &mut self,
        index: u64,
        entry: EntryId,
        entrant: [u8; 32],
        most: u16,
    ) -> Result<(), Tampering> {
        let sent = self.of_entrant.entry(entrant).or_default();
        if *sent >= most {
            return Err(Tampering::TooManyEntries { index });
        }
        *sent += 1;
        if self.by_id.contains_key(&entry) {
            return Err(Tampering::EntryTwice { index, entry });
        }
        self.by_id.insert(
            entry,
            Entry {
                published: index,
                withdrawn: None,
            },
        );
        Ok(())
    }

    pub(super) fn withdraw(&mut self, index: u64, entry: EntryId) -> Result<(), Tampering> {
        match self.by_id.get_mut(&entry) {
            Some(known) if known.withdrawn.is_none() => {
                known.withdrawn = Some(index);
                Ok(())
            }
            _ => Err(Tampering::NoEntry { index, entry }),
        }
    }

    /// Whether an entry stood when the leaf at `index` was written.
    pub(super) fn stood(&self, entry: &EntryId, index: u64) -> bool {
        self.by_id
            .get(entry)
            .is_some_and(|entry| entry.published < index && entry.withdrawn.is_none_or(|at| at > index))
    }

    /// How many stand.
    pub(super) fn standing(&self) -> usize {
        self.by_id
            .values()
            .filter(|entry| entry.withdrawn.is_none())
            .count()
    }

    /// A tally of those that stand, without a vote.
    pub(super) fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for (id, entry) in self.by_id.iter().filter(|(_, entry)| entry.withdrawn.is_none()) {
            tally.enter(id.clone(), entry.published);
        }
        tally
    }
}
