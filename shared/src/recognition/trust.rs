//! How far the thanks of each giver count: the damping of rings.
//!
//! Trust starts at thanks of the brand's people and at solved questions of strangers, and is passed on along thanks,
//! from who gives them to who gets them: TrustRank (Z. Gyöngyi, H. Garcia-Molina, J. Pedersen, *Combating Web Spam with
//! TrustRank*, VLDB 2004), the biased PageRank whose restart is at what is known to be good. A ring passes its trust
//! round, and has none to begin with. As in EigenTrust (S. Kamvar, M. Schlosser, H. Garcia-Molina, WWW 2003) nobody
//! raises their own: a giver's trust is taken without what the receiver in question gave to it.
//!
//! What a giver's trust is worth is its mean over all who thanked the giver, measured against the median of the
//! community: a giver who is helped mainly by those they help has a small mean, and counts little. Who was never thanked
//! counts whole if the brand knows them; all for whom nobody else speaks count up to a number that grows with those who
//! are known. A household does not come near it, a box of puppets is stopped by it.
//!
//! Where nobody of the brand ever thanked anyone and the brand knows nobody, confirmed addresses stand in. Then rings
//! are damped, and puppets are not.

use super::ledger::{Known, Ledger};
use super::rules::Rules;
use super::thanks::Thanks;
use crate::sort;

/// What a giver counts at most.
pub(super) const WHOLE: u64 = 1_000;
/// The trust one stranger's solved question starts with.
const UNIT: u64 = 1 << 24;

/// What the givers of one receiver count, in thousandths of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Weight {
    /// Different givers, guests left out.
    pub(super) givers: u64,
    /// What they count.
    pub(super) counts: u64,
}

/// Who thanked whom at least once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Edge {
    receiver: u32,
    giver: u32,
}

/// The weight of every person's givers.
pub(super) fn weights(ledger: &Ledger, rules: &Rules, thanks: &Thanks) -> Vec<Weight> {
    Graph::new(ledger, rules, thanks).weights(rules)
}

struct Graph {
    /// By receiver, then giver.
    edges: Vec<Edge>,
    /// Whether a person who was never thanked counts whole.
    known: Vec<bool>,
    /// To how many a person gives, by how many they are thanked.
    gives: Vec<u64>,
    gets: Vec<u64>,
    /// Thanks of the brand's people.
    staff: Vec<u64>,
    /// What a person starts with in every round, and has in the end.
    start: Vec<u64>,
    trust: Vec<u64>,
}

impl Graph {
    fn new(ledger: &Ledger, rules: &Rules, thanks: &Thanks) -> Self {
        let mut edges: Vec<Edge> = thanks
            .counted
            .iter()
            .filter(|one| !one.guest)
            .map(|one| Edge {
                receiver: one.receiver,
                giver: one.giver,
            })
            .collect();
        edges.dedup();
        let people = ledger.people.len();
        let mut graph = Self {
            edges,
            known: known(ledger, thanks),
            gives: vec![0; people],
            gets: vec![0; people],
            staff: vec![0; people],
            start: vec![0; people],
            trust: vec![0; people],
        };
        for edge in &graph.edges {
            add(&mut graph.gives, edge.giver, 1);
            add(&mut graph.gets, edge.receiver, 1);
        }
        for said in &thanks.staff {
            add(&mut graph.staff, said.receiver, 1);
            add(&mut graph.start, said.receiver, rules.staff_thanks);
        }
        for said in &thanks.solved {
            let stranger = get(&graph.gets, said.giver) == 0 && graph.is_known(said.giver);
            add(&mut graph.start, said.receiver, u64::from(stranger));
        }
        let restart = WHOLE.saturating_sub(rules.passed_on);
        for start in &mut graph.start {
            *start = start.saturating_mul(UNIT) / WHOLE * restart;
        }
        graph.spread(rules);
        graph
    }

    fn spread(&mut self, rules: &Rules) {
        self.trust.clone_from(&self.start);
        for _ in 0..rules.rounds {
            let mut next = self.start.clone();
            for edge in &self.edges {
                add(&mut next, edge.receiver, self.passed(rules, edge.giver));
            }
            self.trust = next;
        }
    }

