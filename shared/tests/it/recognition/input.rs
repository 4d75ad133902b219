//! A ledger for tests, filled in short words.

use fanfare_shared::recognition::{Day, Detail, Known, Ledger, Member, Writing};
use fanfare_shared::state::Kind;
use fanfare_shared::time::Millis;

/// A ledger on its way: contributions are numbered as they come.
#[derive(Default)]
pub(super) struct Input {
    pub(super) ledger: Ledger,
}

/// A small generator of numbers (splitmix64): the same seed gives the same community everywhere.
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    pub(super) fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    /// Whether something happens that does so in `percent` of all cases.
    pub(super) fn happens(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

pub(super) fn person(number: usize) -> String {
    format!("p_{number:032x}")
}

pub(super) fn question(number: usize) -> String {
    format!("q_{:032x}", number * 2)
}

pub(super) fn answer(number: usize) -> String {
    format!("a_{:032x}", number * 2 + 1)
}

pub(super) fn noon(day: i32) -> Millis {
    Day::new(day).start().plus(Millis::DAY / 2)
}

impl Input {
    pub(super) fn person(&mut self, number: usize, known: Known, staff: bool) {
        let member = Member {
            known,
            staff,
            merged_into: None,
        };
        self.ledger.person(&person(number), &member);
    }

    /// Question and answer of the same number, on one day.
    pub(super) fn answered(&mut self, number: usize, day: i32, asker: usize, helper: usize) {
        self.thread(number, day, asker, helper, &["grinder"], false);
    }

    pub(super) fn thread(
        &mut self,
        number: usize,
        day: i32,
        asker: usize,
        helper: usize,
        tags: &[&str],
        complaint: bool,
    ) {
        self.thread_about("sku:1", number, day, [asker, helper], tags, complaint);
    }

    /// What an asker wrote about a subject, and a helper under it.
    pub(super) fn thread_about(
        &mut self,
        subject: &str,
        number: usize,
        day: i32,
        [asker, helper]: [usize; 2],
        tags: &[&str],
        complaint: bool,
    ) {
        let asked = Writing {
            kind: Kind::Question,
            author: person(asker),
            question: None,
            subject: subject.to_owned(),
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            complaint,
            solved_elsewhere: false,
            imported_score: None,
            at: noon(day),
        };
        let given = Writing {
            kind: Kind::Answer,
            author: person(helper),
            question: Some(question(number)),
            ..asked.clone()
        };
        self.ledger.contribution(&question(number), &asked);
        self.ledger.contribution(&answer(number), &given);
    }

    pub(super) fn vote(&mut self, day: i32, giver: usize, number: usize, value: i64) {
        self.event(day, "voted", giver, &answer(number), value, None);
    }

    pub(super) fn solved(&mut self, day: i32, asker: usize, number: usize) {
        self.event(day, "accepted", asker, &answer(number), 0, None);
    }

    pub(super) fn thanked(&mut self, day: i32, staff: usize, number: usize) {
        self.event(day, "thanked", staff, &answer(number), 0, None);
    }

    pub(super) fn decided(&mut self, day: i32, staff: usize, target: &str, decision: &str, state: &str) {
        let detail = Detail {
            state: Some(state),
            decision: Some(decision),
            ..Detail::default()
        };
        self.ledger
            .event(noon(day), "moderated", Some(&person(staff)), target, detail);
    }

    pub(super) fn event(
        &mut self,
        day: i32,
        kind: &str,
        actor: usize,
        target: &str,
        value: i64,
        state: Option<&str>,
    ) {
        let detail = Detail {
            value,
            state,
            ..Detail::default()
        };
        self.ledger
            .event(noon(day), kind, Some(&person(actor)), target, detail);
    }
}
