//! Finished summaries of questions, kept in the object's memory: what a list takes from the database is then the
//! order of an index, and no rows.
//!
//! Invariant: a summary is dropped when the ledger says that its question changed, and all of them when it says
//! something else; so they are never read inside a write, whose events may still be taken back.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use super::context::version;
use super::rows::{events, questions};
use super::sql::Sql;
use crate::failure::Failure;

/// The most summaries kept: at 1 kB each they stay under 4 MB of the isolate's 128.
const MAX_SUMMARIES: usize = 4_000;
/// The most events looked at before it is easier to begin anew.
const EVENTS_LOOKED_AT: i64 = 100;

/// Summaries by question, as the ledger stood at a version.
#[derive(Debug, Default)]
pub struct Summaries {
    version: Cell<i64>,
    kept: RefCell<HashMap<String, Rc<str>>>,
}

impl Summaries {
    /// The summaries of these questions, in their order, as JSON.
    ///
    /// # Errors
    /// When SQLite fails.
    pub fn of(&self, sql: &Sql, ids: &[String]) -> Result<Vec<Rc<str>>, Failure> {
        self.catch_up(sql)?;
        let mut kept = self.kept.borrow_mut();
        if kept.len() + ids.len() > MAX_SUMMARIES {
            kept.clear();
        }
        let missing: Vec<&str> = ids
            .iter()
            .map(String::as_str)
            .filter(|id| !kept.contains_key(*id))
            .collect();
        if !missing.is_empty() {
            kept.extend(questions::summaries(sql, &missing)?);
        }
        Ok(ids.iter().filter_map(|id| kept.get(id).cloned()).collect())
    }

    fn catch_up(&self, sql: &Sql) -> Result<(), Failure> {
        let newest = version(sql)?;
        let known = self.version.get();
        if known == newest {
            return Ok(());
        }
        let changed = match newest.checked_sub(known) {
            Some(1..=EVENTS_LOOKED_AT) => events::voted_on(sql, known)?,
            _ => None,
        };
        let mut kept = self.kept.borrow_mut();
        match changed {
            Some(questions) => questions.iter().for_each(|id| {
                kept.remove(id);
            }),
            None => kept.clear(),
        }
        self.version.set(newest);
        Ok(())
    }
}
