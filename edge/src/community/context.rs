//! What every operation is given: the database, the time, who calls, the settings.

use std::rc::Rc;

use shared::event::Happening;
use shared::ids::PersonId;
use shared::person::Caller;
use shared::settings::Settings;
use shared::time::Millis;

use super::lists::Lists;
use super::rows::events;
use super::sql::Sql;
use crate::config::Config;
use crate::failure::Failure;
use crate::incoming::Query;
use crate::token::Claims;

/// The surroundings of one operation.
pub struct Context<'a> {
    /// The database; within a write, inside its transaction.
    pub sql: &'a Sql,
    /// What lists are made of.
    pub lists: &'a Lists,
    /// The time of the request.
    pub now: Millis,
    /// Who calls, with the role the object knows.
    pub caller: Caller,
    /// The claims of the caller's session.
    pub session: Option<&'a Claims>,
    /// The community's name in addresses.
    pub slug: &'a str,
    /// The community's settings.
    pub settings: Rc<Settings>,
    /// The deployment's settings.
    pub config: &'a Config,
    /// The parameter of the path, if the route has one.
    pub parameter: &'a str,
    /// The query.
    pub query: &'a Query,
    /// The address of the deployment, for links in mail.
    pub base_url: &'a str,
}

impl Context<'_> {
    /// Random bytes for an identifier.
    ///
    /// # Errors
    /// When the runtime has none.
    pub fn random(&self) -> Result<[u8; 10], Failure> {
        Ok(crate::runtime::random()?)
    }

    /// Appends to the ledger what this caller did.
    ///
    /// # Errors
    /// When SQLite fails.
    pub fn record(&self, target: Option<&str>, what: &Happening) -> Result<(), Failure> {
        self.record_at(self.now, target, what)
    }

    /// Appends an event that happened at another time, elsewhere.
    ///
    /// # Errors
    /// When SQLite fails.
    pub fn record_at(&self, at: Millis, target: Option<&str>, what: &Happening) -> Result<(), Failure> {
        record(self.sql, at, self.caller.person(), target, what)
    }

    /// The MAC that signs this community's cursors.
    pub fn cursor_mac(&self) -> impl Fn(&[u8]) -> [u8; 32] + '_ {
        |message| crate::token::cursor_mac(&self.config.secret, self.slug, message)
    }
}

/// Appends an event to the ledger, also one that no person caused: the version becomes its number.
///
/// # Errors
/// When SQLite fails.
pub fn record(
    sql: &Sql,
    at: Millis,
    actor: Option<&PersonId>,
    target: Option<&str>,
    what: &Happening,
) -> Result<(), Failure> {
    let number = events::append(sql, at, actor, target, what)?;
    sql.version().set(Some(number));
    Ok(())
}

/// Appends events of a kind that no person caused, a JSON array of target and data: the version becomes the last's number.
///
/// # Errors
/// When SQLite fails.
pub fn record_all(sql: &Sql, at: Millis, kind: &str, events: &str) -> Result<(), Failure> {
    let number = events::append_all(sql, at, kind, events)?;
    sql.version().set(Some(number));
    Ok(())
}

/// The version of the public state: the number of the last event.
///
/// # Errors
/// When SQLite fails.
pub fn version(sql: &Sql) -> Result<i64, Failure> {
    if let Some(known) = sql.version().get() {
        return Ok(known);
    }
    let version = events::last(sql)?;
    sql.version().set(Some(version));
    Ok(version)
}
