//! What recognition is computed from: people, what they wrote, and the acts of the event ledger.
//!
//! Invariant: acts keep the order of the ledger. What an act leads to that is not here, or a word this release does
//! not know, is skipped. Identifiers are kept as numbers: a community of a million acts fits in an isolate.

mod identifier;

use std::collections::HashMap;

use self::identifier::{Numbers, digits, name};
use super::day::Day;
use crate::complaint;
use crate::level::Level;
use crate::state::{Kind, State};
use crate::time::Millis;
use crate::visibility::{Sight, Viewer, sight};

/// How well somebody who gives thanks is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Known {
    /// By one device: a guest, counted and shown apart.
    Device,
    /// By a confirmed address, or by the accounts of where they were imported from.
    Address,
    /// By the brand: its own sign-in, or a code out of its box.
    Brand,
}

/// A person, as recognition sees one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// How well they are known.
    pub known: Known,
    /// Whether they speak for the brand: they are thanked like others, and thank in their own way.
    pub staff: bool,
    /// The person who turned out to be this guest.
    pub merged_into: Option<String>,
}

/// Something somebody wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Writing {
    /// What it is.
    pub kind: Kind,
    /// Who wrote it.
    pub author: String,
    /// The question it stands under; a question stands under itself.
    pub question: Option<String>,
    /// The subject of its question, or its own.
    pub subject: String,
    /// Its own tags; that of a complaint says how it is meant, not what it is about: nobody knows about complaints.
    pub tags: Vec<String>,
    /// Whether the question was a complaint from its first moment on; marks since are events.
    pub complaint: bool,
    /// Whether its asker, who was imported with it, said that it solved it.
    pub solved_elsewhere: bool,
    /// The net score it was imported with.
    pub imported_score: Option<i64>,
    /// When it was written.
    pub at: Millis,
}

/// What an act says beside its kind: columns of its data.
#[derive(Debug, Clone, Copy, Default)]
pub struct Detail<'a> {
    /// The value of a vote.
    pub value: i64,
    /// Which act of a story was voted.
    pub act: Option<&'a str>,
    /// The state something began in, or is in now.
    pub state: Option<&'a str>,
    /// What staff did.
    pub decision: Option<&'a str>,
    /// The guest who turned out to be the person it happened to.
    pub guest: Option<&'a str>,
    /// The level a person rose to or lost, and from which day on it is lost if nothing happens.
    pub level: Option<(&'a str, Option<Day>)>,
}

/// A place in the ledger, and its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moment {
    pub(super) order: u32,
    pub(super) day: Day,
}

#[derive(Debug)]
pub(super) struct Person {
    pub(super) known: Known,
    /// Whether they speak for the brand today, and from when on they did, or did no more.
    staff: bool,
    roles: Vec<(Moment, bool)>,
    into: Option<u128>,
    /// When a guest was found to be somebody; always, where nothing tells when.
    claimed: Option<Day>,
    pub(super) erased: Option<Day>,
    /// What they were told of *love* and *defend*.
    told: Vec<(Day, Level, Told)>,
}

/// What was told of a level.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told {
    pub(super) held: bool,
    pub(super) fades: Option<Day>,
}

#[derive(Debug)]
pub(super) struct Contribution {
    pub(super) kind: Kind,
    pub(super) author: u32,
    pub(super) question: u32,
    /// Which answer solves it, of a question.
    solver: Option<u32>,
    pub(super) subject: u32,
    /// What it is about, and the tag that marks it as a complaint today.
    pub(super) tags: Vec<u32>,
    pub(super) mark: Option<u32>,
    /// Whether it was a complaint at first, and from when on it was, or was no more.
    complaint: bool,
    marks: Vec<(Moment, bool)>,
    pub(super) imported_score: i32,
    /// Whether somebody said of it that it is not right, or put it out of sight.
    pub(super) is_decided: bool,
    pub(super) day: Day,
    /// What strangers saw of it from when on.
    pub(super) seen: Vec<(Moment, Sight)>,
}

