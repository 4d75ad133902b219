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
//! counts whole if the brand knows them; all others together count up to a number that grows with those who count whole
//! and whom one did not thank oneself. A household does not come near it, a box of puppets and a large ring, each of whom
//! counts a little, are stopped by it.
//!
//! A level or a badge takes more than a number: it counts those who are thanked by others, and whom one did not thank
//! oneself; all others together count up to a number that grows with these. So a ring of fifty, each of whom counts a
//! little, raises nobody.
//!
//! Where nobody of the brand ever thanked anyone and the brand knows nobody, confirmed addresses stand in. Then rings
//! are damped, and puppets are not.

use super::ledger::{Known, Ledger};
use super::rules::{Rules, Together};
use super::steps::Work;
use super::thanks::Thanks;

/// What a giver counts at most.
pub(super) const WHOLE: u64 = 1_000;
/// The trust one stranger's solved question starts with.
const UNIT: u64 = 1 << 24;
/// How many people or edges one unit of work is.
const AT_ONCE: usize = 4;

/// What the givers of one receiver count, in thousandths of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Weight {
    /// Different givers, guests left out.
    pub(super) givers: u64,
    /// What they count.
    pub(super) counts: u64,
    /// How many of them count whole and were not thanked in return.
    voices: u64,
    /// Thanks of staff.
    staff: u64,
}

impl Weight {
    /// What givers count on average, in thousandths.
    pub(super) fn share(self) -> u64 {
        share(self.counts, self.givers)
    }

    /// The same for levels and badges, where others than voices count up to so much for each voice.
    pub(super) fn share_for_levels(self, others_per_voice: u64) -> u64 {
        let others = self.others() * self.weight_of_others(others_per_voice);
        share(self.voices * WHOLE + others, self.givers)
    }

    fn others(self) -> u64 {
        self.givers.saturating_sub(self.voices)
    }

    fn weight_of_others(self, others_per_voice: u64) -> u64 {
        let room = (self.voices + self.staff).saturating_mul(others_per_voice);
        let each = room.checked_div(self.others());
        each.unwrap_or_default().min(WHOLE)
    }
}

fn share(counts: u64, givers: u64) -> u64 {
    (counts + givers / 2).checked_div(givers).unwrap_or_default()
}

/// Who thanked whom at least once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Edge {
    receiver: u32,
    giver: u32,
}

/// The graph of thanks, and the weight of every person's givers once it is done.
#[derive(Default)]
pub(super) struct Graph {
    stage: Stage,
    /// How far it is in its stage.
    at: usize,
    /// By receiver, then giver.
    edges: Vec<Edge>,
    /// Whether a person who was never thanked counts whole.
    known: Vec<bool>,
    /// To how many a person gives, by how many they are thanked.
    gives: Vec<u32>,
    gets: Vec<u32>,
    /// Thanks of the brand's people.
    staff: Vec<u32>,
    /// What a person starts with in every round, and has in the end.
    start: Vec<u64>,
    trust: Vec<u64>,
    /// What they have after the round that goes on.
    next: Vec<u64>,
    /// Of the receiver whose givers are weighed.
    weighed: Weighed,
    weights: Vec<Weight>,
    /// Which of the edges are of a giver who counts whole and was not thanked in return.
    is_voice: Vec<bool>,
}

#[derive(Default, Clone, Copy)]
enum Stage {
    #[default]
    Edges,
    Start,
    /// So many rounds are left.
    Spread(u32),
    /// The median lies between the two.
    Median(u64, u64),
    /// By this median.
    Weights(u64),
    Done,
}

/// What was summed of the givers of one receiver.
#[derive(Default)]
struct Weighed {
    givers: u64,
    known: u64,
    whole: u64,
    unknown: u64,
    /// Of those who count whole, who was not thanked in return.
    voices: u64,
}

