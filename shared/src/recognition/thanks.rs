//! Thanks that stand, each giver once per receiver within the window, and the lines a statement is made of.
//!
//! Invariant: what a pair of giver and receiver comes to depends on the acts between the two alone, so the order in
//! which different people acted at the same time does not matter. Thanks keep the day they were first given on: giving
//! and withdrawing them in a loop gains nothing.

use super::day::Day;
use super::ledger::{Act, Deed, Known, Ledger, NOBODY, kinds};
use super::rules::Rules;
use crate::sort;

/// One giver who counts for one receiver.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Counted {
    /// Who was thanked, by number.
    pub receiver: u32,
    /// Who thanked, by number. Never shown.
    pub giver: u32,
    /// For what, by number.
    pub contribution: u32,
    /// When.
    pub day: Day,
    /// Whether the giver is a guest.
    pub guest: bool,
}

/// Givers who came or went, as a line of a statement is summed from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Movement {
    pub(super) receiver: u32,
    pub(super) released: Day,
    pub(super) contribution: u32,
    pub(super) day: Day,
    pub(super) people: i32,
    pub(super) guests: i32,
}

/// Something that somebody said of a contribution, and that stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Said {
    /// Of whose.
    pub receiver: u32,
    /// Who said it.
    pub giver: u32,
    /// Of what.
    pub contribution: u32,
    /// When.
    pub day: Day,
}

/// All thanks of a community that stand.
#[derive(Debug, Default)]
pub struct Thanks {
    /// Givers who count, by receiver, giver, day.
    pub counted: Vec<Counted>,
    /// Contributions that solved it for their asker.
    pub solved: Vec<Said>,
    /// Thanks of the brand's people.
    pub staff: Vec<Said>,
    pub(super) movements: Vec<Movement>,
}

/// What a giver did to one contribution of a receiver.
struct Given {
    contribution: u32,
    kinds: u8,
    /// The days on which it was first thanked at all, solved, thanked by staff.
    first: [Option<Day>; 3],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Change {
    receiver: u32,
    giver: u32,
    order: u32,
    contribution: u32,
    day: Day,
    /// The kinds that are given, and those that are withdrawn; neither where only its visibility changed.
    given: u8,
    withdrawn: u8,
}

impl Thanks {
    /// The thanks that stand at the beginning of the day `until`.
    pub(super) fn at(ledger: &Ledger, rules: &Rules, until: Day) -> Self {
        let mut changes = changes(ledger, until);
        sort::by(&mut changes, Change::cmp);
        changes.dedup();
        let mut thanks = Self::default();
        for pair in changes.chunk_by(|a, b| (a.receiver, a.giver) == (b.receiver, b.giver)) {
            thanks.pair(ledger, rules, until, pair);
        }
        thanks.movements = summed(thanks.movements);
        thanks
    }

    fn pair(&mut self, ledger: &Ledger, rules: &Rules, until: Day, changes: &[Change]) {
        let Some(first) = changes.first() else { return };
        let (receiver, giver) = (first.receiver, first.giver);
        let person = ledger.people.get(giver as usize);
        let guest = person.is_none_or(|person| person.known == Known::Device);
        let mut given: Vec<Given> = Vec::new();
        let mut before: Vec<(Day, u32)> = Vec::new();
        let mut today = first.day;
        let mut order = 0;
        for (at, change) in changes.iter().enumerate() {
            today = today.max(change.day);
            order = change.order;
            apply(&mut given, change, today);
            let day_goes_on = changes.get(at + 1).is_some_and(|next| next.day <= today);
            if !day_goes_on {
                let after = counted(&given, rules, |contribution| {
                    ledger.is_seen(contribution, order, until)
                });
                self.moved(receiver, today, guest, &before, &after);
                before = after;
            }
        }
        self.counted
            .extend(before.iter().map(|&(day, contribution)| Counted {
                receiver,
                giver,
                contribution,
                day,
                guest,
            }));
        for one in given
            .iter()
            .filter(|one| ledger.is_seen(one.contribution, order, until))
        {
            let said = |day: Option<Day>| {
                day.map(|day| Said {
                    receiver,
                    giver,
                    contribution: one.contribution,
                    day,
                })
            };
            if one.kinds & kinds::ANY_SOLVED != 0 {
                self.solved.extend(said(one.first[1]));
            }
            if one.kinds & kinds::STAFF != 0 {
                self.staff.extend(said(one.first[2]));
            }
        }
    }

