//! Where everybody stands on a day: the result of recognition, computed anew from the ledger.

use super::acts;
use super::day::Day;
use super::defense::Stand;
use super::knowledge::Knowledge;
use super::ladder::{self, Act, Ladder, Rung};
use super::leaders::{Leader, Period, places};
use super::ledger::{Contribution, Ledger};
use super::rules::{Confirmed, Rules};
use super::run::{Run, Step};
use super::statement::Line;
use super::thanks::Thanked;
use super::trust::{Graph, WHOLE};
use crate::level::Level;
use crate::sort;

/// Where one person stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Who, by number.
    pub person: u32,
    /// How many people they helped, rings damped; each counts once in every window.
    pub helped: u32,
    /// How many thanked them, before that.
    pub thanked_by: u32,
    /// How many guests thanked them.
    pub guests: u32,
    /// What their givers count of what they are, in thousandths.
    pub share: u64,
    /// The net score of what they brought from elsewhere: not people.
    pub imported: i64,
    /// How often the brand's people thanked them.
    pub staff_thanks: u32,
    /// Of how many questions the asker said that they solved them.
    pub solved: u32,
    /// The day of their first contribution that is seen.
    pub first: Day,
    /// The ladder.
    pub ladder: Ladder,
    /// The last acts behind each level, the last first.
    pub acts: Vec<acts::Act>,
}

/// Where everybody stands.
#[derive(Debug)]
pub struct Standings {
    /// By which version of the rules.
    pub version: &'static str,
    /// Everything before this day.
    pub until: Day,
    /// Everybody who contributed, by number.
    pub people: Vec<Standing>,
    /// The lines of all statements.
    pub lines: Vec<Line>,
    /// Who knows about what.
    pub knowledge: Vec<Knowledge>,
    /// Who stood up.
    pub stands: Vec<Stand>,
}

/// Computes where everybody stands at the beginning of the day `until`.
pub fn compute(ledger: &Ledger, rules: &'static Rules, until: Day) -> Standings {
    let mut run = Run::new(rules, until);
    let (mut people, mut knowledge) = (Vec::new(), Vec::new());
    loop {
        match run.advance(ledger, usize::MAX) {
            Step::On => {}
            Step::Found(found) => {
                for (standing, knows) in found {
                    people.push(standing);
                    knowledge.extend(knows);
                }
            }
            Step::Done => break,
        }
    }
    let (lines, stands) = run.into_parts();
    Standings {
        version: rules.version,
        until,
        people,
        lines,
        knowledge,
        stands,
    }
}

/// Of one person, what a standing is made of; all days in order.
pub(super) struct Gathered<'a> {
    /// Their contributions that are seen, and their numbers.
    pub(super) written: Vec<(u32, &'a Contribution)>,
    /// Thanks of people for these.
    pub(super) thanks: Vec<Got<'a>>,
    pub(super) guests: u32,
    pub(super) stood: &'a [Stand],
    pub(super) staff_thanks: usize,
    pub(super) solved: usize,
    pub(super) confirmers: Confirmers<'a>,
}

/// Thanks that somebody got.
#[derive(Clone, Copy)]
pub(super) struct Got<'a> {
    pub(super) thanked: &'a Thanked,
    /// Which of their givers gave it.
    pub(super) place: u32,
    /// What this one counts for levels, in thousandths.
    pub(super) weight: u64,
}

/// What those count who thanked one person.
#[derive(Clone, Copy)]
pub(super) struct Confirmers<'a> {
    graph: &'a Graph,
    person: u32,
    confirmed: Confirmed,
    /// What they count of what they are, in thousandths.
    share: u64,
    /// Whether damping takes so little that each counts whole for levels and badges: so that nothing goes as a median
    /// moves by a little.
    is_whole: bool,
}

impl<'a> Confirmers<'a> {
    pub(super) fn new(graph: &'a Graph, rules: &Rules, person: u32) -> Self {
        let of_person = graph.weight_of(person);
        // What they count is in thousandths already: so is the share.
        let share = of_person.share();
        let for_levels = match rules.confirmed {
            Confirmed::Whole => share,
            Confirmed::ByWeight { others_per_voice } => of_person.share_for_levels(others_per_voice),
        };
        Self {
            graph,
            person,
            confirmed: rules.confirmed,
            share,
            // What keeps a level is whole here.
            is_whole: for_levels * 100 >= WHOLE * u64::from(rules.keep_percent),
        }
    }

    /// What one of them counts for a level or a badge, in thousandths.
    pub(super) fn weight(&self, giver: u32) -> u64 {
        match self.confirmed {
            Confirmed::ByWeight { others_per_voice } if !self.is_whole => {
                self.graph.weight_for_levels(self.person, giver, others_per_voice)
            }
            Confirmed::Whole | Confirmed::ByWeight { .. } => WHOLE,
        }
    }
}