/// What one person did to one contribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    /// Set or withdrew thanks of these kinds.
    Thanks { kinds: u8, given: bool },
    /// Said where it was imported from that it solved it.
    SolvedElsewhere,
    /// Voted: 1 is thanks, −1 says that it is not right.
    Vote { value: i8 },
    /// Reported it.
    Report,
    /// It was decided that it is out of sight, or may be seen.
    TakenOut { stands: bool },
    /// Somebody said with authority that it is not right, or not any more; or took that back.
    Corrected { stands: bool },
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Act {
    pub(super) moment: Moment,
    /// Who, as they were known then: a guest, who may have turned out to be somebody since.
    pub(super) actor: u32,
    pub(super) contribution: u32,
    pub(super) deed: Deed,
}

/// Kinds of thanks, as bits.
pub(super) mod kinds {
    pub(in crate::recognition) const HELPED: u8 = 1;
    pub(in crate::recognition) const SOLVED: u8 = 2;
    pub(in crate::recognition) const WILL_TRY: u8 = 4;
    pub(in crate::recognition) const SMILED: u8 = 8;
    pub(in crate::recognition) const STAFF: u8 = 16;
    /// Said by the brand's people as askers.
    pub(in crate::recognition) const SOLVED_FOR_STAFF: u8 = 32;

    /// What makes its giver one of the people who were helped.
    pub(in crate::recognition) const PEOPLE: u8 = HELPED | SOLVED | WILL_TRY | SMILED;
    pub(in crate::recognition) const ANY_SOLVED: u8 = SOLVED | SOLVED_FOR_STAFF;
}

/// Nobody: an act of the community itself, or of somebody who is not here.
pub(super) const NOBODY: u32 = u32::MAX;

/// The input of [`super::compute`], filled in this order: people, contributions (questions before what stands under
/// them), events.
#[derive(Debug, Default)]
pub struct Ledger {
    person_numbers: Numbers,
    person_ids: Vec<u128>,
    pub(super) people: Vec<Person>,
    contribution_numbers: Numbers,
    contribution_ids: Vec<u128>,
    pub(super) contributions: Vec<Contribution>,
    word_numbers: HashMap<String, u32>,
    words: Vec<String>,
    pub(super) acts: Vec<Act>,
    order: u32,
}

impl Ledger {
    /// Adds a person; what is no identifier is skipped.
    pub fn person(&mut self, id: &str, member: &Member) {
        let Some(key) = digits(id) else { return };
        let number = count(self.people.len());
        if self.person_numbers.contains_key(&key) {
            return;
        }
        self.person_numbers.insert(key, number);
        self.person_ids.push(key);
        self.people.push(Person {
            known: member.known,
            staff: member.staff,
            roles: Vec::new(),
            into: member.merged_into.as_deref().and_then(digits),
            claimed: None,
            erased: None,
            told: Vec::new(),
        });
    }

    /// Adds a contribution; of an author who is not here it is nobody's.
    pub fn contribution(&mut self, id: &str, writing: &Writing) {
        let Some(key) = digits(id) else { return };
        if self.contribution_numbers.contains_key(&key) {
            return;
        }
        let number = count(self.contributions.len());
        let question = writing.question.as_deref().and_then(digits);
        let question = question.and_then(|key| self.contribution_numbers.get(&key).copied());
        let subject = self.word(&writing.subject);
        let (marks, tags): (Vec<&String>, Vec<_>) =
            writing.tags.iter().partition(|tag| complaint::is_mark(tag));
        let tags = tags.into_iter().map(|tag| self.word(tag)).collect();
        let mark = marks.first().map(|mark| self.word(mark));
        let contribution = Contribution {
            kind: writing.kind,
            author: self.number(Some(&writing.author)),
            question: question.unwrap_or(number),
            solver: None,
            subject,
            tags,
            mark,
            complaint: writing.complaint,
            marks: Vec::new(),
            imported_score: writing.imported_score.map_or(0, |score| {
                i32::try_from(score).unwrap_or(if score < 0 { i32::MIN } else { i32::MAX })
            }),
            is_decided: false,
            day: Day::of(writing.at),
            seen: Vec::new(),
        };
        self.contribution_numbers.insert(key, number);
        let moment = Moment {
            order: 0,
            day: contribution.day,
        };
        self.contribution_ids.push(key);
        self.contributions.push(contribution);
        // Its asker is known there, and the day is that of the answer.
        let asker = question.and_then(|question| self.contributions.get(question as usize));
        if let Some(asker) = asker.filter(|_| writing.solved_elsewhere) {
            self.acts.push(Act {
                moment,
                actor: asker.author,
                contribution: number,
                deed: Deed::SolvedElsewhere,
            });
        }
    }

