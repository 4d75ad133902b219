//! Thanks that stand, each giver once per receiver within the window, and the lines a statement is made of.
//!
//! Invariant: what a pair of giver and receiver comes to depends on the acts between the two alone, so the order in
//! which different people acted at the same time does not matter. A day is told by what happened before its end: what
//! comes later, and what a clock that was ahead put on a later day, moves nothing. Thanks keep the day they were first
//! given on: giving and withdrawing them in a loop gains nothing.

use super::day::Day;
use super::ledger::{Act, Contribution, Deed, Ledger, NOBODY, kinds};
use super::rules::Rules;
use super::statement::Line;
use super::steps::Work;
use super::turns::{Turn, Turns};
use crate::sort;

/// Thanks of one giver for one contribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Thanked {
    /// Who was thanked, by number.
    pub(super) receiver: u32,
    /// Who thanked, by number. Never shown.
    pub(super) giver: u32,
    /// For what.
    pub(super) contribution: u32,
    /// When.
    pub(super) day: Day,
    /// Whether the giver is a guest.
    pub(super) guest: bool,
    /// Whether the giver counts by it: once in every window.
    pub(super) counts: bool,
}

/// Something that somebody said of a contribution, and that stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Said {
    /// Of whose.
    pub(super) receiver: u32,
    /// Who said it.
    pub(super) giver: u32,
    /// Of what.
    pub(super) contribution: u32,
    /// When.
    pub(super) day: Day,
}

/// All thanks of a community that stand.
#[derive(Debug, Default)]
pub(super) struct Thanks {
    /// Of people and guests, by receiver, then giver.
    pub(super) given: Vec<Thanked>,
    /// Contributions that solved it for their asker, by receiver.
    pub(super) solved: Vec<Said>,
    /// Thanks of the brand's people, by receiver.
    pub(super) staff: Vec<Said>,
    /// Givers who came or went, one by one, by receiver; lines are summed from these.
    pub(super) moves: Vec<Line>,
    /// Every day that stands in one of these, in order.
    pub(super) days: Vec<Day>,
}

/// The acts between two people, of all acts ordered by receiver and giver.
pub(super) struct Pair<'a> {
    pub(super) receiver: u32,
    pub(super) giver: u32,
    pub(super) acts: &'a [u32],
}

/// What a giver did to one contribution of a receiver.
struct Given {
    contribution: u32,
    kinds: u8,
    /// Which act, in the order of the ledger, last set each kind.
    set_by: [u32; 6],
    /// The days on which it was first thanked at all, solved, thanked by staff.
    first: [Option<Day>; 3],
}

/// What a giver did under one of their names: their own, or one as a guest.
struct Track {
    actor: u32,
    guest: bool,
    given: Vec<Given>,
    counted: Vec<(Day, u32)>,
}

/// Who was thanked by an act; nobody if it is no thanks of somebody else.
pub(super) fn receiver(ledger: &Ledger, act: &Act) -> u32 {
    let thanks = !matches!(
        act.deed,
        Deed::Report | Deed::TakenOut { .. } | Deed::Corrected { .. }
    );
    let author = ledger
        .contributions
        .get(act.contribution as usize)
        .map_or(NOBODY, |written| written.author);
    let giver = ledger.identity(act.actor);
    // What one's own device gave before one said that it is one's own was told, and is taken back since.
    let is_own = giver == author && ledger.claimed(act.actor).is_none_or(|day| act.moment.day >= day);
    if thanks && giver != NOBODY && !is_own {
        author
    } else {
        NOBODY
    }
}

/// The pair that begins at a place of the ordered acts.
pub(super) fn pair<'a>(ledger: &Ledger, acts: &'a [u32], at: usize) -> Option<Pair<'a>> {
    let rest = acts.get(at..)?;
    let people = |number: &u32| {
        let act = ledger.acts.get(*number as usize)?;
        let written = ledger.contributions.get(act.contribution as usize)?;
        Some((written.author, ledger.identity(act.actor)))
    };
    let (receiver, giver) = people(rest.first()?)?;
    let end = rest
        .iter()
        .position(|act| people(act) != Some((receiver, giver)))
        .unwrap_or(rest.len());
    Some(Pair {
        receiver,
        giver,
        acts: rest.get(..end)?,
    })
}

