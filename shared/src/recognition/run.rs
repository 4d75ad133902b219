//! Recognition in pieces: whoever computes it answers others in between.
//!
//! Invariant: no piece is longer than its units and what one contribution or one pair of people holds; what comes of it
//! is the same for pieces of every size.

use super::day::Day;
use super::defense::{Defense, Stand};
use super::knowledge::{Knowledge, knowledge};
use super::ledger::{Ledger, NOBODY};
use super::rules::Rules;
use super::standing::{Confirmers, Gathered, Got, Standing, standing};
use super::statement::Line;
use super::steps::{Order, Work};
use super::sums::{Sum, Sums};
use super::thanks::{self, Thanks, summed};
use super::trust::Graph;
use super::turns::Turns;

/// How many people are found at once: as many as one write keeps, and as few as are read back in a short step.
const PEOPLE: usize = 25;

/// What came of a piece.
pub enum Step {
    /// There is more to do.
    On,
    /// The next people, in order, and what they know about.
    Found(Vec<(Standing, Vec<Knowledge>)>),
    /// That was all.
    Done,
}

/// What is done next.
#[derive(Clone, Copy)]
enum Stage {
    /// Acts that are thanks are looked for, and ordered by receiver and giver.
    Acts,
    ActsInOrder,
    /// What givers became.
    Turns,
    /// Thanks, pair by pair.
    Pairs,
    /// Lines are ordered and summed.
    LinesInOrder,
    Lines,
    /// People are summed by subject and tag, and the sums ordered by these.
    Sums,
    SumsInOrder,
    /// What was given is ordered by its day, what was written by author and day.
    HelpedInOrder,
    Written,
    WrittenInOrder,
    Defense,
    Trust,
    People,
}

/// A run over a ledger that does not change meanwhile.
pub struct Run {
    rules: &'static Rules,
    until: Day,
    stage: Stage,
    at: usize,
    order: Order,
    /// What [`Self::order`] is made of.
    numbers: Vec<u32>,
    acts: Vec<u32>,
    turns: Turns,
    thanks: Thanks,
    lines: Vec<Line>,
    sums: Sums,
    /// Places in the sums, by subject, tag and person.
    by_subject: Vec<u32>,
    /// Places in what was given, by receiver and day.
    helped: Vec<u32>,
    /// Every day something was written on, in order, and what was, by author and day.
    days: Vec<Day>,
    written: Vec<u32>,
    defense: Defense,
    graph: Graph,
}

impl Run {
    /// A run for the beginning of the day `until`.
    pub fn new(rules: &'static Rules, until: Day) -> Self {
        Self {
            rules,
            until,
            stage: Stage::Acts,
            at: 0,
            order: Order::default(),
            numbers: Vec::new(),
            acts: Vec::new(),
            turns: Turns::default(),
            thanks: Thanks::default(),
            lines: Vec::new(),
            sums: Sums::default(),
            by_subject: Vec::new(),
            helped: Vec::new(),
            days: Vec::new(),
            written: Vec::new(),
            defense: Defense::default(),
            graph: Graph::default(),
        }
    }

    /// Goes on with so many units of work: one is some fifty nanoseconds of a processor.
    pub fn advance(&mut self, ledger: &Ledger, units: usize) -> Step {
        let work = &mut Work::new(units);
        loop {
            let done = match self.stage {
                Stage::Acts => self.choose(work, ledger),
                Stage::ActsInOrder => self.order_acts(work, ledger),
                Stage::Turns => self.watch(work, ledger),
                Stage::Pairs => self.pairs(work, ledger),
                Stage::LinesInOrder => self.order_lines(work, ledger),
                Stage::Lines => summed(work, &self.thanks, &self.numbers, &mut self.at, &mut self.lines),
                Stage::Sums => self.sum(work, ledger),
                Stage::SumsInOrder => self.order_sums(work, ledger),
                Stage::HelpedInOrder => self.order_helped(work, ledger),
                Stage::Written => self.write(work, ledger),
                Stage::WrittenInOrder => self.order_written(work, ledger),
                Stage::Defense => self
                    .defense
                    .advance(work, ledger, self.rules, &self.thanks, self.until),
                Stage::Trust => self.graph.advance(work, ledger, self.rules, &self.thanks),
                Stage::People => {
                    let found = self.people(work, ledger);
                    let done = found.is_empty() && self.at >= ledger.people.len();
                    return if done { Step::Done } else { Step::Found(found) };
                }
            };
            if !done {
                return Step::On;
            }
            self.next();
        }
    }

