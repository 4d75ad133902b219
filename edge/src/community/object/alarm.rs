//! The one alarm of the object.
//!
//! Invariant: after [`Alarm::arm`] it rings no later than the next task asks for, also where it was lost.

use std::cell::Cell;

use shared::time::Millis;
use worker::Storage;

use crate::community::rows::due;
use crate::community::sql::Sql;
use crate::runtime;

/// What is known of the alarm.
#[derive(Default)]
pub(super) struct Alarm {
    /// When it is known to ring; nothing until it was looked at, and again once it rang.
    at: Cell<Option<Millis>>,
}

impl Alarm {
    /// Says that it rang.
    pub(super) fn rang(&self) {
        self.at.take();
    }

    /// Sets it to the next task. While no task was asked for, one that is still to ring is enough to know.
    pub(super) async fn arm(&self, sql: &Sql, storage: &Storage) {
        let now = runtime::now();
        let new_task = sql.new_task().take();
        if !new_task && self.at.get().is_some_and(|at| at > now) {
            return;
        }
        let Some(mut at) = next(sql) else {
            return;
        };
        if self.at.get().is_some_and(|armed| armed > now && armed <= at) {
            return;
        }
        loop {
            // One that can't be read is set anew.
            let mut armed = storage.get_alarm().await.ok().flatten().map(runtime::rings);
            if armed.is_none_or(|armed| armed > at) {
                match storage.set_alarm(at.since(now).max(0)).await {
                    Ok(()) => armed = Some(at),
                    Err(error) => runtime::log_failure("alarm", &error),
                }
            }
            self.at.set(armed);
            // Meanwhile another call may have asked for an earlier time, and its alarm come to lie under this one.
            match next(sql) {
                Some(earlier) if earlier < at => at = earlier,
                _ => return,
            }
        }
    }
}

/// When the next task is due.
fn next(sql: &Sql) -> Option<Millis> {
    due::next(sql).unwrap_or_else(|failure| {
        runtime::log_failure("alarm", &failure);
        None
    })
}
