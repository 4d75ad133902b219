//! What lists of questions are made of, kept in the object's memory: finished summaries by question, and the orders
//! of lists. A list after a vote then takes one row from the database, and an order only where votes decide it.
//!
//! Invariant: what the ledger says has changed is dropped: by a vote the summary of its question and the orders by
//! score, by anything else all; so it is never read inside a write, whose events may still be taken back.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use super::context::version;
use super::rows::{events, questions};
use super::sql::Sql;
use crate::failure::Failure;

/// The most summaries kept: at 1 kB each they stay under 4 MB of the isolate's 128.
const MAX_SUMMARIES: usize = 4_000;
/// The most orders kept: a hundred questions each, they stay under 3 MB.
const MAX_ORDERS: usize = 500;
/// The most events looked at before it is easier to begin anew.
const EVENTS_LOOKED_AT: i64 = 100;

/// Summaries and orders, as the ledger stood at a version.
#[derive(Debug, Default)]
pub struct Lists {
    version: Cell<i64>,
    summaries: RefCell<HashMap<String, Rc<str>>>,
    orders: RefCell<HashMap<String, Rc<Order>>>,
}

/// Which questions a list names.
#[derive(Debug)]
pub struct Order {
    /// Their ids.
    pub ids: Vec<String>,
    /// The cursor of what follows.
    pub next: Option<String>,
    /// Whether votes decide the order.
    pub by_score: bool,
}

impl Lists {
    /// The order of this name: all that a query says of a list is in it.
    ///
    /// # Errors
    /// What `make` refuses, and when SQLite fails.
    pub fn order(
        &self,
        sql: &Sql,
        name: String,
        make: impl FnOnce() -> Result<Order, Failure>,
    ) -> Result<Rc<Order>, Failure> {
        self.catch_up(sql)?;
        if let Some(known) = self.orders.borrow().get(&name) {
            return Ok(known.clone());
        }
        let order = Rc::new(make()?);
        let mut orders = self.orders.borrow_mut();
        if orders.len() >= MAX_ORDERS {
            orders.clear();
        }
        orders.insert(name, order.clone());
        Ok(order)
    }

    /// The summaries of these questions, in their order, as JSON.
    ///
    /// # Errors
    /// When SQLite fails.
    pub fn summaries(&self, sql: &Sql, ids: &[String]) -> Result<Vec<Rc<str>>, Failure> {
        self.catch_up(sql)?;
        let mut kept = self.summaries.borrow_mut();
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
        let voted_on = match newest.checked_sub(known) {
            Some(1..=EVENTS_LOOKED_AT) => events::voted_on(sql, known)?,
            _ => None,
        };
        let mut summaries = self.summaries.borrow_mut();
        let mut orders = self.orders.borrow_mut();
        match voted_on {
            Some(questions) => {
                questions.iter().for_each(|id| {
                    summaries.remove(id);
                });
                orders.retain(|_, order| !order.by_score);
            }
            None => {
                summaries.clear();
                orders.clear();
            }
        }
        self.version.set(newest);
        Ok(())
    }
}
