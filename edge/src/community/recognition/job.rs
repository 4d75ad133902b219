//! Counting, once a day: the ledger is read, everybody's standing computed, and what changed is written.
//!
//! Invariant: a run that breaks off is begun again and comes to the same. Between two pieces of reading and writing
//! other calls are answered; no write holds longer than one person's standing.

use shared::api::people::About;
use shared::api::recognition::Counted;
use shared::event::Happening;
use shared::recognition::{Day, Knowledge, Ladder, Ledger, RULES, Standing, Standings, compute};
use shared::sort;
use shared::time::Millis;

use super::read::Kept;
use crate::community::context;
use crate::community::rows::recognition::{self, Placed, Source};
use crate::community::rows::subjects;
use crate::community::sql::Sql;
use crate::community::store::Store;
use crate::crossing;
use crate::failure::Failure;
use crate::json;
use crate::token::hash;

/// How many people are written at once.
const PEOPLE_AT_ONCE: usize = 50;

/// Counts what happened before today; when to count again.
///
/// # Errors
/// When SQLite fails.
pub async fn run(store: &Store, now: Millis) -> Result<Option<Millis>, Failure> {
    let today = Day::of(now);
    let until = if recognition::counts_today(store.sql())? {
        today.plus(1)
    } else {
        today
    };
    let mut ledger = Ledger::default();
    let mut source = Some(Source::begin());
    while let Some(next) = source {
        source = next.read(store.sql(), &mut ledger)?;
        pause().await;
    }
    let standings = compute(&ledger, RULES, until);
    let all = placed(store.sql(), &ledger, &standings)?;
    for some in all.chunks(PEOPLE_AT_ONCE) {
        store.write(|sql| some.iter().try_for_each(|placed| keep(sql, placed, now)))?;
        pause().await;
    }
    drop_others(store, &all)?;
    let counted = Counted {
        until,
        people: u32::try_from(all.len()).unwrap_or(u32::MAX),
        lines: u32::try_from(standings.lines.len()).unwrap_or(u32::MAX),
        digest: hash(
            &all.iter()
                .map(|placed| placed.digest.as_str())
                .collect::<String>(),
        ),
        runs: 0,
    };
    store.write(|sql| {
        let (_, before) = recognition::counted(sql)?;
        recognition::finish(sql, &counted)?;
        // Where nobody ever stood anywhere nothing happened.
        if counted.people == 0 && before.is_none_or(|before| before.people == 0) {
            return Ok(());
        }
        let what = Happening::Recognized {
            version: standings.version.to_owned(),
            until: until.get(),
            digest: counted.digest.clone(),
        };
        record(sql, now, None, &what)
    })?;
    Ok(Some(today.plus(1).start()))
}

/// Drops the standing of who has none anymore: all they wrote was taken back, or a guest turned out to be somebody.
fn drop_others(store: &Store, all: &[Placed]) -> Result<(), Failure> {
    let placed = sort::distinct(all.iter().map(|placed| placed.person.as_str()));
    let kept = recognition::people(store.sql())?;
    let gone: Vec<_> = kept
        .iter()
        .filter(|person| placed.binary_search(&person.as_str()).is_err())
        .collect();
    for some in gone.chunks(PEOPLE_AT_ONCE) {
        store.write(|sql| some.iter().try_for_each(|person| recognition::drop(sql, person)))?;
    }
    Ok(())
}

/// Lets other calls be answered.
async fn pause() {
    // The crate's own timer forgets who waits once it is polled twice, as every call of an object is.
    let _ = wasm_bindgen_futures::JsFuture::from(crossing::pause()).await;
}

/// What is of one person, of things that stand in the order of persons.
fn of<T>(all: &[T], person: u32, whose: impl Fn(&T) -> u32) -> &[T] {
    let from = all.partition_point(|one| whose(one) < person);
    let to = all.partition_point(|one| whose(one) <= person);
    all.get(from..to).unwrap_or_default()
}

/// Everybody's standing as it is kept.
fn placed(sql: &Sql, ledger: &Ledger, standings: &Standings) -> Result<Vec<Placed>, Failure> {
    let place = |standing: &Standing| {
        let person = ledger.person_id(standing.person);
        let knows = of(&standings.knowledge, standing.person, |known| known.person);
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
        let lines = of(&standings.lines, standing.person, |line| line.person);
        let lines = lines.iter();
        let lines: Vec<_> = lines
            .map(|line| (*line, ledger.contribution_id(line.contribution)))
            .collect();
        let mut whole = format!("{person} {json} {} {}", standing.share, standing.first.get());
        for (line, contribution) in &lines {
            let days = [line.released.get(), line.day.get()];
            whole.push_str(&format!(
                "\n{days:?} {contribution} {} {}",
                line.people, line.guests
            ));
        }
        Ok(Placed {
            person,
            helped: standing.helped,
            share: standing.share,
            first: standing.first,
            json,
            digest: hash(&whole),
            lines,
        })
    };
    standings.people.iter().map(place).collect()
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

/// Keeps a standing, and says in the ledger who rose or fell.
fn keep(sql: &Sql, placed: &Placed, now: Millis) -> Result<(), Failure> {
    let Some(before) = recognition::write(sql, placed)? else {
        return Ok(());
    };
    let read = |json: &str| {
        let kept: Option<Kept> = json::read(json).ok();
        levels(kept.and_then(|kept| kept.ladder).as_ref())
    };
    let changes = read(&before).into_iter().zip(read(&placed.json));
    for ((level, _), (_, held)) in changes.filter(|((_, before), (_, held))| before != held) {
        let level = level.to_owned();
        record(
            sql,
            now,
            Some(&placed.person),
            &Happening::Leveled { level, held },
        )?;
    }
    Ok(())
}

fn levels(ladder: Option<&Ladder>) -> [(&'static str, bool); 3] {
    let held = |rung: fn(&Ladder) -> bool| ladder.is_some_and(rung);
    [
        ("like", held(|ladder| ladder.like.is_held())),
        ("love", held(|ladder| ladder.love.is_held())),
        ("defend", held(|ladder| ladder.defend.is_held())),
    ]
}

fn record(sql: &Sql, now: Millis, target: Option<&str>, what: &Happening) -> Result<(), Failure> {
    context::record(
        sql,
        now,
        what.kind(),
        None,
        target,
        &json::parse(what.data().as_bytes())?,
    )
}
