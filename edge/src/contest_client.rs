//! Calls to contests' objects, and which routes are theirs.
//!
//! Invariant: what is kept of a contest is what everybody is told, for at most [`FRESH_MS`].

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use shared::api::route::{Operation, Route};
use shared::ids::ContestId;
use shared::time::Millis;
use wasm_bindgen::JsValue;
use worker::Env;

use crate::community_client::{self, Answer, Call, FRESH_MS};
use crate::config::CONTESTS;
use crate::contest::message::CALLER_PATH;
use crate::crossing;
use crate::failure::Failure;

/// The most answers kept: those of a few contests, about 100 kB each.
const MOST_KEPT: usize = 64;

/// Whether a route is a contest's own, and not the community's.
pub fn is_contests(route: &Route) -> bool {
    route.path.starts_with("contests/{contest}") && route.operation != Operation::OpenContest
}

/// Whether everybody is told it about a contest's entries, which a moment later is as good.
pub fn is_kept(route: &Route) -> bool {
    is_contests(route) || route.operation == Operation::ListEntrants
}

/// Whether the contest has to know the caller as the community does. A ballot goes without: its session says enough,
/// and the community is asked nothing while everybody votes.
fn needs_caller(operation: Operation) -> bool {
    matches!(
        operation,
        Operation::ListEntries
            | Operation::GetEntry
            | Operation::EnterContest
            | Operation::DecideEntry
            | Operation::DecideBallot
            | Operation::DecideBallots
            | Operation::ListBallots
            | Operation::GetWaiting
            | Operation::CloseContest
            | Operation::AmendContest
    )
}

/// Passes a call on to whom it concerns: a contest, or the community.
///
/// # Errors
/// When they do not answer, or there is no such contest.
pub async fn pass(env: &Env, slug: &str, route: Option<&Route>, call: &Call<'_>) -> Result<Answer, Failure> {
    match route {
        Some(route) if is_contests(route) => send(env, slug, route, call).await,
        _ => community_client::send(env, slug, call).await,
    }
}

/// Passes a call on to the contest its path names.
async fn send(env: &Env, slug: &str, route: &Route, call: &Call<'_>) -> Result<Answer, Failure> {
    let contest = shared::api::route::parameter(route, call.path, "contest").unwrap_or_default();
    let contest = ContestId::parse(contest).map_err(|_| Failure::not_found())?;
    let mut known_caller = String::new();
    if call.session.is_some() && needs_caller(route.operation) {
        // What is entered may name a picture, which the community keeps for this contest.
        let enters = route.operation == Operation::EnterContest;
        let for_contest = format!("contest={contest}");
        let asked = Call {
            method: if enters { "POST" } else { "GET" },
            path: CALLER_PATH,
            query: &for_contest,
            body: call.body.filter(|_| enters),
            idempotency_key: None,
            ..*call
        };
        let answer = community_client::send(env, slug, &asked).await?;
        if answer.status != 200 {
            return Ok(answer);
        }
        known_caller = URL_SAFE_NO_PAD.encode(answer.bytes());
    }
    let call = Call {
        known_caller: &known_caller,
        ..*call
    };
    deliver(env, slug, &contest, &call).await
}

/// Tells a contest something; the status of its answer.
///
/// # Errors
/// When it does not answer.
pub async fn tell(
    env: &Env,
    slug: &str,
    contest: &ContestId,
    path: &str,
    body: &[u8],
) -> Result<u16, Failure> {
    let call = Call {
        method: "POST",
        path,
        body: Some(body),
        ..Call::default()
    };
    Ok(deliver(env, slug, contest, &call).await?.status)
}

/// Calls the object of a contest.
async fn deliver(env: &Env, slug: &str, contest: &ContestId, call: &Call<'_>) -> Result<Answer, Failure> {
    let objects = OBJECTS.with(|objects| objects.get_or_init(|| crossing::objects(env, CONTESTS)).clone());
    community_client::deliver(&objects, &name(slug, contest), call)
        .await?
        .ok_or_else(Failure::not_found)
}

thread_local! {
    /// The objects of contests, looked up once in an isolate.
    static OBJECTS: OnceCell<JsValue> = const { OnceCell::new() };
    static KEPT: RefCell<HashMap<String, (Millis, String)>> = RefCell::default();
}

/// What a contest told everybody at this address less than a second ago.
pub fn kept(address: &str, now: Millis) -> Option<String> {
    let fresh = |at: &Millis| now.since(*at) < FRESH_MS;
    KEPT.with_borrow(|kept| {
        let (at, text) = kept.get(address)?;
        fresh(at).then(|| text.clone())
    })
}

/// Keeps what a contest tells everybody.
pub fn keep(address: String, now: Millis, text: &str) {
    KEPT.with_borrow_mut(|kept| {
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        kept.insert(address, (now, text.to_owned()));
    });
}

/// The name of a contest's object: no contest is reached through another community.
fn name(slug: &str, contest: &ContestId) -> String {
    format!("{slug}/{contest}")
}