    /// Adds the next event of the ledger.
    pub fn event(&mut self, at: Millis, kind: &str, actor: Option<&str>, target: &str, detail: Detail<'_>) {
        self.order = self.order.saturating_add(1);
        let moment = Moment {
            order: self.order,
            day: Day::of(at),
        };
        let actor = actor
            .and_then(digits)
            .and_then(|key| self.person_numbers.get(&key).copied())
            .unwrap_or(NOBODY);
        if target.starts_with("p_") {
            return self.happened_to(target, moment, kind, detail);
        }
        let Some(&contribution) = digits(target).and_then(|key| self.contribution_numbers.get(&key)) else {
            return;
        };
        let sight = self.sight_after(kind, contribution, detail);
        if let Some(sight) = sight
            && let Some(written) = self.contributions.get_mut(contribution as usize)
            // Everything is seen to begin with.
            && !(written.seen.is_empty() && sight == Sight::Full)
        {
            written.seen.push((moment, sight));
        }
        if let "complaint_marked" | "complaint_unmarked" = kind
            && let Some(written) = self.contributions.get_mut(contribution as usize)
        {
            written.marks.push((moment, kind == "complaint_marked"));
        }
        let act = |contribution, deed| Act {
            moment,
            actor,
            contribution,
            deed,
        };
        let of_question = self
            .contributions
            .get(contribution as usize)
            .is_some_and(|written| written.kind == Kind::Question);
        let deed = deed(kind, of_question, detail, sight);
        if let Some(Deed::TakenOut { .. } | Deed::Corrected { .. }) = deed
            && let Some(written) = self.contributions.get_mut(contribution as usize)
        {
            written.is_decided = true;
        }
        // One answer solves a question: another one takes its place.
        if let Some(Deed::Thanks {
            kinds: kinds::SOLVED,
            given,
        }) = deed
        {
            let withdrawn = Deed::Thanks {
                kinds: kinds::SOLVED,
                given: false,
            };
            let before = self.solving(contribution, given);
            self.acts.extend(before.map(|before| act(before, withdrawn)));
        }
        self.acts.extend(deed.map(|deed| act(contribution, deed)));
    }

    /// The number of a person, or of who they turned out to be.
    pub fn person_number(&self, id: &str) -> Option<u32> {
        Some(self.number(Some(id))).filter(|number| *number != NOBODY)
    }

    /// The identifier of a person by number; empty for none.
    pub fn person_id(&self, number: u32) -> String {
        name("p_", self.person_ids.get(number as usize))
    }

    /// The identifier of a contribution by number; empty for none.
    pub fn contribution_id(&self, number: u32) -> String {
        let prefix = match self
            .contributions
            .get(number as usize)
            .map(|written| written.kind)
        {
            Some(Kind::Question) => "q_",
            Some(Kind::Answer) => "a_",
            Some(Kind::Comment) => "c_",
            Some(Kind::Story) => "st_",
            None => return String::new(),
        };
        name(prefix, self.contribution_ids.get(number as usize))
    }

    /// What tells a contribution from all others, by number; 0 for none.
    pub fn contribution_key(&self, number: u32) -> u128 {
        self.contribution_ids
            .get(number as usize)
            .copied()
            .unwrap_or_default()
    }