    /// What a person passes on to each they thank.
    fn passed(&self, rules: &Rules, giver: u32) -> u64 {
        get(&self.trust, giver) / get(&self.gives, giver).max(1) * rules.passed_on / WHOLE
    }

    fn is_known(&self, person: u32) -> bool {
        self.known.get(person as usize).copied().unwrap_or_default()
    }

    fn weights(&self, rules: &Rules) -> Vec<Weight> {
        let median = self.median();
        let mut weights = vec![Weight::default(); self.trust.len()];
        for edges in self.edges.chunk_by(|a, b| a.receiver == b.receiver) {
            let Some(receiver) = edges.first().map(|edge| edge.receiver) else {
                continue;
            };
            let givers = edges.len() as u64;
            let weights_of = edges.iter().map(|edge| self.weight(rules, *edge, median));
            let (mut known, mut whole, mut unknown) = (0, 0, 0);
            for weight in weights_of {
                match weight {
                    Some(weight) => {
                        known += weight;
                        whole += u64::from(weight == WHOLE);
                    }
                    None => unknown += WHOLE,
                }
            }
            let voices = whole + get(&self.staff, receiver);
            let room = (rules.unknown + rules.unknown_per_known * voices) * WHOLE;
            if let Some(weight) = weights.get_mut(receiver as usize) {
                *weight = Weight {
                    givers,
                    counts: known + unknown.min(room),
                };
            }
        }
        weights
    }

    /// By how many a person is thanked, the brand's people included.
    fn voices(&self, person: u32) -> u64 {
        get(&self.gets, person) + get(&self.staff, person)
    }

    /// What a giver counts for a receiver, in thousandths, by what others than the receiver say of the giver; nothing
    /// where nobody says anything.
    fn weight(&self, rules: &Rules, edge: Edge, median: u64) -> Option<u64> {
        if self.voices(edge.giver) == 0 && self.is_known(edge.giver) {
            return Some(WHOLE);
        }
        let back = Edge {
            receiver: edge.giver,
            giver: edge.receiver,
        };
        let mutual = self.edges.binary_search(&back).is_ok();
        let own = if mutual {
            self.passed(rules, edge.receiver)
        } else {
            0
        };
        let trust = get(&self.trust, edge.giver).saturating_sub(own);
        let others = self.voices(edge.giver).saturating_sub(mutual.into());
        let mean = trust.checked_div(others)?;
        let whole = (median * rules.whole_from / WHOLE).max(1);
        let weight = (mean.saturating_mul(WHOLE) / whole).min(WHOLE);
        // Less than this is no word for or against anybody.
        (weight >= rules.heard_from).then_some(weight)
    }

    /// The median, over all who have any, of a person's trust by how many thanked them.
    fn median(&self) -> u64 {
        let voices = self
            .gets
            .iter()
            .zip(&self.staff)
            .map(|(gets, staff)| gets + staff);
        let mut means: Vec<u64> = self
            .trust
            .iter()
            .zip(voices)
            .filter(|(trust, voices)| **trust > 0 && *voices > 0)
            .map(|(trust, voices)| trust / voices)
            .collect();
        sort::by(&mut means, u64::cmp);
        means.get(means.len() / 2).copied().unwrap_or_default()
    }
}

/// Who counts whole without having been thanked: whom the brand knows; where it never spoke, who has an address.
fn known(ledger: &Ledger, thanks: &Thanks) -> Vec<bool> {
    let by_brand = |known| known == Known::Brand;
    let silent = thanks.staff.is_empty() && !ledger.people.iter().any(|person| by_brand(person.known));
    let counts = |known| by_brand(known) || (silent && known == Known::Address);
    ledger.people.iter().map(|person| counts(person.known)).collect()
}

fn get(values: &[u64], person: u32) -> u64 {
    values.get(person as usize).copied().unwrap_or_default()
}

fn add(values: &mut [u64], person: u32, more: u64) {
    if let Some(value) = values.get_mut(person as usize) {
        *value = value.saturating_add(more);
    }
}
