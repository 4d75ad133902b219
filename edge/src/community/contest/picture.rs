//! Pictures of contests' entries: the community keeps the files, the contest says who sees them.
//!
//! Invariant: a picture that is entered in one contest belongs to it from then on, whatever becomes of the entry; it is
//! seen by everybody only while the contest says that its entry is published.

use shared::api::contest::{ContestState, EnterContest};
use shared::api::problem::Code;
use shared::contest::rules::{Kind, Rules, check};
use shared::ids::ContestId;
use shared::person::Caller;
use shared::time::Millis;

use crate::community::context::Context;
use crate::community::media as pictures;
use crate::community::rows::contests;
use crate::community::rows::media::{self, DRAFT, Medium};
use crate::community::sql::Sql;
use crate::contest::message::KnownPicture;
use crate::failure::Failure;
use crate::json;

/// The picture that somebody is about to enter with, if it is an unused one of theirs or was kept for this contest
/// already, and the contest takes pictures now. What can't be read is the contest's to refuse. `limit` refuses who sends
/// too many.
///
/// # Errors
/// When `limit` does, or SQLite fails.
pub fn keep(
    sql: &Sql,
    caller: &Caller,
    contest: &str,
    request: &[u8],
    now: Millis,
    limit: impl FnOnce() -> Result<(), Failure>,
) -> Result<Option<KnownPicture>, Failure> {
    let Ok(request) = json::read::<EnterContest>(request) else {
        return Ok(None);
    };
    let (Some(wanted), Ok(contest)) = (request.media.first(), ContestId::parse(contest)) else {
        return Ok(None);
    };
    let Some(medium) = media::get(sql, &wanted.id)? else {
        return Ok(None);
    };
    let kept = medium.target.as_deref() == Some(contest.as_str());
    let whole = !medium.gone && !medium.is_part();
    let own = caller.is(&medium.person_id) && whole && !pictures::is_old(&medium, now);
    if !own || !(kept || medium.target.is_none()) {
        return Ok(None);
    }
    if !kept {
        let kind = if medium.is_video() {
            Kind::Video
        } else {
            Kind::Photo
        };
        let takes = |rules: &Rules| rules.kind == kind && rules.entries.holds(now);
        match contests::get(sql, &contest)? {
            Some((of, _)) if of.state == ContestState::Open && takes(&of.rules) => {}
            _ => return Ok(None),
        }
        limit()?;
        media::attach(sql, &medium.id, contest.as_str(), 0, "")?;
    }
    Ok(Some(KnownPicture {
        variant: medium.has_variant(),
        limited: medium.is_limited(),
        medium: medium.id,
        width: medium.width,
        height: medium.height,
        hash: medium.hash,
        key: medium.key,
    }))
}

/// Keeps the given picture of a draft; the hash of its file.
///
/// # Errors
/// When it lies elsewhere, where it could become another one and see who looks, or is no unused one of the caller's.
pub fn reserve(context: &Context<'_>, path: &str) -> Result<String, Failure> {
    let is_free = |medium: &Medium| {
        let own = context.caller.is(&medium.person_id);
        pictures::is_unused(context, medium) || own && medium.target.as_deref() == Some(DRAFT)
    };
    let medium = match check::medium(path) {
        Some((community, id)) if community == context.slug => media::get(context.sql, &id)?,
        _ => None,
    };
    match medium {
        Some(medium) if !medium.is_video() && is_free(&medium) => {
            media::attach(context.sql, &medium.id, DRAFT, 0, "")?;
            Ok(medium.hash)
        }
        _ => Err(Failure::field(
            "/picture",
            "This is no unused picture of yours. Send it with `POST media` and draft with it within two days.",
        )),
    }
}

/// Shows the given picture of a contest that opens to everybody, whoever drafted it. Its file has the `hash` that the rules
/// freeze.
///
/// # Errors
/// When another contest opened with it, or the draft is of a release that knew of no hash.
pub fn show(
    context: &Context<'_>,
    contest: &ContestId,
    path: &str,
    hash: Option<&str>,
) -> Result<(), Failure> {
    let Some((_, id)) = check::medium(path).filter(|_| hash.is_some()) else {
        let detail =
            "The rules don't say which file their picture is. Send it with `POST media` and draft anew.";
        return Err(Failure::refused(Code::WrongState, detail));
    };
    let is_kept =
        |medium: &Medium| medium.target.as_deref() == Some(DRAFT) || pictures::is_unused(context, medium);
    let medium = media::get(context.sql, &id)?;
    if !medium.as_ref().is_some_and(is_kept) {
        let detail = match medium {
            Some(_) => "The picture of the rules is shown by another contest. Send it again and draft anew.",
            None => "A draft keeps its picture for 30 days, and they are over. Send it again and draft anew.",
        };
        return Err(Failure::refused(Code::WrongState, detail));
    }
    media::settle(context.sql, &id, contest.as_str(), true, false)
}
