//! A generated community of ten thousand people whose truth is known: who helped whom, whoever said so.

use std::collections::{BTreeMap, BTreeSet};

use fanfare_shared::recognition::{Day, Known, Ledger};

use super::input::{Input, Random};

/// How many people there are.
const PEOPLE: usize = 10_000;
/// Over how many days.
const DAYS: usize = 300;
/// Before which day they ask, and from which day on the ladder looks.
const LAST_QUESTION: usize = DAYS - 20;
const WINDOW_FROM: usize = DAYS - 100;
/// How many subjects there are.
const SUBJECTS: usize = 40;

/// What somebody is up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Shopper,
    Helper,
    Farmer,
    Household,
    Office,
    Ring,
    Master,
    Puppet,
    Staff,
}

/// A community, and what is true of it.
pub(super) struct Community {
    pub(super) ledger: Ledger,
    pub(super) until: Day,
    pub(super) parts: Vec<Part>,
    /// How many different people somebody truly helped, each once in a hundred days, those of their own ring left out.
    pub(super) truth: Vec<usize>,
    /// Whom somebody truly helped.
    pub(super) helped: Vec<BTreeSet<usize>>,
    /// Whose complaints they truly answered, and how many days ago at least.
    pub(super) stood_for: Vec<BTreeMap<usize, i32>>,
}

struct Making {
    random: Random,
    input: Input,
    acts: Vec<(i32, usize, usize, u8)>,
    parts: Vec<Part>,
    known: Vec<Known>,
    helped: Vec<BTreeSet<(usize, i32)>>,
    /// Questions with their answer: asker, helper, day.
    threads: Vec<(usize, usize, i32)>,
}

const HELPED: u8 = 0;
const SOLVED: u8 = 1;
const THANKED: u8 = 2;

pub(super) fn community(seed: u64) -> Community {
    let mut making = Making {
        random: Random(seed),
        input: Input::default(),
        acts: Vec::new(),
        parts: Vec::new(),
        known: Vec::new(),
        helped: Vec::new(),
        threads: Vec::new(),
    };
    making.people();
    making.honest();
    making.homes();
    making.rings();
    making.puppets();
    making.finish()
}

impl Making {
    fn add(&mut self, part: Part, count: usize) {
        for _ in 0..count {
            let known = match (part, self.random.below(100)) {
                (Part::Shopper, 0..20) => Known::Device,
                (Part::Puppet | Part::Master, _) | (Part::Ring, 0..90) => Known::Address,
                (_, 60..) => Known::Brand,
                _ => Known::Address,
            };
            self.parts.push(part);
            self.known.push(known);
            self.helped.push(BTreeSet::new());
        }
    }

    fn people(&mut self) {
        self.add(Part::Staff, 5);
        self.add(Part::Helper, 300);
        self.add(Part::Farmer, 15);
        self.add(Part::Household, 60);
        self.add(Part::Office, 30);
        self.add(Part::Ring, RINGS.iter().sum());
        self.add(Part::Master, PUPPETS.len());
        self.add(Part::Puppet, PUPPETS.iter().sum());
        let rest = PEOPLE - self.parts.len();
        self.add(Part::Shopper, rest);
    }

    fn all(&self, part: Part) -> Vec<usize> {
        (0..self.parts.len())
            .filter(|person| self.parts[*person] == part)
            .collect()
    }

    fn thread(&mut self, asker: usize, helper: usize) -> usize {
        let day = self.random.below(LAST_QUESTION) as i32;
        self.thread_on(day, asker, helper)
    }

    /// One of those who are up to no good: all within the window of the ladder.
    fn late_thread(&mut self, asker: usize, helper: usize) -> usize {
        let day = self.random.below(LAST_QUESTION);
        self.thread_on(
            (WINDOW_FROM + day * (LAST_QUESTION - WINDOW_FROM) / LAST_QUESTION) as i32,
            asker,
            helper,
        )
    }

    fn thread_on(&mut self, day: i32, asker: usize, helper: usize) -> usize {
        self.threads.push((asker, helper, day));
        self.threads.len() - 1
    }

    /// Somebody is truly helped by a thread; six of ten say so.
    fn reached(&mut self, person: usize, thread: usize) {
        let (asker, helper, day) = self.threads[thread];
        if person == helper {
            return;
        }
        if self.known[person] != Known::Device {
            self.helped[helper].insert((person, day / 100));
        }
        let day = day + self.random.below(20) as i32;
        if self.random.happens(60) {
            let how = if person == asker { SOLVED } else { HELPED };
            self.acts.push((day, person, thread, how));
        }
    }

    /// A question of a shopper that somebody answers, and those who find it.
    fn help(&mut self, helper: usize, asker: usize, readers: usize, others: &[usize]) {
        let thread = self.thread(asker, helper);
        self.reached(asker, thread);
        for _ in 0..readers {
            let reader = others[self.random.below(others.len())];
            self.reached(reader, thread);
        }
        if self.random.happens(3) {
            let (_, _, day) = self.threads[thread];
            let staff = self.random.below(5);
            self.acts.push((day, staff, thread, THANKED));
        }
    }

