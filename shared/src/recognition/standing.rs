//! Where everybody stands on a day: the result of recognition, computed anew from the ledger.

use super::day::Day;
use super::defense::{self, Stand};
use super::knowledge::{self, Knowledge};
use super::ladder::{self, Held, Ladder};
use super::leaders::{Leader, Period, places};
use super::ledger::{Ledger, NOBODY};
use super::rules::Rules;
use super::statement::{self, Line};
use super::thanks::Thanks;
use super::trust::{self, WHOLE};
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
    /// The thanks it all comes from.
    pub thanks: Thanks,
}

/// What was gathered of one person.
#[derive(Default)]
struct Gathered {
    days: Vec<Day>,
    helped: Vec<Day>,
    stood: Vec<(Day, u32)>,
    guests: u32,
    imported: i64,
    staff_thanks: u32,
    solved: u32,
}

/// What was gathered of everybody, by number.
struct People {
    all: Vec<Option<Gathered>>,
    /// Of who is not in the ledger; it counts for nobody.
    nobody: Gathered,
}

impl People {
    fn of(ledger: &Ledger) -> Self {
        let mut all = Vec::new();
        all.resize_with(ledger.people.len(), || None);
        Self {
            all,
            nobody: Gathered::default(),
        }
    }

    fn one(&mut self, person: u32) -> &mut Gathered {
        match self.all.get_mut(person as usize) {
            Some(one) => one.get_or_insert_default(),
            None => &mut self.nobody,
        }
    }

    /// Those of whom something was gathered, in order.
    fn seen(self) -> impl Iterator<Item = (u32, Gathered)> {
        let all = (0..).zip(self.all);
        all.filter_map(|(person, gathered)| Some((person, gathered?)))
    }
}

/// Computes where everybody stands at the beginning of the day `until`.
pub fn compute(ledger: &Ledger, rules: &'static Rules, until: Day) -> Standings {
    let thanks = Thanks::at(ledger, rules, until);
    let stands = defense::stands(ledger, &thanks, until);
    let weights = trust::weights(ledger, rules, &thanks);
    let mut people = People::of(ledger);
    gather_writing(ledger, until, &mut people);
    // Whose thanks all left has a statement still.
    for movement in &thanks.movements {
        people.one(movement.receiver);
    }
    for one in &thanks.counted {
        let gathered = people.one(one.receiver);
        if one.guest {
            gathered.guests += 1;
        } else {
            gathered.helped.push(one.day);
        }
    }
    for said in &thanks.staff {
        people.one(said.receiver).staff_thanks += 1;
    }
    for said in &thanks.solved {
        people.one(said.receiver).solved += 1;
    }
    for stand in &stands {
        let stood = &mut people.one(stand.person).stood;
        stood.push((stand.day, stand.stood_for));
    }
    let standing = |(person, gathered): (u32, Gathered)| {
        let weight = weights.get(person as usize).copied().unwrap_or_default();
        // What they count is in thousandths already: so is the share.
        let share = (weight.counts + weight.givers / 2)
            .checked_div(weight.givers)
            .unwrap_or_default();
        standing(person, gathered, share, rules, until)
    };
    Standings {
        version: rules.version,
        until,
        people: people.seen().map(standing).collect(),
        lines: statement::lines(&thanks),
        knowledge: knowledge::knowledge(ledger, rules, &thanks),
        stands,
        thanks,
    }
}

fn standing(person: u32, mut gathered: Gathered, share: u64, rules: &Rules, until: Day) -> Standing {
    let thanked_by = u32::try_from(gathered.helped.len()).unwrap_or(u32::MAX);
    // The damping of a day holds for all days: so that a level does not go as a median moves by a little, what keeps a
    // level is whole here.
    let whole = share * 100 >= WHOLE * u64::from(rules.keep_percent);
    sort::by(&mut gathered.helped, Day::cmp);
    let helped = gathered.helped.chunk_by(Day::eq).filter_map(|givers| {
        Some(Held {
            day: *givers.first()?,
            amount: givers.len() as u64 * if whole { WHOLE } else { share },
            people: Vec::new(),
        })
    });
    sort::by_key(&mut gathered.stood, |(day, _)| *day);
    let stood = gathered.stood.chunk_by(|one, next| one.0 == next.0);
    let stood = stood.filter_map(|acts| {
        Some(Held {
            day: acts.first()?.0,
            amount: acts.len() as u64 * WHOLE,
            people: acts.iter().map(|(_, stood_for)| *stood_for).collect(),
        })
    });
    let (helped, stood): (Vec<_>, Vec<_>) = (helped.collect(), stood.collect());
    let days = sort::distinct(gathered.days);
    Standing {
        person,
        helped: damped(thanked_by, share),
        thanked_by,
        guests: gathered.guests,
        share,
        imported: gathered.imported,
        staff_thanks: gathered.staff_thanks,
        solved: gathered.solved,
        first: days.first().copied().unwrap_or(until),
        ladder: Ladder {
            like: ladder::like(&days, rules),
            love: ladder::love(&helped, rules, until),
            defend: ladder::defend(&stood, rules, until),
        },
    }
}

fn gather_writing(ledger: &Ledger, until: Day, people: &mut People) {
    for (number, written) in (0u32..).zip(&ledger.contributions) {
        let counts = written.author != NOBODY && written.day < until;
        if counts && ledger.is_seen(number, u32::MAX, until) {
            let gathered = people.one(written.author);
            gathered.days.push(written.day);
            gathered.imported += written.imported_score.unwrap_or_default();
        }
    }
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
        let mut helped = vec![0_u32; ledger.people.len()];
        for one in self
            .thanks
            .counted
            .iter()
            .filter(|one| !one.guest && one.day >= from)
        {
            if let Some(helped) = helped.get_mut(one.receiver as usize) {
                *helped += 1;
            }
        }
        let share = |person| self.of(person).map_or(0, |standing| standing.share);
        let people = (0..).zip(helped);
        let people = people.filter(|(person, helped)| *helped > 0 && !ledger.is_staff_now(*person));
        places(
            people
                .map(|(person, givers)| (person, damped(givers, share(person))))
                .collect(),
        )
    }
}