    /// The lines of one person; of all who were found, and known before the first is.
    pub fn lines_of(&self, person: u32) -> &[Line] {
        of(&self.lines, person, |line| line.person)
    }

    /// How many people one person helped with what; known when their lines are.
    pub fn sums_of(&self, person: u32) -> &[Sum] {
        of(&self.sums.all, person, |sum| sum.person)
    }

    /// Some sums of all, from a place on, by subject, tag and person; none after the last.
    pub fn sums_by_subject(&self, from: usize, count: usize) -> Vec<Sum> {
        let places = self.by_subject.iter().skip(from).take(count);
        places
            .filter_map(|place| self.sums.all.get(*place as usize).copied())
            .collect()
    }

    /// How many lines all statements have.
    pub fn lines(&self) -> usize {
        self.lines.len()
    }

    /// All lines, by person, day of release, contribution and day; who stood up, by person and day.
    pub(super) fn into_parts(self) -> (Vec<Line>, Vec<Stand>) {
        (self.lines, self.defense.stands)
    }

    /// Keeps what a stage came to, and turns to the next.
    fn next(&mut self) {
        self.at = 0;
        self.stage = match self.stage {
            Stage::Acts => {
                self.order = Order::new(std::mem::take(&mut self.numbers));
                Stage::ActsInOrder
            }
            Stage::ActsInOrder => {
                self.acts = self.order.take();
                Stage::Turns
            }
            Stage::Turns => {
                self.turns.settle(self.rules, self.until);
                Stage::Pairs
            }
            Stage::Pairs => {
                self.acts = Vec::new();
                self.order = numbered(self.thanks.moves.len());
                Stage::LinesInOrder
            }
            Stage::LinesInOrder => {
                self.numbers = self.order.take();
                self.lines.reserve_exact(self.numbers.len());
                Stage::Lines
            }
            Stage::Lines => {
                self.numbers = Vec::new();
                self.thanks.moves = Vec::new();
                Stage::Sums
            }
            Stage::Sums => {
                self.order = numbered(self.sums.all.len());
                Stage::SumsInOrder
            }
            Stage::SumsInOrder => {
                self.by_subject = self.order.take();
                self.order = numbered(self.thanks.given.len());
                Stage::HelpedInOrder
            }
            Stage::HelpedInOrder => {
                self.helped = self.order.take();
                Stage::Written
            }
            Stage::Written => {
                self.order = Order::new(std::mem::take(&mut self.numbers));
                Stage::WrittenInOrder
            }
            Stage::WrittenInOrder => {
                self.written = self.order.take();
                Stage::Defense
            }
            Stage::Defense => Stage::Trust,
            Stage::Trust | Stage::People => Stage::People,
        };
    }

    fn choose(&mut self, work: &mut Work, ledger: &Ledger) -> bool {
        while let Some(act) = ledger.acts.get(self.at) {
            if !work.take(1) {
                return false;
            }
            if act.moment.day < self.until && thanks::receiver(ledger, act) != NOBODY {
                self.numbers.extend(u32::try_from(self.at));
            }
            self.at += 1;
        }
        true
    }

    fn order_acts(&mut self, work: &mut Work, ledger: &Ledger) -> bool {
        let people = ledger.people.len();
        let act = |number: u32| ledger.acts.get(number as usize);
        let giver = |number| act(number).map_or(0, |act| ledger.identity(act.actor));
        let receiver = |number| act(number).map_or(0, |act| thanks::receiver(ledger, act));
        self.order.advance(work, &[(people, &giver), (people, &receiver)])
    }