impl Graph {
    /// Goes on; whether it is done.
    pub(super) fn advance(
        &mut self,
        work: &mut Work,
        ledger: &Ledger,
        rules: &Rules,
        thanks: &Thanks,
    ) -> bool {
        loop {
            let done = match self.stage {
                Stage::Edges => self.collect(work, ledger, thanks),
                Stage::Start => work.take(ledger.people.len()),
                Stage::Spread(_) => self.spread(work, rules),
                Stage::Median(..) => work.take(ledger.people.len() / AT_ONCE),
                Stage::Weights(median) => self.weigh(work, rules, median),
                Stage::Done => return true,
            };
            if !done {
                return false;
            }
            self.at = 0;
            self.stage = match self.stage {
                Stage::Edges => Stage::Start,
                Stage::Start => {
                    self.begin(ledger, rules, thanks);
                    Stage::Spread(rules.rounds)
                }
                Stage::Spread(rounds) if rounds > 1 => Stage::Spread(rounds - 1),
                Stage::Spread(_) => Stage::Median(0, u64::MAX),
                Stage::Median(low, high) if low < high => self.halved(low, high),
                Stage::Median(median, _) => Stage::Weights(median),
                Stage::Weights(_) | Stage::Done => Stage::Done,
            };
        }
    }

    /// The weight of a person's givers.
    pub(super) fn weight_of(&self, person: u32) -> Weight {
        self.weights.get(person as usize).copied().unwrap_or_default()
    }

    /// What one giver counts for a level or a badge of a receiver, in thousandths. Who gave no thanks of people counts
    /// whole: they speak for the brand.
    pub(super) fn weight_for_levels(&self, receiver: u32, giver: u32, others_per_voice: u64) -> u64 {
        let edge = self.edges.binary_search(&Edge { receiver, giver });
        match edge.ok().and_then(|at| self.is_voice.get(at)) {
            None | Some(true) => WHOLE,
            Some(false) => self.weight_of(receiver).weight_of_others(others_per_voice),
        }
    }

    fn collect(&mut self, work: &mut Work, ledger: &Ledger, thanks: &Thanks) -> bool {
        if self.gives.is_empty() {
            let people = ledger.people.len();
            self.gives.resize(people, 0);
            self.gets.resize(people, 0);
        }
        while let Some(one) = thanks.given.get(self.at) {
            if !work.take(1) {
                return false;
            }
            self.at += 1;
            let edge = Edge {
                receiver: one.receiver,
                giver: one.giver,
            };
            if !one.guest && self.edges.last() != Some(&edge) {
                self.edges.push(edge);
                count(&mut self.gives, edge.giver, 1);
                count(&mut self.gets, edge.receiver, 1);
            }
        }
        true
    }

    fn begin(&mut self, ledger: &Ledger, rules: &Rules, thanks: &Thanks) {
        let people = ledger.people.len();
        self.known = known(ledger, thanks);
        self.staff.resize(people, 0);
        self.start.resize(people, 0);
        self.weights.resize(people, Weight::default());
        for said in &thanks.staff {
            count(&mut self.staff, said.receiver, 1);
            add(&mut self.start, said.receiver, rules.staff_thanks);
        }
        for said in &thanks.solved {
            let stranger = number(&self.gets, said.giver) == 0 && self.is_known(said.giver);
            add(&mut self.start, said.receiver, u64::from(stranger));
        }
        let restart = WHOLE.saturating_sub(rules.passed_on);
        for start in &mut self.start {
            *start = start.saturating_mul(UNIT) / WHOLE * restart;
        }
        self.trust.clone_from(&self.start);
        self.next.clone_from(&self.start);
    }

    /// One round.
    fn spread(&mut self, work: &mut Work, rules: &Rules) -> bool {
        while let Some(edges) = self.edges.get(self.at..).filter(|edges| !edges.is_empty()) {
            if !work.take(1) {
                return false;
            }
            let edges = edges.get(..AT_ONCE).unwrap_or(edges);
            for edge in edges {
                let passed = passed(rules, &self.trust, &self.gives, edge.giver);
                add(&mut self.next, edge.receiver, passed);
            }
            self.at += edges.len();
        }
        std::mem::swap(&mut self.trust, &mut self.next);
        self.next.clone_from(&self.start);
        true
    }