impl Pair<'_> {
    /// Notes how the giver turned out to be somebody, or was erased, where that takes something from what counts.
    pub(super) fn watch(&self, ledger: &Ledger, rules: &Rules, until: Day, turns: &mut Turns) {
        if self.is_own() {
            return;
        }
        let erased = ledger
            .people
            .get(self.giver as usize)
            .and_then(|giver| giver.erased);
        let claimed = |act: &u32| {
            let act = ledger.acts.get(*act as usize)?;
            ledger.claimed(act.actor).map(|day| (Some(act.actor), day))
        };
        let guests = sort::distinct(self.acts.iter().filter_map(claimed));
        for (actor, day) in guests.into_iter().chain(erased.map(|day| (None, day))) {
            // Acts of the same day come before: what a turn takes is what stood in the evening.
            let thanks = self.simulated(ledger, rules, until.min(day.plus(1)), &[], &mut Thanks::default());
            let counts = thanks
                .iter()
                .any(|track| !track.counted.is_empty() && actor.is_none_or(|actor| track.actor == actor));
            if day < until && counts {
                turns.note(Turn {
                    receiver: self.receiver,
                    giver: self.giver,
                    actor,
                    day,
                });
            }
        }
    }

    /// Adds what stands between the two.
    pub(super) fn add(&self, ledger: &Ledger, rules: &Rules, until: Day, turns: &Turns, thanks: &mut Thanks) {
        let turns = turns.of(self.receiver, self.giver);
        for track in self.simulated(ledger, rules, until, turns, thanks) {
            for one in standing(&track.given, |contribution| ledger.is_seen(contribution, until)) {
                let (day, contribution) = one;
                thanks.on(day);
                thanks.given.push(Thanked {
                    receiver: self.receiver,
                    giver: track.actor,
                    contribution,
                    day,
                    guest: track.guest,
                    counts: track.counted.contains(&one),
                });
            }
            for one in &track.given {
                if one.kinds & (kinds::ANY_SOLVED | kinds::STAFF) == 0
                    || !ledger.is_seen(one.contribution, until)
                {
                    continue;
                }
                let said = |day: Option<Day>| {
                    day.map(|day| Said {
                        receiver: self.receiver,
                        giver: track.actor,
                        contribution: one.contribution,
                        day,
                    })
                };
                if one.kinds & kinds::ANY_SOLVED != 0 {
                    thanks.solved.extend(said(one.first[1]));
                }
                if one.kinds & kinds::STAFF != 0 {
                    thanks.staff.extend(said(one.first[2]));
                }
            }
        }
    }

    /// Goes through the days of the two; what stands at the beginning of `until`.
    fn simulated(
        &self,
        ledger: &Ledger,
        rules: &Rules,
        until: Day,
        turns: &[Turn],
        thanks: &mut Thanks,
    ) -> Vec<Track> {
        let acts = self.acts.iter().filter_map(|act| ledger.acts.get(*act as usize));
        let mut acts: Vec<&Act> = acts.filter(|act| act.moment.day < until).collect();
        if !acts.is_sorted_by_key(|act| act.moment.day) {
            sort::by_key(&mut acts, |act| act.moment.day);
        }
        let mut days: Vec<Day> = acts.iter().map(|act| act.moment.day).collect();
        let first = days.first().copied();
        for act in &acts {
            let written = ledger.contributions.get(act.contribution as usize);
            let question = written.and_then(|written| ledger.contributions.get(written.question as usize));
            let seen = |written: Option<&Contribution>| {
                let moments = written.into_iter().flat_map(|written| &written.seen);
                let moments = moments.map(|(moment, _)| moment.day);
                let moments = moments.filter(|day| *day < until && Some(*day) > first);
                moments.collect::<Vec<_>>()
            };
            days.extend(seen(written));
            days.extend(seen(question));
        }
        days.extend(turns.iter().map(|turn| turn.day).filter(|day| *day < until));
        if self.is_own() {
            let claimed = acts.iter().filter_map(|act| ledger.claimed(act.actor));
            days.extend(claimed.filter(|day| *day < until));
        }
        if !days.is_sorted() {
            sort::by(&mut days, Day::cmp);
        }
        days.dedup();
        let mut tracks: Vec<Track> = Vec::new();
        let mut acts = acts.into_iter().peekable();
        for day in days {
            while let Some(act) = acts.next_if(|act| act.moment.day <= day) {
                let actor = self.known_as(ledger, act.actor);
                let at = tracks.iter().position(|track| track.actor == actor);
                let at = at.unwrap_or_else(|| {
                    tracks.push(Track::new(ledger, actor));
                    tracks.len() - 1
                });
                if let Some(track) = tracks.get_mut(at) {
                    track.take(ledger, act);
                }
            }
            for track in &mut tracks {
                if self.is_own() && ledger.claimed(track.actor).is_some_and(|claimed| claimed <= day) {
                    track.given = Vec::new();
                }
                let after = counted(&track.given, rules, |contribution| {
                    ledger.is_seen(contribution, day.plus(1))
                });
                thanks.moved(self.receiver, day, track, &after);
                track.counted = after;
            }
            for turn in turns.iter().filter(|turn| turn.day == day) {
                self.turned(ledger, rules, turn, &mut tracks, thanks);
            }
        }
        tracks
    }

    /// Whether the giver turned out to be the receiver.
    fn is_own(&self) -> bool {
        self.giver == self.receiver
    }

    /// Under which name an act counts: a guest's own, where it is known on which day they turned out to be somebody.
    fn known_as(&self, ledger: &Ledger, actor: u32) -> u32 {
        match ledger.claimed(actor) {
            Some(_) => actor,
            None => self.giver,
        }
    }

    /// The giver is somebody from now on, or nobody: a line that names nothing.
    fn turned(
        &self,
        ledger: &Ledger,
        rules: &Rules,
        turn: &Turn,
        tracks: &mut Vec<Track>,
        thanks: &mut Thanks,
    ) {
        let numbers = |tracks: &[Track]| {
            let sum = |guest: bool| {
                let tracks = tracks.iter().filter(|track| track.guest == guest);
                i32::try_from(tracks.map(|track| track.counted.len()).sum::<usize>()).unwrap_or(i32::MAX)
            };
            (sum(false), sum(true))
        };
        let before = numbers(tracks);
        match turn.actor {
            None => tracks.clear(),
            Some(actor) => {
                let guest = tracks.iter().position(|track| track.actor == actor);
                let guest = guest.map(|guest| tracks.swap_remove(guest));
                if !tracks.iter().any(|track| track.actor == self.giver) {
                    tracks.push(Track::new(ledger, self.giver));
                }
                let own = tracks.iter_mut().find(|track| track.actor == self.giver);
                if let (Some(guest), Some(own)) = (guest, own) {
                    own.join(guest);
                    own.counted = counted(&own.given, rules, |contribution| {
                        ledger.is_seen(contribution, turn.day.plus(1))
                    });
                }
            }
        }
        let after = numbers(tracks);
        thanks.note(Line {
            person: self.receiver,
            released: turn.day,
            contribution: NOBODY,
            day: turn.day,
            people: after.0 - before.0,
            guests: after.1 - before.1,
        });
    }
}

