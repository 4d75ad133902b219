//! Standing up for the brand or for another customer, confirmed by somebody else: an answer to a complaint that its
//! asker solved it with or that staff thanked, a false claim that staff corrected after somebody called it not right,
//! a report that staff upheld.
//!
//! Invariant: nothing here is earned by saying something; somebody else of the brand, or the asker, has to agree.

use super::day::Day;
use super::ledger::{Act, Deed, Ledger, NOBODY};
use super::rules::Rules;
use super::steps::{Order, Work};
use super::thanks::Thanks;
use crate::sort;
use crate::state::Kind;

/// One act of standing up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stand {
    /// Who, by number.
    pub person: u32,
    /// When it was confirmed.
    pub day: Day,
    /// Where, by number of the contribution.
    pub contribution: u32,
    /// For whom, by number: the asker of the question it stands under.
    pub stood_for: u32,
    /// Who alone confirmed it, by number; nobody where the brand's people did. Never shown.
    pub asker: Option<u32>,
}

/// Looks for all of them.
#[derive(Default)]
pub(super) struct Defense {
    at: usize,
    /// Acts that are no thanks, of what was decided about.
    acts: Vec<u32>,
    order: Option<Order>,
    confirmed: Vec<(u32, Day, u32)>,
    /// All of them, once it is done: by person and day.
    pub(super) stands: Vec<Stand>,
}

impl Defense {
    /// Goes on; whether it is done.
    pub(super) fn advance(
        &mut self,
        work: &mut Work,
        ledger: &Ledger,
        rules: &Rules,
        thanks: &Thanks,
        until: Day,
    ) -> bool {
        let contribution = |act: u32| {
            let act = ledger.acts.get(act as usize);
            act.map_or(NOBODY, |act| act.contribution)
        };
        if self.order.is_none() {
            while let Some(act) = ledger.acts.get(self.at) {
                if !work.take(1) {
                    return false;
                }
                let written = ledger.contributions.get(act.contribution as usize);
                let decided = written.is_some_and(|written| written.is_decided);
                let thanks = matches!(act.deed, Deed::Thanks { .. } | Deed::SolvedElsewhere);
                if decided && !thanks && act.moment.day < until {
                    self.acts.extend(u32::try_from(self.at));
                }
                self.at += 1;
            }
            self.order = Some(Order::new(std::mem::take(&mut self.acts)));
            self.at = 0;
        }
        if let Some(order) = &mut self.order {
            if !order.advance(work, &[(ledger.contributions.len(), &contribution)]) {
                return false;
            }
            if self.acts.is_empty() {
                self.acts = order.take();
            }
        }
        while let Some(first) = self.acts.get(self.at) {
            let rest = self.acts.get(self.at..).unwrap_or_default();
            let of = contribution(*first);
            let end = rest.iter().position(|act| contribution(*act) != of);
            let of_one = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
            if !work.take(of_one.len()) {
                return false;
            }
            let acts = of_one.iter().filter_map(|act| ledger.acts.get(*act as usize));
            self.confirmed.extend(confirmed(ledger, of, acts));
            self.at += of_one.len();
        }
        self.stands = stands(ledger, rules, thanks, std::mem::take(&mut self.confirmed), until);
        true
    }
}

fn stands(
    ledger: &Ledger,
    rules: &Rules,
    thanks: &Thanks,
    confirmed: Vec<(u32, Day, u32)>,
    until: Day,
) -> Vec<Stand> {
    let by_weight = rules.confirmed.is_by_weight();
    let solved = thanks.solved.iter().map(|said| (said, Some(said.giver)));
    let solved = solved.filter(|(said, _)| !by_weight || !ledger.is_guest(said.giver));
    let by_staff = thanks.staff.iter().map(|said| (said, None));
    let complaints = solved.chain(by_staff).filter(|(said, _)| {
        let written = ledger.contributions.get(said.contribution as usize);
        written
            .filter(|written| written.kind == Kind::Answer)
            .is_some_and(|written| ledger.is_complaint(written.question, until))
    });
    let complaints = complaints.map(|(said, asker)| (said.receiver, said.day, said.contribution, asker));
    let confirmed = confirmed
        .into_iter()
        .map(|(person, day, contribution)| (person, day, contribution, None));
    let mut stands: Vec<Stand> = complaints
        .chain(confirmed)
        .map(|(person, day, contribution, by)| Stand {
            person,
            day,
            contribution,
            stood_for: asker(ledger, contribution),
            asker: by,
        })
        .filter(|stand| stand.person != NOBODY && stand.person != stand.stood_for)
        .collect();
    // However many confirm it, it is one act: the first time, the brand's people before an asker who weighs less.
    sort::by_key(&mut stands, |stand| {
        let weighs_less = by_weight && stand.asker.is_some();
        (stand.person, stand.contribution, weighs_less, stand.day)
    });
    stands.dedup_by_key(|stand| (stand.person, stand.contribution));
    sort::by(&mut stands, Stand::cmp);
    stands
}

/// What was said of one contribution, until staff decides.
#[derive(Default)]
struct Doubts {
    reported: Vec<u32>,
    /// In order: many may say so.
    not_right: Vec<u32>,
    upheld: Vec<(u32, Day)>,
    corrected: Vec<(u32, Day)>,
}

/// Who reported, or called not right, what staff then took out of sight or corrected: of all that was said of one
/// contribution.
fn confirmed<'a>(
    ledger: &Ledger,
    contribution: u32,
    acts: impl Iterator<Item = &'a Act>,
) -> Vec<(u32, Day, u32)> {
    let author = ledger
        .contributions
        .get(contribution as usize)
        .map_or(NOBODY, |written| written.author);
    let mut doubts = Doubts::default();
    for act in acts {
        let actor = ledger.identity(act.actor);
        // Authors who take back their own words, and staff who agree with themselves, confirm nobody.
        let by_staff = ledger.is_staff(actor, act.moment.order) && actor != author;
        let told = |people: &[u32]| {
            let others = people.iter().filter(|person| **person != actor);
            others.map(|person| (*person, act.moment.day)).collect()
        };
        match act.deed {
            Deed::Report => doubts.reported.push(actor),
            Deed::Vote { value } => match doubts.not_right.binary_search(&actor) {
                Ok(at) if value >= 0 => {
                    doubts.not_right.remove(at);
                }
                Err(at) if value < 0 => doubts.not_right.insert(at, actor),
                Ok(_) | Err(_) => {}
            },
            Deed::TakenOut { stands: true } if by_staff => doubts.upheld = told(&doubts.reported),
            Deed::Corrected { stands: true } if by_staff => doubts.corrected = told(&doubts.not_right),
            Deed::TakenOut { stands: false } => {
                doubts.upheld.clear();
                doubts.reported.clear();
            }
            Deed::Corrected { stands: false } => doubts.corrected.clear(),
            Deed::Thanks { .. } | Deed::SolvedElsewhere | Deed::TakenOut { .. } | Deed::Corrected { .. } => {}
        }
    }
    let both = doubts.upheld.into_iter().chain(doubts.corrected);
    both.map(|(person, day)| (person, day, contribution)).collect()
}

/// Whose question it stands under; of a question itself, nobody's: it is everybody who is spared it.
fn asker(ledger: &Ledger, contribution: u32) -> u32 {
    let question = ledger
        .contributions
        .get(contribution as usize)
        .map(|written| written.question);
    question
        .filter(|question| *question != contribution)
        .and_then(|question| ledger.contributions.get(question as usize))
        .map_or(NOBODY, |question| question.author)
}