/// Where one person stands at the beginning of the day `until`.
pub(super) fn standing(
    ledger: &Ledger,
    rules: &Rules,
    until: Day,
    person: u32,
    gathered: &Gathered<'_>,
) -> Standing {
    let Confirmers { share, is_whole, .. } = gathered.confirmers;
    let by_weight = rules.confirmed.is_by_weight();
    let thanks = gathered
        .thanks
        .iter()
        .filter(|one| one.thanked.counts || by_weight);
    let helped = |weight: &dyn Fn(u64) -> u64| -> Vec<Act> {
        let act = |one: &Got<'_>| Act {
            day: one.thanked.day,
            person: one.place,
            weight: weight(one.weight),
        };
        thanks.clone().map(act).collect()
    };
    let people = sort::distinct(gathered.stood.iter().map(|stand| stand.stood_for));
    let stood = |weight: &dyn Fn(u32) -> u64| -> Vec<Act> {
        let act = |stand: &Stand| Act {
            day: stand.day,
            person: number(people.partition_point(|person| *person < stand.stood_for)),
            weight: stand.asker.map_or(WHOLE, weight),
        };
        gathered.stood.iter().map(act).collect()
    };
    let weight = |giver| gathered.confirmers.weight(giver);
    let love = if by_weight {
        ladder::love(&helped(&|weight| weight), rules, until)
    } else {
        ladder::love(&helped(&|_| if is_whole { WHOLE } else { share }), rules, until)
    };
    let defend = ladder::defend(&stood(&weight), rules, until);
    // What damping alone takes was held until now: the ledger says so.
    let told = |level, rung: &Rung, whole: &dyn Fn() -> Rung| {
        let told = ledger.told(person, level, until);
        told.filter(|_| !is_whole && !rung.is_held() && whole().is_held())
    };
    let told_love = told(Level::Love, &love, &|| {
        ladder::love(&helped(&|_| WHOLE), rules, until)
    });
    let told_defend = told(Level::Defend, &defend, &|| {
        ladder::defend(&stood(&|_| WHOLE), rules, until)
    });
    let thanked_by = number(gathered.thanks.iter().filter(|one| one.thanked.counts).count());
    let written = gathered
        .written
        .iter()
        .map(|(number, written)| (written.day, *number));
    let mut days: Vec<Day> = written.clone().map(|(day, _)| day).collect();
    days.dedup();
    let of_love = thanks
        .clone()
        .map(|one| (one.thanked.day, one.thanked.contribution));
    let of_defend = gathered.stood.iter().map(|stand| (stand.day, stand.contribution));
    let acts = [
        acts::taking_part(rules, written),
        acts::told(Level::Love, rules, until, of_love),
        acts::told(Level::Defend, rules, until, of_defend),
    ];
    Standing {
        person,
        helped: damped(thanked_by, share),
        thanked_by,
        guests: gathered.guests,
        share,
        imported: gathered
            .written
            .iter()
            .map(|(_, written)| i64::from(written.imported_score))
            .sum(),
        staff_thanks: number(gathered.staff_thanks),
        solved: number(gathered.solved),
        first: days.first().copied().unwrap_or(until),
        ladder: Ladder {
            like: ladder::like(&days, rules),
            love: ladder::kept(love, told_love, rules, until),
            defend: ladder::kept(defend, told_defend, rules, until),
        },
        acts: acts.concat(),
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// So many people at this share, to the nearest whole person.
pub fn damped(people: u32, share: u64) -> u32 {
    u32::try_from((u64::from(people) * share + WHOLE / 2) / WHOLE).unwrap_or(u32::MAX)
}

impl Standings {
    /// Where one person stands, by number.
    pub fn of(&self, person: u32) -> Option<&Standing> {
        let at = self
            .people
            .binary_search_by_key(&person, |standing| standing.person)
            .ok()?;
        self.people.get(at)
    }

    /// Who helped most in a period, people of the brand left out; by number.
    pub fn leaders(&self, ledger: &Ledger, period: Period) -> Vec<Leader<u32>> {
        let from = period.from(self.until);
        let told = |line: &&Line| period == Period::Ever || (line.is_of_contribution() && line.day >= from);
        let people = self.lines.chunk_by(|one, next| one.person == next.person);
        let people = people.filter_map(|lines| {
            let person = lines.first()?.person;
            let share = self.of(person).map_or(0, |standing| standing.share);
            let givers: i32 = lines.iter().filter(told).map(|line| line.people).sum();
            let helped = damped(u32::try_from(givers).unwrap_or_default(), share);
            (!ledger.is_staff_now(person)).then_some((person, helped))
        });
        places(people.collect())
    }
}
