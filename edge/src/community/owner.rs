//! The owner's seal: codes for boxes are made, redeemed once, and what waits for an answer is shown to owners.
//!
//! Invariant: a code is told once, to who makes it; it says what somebody owns and nothing of what they bought.

use shared::api::owner::{MakeOwnerCodes, OwnerCodes, RedeemOwnerCode};
use shared::event::Happening;
use shared::ids::SubjectId;
use shared::owner::{CODES_MAX, OwnerCode};
use shared::policy;

use super::context::Context;
use super::rows::owners::{self, Redeemed};
use super::rows::subjects;
use super::{body, contribution, subject};
use crate::failure::Failure;
use crate::json;
use crate::reply::{JSON, Reply};

/// `POST owners/codes`.
///
/// # Errors
/// When a field breaks its rule.
pub fn make_codes(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    let request: MakeOwnerCodes = body::parse(request)?;
    let count = request.count;
    if !(1..=CODES_MAX).contains(&count) {
        let detail = format!("From 1 to {CODES_MAX} codes are made at once.");
        return Err(Failure::field("/count", detail));
    }
    let subject_id = subject::ensure_named(context, &request.subject, request.subject_name.as_deref())?;
    let mut codes = Vec::new();
    for _ in 0..count {
        let code = OwnerCode::new(context.random()?);
        owners::keep_code(context.sql, &code, &subject_id, context.now)?;
        codes.push(code.to_string());
    }
    contribution::happened(context, &subject_id, &Happening::OwnerCodesMade { count })?;
    let subject = json::read(subject_json(context, &subject_id)?)?;
    Reply::json(201, &OwnerCodes { subject, codes })
}

/// `POST owners`. Whoever sends their own code again owns what they own.
///
/// # Errors
/// When this caller is not signed in, or the code is none, or another's.
pub fn redeem(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    let request: RedeemOwnerCode = body::parse(request)?;
    let person = policy::may_redeem(&context.caller)?;
    let redeemed = match OwnerCode::parse(&request.code) {
        Some(code) => owners::redeem(context.sql, &code, person)?,
        None => Redeemed::Unknown,
    };
    let refused = match redeemed {
        Redeemed::Theirs(subject) => {
            if owners::add(context.sql, &subject, person, context.now)? {
                contribution::happened(context, &subject, &Happening::Owned {})?;
            }
            return Ok(Reply::new(200, JSON, subject_json(context, &subject)?));
        }
        Redeemed::Unknown => "This is no code of ours. Compare it with the one in the box, letter by letter.",
        Redeemed::Used => "Somebody else redeemed this code; each works for one person.",
    };
    Err(Failure::field("/code", refused))
}

/// `GET me/owned`.
///
/// # Errors
/// When SQLite fails.
pub fn list(context: &Context<'_>) -> Result<Reply, Failure> {
    let person = context.caller.person().ok_or_else(Failure::not_found)?;
    let one = |(id, subject): (String, String)| {
        let waiting = owners::unanswered(context.sql, &id, person)?.join(",");
        Ok(format!("{{\"subject\":{subject},\"unanswered\":[{waiting}]}}"))
    };
    let owned = owners::owned(context.sql, person)?.into_iter().map(one);
    let data = owned.collect::<Result<Vec<_>, Failure>>()?.join(",");
    Ok(Reply::new(200, JSON, format!("{{\"data\":[{data}]}}")))
}

fn subject_json(context: &Context<'_>, id: &str) -> Result<String, Failure> {
    let id = SubjectId::parse(id).map_err(|error| Failure::Internal(error.to_string()))?;
    subjects::reference(context.sql, &id)?.ok_or_else(Failure::not_found)
}
