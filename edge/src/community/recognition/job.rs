//! Counting, once a day: the ledger is read, everybody's standing computed, and what changed is written, step by step.
//!
//! Invariant: between two steps other calls are answered, and what stood before is shown until the end. A run is in
//! memory: one that breaks off is begun anew and comes to the same. No write is of more than a thousand rows.

mod keeping;

use std::cell::RefCell;

use shared::api::recognition::{Counted, Trial};
use shared::event::Happening;
use shared::recognition::{Day, Ledger, RULES, Rules, Run, Step, rules};
use shared::time::Millis;

use self::keeping::Keeping;
use super::trial;
use crate::community::rows::recognition::{self, Begun, Source};
use crate::community::sql::Sql;
use crate::community::store::Store;
use crate::community::{context, settings};
use crate::crossing;
use crate::failure::Failure;

/// Units of work in a step: twenty milliseconds of what takes longest, three of what is quickest.
const UNITS: usize = 40_000;
/// Steps before other tasks of the alarm have their turn.
const STEPS: usize = 250;

/// A run that goes on.
pub struct Counting {
    rules: &'static Rules,
    until: Day,
    keeping: Keeping,
    /// What it would change, where it is a trial.
    trial: Option<Trial>,
    stage: Stage,
}

enum Stage {
    /// What an earlier run left that broke off is dropped.
    Mending,
    Reading(Source, Ledger),
    Computing(Ledger, Box<Run>),
    /// What lists of a subject or a tag stand by is written, once it is known of everybody.
    Summing(Ledger, Box<Run>),
    /// What the run replaced is dropped.
    Clearing,
    Done,
}

/// Counts what happened before today, some steps at a time; when to go on, or to count again.
///
/// # Errors
/// When SQLite fails.
pub async fn run(
    store: &Store,
    going_on: &RefCell<Option<Counting>>,
    now: Millis,
) -> Result<Option<Millis>, Failure> {
    let before = going_on.take();
    let mut counting = match before {
        Some(counting) => counting,
        None => store.write(|sql| Counting::begin(sql, now))?,
    };
    for _ in 0..STEPS {
        counting.step(store)?;
        if matches!(counting.stage, Stage::Done) {
            let again = match &counting.trial {
                None => store.write(recognition::end)?,
                // The day may be over meanwhile.
                Some(trial) => {
                    store.write(|sql| recognition::end_trial(sql, trial))? || counting.until < Day::of(now)
                }
            };
            return Ok(Some(if again { now } else { Day::of(now).plus(1).start() }));
        }
        crossing::pause().await;
    }
    going_on.replace(Some(counting));
    Ok(Some(now))
}

impl Counting {
    fn begin(sql: &Sql, now: Millis) -> Result<Self, Failure> {
        if let (false, Some(trial)) = (recognition::is_counting(sql)?, recognition::trial(sql)?)
            && let (_, Some(counted)) = recognition::counted(sql)?
            && !trial.done
        {
            return Ok(Self::begin_trial(counted.until, trial));
        }
        let begun = recognition::begin(sql)?;
        let until = Day::of(now).plus(i32::from(begun.today));
        Ok(Self {
            rules: RULES,
            until,
            trial: None,
            stage: if begun.broke_off {
                Stage::Mending
            } else {
                Stage::Reading(Source::default(), Ledger::default())
            },
            keeping: Keeping::new(begun, until),
        })
    }

    /// A trial is of the day that was counted last, so that the rules alone make a difference.
    fn begin_trial(until: Day, trial: Trial) -> Self {
        Self {
            rules: rules(&trial.version).unwrap_or(RULES),
            until,
            keeping: Keeping::new(Begun::default(), until),
            trial: Some(trial),
            stage: Stage::Reading(Source::default(), Ledger::default()),
        }
    }

    fn step(&mut self, store: &Store) -> Result<(), Failure> {
        let stage = std::mem::replace(&mut self.stage, Stage::Done);
        self.stage = match stage {
            Stage::Mending if store.write(recognition::clear_broken)? => Stage::Mending,
            Stage::Mending if store.write(recognition::clear)? => Stage::Mending,
            Stage::Mending => Stage::Reading(Source::default(), Ledger::default()),
            Stage::Reading(mut source, mut ledger) => {
                if source.read(store.sql(), &mut ledger)? {
                    Stage::Reading(source, ledger)
                } else {
                    Stage::Computing(ledger, Box::new(Run::new(self.rules, self.until)))
                }
            }
            Stage::Computing(ledger, mut run) => {
                if self.keeping.has_lines() {
                    store.write(|sql| self.keeping.add_lines(sql, &ledger, &run))?;
                    Stage::Computing(ledger, run)
                } else {
                    match run.advance(&ledger, UNITS) {
                        Step::On => Stage::Computing(ledger, run),
                        Step::Found(found) if self.trial.is_some() => {
                            if let Some(trial) = &mut self.trial {
                                trial::compare(store.sql(), &ledger, trial, &found)?;
                            }
                            Stage::Computing(ledger, run)
                        }
                        Step::Done if self.trial.is_some() => {
                            self.trial.iter_mut().for_each(|trial| trial.done = true);
                            Stage::Done
                        }
                        Step::Found(found) => {
                            let now = crate::runtime::now();
                            self.keeping.keep(store, &ledger, &run, &found, now)?;
                            Stage::Computing(ledger, run)
                        }
                        Step::Done => Stage::Summing(ledger, run),
                    }
                }
            }
            Stage::Summing(ledger, run) => {
                if self.keeping.add_sums(store, &ledger, &run)? {
                    Stage::Summing(ledger, run)
                } else {
                    store.write(|sql| self.finish(sql, run.lines()))?;
                    Stage::Clearing
                }
            }
            Stage::Clearing if store.write(recognition::clear)? => Stage::Clearing,
            Stage::Clearing | Stage::Done => Stage::Done,
        };
        Ok(())
    }

    /// Shows what was written.
    fn finish(&mut self, sql: &Sql, lines: usize) -> Result<(), Failure> {
        let (people, mended, digest) = self.keeping.finish(sql)?;
        let (_, before) = recognition::counted(sql)?;
        let counted = Counted {
            version: self.rules.version.to_owned(),
            until: self.until,
            people,
            lines: u32::try_from(lines).unwrap_or(u32::MAX),
            digest,
            mended,
            runs: 0,
        };
        recognition::finish(sql, self.keeping.run(), &counted)?;
        recognition::set_marks(sql, &settings::load(sql)?.0)?;
        // Where nobody ever stood anywhere nothing happened.
        if people == 0 && before.is_none_or(|before| before.people == 0) {
            return Ok(());
        }
        let what = Happening::Recognized {
            version: counted.version,
            until: self.until.get(),
            digest: counted.digest,
        };
        context::record(sql, crate::runtime::now(), None, None, &what)
    }
}