    fn honest(&mut self) {
        let shoppers = self.all(Part::Shopper);
        let helpers = self.all(Part::Helper);
        let mut readers = shoppers.clone();
        // Those who help read more than others.
        (0..5).for_each(|_| readers.extend(&helpers));
        for (position, &helper) in helpers.iter().enumerate() {
            let answers = 4 + 60 / (1 + position / 12) + self.random.below(8);
            for _ in 0..answers {
                let asker = shoppers[self.random.below(shoppers.len())];
                let found = self.random.below(4);
                self.help(helper, asker, found, &readers);
            }
        }
        for farmer in self.all(Part::Farmer) {
            // Much said, to few.
            let regulars: Vec<usize> = (0..6)
                .map(|_| shoppers[self.random.below(shoppers.len())])
                .collect();
            for _ in 0..80 {
                let asker = regulars[self.random.below(regulars.len())];
                self.help(farmer, asker, 0, &readers);
            }
        }
        let together = [self.all(Part::Household), self.all(Part::Office)].concat();
        for member in together {
            let answers = 5 + self.random.below(15);
            for _ in 0..answers {
                let asker = shoppers[self.random.below(shoppers.len())];
                let found = self.random.below(4);
                self.help(member, asker, found, &readers);
            }
        }
    }

    /// Households of three and an office of thirty: they read what their own write, and say so when it helped.
    fn homes(&mut self) {
        let houses = self.all(Part::Household);
        for house in houses.chunks(3) {
            self.together(house, 2);
        }
        let office = self.all(Part::Office);
        self.together(&office, 12);
    }

    fn together(&mut self, home: &[usize], each: usize) {
        for &member in home {
            for _ in 0..each {
                let other = home[self.random.below(home.len())];
                if other != member {
                    let thread = self.thread(other, member);
                    let (_, _, day) = self.threads[thread];
                    self.helped[member].insert((other, day / 100));
                    self.acts.push((day, other, thread, SOLVED));
                }
            }
        }
    }

    fn rings(&mut self) {
        let shoppers = self.all(Part::Shopper);
        let mut from = 0;
        let ring_people = self.all(Part::Ring);
        for size in RINGS {
            let ring = ring_people[from..from + size].to_vec();
            from += size;
            for &member in &ring {
                // A ring's people answer a stranger now and then: how would they be seen otherwise?
                for _ in 0..self.random.below(3) {
                    let asker = shoppers[self.random.below(shoppers.len())];
                    self.help(member, asker, 0, &shoppers);
                }
                let sparse = size > 20 && self.random.happens(50);
                for &other in &ring {
                    if other != member && !(sparse && self.random.happens(60)) {
                        let thread = self.late_thread(other, member);
                        let (_, _, day) = self.threads[thread];
                        self.acts.push((day, other, thread, SOLVED));
                        self.acts.push((day, other, thread, HELPED));
                    }
                }
            }
        }
    }

    fn puppets(&mut self) {
        let shoppers = self.all(Part::Shopper);
        let honest: Vec<usize> = (0..self.threads.len())
            .filter(|at| self.parts[self.threads[*at].1] == Part::Helper)
            .collect();
        let all = self.all(Part::Puppet);
        let mut from = 0;
        for (master, size) in self.all(Part::Master).into_iter().zip(PUPPETS) {
            for _ in 0..self.random.below(3) {
                let asker = shoppers[self.random.below(shoppers.len())];
                self.help(master, asker, 0, &shoppers);
            }
            for &puppet in &all[from..from + size] {
                let thread = self.late_thread(puppet, master);
                let (_, _, day) = self.threads[thread];
                self.acts.push((day, puppet, thread, SOLVED));
                // So as to look like others they thank those whom everybody thanks.
                for _ in 0..3 {
                    let thread = honest[self.random.below(honest.len())];
                    self.acts.push((self.threads[thread].2, puppet, thread, HELPED));
                }
            }
            from += size;
        }
    }

    /// Every other helper looks after complaints; rings and masters have nothing else.
    fn is_complaint(&self, helper: usize) -> bool {
        matches!(self.parts[helper], Part::Ring | Part::Master) || helper.is_multiple_of(2)
    }

    /// People ask about anything; rings and puppets about what they want somebody to know about.
    fn subject(&self, thread: usize) -> usize {
        match self.parts[self.threads[thread].0] {
            Part::Ring | Part::Puppet => 0,
            _ => thread % SUBJECTS,
        }
    }

    fn finish(mut self) -> Community {
        for (number, known) in self.known.iter().enumerate() {
            self.input
                .person(number, *known, self.parts[number] == Part::Staff);
        }
        let mut stood_for = vec![BTreeMap::new(); self.parts.len()];
        for (number, &(asker, helper, day)) in self.threads.iter().enumerate() {
            let complaint = self.is_complaint(helper);
            let is_true = !matches!(self.parts[asker], Part::Ring | Part::Puppet);
            if complaint && is_true {
                let ago = stood_for[helper].entry(asker).or_insert(i32::MAX);
                *ago = (*ago).min(DAYS as i32 - day);
            }
            let subject = format!("sku:{}", self.subject(number));
            self.input
                .thread_about(&subject, number, day, [asker, helper], &[], complaint);
        }
        self.acts.sort_unstable();
        for (day, actor, thread, how) in self.acts {
            match how {
                HELPED => self.input.vote(day, actor, thread, 1),
                SOLVED => self.input.solved(day, actor, thread),
                _ => self.input.thanked(day, actor, thread),
            }
        }
        Community {
            ledger: self.input.ledger,
            until: Day::new(DAYS as i32),
            truth: self.helped.iter().map(BTreeSet::len).collect(),
            helped: self
                .helped
                .iter()
                .map(|helped| helped.iter().map(|(person, _)| *person).collect())
                .collect(),
            stood_for,
            parts: self.parts,
        }
    }
}

/// Rings, by size.
const RINGS: [usize; 9] = [2, 3, 4, 5, 8, 13, 21, 34, 50];
/// How many puppets each master has.
const PUPPETS: [usize; 10] = [5, 8, 10, 12, 15, 20, 25, 30, 40, 60];
