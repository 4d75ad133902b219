//! What a run came to, as it is written: person by person, and their lines page by page.
//!
//! Invariant: people come in the order of their identifiers, so that who stands between two of them has no standing
//! any more. Lines that were told before are written again only if one of them is another now.

use std::collections::VecDeque;
use std::fmt::Write as _;
use std::ops::Range;

use sha2::{Digest, Sha256};
use shared::api::people::About;
use shared::event::Happening;
use shared::recognition::{Day, Knowledge, Ladder, Ledger, Line, Run, Rung, Standing};
use shared::time::Millis;

use crate::community::recognition::read::Kept;
use crate::community::rows::recognition::{self, Begun, Placed};
use crate::community::rows::subjects;
use crate::community::sql::Sql;
use crate::failure::Failure;
use crate::json;
use crate::token::encode;

/// How many lines are written at once.
const LINES_AT_ONCE: usize = 500;

/// What was written so far.
pub(super) struct Keeping {
    begun: Begun,
    /// The last person.
    last: String,
    people: u32,
    /// Of the hashes of all people.
    digest: Sha256,
    /// Lines that are to be written: whose, and which of theirs.
    lines: VecDeque<(u32, Range<usize>)>,
}

impl Keeping {
    pub(super) fn new(begun: Begun) -> Self {
        Self {
            begun,
            last: String::new(),
            people: 0,
            digest: Sha256::new(),
            lines: VecDeque::new(),
        }
    }

    /// The number of the run.
    pub(super) fn run(&self) -> i64 {
        self.begun.run
    }

    /// Whether lines are to be written before anything else.
    pub(super) fn has_lines(&self) -> bool {
        !self.lines.is_empty()
    }

    /// Keeps the next people, and says in the ledger who rose or fell.
    pub(super) fn keep(
        &mut self,
        sql: &Sql,
        ledger: &Ledger,
        run: &Run,
        found: &[(Standing, Vec<Knowledge>)],
        now: Millis,
    ) -> Result<(), Failure> {
        let ids: Vec<String> = found
            .iter()
            .map(|(standing, _)| ledger.person_id(standing.person))
            .collect();
        let Some(last) = ids.last() else { return Ok(()) };
        let people = format!("[\"{}\"]", ids.join("\",\""));
        recognition::drop_between(sql, self.begun.run, &self.last, last, &people)?;
        let mut kept = recognition::kept(sql, &people)?.into_iter().peekable();
        for ((standing, knows), person) in found.iter().zip(&ids) {
            let before = kept.next_if(|kept| kept.person == *person);
            self.keep_one(sql, ledger, run, (standing, knows), before, now)?;
        }
        self.last.clone_from(last);
        Ok(())
    }

    fn keep_one(
        &mut self,
        sql: &Sql,
        ledger: &Ledger,
        run: &Run,
        (standing, knows): (&Standing, &[Knowledge]),
        before: Option<recognition::Kept>,
        now: Millis,
    ) -> Result<(), Failure> {
        let lines = run.lines_of(standing.person);
        let told = lines.partition_point(|line| Some(line.released) < self.begun.before);
        let (told_digest, lines_digest) = digests(ledger, lines, told);
        let placed = place(sql, ledger, standing, knows, lines_digest)?;
        self.people += 1;
        self.digest.update(&placed.digest);
        self.digest.update(&placed.lines_digest);
        let is_same = |kept: &recognition::Kept| {
            kept.digest == placed.digest && kept.lines_digest == placed.lines_digest
        };
        if before.as_ref().is_some_and(is_same) {
            return Ok(());
        }
        // What was told is the same: the rest comes after it.
        let goes_on = before
            .as_ref()
            .filter(|kept| [&told_digest, &placed.lines_digest].contains(&&kept.lines_digest));
        let from = match goes_on {
            Some(kept) if kept.lines_digest == placed.lines_digest => lines.len(),
            Some(_) => told,
            None => 0,
        };
        let lines_since = goes_on.map_or(self.begun.run, |kept| kept.lines_since);
        recognition::replace(sql, self.begun.run, &placed, lines_since)?;
        if from < lines.len() {
            self.lines.push_back((standing.person, from..lines.len()));
        }
        let levels_before = match &before {
            Some(kept) => json::read::<Kept>(&kept.json).ok().and_then(|kept| kept.ladder),
            None => None,
        };
        tell_levels(sql, &placed.person, levels_before.as_ref(), &standing.ladder, now)
    }

