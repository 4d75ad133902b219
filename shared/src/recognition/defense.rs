//! Standing up for the brand or for another customer, confirmed by somebody else: an answer to a complaint that its
//! asker solved it with or that staff thanked, a false claim that staff corrected after somebody called it not right,
//! a report that staff upheld.
//!
//! Invariant: nothing here is earned by saying something; somebody else of the brand, or the asker, has to agree.

use super::day::Day;
use super::ledger::{Act, Deed, Ledger, NOBODY};
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
}

/// All of them, by person and day.
pub(super) fn stands(ledger: &Ledger, thanks: &Thanks, until: Day) -> Vec<Stand> {
    let complaints = thanks.solved.iter().chain(&thanks.staff).filter(|said| {
        let written = ledger.contributions.get(said.contribution as usize);
        written
            .filter(|written| written.kind == Kind::Answer)
            .is_some_and(|written| ledger.is_complaint(written.question, until))
    });
    let complaints = complaints.map(|said| (said.receiver, said.day, said.contribution));
    let mut stands: Vec<Stand> = complaints
        .chain(confirmed(ledger, until))
        .map(|(person, day, contribution)| Stand {
            person,
            day,
            contribution,
            stood_for: asker(ledger, contribution),
        })
        .filter(|stand| stand.person != NOBODY && stand.person != stand.stood_for)
        .collect();
    // However many confirm it, it is one act: the first time.
    sort::by_key(&mut stands, |stand| (stand.person, stand.contribution, stand.day));
    stands.dedup_by_key(|stand| (stand.person, stand.contribution));
    sort::by(&mut stands, Stand::cmp);
    stands
}

/// What was said of one contribution, until staff decides.
#[derive(Default)]
struct Doubts {
    reported: Vec<u32>,
    not_right: Vec<u32>,
    upheld: Vec<(u32, Day)>,
    corrected: Vec<(u32, Day)>,
}

/// Who reported, or called not right, what staff then took out of sight or corrected.
fn confirmed(ledger: &Ledger, until: Day) -> Vec<(u32, Day, u32)> {
    let mut acts: Vec<&Act> = ledger
        .acts
        .iter()
        .filter(|act| act.moment.day < until && !matches!(act.deed, Deed::Thanks { .. }))
        .collect();
    sort::by_key(&mut acts, |act| act.contribution);
    let of_one = acts.chunk_by(|one, next| one.contribution == next.contribution);
    of_one.flat_map(|acts| confirmed_of(ledger, acts)).collect()
}

/// The same, of one contribution, from all that was said of it.
fn confirmed_of(ledger: &Ledger, acts: &[&Act]) -> Vec<(u32, Day, u32)> {
    let mut doubts = Doubts::default();
    for act in acts {
        let author = ledger
            .contributions
            .get(act.contribution as usize)
            .map_or(NOBODY, |written| written.author);
        // Authors who take back their own words, and staff who agree with themselves, confirm nobody.
        let by_staff = ledger.is_staff(act.actor, act.moment.order) && act.actor != author;
        let told = |people: &[u32]| {
            let others = people.iter().filter(|person| **person != act.actor);
            others.map(|person| (*person, act.moment.day)).collect()
        };
        match act.deed {
            Deed::Report => doubts.reported.push(act.actor),
            Deed::Vote { value } => {
                doubts.not_right.retain(|person| *person != act.actor);
                doubts.not_right.extend((value < 0).then_some(act.actor));
            }
            Deed::TakenOut { stands: true } if by_staff => doubts.upheld = told(&doubts.reported),
            Deed::Corrected { stands: true } if by_staff => doubts.corrected = told(&doubts.not_right),
            Deed::TakenOut { stands: false } => {
                doubts.upheld.clear();
                doubts.reported.clear();
            }
            Deed::Corrected { stands: false } => doubts.corrected.clear(),
            Deed::Thanks { .. } | Deed::TakenOut { .. } | Deed::Corrected { .. } => {}
        }
    }
    let both = doubts.upheld.into_iter().chain(doubts.corrected);
    let contribution = acts.first().map_or(NOBODY, |act| act.contribution);
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