    /// Half of where the median may lie: of all who have any, a person's trust by how many thanked them.
    fn halved(&self, low: u64, high: u64) -> Stage {
        let middle = low + (high - low) / 2;
        let (mut all, mut below) = (0_usize, 0_usize);
        for (person, trust) in (0..).zip(&self.trust) {
            let voices = self.voices(person);
            if *trust > 0 && voices > 0 {
                all += 1;
                below += usize::from(trust / voices <= middle);
            }
        }
        match all {
            0 => Stage::Median(0, 0),
            _ if below > all / 2 => Stage::Median(low, middle),
            _ => Stage::Median(middle + 1, high),
        }
    }

    fn is_known(&self, person: u32) -> bool {
        self.known.get(person as usize).copied().unwrap_or_default()
    }

    fn weigh(&mut self, work: &mut Work, rules: &Rules, median: u64) -> bool {
        while let Some(edge) = self.edges.get(self.at).copied() {
            if !work.take(1) {
                return false;
            }
            self.at += 1;
            let is_mutual = self.is_mutual(edge);
            let weight = self.weight(rules, edge, median, is_mutual);
            let is_voice = weight == Some(WHOLE) && !is_mutual;
            self.is_voice.push(is_voice);
            self.weighed.voices += u64::from(is_voice);
            self.weighed.givers += 1;
            match weight {
                Some(weight) if weight < WHOLE && rules.together == Together::LessThanWhole => {
                    self.weighed.unknown += weight;
                }
                Some(weight) => {
                    self.weighed.known += weight;
                    self.weighed.whole += u64::from(weight == WHOLE);
                }
                None => self.weighed.unknown += WHOLE,
            }
            let next = self.edges.get(self.at);
            if next.is_none_or(|next| next.receiver != edge.receiver) {
                let weighed = std::mem::take(&mut self.weighed);
                let staff = number(&self.staff, edge.receiver);
                let known = match rules.together {
                    Together::Unknown => weighed.whole,
                    Together::LessThanWhole => weighed.voices,
                };
                let room = (rules.unknown + rules.unknown_per_known * (known + staff)) * WHOLE;
                if let Some(weight) = self.weights.get_mut(edge.receiver as usize) {
                    *weight = Weight {
                        givers: weighed.givers,
                        counts: weighed.known + weighed.unknown.min(room),
                        voices: weighed.voices,
                        staff,
                    };
                }
            }
        }
        true
    }

    /// Whether the receiver thanked the giver, too.
    fn is_mutual(&self, edge: Edge) -> bool {
        let back = Edge {
            receiver: edge.giver,
            giver: edge.receiver,
        };
        number(&self.gets, edge.giver) > 0 && self.edges.binary_search(&back).is_ok()
    }

    /// By how many a person is thanked, the brand's people included.
    fn voices(&self, person: u32) -> u64 {
        number(&self.gets, person) + number(&self.staff, person)
    }

    /// What a giver counts for a receiver, in thousandths, by what others than the receiver say of the giver; nothing
    /// where nobody says anything.
    fn weight(&self, rules: &Rules, edge: Edge, median: u64, is_mutual: bool) -> Option<u64> {
        if self.voices(edge.giver) == 0 && self.is_known(edge.giver) {
            return Some(WHOLE);
        }
        let own = if is_mutual {
            passed(rules, &self.trust, &self.gives, edge.receiver)
        } else {
            0
        };
        let trust = get(&self.trust, edge.giver).saturating_sub(own);
        let others = self.voices(edge.giver).saturating_sub(is_mutual.into());
        let mean = trust.checked_div(others)?;
        let whole = (median * rules.whole_from / WHOLE).max(1);
        let weight = (mean.saturating_mul(WHOLE) / whole).min(WHOLE);
        // Less than this is no word for or against anybody.
        (weight >= rules.heard_from).then_some(weight)
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

fn number(values: &[u32], person: u32) -> u64 {
    values.get(person as usize).copied().unwrap_or_default().into()
}

fn count(values: &mut [u32], person: u32, more: u32) {
    if let Some(value) = values.get_mut(person as usize) {
        *value = value.saturating_add(more);
    }
}

/// What a person passes on to each they thank.
fn passed(rules: &Rules, trust: &[u64], gives: &[u32], giver: u32) -> u64 {
    get(trust, giver) / number(gives, giver).max(1) * rules.passed_on / WHOLE
}