impl Track {
    fn new(ledger: &Ledger, actor: u32) -> Self {
        Self {
            actor,
            guest: ledger.is_guest(actor),
            given: Vec::new(),
            counted: Vec::new(),
        }
    }

    /// Takes an act; one that a later act of the ledger already answered changes nothing.
    fn take(&mut self, ledger: &Ledger, act: &Act) {
        let (given, withdrawn) = given(ledger, act);
        if given | withdrawn == 0 {
            return;
        }
        let Some(one) = self.one(act.contribution) else {
            return;
        };
        for (place, set_by) in one.set_by.iter_mut().enumerate() {
            let bit = 1 << place;
            if (given | withdrawn) & bit != 0 && act.moment.order >= *set_by {
                *set_by = act.moment.order;
                one.kinds = (one.kinds & !bit) | (given & bit);
            }
        }
        let days = [kinds::PEOPLE, kinds::ANY_SOLVED, kinds::STAFF];
        for (first, kinds) in one.first.iter_mut().zip(days) {
            if given & kinds != 0 {
                first.get_or_insert(act.moment.day);
            }
        }
    }

    /// Takes over what somebody gave as a guest.
    fn join(&mut self, guest: Self) {
        for given in guest.given {
            let Some(own) = self.one(given.contribution) else {
                return;
            };
            own.kinds |= given.kinds;
            for (own, given) in own.first.iter_mut().zip(given.first) {
                *own = [*own, given].into_iter().flatten().min();
            }
        }
    }