    fn watch(&mut self, work: &mut Work, ledger: &Ledger) -> bool {
        while let Some(pair) = thanks::pair(ledger, &self.acts, self.at) {
            if !work.take(2 * pair.acts.len()) {
                return false;
            }
            if !self.turns.is_of(pair.receiver) {
                self.turns.settle(self.rules, self.until);
            }
            pair.watch(ledger, self.rules, self.until, &mut self.turns);
            self.at += pair.acts.len();
        }
        true
    }

    fn pairs(&mut self, work: &mut Work, ledger: &Ledger) -> bool {
        while let Some(pair) = thanks::pair(ledger, &self.acts, self.at) {
            if !work.take(8 * pair.acts.len()) {
                return false;
            }
            pair.add(ledger, self.rules, self.until, &self.turns, &mut self.thanks);
            self.at += pair.acts.len();
        }
        true
    }

    fn order_lines(&mut self, work: &mut Work, ledger: &Ledger) -> bool {
        let Thanks { moves, days, .. } = &self.thanks;
        let line = |number: u32| moves.get(number as usize);
        let contributions = ledger.contributions.len();
        let contribution = |number| {
            let none = u32::try_from(contributions).unwrap_or(NOBODY);
            line(number).map_or(none, |line| line.contribution.min(none))
        };
        let day = |number| line(number).map_or(0, |line| place(days, line.day));
        let released = |number| line(number).map_or(0, |line| place(days, line.released));
        let person = |number| line(number).map_or(0, |line| line.person);
        self.order.advance(
            work,
            &[
                (days.len(), &day),
                (contributions + 1, &contribution),
                (days.len(), &released),
                (ledger.people.len(), &person),
            ],
        )
    }

    fn sum(&mut self, work: &mut Work, ledger: &Ledger) -> bool {
        while let Some(line) = self.lines.get(self.at) {
            if !work.take(8) {
                return false;
            }
            self.sums.add(ledger, line);
            self.at += 1;
        }
        true
    }

    fn order_sums(&mut self, work: &mut Work, ledger: &Ledger) -> bool {
        let sums = &self.sums.all;
        let word = |word: Option<u32>| word.map_or(0, |word| word + 1);
        let tag = |number: u32| sums.get(number as usize).map_or(0, |sum| word(sum.tag));
        let subject = |number: u32| sums.get(number as usize).map_or(0, |sum| word(sum.subject));
        let words = ledger.words() + 1;
        self.order.advance(work, &[(words, &tag), (words, &subject)])
    }

    fn order_helped(&mut self, work: &mut Work, ledger: &Ledger) -> bool {
        let Thanks { given, days, .. } = &self.thanks;
        let one = |number: u32| given.get(number as usize);
        let day = |number| one(number).map_or(0, |one| place(days, one.day));
        let person = |number| one(number).map_or(0, |one| one.receiver);
        self.order
            .advance(work, &[(days.len(), &day), (ledger.people.len(), &person)])
    }

    fn write(&mut self, work: &mut Work, ledger: &Ledger) -> bool {
        while let Some(written) = ledger.contributions.get(self.at) {
            if !work.take(2) {
                return false;
            }
            let number = u32::try_from(self.at).unwrap_or(NOBODY);
            let counts = written.author != NOBODY && written.day < self.until;
            if counts && ledger.is_seen(number, self.until) {
                self.numbers.push(number);
                if let Err(at) = self.days.binary_search(&written.day) {
                    self.days.insert(at, written.day);
                }
            }
            self.at += 1;
        }
        true
    }

    fn order_written(&mut self, work: &mut Work, ledger: &Ledger) -> bool {
        let days = &self.days;
        let written = |number: u32| ledger.contributions.get(number as usize);
        let day = |number| written(number).map_or(0, |written| place(days, written.day));
        let author = |number| written(number).map_or(0, |written| written.author);
        self.order
            .advance(work, &[(days.len(), &day), (ledger.people.len(), &author)])
    }

