//! The count again, minute by minute: what stood at any time, from the lines of a log that was verified and is closed.
//!
//! Invariant: at the last minute it says what the close says. What a ballot chose that was replaced or made void is known
//! to nobody, so it is a number here and never a vote. It takes about 40 bytes a ballot.

use std::collections::HashMap;

use serde::Serialize;

use super::leaf::{Act, Leaf, VoidReason, split};
use super::line::{Line, Opening};
use crate::ids::EntryId;
use crate::sort;
use crate::time::Millis;

/// How a ballot stands at some time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Counted,
    Held,
    Replaced,
    Void(VoidReason),
}

/// A ballot: the place of its leaf, when it took its standing, and which.
#[derive(Debug, Clone, Copy)]
struct Ballot {
    index: u64,
    since: u32,
    standing: Standing,
}

/// A ballot goes from one standing to another.
#[derive(Debug, Clone, Copy)]
struct Step {
    minute: u32,
    from: Option<Standing>,
    to: Standing,
}

/// A vote for an entry.
#[derive(Debug, Clone, Copy)]
struct Vote {
    minute: u32,
    entry: u32,
    guest: bool,
}

/// An entry, from when to when it stands.
#[derive(Debug, Clone)]
struct Entry {
    id: EntryId,
    published: u32,
    withdrawn: Option<u32>,
}

/// What happened, and when.
#[derive(Debug, Default)]
pub struct Replay {
    entries: Vec<Entry>,
    places: HashMap<EntryId, u32>,
    ballots: Vec<Ballot>,
    /// The ballots of guests, by the place of their leaf.
    guests: Vec<u64>,
    steps: Vec<Step>,
    votes: Vec<Vote>,
    last: u32,
}

/// What stood at a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Moment {
    /// The entries that stood, best first, each with its votes and those of guests.
    pub totals: Vec<(EntryId, u64, u64)>,
    /// How many ballots counted, those of guests among them.
    pub counted: u64,
    /// How many waited for a decision.
    pub held: u64,
    /// How many were replaced by a later one.
    pub replaced: u64,
    /// How many were void, by the reason.
    pub void: Vec<(VoidReason, u64)>,
}

impl Replay {
    /// Takes the next line of a log that is being verified; what is no line of one, the verifier refuses.
    pub fn push(&mut self, line: &Line) {
        match line {
            Line::Leaf(text) => {
                if let Some(leaf) = Leaf::parse(text) {
                    self.leaf(leaf);
                }
            }
            Line::Opening(opening) => self.open(opening),
            Line::Checkpoint(_) | Line::Next(_) => {}
        }
    }

    /// The first minute with an entry or a ballot, and the last with any leaf.
    pub fn span(&self) -> (Millis, Millis) {
        let entries = self.entries.iter().map(|entry| entry.published);
        let first = entries.chain(self.steps.iter().map(|step| step.minute)).min();
        (time(first.unwrap_or(self.last)), time(self.last))
    }

    /// What stood at the end of this minute; at most `most` entries.
    pub fn at(&self, at: Millis, most: usize) -> Moment {
        let now = minute(at);
        let mut totals = vec![(0, 0); self.entries.len()];
        for vote in self.votes.iter().filter(|vote| vote.minute <= now) {
            if let Some((counted, guests)) = totals.get_mut(vote.entry as usize) {
                *(if vote.guest { guests } else { counted }) += 1;
            }
        }
        let stands = |entry: &Entry| entry.published <= now && entry.withdrawn.is_none_or(|end| end > now);
        let mut totals: Vec<_> = self
            .entries
            .iter()
            .zip(totals)
            .filter(|(entry, _)| stands(entry))
            .map(|(entry, (counted, guests))| (entry.id.clone(), counted, guests))
            .collect();
        // Those published first stand first where votes are equal, as among winners.
        sort::by_key(&mut totals, |(_, counted, _)| std::cmp::Reverse(*counted));
        totals.truncate(most);
        let mut moment = Moment {
            totals,
            counted: 0,
            held: 0,
            replaced: 0,
            void: Vec::new(),
        };
        for step in self.steps.iter().filter(|step| step.minute <= now) {
            if let Some(count) = step.from.and_then(|from| moment.count(from)) {
                *count = count.saturating_sub(1);
            }
            if let Some(count) = moment.count(step.to) {
                *count += 1;
            }
        }
        moment
    }

    fn leaf(&mut self, leaf: Leaf) {
        let now = minute(leaf.minute);
        self.last = now;
        match leaf.act {
            Act::Entry { entry, .. } => {
                let place = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
                self.places.insert(entry.clone(), place);
                self.entries.push(Entry {
                    id: entry,
                    published: now,
                    withdrawn: None,
                });
            }
            Act::Withdraw { entry, .. } => {
                let place = self.places.get(&entry);
                if let Some(known) = place.and_then(|place| self.entries.get_mut(*place as usize)) {
                    known.withdrawn = Some(now);
                }
            }
            Act::Ballot {
                via, held, replaces, ..
            } => {
                if let Some(replaced) = replaces {
                    self.turn(replaced, Standing::Replaced, now);
                }
                if !via.is_signed_in() {
                    self.guests.push(leaf.index);
                }
                let standing = if held { Standing::Held } else { Standing::Counted };
                self.ballots.push(Ballot {
                    index: leaf.index,
                    since: now,
                    standing,
                });
                self.steps.push(Step {
                    minute: now,
                    from: None,
                    to: standing,
                });
            }
            Act::Release { ballot, .. } => self.turn(ballot, Standing::Counted, now),
            Act::Void { ballot, reason } => self.turn(ballot, Standing::Void(reason), now),
            Act::Open { .. } | Act::Amend { .. } | Act::Close(_) => {}
        }
    }

    fn turn(&mut self, index: u64, to: Standing, now: u32) {
        let place = self.ballots.binary_search_by_key(&index, |ballot| ballot.index);
        if let Some(ballot) = place.ok().and_then(|place| self.ballots.get_mut(place)) {
            self.steps.push(Step {
                minute: now,
                from: Some(ballot.standing),
                to,
            });
            ballot.standing = to;
            ballot.since = now;
        }
    }

    fn open(&mut self, opening: &Opening) {
        let place = self
            .ballots
            .binary_search_by_key(&opening.ballot, |ballot| ballot.index);
        let Some(ballot) = place.ok().and_then(|place| self.ballots.get(place)) else {
            return;
        };
        let guest = self.guests.binary_search(&opening.ballot).is_ok();
        for entry in split(&opening.choice).unwrap_or_default() {
            if let Some(place) = self.places.get(&entry) {
                self.votes.push(Vote {
                    minute: ballot.since,
                    entry: *place,
                    guest,
                });
            }
        }
    }
}

impl Moment {
    fn count(&mut self, standing: Standing) -> Option<&mut u64> {
        match standing {
            Standing::Counted => Some(&mut self.counted),
            Standing::Held => Some(&mut self.held),
            Standing::Replaced => Some(&mut self.replaced),
            Standing::Void(reason) => {
                if !self.void.iter().any(|(known, _)| *known == reason) {
                    self.void.push((reason, 0));
                }
                let of_reason = self.void.iter_mut().find(|(known, _)| *known == reason);
                of_reason.map(|(_, count)| count)
            }
        }
    }
}

/// Minutes since 1970, which fit for 8,000 years.
fn minute(at: Millis) -> u32 {
    u32::try_from(at.get().div_euclid(Millis::MINUTE)).unwrap_or_default()
}

fn time(minute: u32) -> Millis {
    Millis::new(i64::from(minute) * Millis::MINUTE)
}