    fn one(&mut self, contribution: u32) -> Option<&mut Given> {
        let at = self
            .given
            .iter()
            .position(|one| one.contribution == contribution)
            .unwrap_or(self.given.len());
        if at == self.given.len() {
            self.given.push(Given {
                contribution,
                kinds: 0,
                set_by: [0; 6],
                first: [None; 3],
            });
        }
        self.given.get_mut(at)
    }
}

impl Thanks {
    fn moved(&mut self, receiver: u32, released: Day, track: &Track, after: &[(Day, u32)]) {
        let mut note = |&(day, contribution): &(Day, u32), by: i32| {
            self.note(Line {
                person: receiver,
                released,
                contribution,
                day,
                people: if track.guest { 0 } else { by },
                guests: if track.guest { by } else { 0 },
            });
        };
        let before = &track.counted;
        before
            .iter()
            .filter(|one| !after.contains(one))
            .for_each(|one| note(one, -1));
        after
            .iter()
            .filter(|one| !before.contains(one))
            .for_each(|one| note(one, 1));
    }

    fn note(&mut self, line: Line) {
        self.on(line.released);
        self.on(line.day);
        self.moves.push(line);
    }

    fn on(&mut self, day: Day) {
        if let Err(at) = self.days.binary_search(&day) {
            self.days.insert(at, day);
        }
    }
}

/// The kinds an act gives, and those it withdraws.
fn given(ledger: &Ledger, act: &Act) -> (u8, u8) {
    let (given, withdrawn) = match act.deed {
        Deed::SolvedElsewhere => return (kinds::SOLVED, 0),
        Deed::Thanks { kinds, given: true } => (kinds, 0),
        Deed::Thanks {
            kinds: kinds::SOLVED,
            given: false,
        } => (0, kinds::ANY_SOLVED),
        Deed::Thanks { kinds, given: false } => (0, kinds),
        Deed::Vote { value: 1 } => (kinds::HELPED, 0),
        Deed::Vote { .. } => (0, kinds::HELPED),
        Deed::Report | Deed::TakenOut { .. } | Deed::Corrected { .. } => (0, 0),
    };
    // The brand's people thank in their own way, whatever they become later.
    let given = match given {
        kinds::STAFF => given,
        _ if !ledger.is_staff(act.actor, act.moment.order) => given,
        kinds::SOLVED => kinds::SOLVED_FOR_STAFF,
        _ => 0,
    };
    (given, withdrawn)
}

/// Which of what was given counts: the first, and then one in every window.
fn counted(given: &[Given], rules: &Rules, is_seen: impl Fn(u32) -> bool) -> Vec<(Day, u32)> {
    let mut standing = standing(given, is_seen);
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

/// What was given and stands, by the day it was first given on.
fn standing(given: &[Given], is_seen: impl Fn(u32) -> bool) -> Vec<(Day, u32)> {
    let mut standing: Vec<(Day, u32)> = given
        .iter()
        .filter(|one| one.kinds & kinds::PEOPLE != 0 && is_seen(one.contribution))
        .filter_map(|one| one.first[0].map(|day| (day, one.contribution)))
        .collect();
    if standing.len() > 1 {
        sort::by(&mut standing, Ord::cmp);
    }
    standing
}

/// Sums the moves of one receiver, day of release, contribution and day; those that come to nothing are no lines.
pub(super) fn summed(
    work: &mut Work,
    thanks: &Thanks,
    order: &[u32],
    at: &mut usize,
    lines: &mut Vec<Line>,
) -> bool {
    let place = |line: &Line| (line.person, line.released, line.contribution, line.day);
    while let Some(line) = order
        .get(*at)
        .and_then(|number| thanks.moves.get(*number as usize))
    {
        if !work.take(2) {
            return false;
        }
        *at += 1;
        match lines.last_mut() {
            Some(last) if place(last) == place(line) => {
                last.people += line.people;
                last.guests += line.guests;
            }
            last => {
                if last.is_some_and(|last| last.people == 0 && last.guests == 0) {
                    lines.pop();
                }
                lines.push(*line);
            }
        }
    }
    if lines
        .last()
        .is_some_and(|last| last.people == 0 && last.guests == 0)
    {
        lines.pop();
    }
    true
}
