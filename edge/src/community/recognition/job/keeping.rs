//! What a run came to, as it is written: person by person, and their lines page by page.
//!
//! Invariant: people come in the order of their identifiers, so that who stands between two of them has no standing
//! any more. Lines that were told before are written again only if one of them is another now. A run that somebody asked
//! for takes no hash for what it is of: it reads what is kept, and mends what is not as it was written.

use std::collections::VecDeque;
use std::ops::Range;

use sha2::{Digest, Sha256};
use shared::api::people::About;
use shared::event::Happening;
use shared::recognition::{Day, Knowledge, Ladder, Ledger, Line, Period, Run, Rung, Standing, Sum, damped};
use shared::time::Millis;

use crate::community::context;
use crate::community::recognition::read::Kept;
use crate::community::rows::recognition::{self, Begun, Said};
use crate::community::rows::subjects;
use crate::community::sql::Sql;
use crate::community::store::Store;
use crate::failure::Failure;
use crate::json;
use crate::token::encode;

/// How many lines and sums are written at once.
const ROWS_AT_ONCE: usize = 1_000;
/// How much older than a week and a month what their lists find by day may be: a clock may be set back.
const RECENT_DAYS: i32 = 31;

/// What was written so far.
pub(super) struct Keeping {
    begun: Begun,
    /// The first day that lists of a week or a month may ask for.
    recent: Day,
    /// The last person.
    last: String,
    people: u32,
    /// Of how many what is kept was not as it was written.
    mended: u32,
    /// Of the hashes of all people.
    digest: Sha256,
    /// Lines that are to be written: whose, and which of theirs.
    lines: VecDeque<(u32, Range<usize>)>,
    /// Whose sums are to be written, in order, and their shares; how many of all sums were looked at.
    shares: Vec<(u32, u64)>,
    summed: usize,
    /// The names of subjects, in the order of the numbers of their keys.
    names: Vec<(u32, String)>,
}

/// What is another now among some people.
#[derive(Default)]
struct Changes {
    /// Whose standing goes, and what takes its place, as JSON.
    gone: Array,
    placed: Array,
    /// Whose levels are told if they moved: those they had, and those they have.
    people: Array,
    levels: Vec<(String, Option<Ladder>, Ladder)>,
}

