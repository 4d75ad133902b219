//! The tally: totals of every entry, and who won by the rules.
//!
//! Invariant: it depends on which ballots count and for what, not on the order they are added in.

use super::commitment;
use super::rules::{Rules, TieBreak};
use crate::ids::EntryId;
use crate::sort;
use sha2::{Digest, Sha256};

/// The votes of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Total {
    /// Of people who are signed in: what decides.
    pub counted: u64,
    /// Of guests, shown beside.
    pub guests: u64,
    /// The index of the leaf that published the entry.
    pub published: u64,
}

/// The totals of the entries that stand, in the order of their identifiers, which is nearly that of their coming.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally(Vec<(EntryId, Total)>);

impl Tally {
    /// Adds an entry, published by the leaf at this index.
    pub fn enter(&mut self, entry: EntryId, published: u64) {
        let total = Total {
            published,
            ..Total::default()
        };
        match self.place(&entry) {
            Ok(at) => {
                if let Some((_, before)) = self.0.get_mut(at) {
                    *before = total;
                }
            }
            Err(at) => self.0.insert(at, (entry, total)),
        }
    }

    /// Takes an entry out with its votes.
    pub fn withdraw(&mut self, entry: &EntryId) {
        if let Ok(at) = self.place(entry) {
            self.0.remove(at);
        }
    }

    /// Adds a vote; one for an entry that does not stand counts for nothing.
    pub fn vote(&mut self, entry: &EntryId, guest: bool) {
        if let Some(total) = self.total(entry) {
            let of = if guest {
                &mut total.guests
            } else {
                &mut total.counted
            };
            *of += 1;
        }
    }

    /// Adds the votes that other ballots gave the same entries.
    pub fn add(&mut self, other: &Self) {
        for (entry, votes) in &other.0 {
            if let Some(total) = self.total(entry) {
                total.counted += votes.counted;
                total.guests += votes.guests;
            }
        }
    }

    /// All totals, by entry.
    pub fn totals(&self) -> impl Iterator<Item = (&EntryId, &Total)> {
        self.0.iter().map(|(entry, total)| (entry, total))
    }

    /// The hash of all totals: SHA-256 over a line `<entry> <counted> <guests>` for each, in order.
    pub fn hash(&self) -> String {
        let mut hasher = Sha256::new();
        for (entry, total) in &self.0 {
            hasher.update(format!("{entry} {} {}\n", total.counted, total.guests));
        }
        commitment::encode(&hasher.finalize().into())
    }

    /// Who won, best first, the earlier one first where votes are equal. What nobody voted for does not win.
    pub fn winners(&self, rules: &Rules) -> Vec<EntryId> {
        let mut ranked: Vec<_> = self.0.iter().filter(|(_, total)| total.counted > 0).collect();
        sort::by_key(&mut ranked, |(_, total)| {
            (std::cmp::Reverse(total.counted), total.published)
        });
        let places = usize::from(rules.winners);
        let last = ranked
            .get(places.saturating_sub(1))
            .map(|(_, total)| total.counted);
        let won = match (rules.tie_break, last) {
            (TieBreak::Shared, Some(last)) => ranked
                .iter()
                .take_while(|(_, total)| total.counted >= last)
                .count(),
            _ => places.min(ranked.len()),
        };
        ranked
            .into_iter()
            .take(won)
            .map(|(entry, _)| entry.clone())
            .collect()
    }

    fn total(&mut self, entry: &EntryId) -> Option<&mut Total> {
        let at = self.place(entry).ok()?;
        self.0.get_mut(at).map(|(_, total)| total)
    }

    /// Where an entry stands, or would.
    fn place(&self, entry: &EntryId) -> Result<usize, usize> {
        self.0.binary_search_by(|(other, _)| other.cmp(entry))
    }
}

/// The places of winners, best first, by their votes: who has as many shares a place where the rules share it.
pub fn places(votes: &[u64], tie_break: TieBreak) -> Vec<usize> {
    let mut places: Vec<usize> = Vec::with_capacity(votes.len());
    for (before, count) in votes.iter().enumerate() {
        let equal = before.checked_sub(1).and_then(|other| votes.get(other)) == Some(count);
        let shared = places
            .last()
            .copied()
            .filter(|_| equal && tie_break == TieBreak::Shared);
        places.push(shared.unwrap_or(before + 1));
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_as_many_votes_shares_a_place_where_the_rules_share_it() {
        let votes = [9, 4, 4, 4, 1];
        assert_eq!(places(&votes, TieBreak::Shared), [1, 2, 2, 2, 5]);
        assert_eq!(places(&votes, TieBreak::Earliest), [1, 2, 3, 4, 5]);
        assert!(places(&[], TieBreak::Shared).is_empty());
    }
}
