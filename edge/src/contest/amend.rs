//! Amendments: frozen rules are changed in the open, with a reason, and never against entrants or voters.

use std::rc::Rc;

use shared::api::contest::{AmendContest, Amendment};
use shared::contest::amendment::faults;
use shared::contest::leaf::Act;
use shared::contest::rules::check::check;
use worker::Env;

use super::context::{Context, Opened};
use super::message::{AMENDED_PATH, Amended};
use super::rows::{amendments, ballots, contest as rows};
use super::{ballot, due, log, view};
use crate::community::body;
use crate::community::due::at;
use crate::community::store::Store;
use crate::community_client;
use crate::failure::Failure;
use crate::reply::Reply;

/// `POST amendments`.
///
/// # Errors
/// When a rule breaks a rule, or may not move in this direction.
pub fn amend(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    context.open()?;
    let request: AmendContest = body::parse(request)?;
    let reason = ballot::words(&request.reason)?;
    let before = &context.contest;
    let voted = ballots::since(context.sql, 0, 1)? > 0;
    let rules = check(request.rules, crate::intl::knows_time_zone).and_then(|rules| {
        let faults = faults(&before.rules, &rules, context.now, voted);
        if faults.is_empty() { Ok(rules) } else { Err(faults) }
    });
    let rules = rules.map_err(|mut faults| {
        for fault in &mut faults {
            fault.pointer.insert_str(0, "/rules");
        }
        Failure::fields(faults)
    })?;
    let document = rules.document()?;
    let next = log::next(context.sql, context.now)?;
    let act = Act::Amend {
        reason: reason.clone(),
        document: document.clone(),
    };
    log::append(context.sql, before, next, act)?;
    let amendment = Amendment {
        at: context.now,
        reason,
    };
    amendments::insert(context.sql, next.index, &amendment)?;
    rows::amend(context.sql, &document)?;
    due::publish(context.sql, context.now)?;
    at(context.sql, due::AMENDED, context.now)?;
    let contest = Rc::new(Opened {
        rules,
        document,
        ..Opened::clone(before)
    });
    view::contest(&Context {
        caller: context.caller.clone(),
        contest,
        ..*context
    })
}

/// Tells the community the rules that hold now. It may be told twice.
///
/// # Errors
/// When it does not answer.
pub async fn tell(store: &Store, env: &Env, opened: &Opened) -> Result<(), Failure> {
    let amended = Amended {
        contest: opened.id.clone(),
        document: opened.document.clone(),
    };
    community_client::inform(env, &opened.community, AMENDED_PATH, &amended).await?;
    store.write(amendments::told)
}