impl Keeping {
    pub(super) fn new(begun: Begun, until: Day) -> Self {
        let [week, month] = [Period::Week, Period::Month].map(|period| period.from(until));
        Self {
            begun,
            recent: week.min(month).plus(-RECENT_DAYS),
            last: String::new(),
            people: 0,
            mended: 0,
            digest: Sha256::new(),
            lines: VecDeque::new(),
            shares: Vec::new(),
            summed: 0,
            names: Vec::new(),
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

    /// Keeps the next people where they stand otherwise than before, and says in the ledger who rose or fell.
    pub(super) fn keep(
        &mut self,
        store: &Store,
        ledger: &Ledger,
        run: &Run,
        found: &[(Standing, Vec<Knowledge>)],
        now: Millis,
    ) -> Result<(), Failure> {
        let Some((last, _)) = found.last() else {
            return Ok(());
        };
        let last = ledger.person_id(last.person);
        // What takes long is done before the write.
        let mut kept = recognition::kept(store.sql(), &self.last, &last)?
            .into_iter()
            .peekable();
        let differ = self.differ(store.sql(), ledger, run, found, &last)?;
        let mut changes = Changes::default();
        for (standing, knows) in found {
            let person = ledger.person_id(standing.person);
            while let Some(gone) = kept.next_if(|kept| kept.person < person) {
                changes.gone.push(&format!("\"{}\"", gone.person));
            }
            let before = kept.next_if(|kept| kept.person == person);
            let before = before.map(|kept| (kept, differ.contains(&person)));
            self.compare(store.sql(), ledger, run, (standing, knows), before, &mut changes)?;
        }
        self.last = last;
        if changes.gone.is_empty() && changes.placed.is_empty() {
            return Ok(());
        }
        store.write(|sql| {
            let (gone, placed) = (changes.gone.into_json(), changes.placed.into_json());
            recognition::replace(sql, self.begun.run, &gone, &placed)?;
            let said = recognition::levels(sql, &changes.people.into_json())?;
            let mut events = Array::default();
            for (person, before, ladder) in &changes.levels {
                for happening in moved(person, before.as_ref(), ladder, &said) {
                    events.push(&format!("[\"{person}\",{}]", happening.data()));
                }
            }
            if events.is_empty() {
                return Ok(());
            }
            context::record_all(sql, now, LEVELED, &events.into_json())
        })
    }

    /// Of whom other lines and sums are kept than there are, of people up to one; nobody if nobody asked. Of who has more
    /// lines than a short step reads their totals are compared.
    fn differ(
        &self,
        sql: &Sql,
        ledger: &Ledger,
        run: &Run,
        found: &[(Standing, Vec<Knowledge>)],
        last: &str,
    ) -> Result<Vec<String>, Failure> {
        if !self.begun.asked {
            return Ok(Vec::new());
        }
        let (mut rows, mut long, mut differ) = (Array::default(), Array::default(), Vec::new());
        for (standing, _) in found {
            let lines = run.lines_of(standing.person);
            if lines.len() <= ROWS_AT_ONCE {
                rows.push_lines(ledger, standing.person, lines);
                continue;
            }
            let person = ledger.person_id(standing.person);
            long.push(&format!("\"{person}\""));
            if recognition::totals(sql, &person)? != totals(lines) {
                differ.push(person);
            }
        }
        differ.extend(recognition::differ(
            sql,
            (&self.last, last),
            &rows.into_json(),
            &long.into_json(),
        )?);
        Ok(differ)
    }

    /// Notes what is another now of a person.
    fn compare(
        &mut self,
        sql: &Sql,
        ledger: &Ledger,
        run: &Run,
        (standing, knows): (&Standing, &[Knowledge]),
        before: Option<(recognition::Kept, bool)>,
        changes: &mut Changes,
    ) -> Result<(), Failure> {
        let person = ledger.person_id(standing.person);
        let lines = run.lines_of(standing.person);
        let told = lines.partition_point(|line| Some(line.released) < self.begun.before);
        let (told_digest, lines_digest) = digests(ledger, lines, told);
        let mut sums = Array::default();
        for sum in run.sums_of(standing.person) {
            if let Some(sum) = of_sum(ledger, standing.share, sum) {
                sums.push(&format!("[{sum}]"));
            }
        }
        let sums = sums.into_json();
        let kept = self.kept(sql, ledger, standing, knows)?;
        let json = serde_json::to_string(&kept)?;
        let (helped, share, first) = (standing.helped, standing.share, standing.first.get());
        let mut whole = Sha256::new();
        whole.update(format!("{person} {json} {share} {first}"));
        whole.update(&sums);
        let digest = encode(&whole.finalize());
        self.people += 1;
        self.digest.update(&digest);
        self.digest.update(&lines_digest);
        let differs = before.as_ref().is_some_and(|(_, differs)| *differs);
        let before = before.map(|(kept, _)| kept);
        let numbers = [helped.into(), share.cast_signed(), first.into()];
        let is_said_same =
            |kept: &&recognition::Kept| kept.digest == digest && kept.lines_digest == lines_digest;
        if let Some(kept) = before.as_ref().filter(is_said_same) {
            if !differs && (&kept.json, &kept.sums, kept.numbers) == (&json, &sums, numbers) {
                return Ok(());
            }
            self.mended += 1;
        }
        // What was told is the same: the rest comes after it.
        let goes_on = before
            .as_ref()
            .filter(|kept| !differs && [&told_digest, &lines_digest].contains(&&kept.lines_digest));
        let from = match goes_on {
            Some(kept) if kept.lines_digest == lines_digest => lines.len(),
            Some(_) => told,
            None => 0,
        };
        let lines_since = goes_on.map_or(self.begun.run, |kept| kept.lines_since);
        if before.is_some() {
            changes.gone.push(&format!("\"{person}\""));
        }
        changes.placed.push(&format!(
            "[\"{person}\",{lines_since},{helped},{share},{first},{json},{sums},\"{digest}\",\"{lines_digest}\"]"
        ));
        self.shares.push((standing.person, standing.share));
        if from < lines.len() {
            self.lines.push_back((standing.person, from..lines.len()));
        }
        changes.people.push(&format!("\"{person}\""));
        let levels_before = match before {
            Some(kept) => json::read::<Kept>(&kept.json).ok().and_then(|kept| kept.ladder),
            None => None,
        };
        changes
            .levels
            .push((person, levels_before, standing.ladder.clone()));
        Ok(())
    }

    /// Writes some of the lines that are to be written.
    pub(super) fn add_lines(&mut self, sql: &Sql, ledger: &Ledger, run: &Run) -> Result<(), Failure> {
        let (mut rows, mut left) = (Array::default(), ROWS_AT_ONCE);
        while left > 0
            && let Some((person, range)) = self.lines.pop_front()
        {
            let end = range.end.min(range.start + left);
            let lines = run.lines_of(person).get(range.start..end);
            rows.push_lines(ledger, person, lines.unwrap_or_default());
            left -= end - range.start;
            if end < range.end {
                self.lines.push_front((person, end..range.end));
            }
        }
        recognition::add(sql, self.begun.run, self.recent, &rows.into_json())
    }

    /// Writes some of the sums of those whose standing is another now; whether there is more. They come in the order of
    /// lists, so that a write touches a few pages.
    pub(super) fn add_sums(&mut self, store: &Store, ledger: &Ledger, run: &Run) -> Result<bool, Failure> {
        let sums = run.sums_by_subject(self.summed, ROWS_AT_ONCE);
        self.summed += sums.len();
        let mut rows = Array::default();
        for sum in &sums {
            let share = self
                .shares
                .binary_search_by_key(&sum.person, |(person, _)| *person);
            let share = share.ok().and_then(|at| self.shares.get(at));
            if let Some(row) = share.and_then(|(_, share)| of_sum(ledger, *share, sum)) {
                rows.push(&format!("[{row},\"{}\"]", ledger.person_id(sum.person)));
            }
        }
        if !rows.is_empty() {
            let rows = rows.into_json();
            store.write(|sql| recognition::add_sums(sql, self.begun.run, &rows))?;
        }
        Ok(!sums.is_empty())
    }

    /// Drops who comes after the last; how many people there are, of how many it was mended, and a hash of all.
    pub(super) fn finish(&mut self, sql: &Sql) -> Result<(u32, u32, String), Failure> {
        recognition::drop_after(sql, self.begun.run, &self.last)?;
        Ok((self.people, self.mended, encode(&self.digest.clone().finalize())))
    }

    /// What is kept of a standing beside what has a column of its own.
    fn kept(
        &mut self,
        sql: &Sql,
        ledger: &Ledger,
        standing: &Standing,
        knows: &[Knowledge],
    ) -> Result<Kept, Failure> {
        let knows = knows.iter().map(|known| self.about(sql, ledger, known));
        let acts = standing.acts.iter().map(|act| {
            let contribution = ledger.contribution_id(act.contribution);
            (act.level, act.day, contribution, act.people)
        });
        Ok(Kept {
            helped: standing.helped,
            thanked_by: standing.thanked_by,
            guests: standing.guests,
            imported: standing.imported,
            staff_thanks: standing.staff_thanks,
            solved: standing.solved,
            knows: knows.collect::<Result<_, _>>()?,
            ladder: Some(standing.ladder.clone()),
            acts: acts.collect(),
        })
    }

    fn about(&mut self, sql: &Sql, ledger: &Ledger, known: &Knowledge) -> Result<About, Failure> {
        let word = ledger.word_of(known.about).to_owned();
        let place = self.names.binary_search_by_key(&known.about, |(about, _)| *about);
        let name = match place.map(|at| self.names.get(at)) {
            _ if !known.is_subject => word.clone(),
            Ok(kept) => kept.map_or_else(String::new, |(_, name)| name.clone()),
            Err(at) => {
                let name =
                    subjects::resolve(sql, &word)?.map_or_else(|| word.clone(), |subject| subject.name);
                self.names.insert(at, (known.about, name.clone()));
                name
            }
        };
        Ok(About {
            name,
            subject: known.is_subject.then_some(word),
            askers: known.askers,
        })
    }
}

/// A JSON array on its way.
#[derive(Default)]
struct Array(String);

impl Array {
    /// Adds a value, which is JSON.
    fn push(&mut self, value: &str) {
        self.0.push(if self.0.is_empty() { '[' } else { ',' });
        self.0.push_str(value);
    }

    /// Adds lines of a person, as rows keep them.
    fn push_lines(&mut self, ledger: &Ledger, person: u32, lines: &[Line]) {
        let id = ledger.person_id(person);
        for line in lines {
            let contribution = ledger.contribution_id(line.contribution);
            let (released, day) = (line.released.get(), line.day.get());
            self.push(&format!(
                "[\"{id}\",{released},\"{contribution}\",{day},{},{}]",
                line.people, line.guests
            ));
        }
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn into_json(mut self) -> String {
        self.0.push_str(if self.0.is_empty() { "[]" } else { "]" });
        self.0
    }
}

/// How many lines there are, and the totals of their numbers.
fn totals(lines: &[Line]) -> recognition::Totals {
    let total = |number: fn(&Line) -> i32| lines.iter().map(|line| i64::from(number(line))).sum();
    [
        i64::try_from(lines.len()).unwrap_or(i64::MAX),
        total(|line| line.released.get()),
        total(|line| line.day.get()),
        total(|line| line.people),
        total(|line| line.guests),
    ]
}

/// Hashes of the first so many lines, and of all.
fn digests(ledger: &Ledger, lines: &[Line], told: usize) -> (String, String) {
    let mut digest = Sha256::new();
    let add = |digest: &mut Sha256, lines: &[Line]| {
        let mut bytes = Vec::new();
        for line in lines {
            bytes.extend(ledger.contribution_key(line.contribution).to_le_bytes());
            for number in [line.released.get(), line.day.get(), line.people, line.guests] {
                bytes.extend(number.to_le_bytes());
            }
        }
        digest.update(bytes);
    };
    let (first, rest) = lines.split_at_checked(told).unwrap_or((lines, &[]));
    add(&mut digest, first);
    let of_first = encode(&digest.clone().finalize());
    add(&mut digest, rest);
    (of_first, encode(&digest.finalize()))
}

/// A sum as it is kept, if anybody was helped: its subject, its tag, how many.
fn of_sum(ledger: &Ledger, share: u64, sum: &Sum) -> Option<String> {
    let helped = damped(u32::try_from(sum.people).ok()?, share);
    let word = |word: Option<u32>| serde_json::to_string(word.map_or("", |word| ledger.word_of(word))).ok();
    let (subject, tag) = (word(sum.subject)?, word(sum.tag)?);
    (helped > 0).then(|| format!("{subject},{tag},{helped}"))
}

/// The kind of the events that tell of levels.
const LEVELED: &str = "leveled";

/// Which levels are held, lost or fading now and were not; what the ledger says already, a run that broke off said.
fn moved(person: &str, before: Option<&Ladder>, now_held: &Ladder, said: &[Said]) -> Vec<Happening> {
    let told = |rung: Option<&Rung>| {
        let held = rung.is_some_and(Rung::is_held);
        (held, rung.and_then(|rung| rung.fades).map(Day::get))
    };
    let rungs = |ladder: &Ladder| [ladder.like.clone(), ladder.love.clone(), ladder.defend.clone()];
    let before = before.map(rungs);
    let mut moved = Vec::new();
    for (place, (level, now_held)) in ["like", "love", "defend"]
        .into_iter()
        .zip(rungs(now_held))
        .enumerate()
    {
        let (held, fades) = told(Some(&now_held));
        let last = said
            .iter()
            .rfind(|said| said.person == person && said.level == level);
        let was = told(before.as_ref().and_then(|rungs| rungs.get(place)));
        let is_said = last.map_or((false, None), |said| (said.held, said.fades));
        if was != (held, fades) && is_said != (held, fades.map(i64::from)) {
            let level = level.to_owned();
            moved.push(Happening::Leveled { level, held, fades });
        }
    }
    moved
}