    fn moved(
        &mut self,
        receiver: u32,
        released: Day,
        guest: bool,
        before: &[(Day, u32)],
        after: &[(Day, u32)],
    ) {
        let mut note = |(day, contribution): (Day, u32), by: i32| {
            self.movements.push(Movement {
                receiver,
                released,
                contribution,
                day,
                people: if guest { 0 } else { by },
                guests: if guest { by } else { 0 },
            });
        };
        before
            .iter()
            .filter(|one| !after.contains(one))
            .for_each(|one| note(*one, -1));
        after
            .iter()
            .filter(|one| !before.contains(one))
            .for_each(|one| note(*one, 1));
    }
}

/// Everything that may change what counts between two people: acts, erasures, and what came into sight or went.
fn changes(ledger: &Ledger, until: Day) -> Vec<Change> {
    let mut changes = Vec::new();
    for act in ledger.acts.iter().filter(|act| act.moment.day < until) {
        let (given, withdrawn) = match act.deed {
            Deed::Thanks { kinds, given: true } => (kinds, 0),
            Deed::Thanks {
                kinds: kinds::SOLVED,
                given: false,
            } => (0, kinds::ANY_SOLVED),
            Deed::Thanks { kinds, given: false } => (0, kinds),
            Deed::Vote { value: 1 } => (kinds::HELPED, 0),
            Deed::Vote { .. } => (0, kinds::HELPED),
            Deed::Report | Deed::TakenOut { .. } | Deed::Corrected { .. } => continue,
        };
        // The brand's people thank in their own way, whatever they become later.
        let given = match given {
            kinds::STAFF => given,
            _ if !ledger.is_staff(act.actor, act.moment.order) => given,
            kinds::SOLVED => kinds::SOLVED_FOR_STAFF,
            _ => 0,
        };
        changes.extend(change(ledger, act, given, withdrawn));
    }
    changes.extend(elsewhere(ledger, until));
    let mut looks = Vec::new();
    for change in &changes {
        if let Some(erased) = ledger
            .people
            .get(change.giver as usize)
            .and_then(|giver| giver.erased)
        {
            looks.push(Change {
                order: erased.order,
                day: erased.day,
                given: 0,
                withdrawn: u8::MAX,
                ..*change
            });
        }
        let Some(written) = ledger.contributions.get(change.contribution as usize) else {
            continue;
        };
        let question = ledger.contributions.get(written.question as usize);
        let seen = written
            .seen
            .iter()
            .chain(question.into_iter().flat_map(|question| &question.seen));
        looks.extend(
            seen.filter(|(moment, _)| moment.order > change.order)
                .map(|(moment, _)| Change {
                    order: moment.order,
                    day: moment.day,
                    given: 0,
                    withdrawn: 0,
                    ..*change
                }),
        );
    }
    changes.extend(looks.into_iter().filter(|look| look.day < until));
    changes
}

fn change(ledger: &Ledger, act: &Act, given: u8, withdrawn: u8) -> Option<Change> {
    let written = ledger.contributions.get(act.contribution as usize)?;
    let nobody = act.actor == NOBODY || written.author == NOBODY;
    (!nobody && act.actor != written.author).then_some(Change {
        receiver: written.author,
        giver: act.actor,
        order: act.moment.order,
        contribution: act.contribution,
        day: act.moment.day,
        given,
        withdrawn,
    })
}

/// What was solved where it was imported from: its asker is known there, and the day is that of the answer.
fn elsewhere(ledger: &Ledger, until: Day) -> impl Iterator<Item = Change> {
    (0u32..)
        .zip(&ledger.contributions)
        .filter_map(move |(number, written)| {
            let asker = ledger.contributions.get(written.question as usize)?.author;
            let counts = written.solved_elsewhere && written.day < until;
            let known = asker != NOBODY && written.author != NOBODY && asker != written.author;
            (counts && known).then_some(Change {
                receiver: written.author,
                giver: asker,
                order: 0,
                contribution: number,
                day: written.day,
                given: kinds::SOLVED,
                withdrawn: 0,
            })
        })
}

fn apply(given: &mut Vec<Given>, change: &Change, today: Day) {
    if change.withdrawn == u8::MAX {
        given.clear();
        return;
    }
    if change.given == 0 && change.withdrawn == 0 {
        return;
    }
    let at = given
        .iter()
        .position(|one| one.contribution == change.contribution);
    let at = at.unwrap_or_else(|| {
        given.push(Given {
            contribution: change.contribution,
            kinds: 0,
            first: [None; 3],
        });
        given.len() - 1
    });
    let Some(one) = given.get_mut(at) else { return };
    one.kinds = (one.kinds | change.given) & !change.withdrawn;
    let days = [
        change.given & kinds::PEOPLE,
        change.given & kinds::ANY_SOLVED,
        change.given & kinds::STAFF,
    ];
    for (first, kinds) in one.first.iter_mut().zip(days) {
        if kinds != 0 {
            first.get_or_insert(today);
        }
    }
}

/// Which of what was given counts: the first, and then one in every window.
fn counted(given: &[Given], rules: &Rules, is_seen: impl Fn(u32) -> bool) -> Vec<(Day, u32)> {
    let mut standing: Vec<(Day, u32)> = given
        .iter()
        .filter(|one| one.kinds & kinds::PEOPLE != 0 && is_seen(one.contribution))
        .filter_map(|one| one.first[0].map(|day| (day, one.contribution)))
        .collect();
    sort::by(&mut standing, Ord::cmp);
    let mut last: Option<Day> = None;
    standing.retain(|(day, _)| {
        let counts = last.is_none_or(|last| day.since(last) >= rules.window_days);
        if counts {
            last = Some(*day);
        }
        counts
    });
    standing
}

/// One movement for each receiver, day of release, contribution and day, without those that come to nothing.
fn summed(mut movements: Vec<Movement>) -> Vec<Movement> {
    let place = |movement: &Movement| {
        (
            movement.receiver,
            movement.released,
            movement.contribution,
            movement.day,
        )
    };
    sort::by_key(&mut movements, place);
    let sums = movements
        .chunk_by(|a, b| place(a) == place(b))
        .filter_map(|same| {
            let first = same.first()?;
            let sum = Movement {
                people: same.iter().map(|movement| movement.people).sum(),
                guests: same.iter().map(|movement| movement.guests).sum(),
                ..*first
            };
            (sum.people != 0 || sum.guests != 0).then_some(sum)
        });
    sums.collect()
}