    /// A subject or tag by number; empty for none.
    pub fn word_of(&self, number: u32) -> &str {
        self.words.get(number as usize).map_or("", String::as_str)
    }

    /// How many subjects and tags there are.
    pub(super) fn words(&self) -> usize {
        self.words.len()
    }

    /// How many events were read.
    pub fn events(&self) -> u32 {
        self.order
    }

    /// Whether others saw a contribution when the day `until` began. Under a stone it stands on.
    pub(super) fn is_seen(&self, contribution: u32, until: Day) -> bool {
        let sight = |number: u32| {
            let written = self.contributions.get(number as usize);
            written
                .into_iter()
                .flat_map(|written| &written.seen)
                .rfind(|(moment, _)| moment.day < until)
                .map_or(Sight::Full, |(_, sight)| *sight)
        };
        let question = self
            .contributions
            .get(contribution as usize)
            .map_or(contribution, |written| written.question);
        matches!(sight(contribution), Sight::Full | Sight::Marked) && sight(question) != Sight::Nothing
    }

    /// Whether a question was a complaint at the beginning of a day.
    pub(super) fn is_complaint(&self, question: u32, until: Day) -> bool {
        self.contributions.get(question as usize).is_some_and(|written| {
            let last = written.marks.iter().rfind(|(moment, _)| moment.day < until);
            last.map_or(written.complaint, |(_, marked)| *marked)
        })
    }

    /// Whether somebody spoke for the brand at a moment; before the first change that is known, nobody does who was
    /// given a role later.
    pub(super) fn is_staff(&self, person: u32, order: u32) -> bool {
        self.people.get(person as usize).is_some_and(|person| {
            let then = person.roles.iter().rfind(|(moment, _)| moment.order <= order);
            then.map_or(person.staff && person.roles.is_empty(), |(_, staff)| *staff)
        })
    }

    /// Whether somebody is known by one device alone.
    pub(super) fn is_guest(&self, person: u32) -> bool {
        self.people
            .get(person as usize)
            .is_none_or(|person| person.known == Known::Device)
    }

    /// When a guest was found to be somebody, where that is known.
    pub(super) fn claimed(&self, person: u32) -> Option<Day> {
        self.people.get(person as usize).and_then(|person| person.claimed)
    }

    /// Whether somebody speaks for the brand now.
    pub(super) fn is_staff_now(&self, person: u32) -> bool {
        self.people
            .get(person as usize)
            .is_some_and(|person| person.staff)
    }

    /// Who somebody is, guests who turned out to be somebody included.
    pub(super) fn identity(&self, person: u32) -> u32 {
        match self.people.get(person as usize) {
            Some(Person { into: Some(into), .. }) => self.resolved(Some(*into)),
            _ => person,
        }
    }

    /// What a person was told last of a level, before a day; and since when they have held it.
    pub(super) fn told(&self, person: u32, level: Level, until: Day) -> Option<(Told, Day)> {
        let mut last: Option<(Told, Day)> = None;
        let told = self.people.get(person as usize).map(|person| &person.told)?;
        let told = told.iter().filter(|(day, of, _)| *of == level && *day < until);
        for (day, _, told) in told {
            let since = last
                .filter(|(before, _)| before.held)
                .map_or(*day, |(_, since)| since);
            last = Some((*told, since));
        }
        last
    }

    fn happened_to(&mut self, target: &str, moment: Moment, kind: &str, detail: Detail<'_>) {
        let of = if kind == "claimed" {
            detail.guest
        } else {
            Some(target)
        };
        let number = of.and_then(digits).and_then(|key| self.person_numbers.get(&key));
        let Some(person) = number.and_then(|number| self.people.get_mut(*number as usize)) else {
            return;
        };
        match kind {
            "erased" => person.erased = Some(moment.day),
            "claimed" => person.claimed = Some(moment.day),
            "leveled" => {
                let level = detail
                    .level
                    .and_then(|(level, fades)| Some((Level::parse(level)?, fades)));
                if let Some((level @ (Level::Love | Level::Defend), fades)) = level {
                    let held = detail.value > 0;
                    person.told.push((moment.day, level, Told { held, fades }));
                }
            }
            "role_set" => person
                .roles
                .push((moment, detail.state.is_some_and(|role| role != "member"))),
            _ => {}
        }
    }