    /// Writes some of the lines that are to be written.
    pub(super) fn add_lines(&mut self, sql: &Sql, ledger: &Ledger, run: &Run) -> Result<(), Failure> {
        let (mut rows, mut left) = (String::from("["), LINES_AT_ONCE);
        while let Some((person, range)) = self.lines.pop_front() {
            let end = range.end.min(range.start + left);
            let id = ledger.person_id(person);
            for line in run.lines_of(person).get(range.start..end).unwrap_or_default() {
                let contribution = ledger.contribution_id(line.contribution);
                let (released, day) = (line.released.get(), line.day.get());
                let comma = if rows.len() > 1 { "," } else { "" };
                let _ = write!(
                    rows,
                    "{comma}[\"{id}\",{released},\"{contribution}\",{day},{},{}]",
                    line.people, line.guests
                );
            }
            left -= end - range.start;
            if end < range.end {
                self.lines.push_front((person, end..range.end));
            }
            if left == 0 {
                break;
            }
        }
        rows.push(']');
        recognition::add(sql, self.begun.run, &rows)
    }

    /// Drops who comes after the last; how many people there are, and a hash of all.
    pub(super) fn finish(&mut self, sql: &Sql) -> Result<(u32, String), Failure> {
        recognition::drop_between(sql, self.begun.run, &self.last, "q", "[]")?;
        Ok((self.people, encode(&self.digest.clone().finalize())))
    }
}

/// Hashes of the first so many lines, and of all.
fn digests(ledger: &Ledger, lines: &[Line], told: usize) -> (String, String) {
    let mut digest = Sha256::new();
    let add = |digest: &mut Sha256, lines: &[Line]| {
        for line in lines {
            digest.update(ledger.contribution_id(line.contribution));
            let numbers = [line.released.get(), line.day.get(), line.people, line.guests];
            numbers
                .iter()
                .for_each(|number| digest.update(number.to_le_bytes()));
        }
    };
    let (first, rest) = lines.split_at_checked(told).unwrap_or((lines, &[]));
    add(&mut digest, first);
    let of_first = encode(&digest.clone().finalize());
    add(&mut digest, rest);
    (of_first, encode(&digest.finalize()))
}

/// A standing as it is kept.
fn place(
    sql: &Sql,
    ledger: &Ledger,
    standing: &Standing,
    knows: &[Knowledge],
    lines_digest: String,
) -> Result<Placed, Failure> {
    let person = ledger.person_id(standing.person);
    let knows = knows.iter().map(|known| about(sql, ledger, known));
    let kept = Kept {
        helped: standing.helped,
        thanked_by: standing.thanked_by,
        guests: standing.guests,
        imported: standing.imported,
        staff_thanks: standing.staff_thanks,
        solved: standing.solved,
        ladder: Some(standing.ladder.clone()),
        knows: knows.collect::<Result<_, _>>()?,
    };
    let json = serde_json::to_string(&kept)?;
    let whole = format!("{person} {json} {} {}", standing.share, standing.first.get());
    Ok(Placed {
        person,
        helped: standing.helped,
        share: standing.share,
        first: standing.first,
        json,
        digest: encode(&Sha256::digest(whole)),
        lines_digest,
    })
}

fn about(sql: &Sql, ledger: &Ledger, known: &Knowledge) -> Result<About, Failure> {
    let word = ledger.word_of(known.about).to_owned();
    let subject = if known.is_subject {
        subjects::resolve(sql, &word)?
    } else {
        None
    };
    Ok(About {
        name: subject.map_or_else(|| word.clone(), |subject| subject.name),
        subject: known.is_subject.then_some(word),
        askers: known.askers,
    })
}

/// Says in the ledger which levels are held, lost or fading and were not; what it says already, a run that broke off
/// said.
fn tell_levels(
    sql: &Sql,
    person: &str,
    before: Option<&Ladder>,
    now_held: &Ladder,
    now: Millis,
) -> Result<(), Failure> {
    let told = |rung: Option<&Rung>| {
        let held = rung.is_some_and(Rung::is_held);
        (held, rung.and_then(|rung| rung.fades).map(Day::get))
    };
    let rungs = |ladder: &Ladder| [ladder.like.clone(), ladder.love.clone(), ladder.defend.clone()];
    let before = before.map(rungs);
    for (place, (level, now_held)) in ["like", "love", "defend"]
        .into_iter()
        .zip(rungs(now_held))
        .enumerate()
    {
        let (held, fades) = told(Some(&now_held));
        if told(before.as_ref().and_then(|rungs| rungs.get(place))) == (held, fades)
            || recognition::level(sql, person, level)? == (held, fades.map(i64::from))
        {
            continue;
        }
        let level = level.to_owned();
        let what = Happening::Leveled { level, held, fades };
        super::record(sql, now, Some(person), &what)?;
    }
    Ok(())
}