    fn people(&mut self, work: &mut Work, ledger: &Ledger) -> Vec<(Standing, Vec<Knowledge>)> {
        let (mut found, mut at) = (Vec::new(), self.at);
        while at < ledger.people.len() && found.len() < PEOPLE {
            let person = u32::try_from(at).unwrap_or(NOBODY);
            let (gathered, knows, cost) = self.gathered(ledger, person);
            if !work.take(8 + 4 * cost) {
                break;
            }
            at += 1;
            if cost > 0 {
                let standing = standing(ledger, self.rules, self.until, person, &gathered);
                found.push((standing, knows));
            }
        }
        self.at = at;
        found
    }

    /// What there is of a person, and how much of it.
    fn gathered<'a>(&'a self, ledger: &'a Ledger, person: u32) -> (Gathered<'a>, Vec<Knowledge>, usize) {
        let author = |number: &u32| {
            let written = ledger.contributions.get(*number as usize);
            written.map_or(NOBODY, |written| written.author)
        };
        let receiver = |number: &u32| {
            let one = self.thanks.given.get(*number as usize);
            one.map_or(NOBODY, |one| one.receiver)
        };
        let written = of(&self.written, person, author).iter();
        let written: Vec<_> = written
            .filter_map(|number| Some((*number, ledger.contributions.get(*number as usize)?)))
            .collect();
        let confirmers = Confirmers::new(&self.graph, self.rules, person);
        // Thanks stand by their giver there, and by their day here.
        let given = of(&self.thanks.given, person, |one| one.receiver);
        let mut by_giver: Vec<Got<'_>> = Vec::with_capacity(given.len());
        for thanked in given {
            let got = match by_giver.last() {
                Some(last) if last.thanked.giver == thanked.giver => Got { thanked, ..*last },
                last => Got {
                    thanked,
                    place: last.map_or(0, |last| last.place + 1),
                    weight: confirmers.weight(thanked.giver),
                },
            };
            by_giver.push(got);
        }
        let first = self.thanks.given.partition_point(|one| one.receiver < person);
        let by_day = of(&self.helped, person, receiver).iter();
        let by_day = by_day.filter_map(|number| by_giver.get((*number as usize).checked_sub(first)?));
        let (guests, thanks): (Vec<Got<'_>>, Vec<_>) = by_day.partition(|got| got.thanked.guest);
        let guests = guests.iter().filter(|got| got.thanked.counts).count();
        let stood = of(&self.defense.stands, person, |stand| stand.person);
        let staff_thanks = of(&self.thanks.staff, person, |said| said.receiver).len();
        let solved = of(&self.thanks.solved, person, |said| said.receiver);
        // Whose thanks all left has a statement still.
        let lines = self.lines_of(person).len();
        let cost = written.len() + thanks.len() + stood.len() + staff_thanks + solved.len() + lines;
        let knows = knowledge(ledger, self.rules, solved, |asker| confirmers.weight(asker));
        let gathered = Gathered {
            written,
            thanks,
            guests: u32::try_from(guests).unwrap_or(u32::MAX),
            stood,
            staff_thanks,
            solved: solved.len(),
            confirmers,
        };
        (gathered, knows, cost)
    }
}

/// What is of one person, of things that stand in the order of persons.
fn of<T>(all: &[T], person: u32, whose: impl Fn(&T) -> u32) -> &[T] {
    let from = all.partition_point(|one| whose(one) < person);
    let to = all.partition_point(|one| whose(one) <= person);
    all.get(from..to).unwrap_or_default()
}

fn numbered(count: usize) -> Order {
    Order::new((0..u32::try_from(count).unwrap_or(NOBODY)).collect())
}

/// The place of a day among all days.
fn place(days: &[Day], day: Day) -> u32 {
    u32::try_from(days.partition_point(|other| *other < day)).unwrap_or(NOBODY)
}