    /// Notes which answer solves a question from now on; the one that did before, if it was another.
    fn solving(&mut self, answer: u32, given: bool) -> Option<u32> {
        let question = self.contributions.get(answer as usize)?.question;
        let solver = &mut self.contributions.get_mut(question as usize)?.solver;
        let before = if given {
            solver.replace(answer)
        } else {
            solver.take()
        };
        before.filter(|before| *before != answer)
    }

    fn number(&self, id: Option<&str>) -> u32 {
        self.resolved(id.and_then(digits))
    }

    fn resolved(&self, mut key: Option<u128>) -> u32 {
        // A guest may have been claimed by somebody who was a guest before: a few steps, never a circle.
        for _ in 0..4 {
            let number = key
                .and_then(|key| self.person_numbers.get(&key))
                .copied()
                .unwrap_or(NOBODY);
            match self.people.get(number as usize).and_then(|person| person.into) {
                Some(into) => key = Some(into),
                None => return number,
            }
        }
        NOBODY
    }

    fn word(&mut self, word: &str) -> u32 {
        if let Some(&number) = self.word_numbers.get(word) {
            return number;
        }
        let number = count(self.words.len());
        self.word_numbers.insert(word.to_owned(), number);
        self.words.push(word.to_owned());
        number
    }

    fn sight_after(&self, kind: &str, contribution: u32, detail: Detail<'_>) -> Option<Sight> {
        let state = match kind {
            "asked" | "answered" | "commented" | "shared" | "moderated" => State::parse(detail.state?),
            "removed" => State::Removed,
            "erased" => State::Erased,
            "appealed" => State::Waiting,
            _ => return None,
        };
        let kind = self.contributions.get(contribution as usize)?.kind;
        Some(sight(state, kind, Viewer::Stranger, kind == Kind::Question))
    }
}

/// What an event does to what it is about, a question or something else, and how that is seen since.
fn deed(kind: &str, of_question: bool, detail: Detail<'_>, sight: Option<Sight>) -> Option<Deed> {
    let thanks = |kinds, given| Some(Deed::Thanks { kinds, given });
    let is_out = !matches!(sight, Some(Sight::Full | Sight::Marked));
    match (kind, detail.act) {
        // *Me too* is no thanks.
        ("voted", None) if of_question => None,
        ("voted", None) => Some(Deed::Vote {
            value: i8::try_from(detail.value.signum()).unwrap_or_default(),
        }),
        ("voted", Some("helped")) => thanks(kinds::HELPED, detail.value > 0),
        ("voted", Some("will_try")) => thanks(kinds::WILL_TRY, detail.value > 0),
        ("voted", Some("smiled")) => thanks(kinds::SMILED, detail.value > 0),
        ("accepted", _) => thanks(kinds::SOLVED, true),
        ("unaccepted", _) => thanks(kinds::SOLVED, false),
        ("thanked", _) => thanks(kinds::STAFF, true),
        ("unthanked", _) => thanks(kinds::STAFF, false),
        ("reported", _) => Some(Deed::Report),
        ("moderated", _) => match detail.decision? {
            // A change may be rejected, or approved, while the words that stood stand.
            "hide" | "reject" | "restore" | "approve" => Some(Deed::TakenOut { stands: is_out }),
            "dispute" | "outdate" => Some(Deed::Corrected { stands: true }),
            "undispute" | "reopen" => Some(Deed::Corrected { stands: false }),
            _ => None,
        },
        _ => None,
    }
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(NOBODY)
}
