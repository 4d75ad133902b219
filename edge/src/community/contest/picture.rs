//! Pictures of contests' entries: the community keeps the files, the contest says who sees them.
//!
//! Invariant: a picture that is entered in one contest belongs to it from then on, whatever becomes of the entry; it is
//! seen by everybody only while the contest says that its entry is published.

use shared::api::contest::{EnterContest, EntryState};
use shared::api::problem::Code;
use shared::contest::rules::check;
use shared::ids::ContestId;
use shared::person::Caller;
use shared::time::Millis;

use crate::community::context::{Context, record};
use crate::community::rows::media;
use crate::community::sql::Sql;
use crate::community::{due, media as pictures};
use crate::contest::message::{EntryPicture, KnownPicture};
use crate::failure::Failure;
use crate::json;
use crate::reply::Reply;

/// The picture that somebody is about to enter with, if it is an unused one of theirs or was kept for this contest
/// already. What can't be read is the contest's to refuse.
///
/// # Errors
/// When SQLite fails.
pub fn keep(
    sql: &Sql,
    caller: &Caller,
    contest: &str,
    request: &[u8],
    now: Millis,
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
    let own = caller.is(&medium.person_id) && !medium.gone && !pictures::is_old(&medium, now);
    if !own || !(kept || medium.target.is_none()) {
        return Ok(None);
    }
    if !kept {
        media::attach(sql, &medium.id, contest.as_str(), 0, "")?;
    }
    Ok(Some(KnownPicture {
        medium: medium.id,
        width: medium.width,
        height: medium.height,
        hash: medium.hash,
        key: medium.key,
    }))
}

/// Shows the given picture of a contest that opens to everybody, if it is one of this community's.
///
/// # Errors
/// When it is of another community, or no unused one of the caller's.
pub fn show(context: &Context<'_>, contest: &ContestId, path: &str) -> Result<(), Failure> {
    let Some((community, id)) = check::medium(path) else {
        return Ok(());
    };
    let medium = media::get(context.sql, &id)?
        .filter(|medium| community == context.slug && pictures::is_unused(context, medium));
    if medium.is_none() {
        let detail =
            "The picture of the rules is no unused one of yours. Send it with `POST media` and draft again.";
        return Err(Failure::refused(Code::WrongState, detail));
    }
    media::settle(context.sql, &id, contest.as_str(), true, false)
}

/// Takes where the entry of a picture stands: who sees it, or that it is to be deleted.
///
/// # Errors
/// When SQLite fails.
pub fn settle(sql: &Sql, now: Millis, request: &[u8]) -> Result<Reply, Failure> {
    let EntryPicture { entry, medium, state } = json::read(request)?;
    let shown = state == EntryState::Published;
    let gone = !shown && state != EntryState::Waiting;
    media::settle(sql, &medium, entry.as_str(), shown, gone)?;
    if gone {
        due::at(sql, due::MEDIA, now)?;
    }
    // What isolates and browsers were told of this picture is of an older version now.
    record(
        sql,
        now,
        "entry_picture",
        None,
        Some(entry.as_str()),
        &serde_json::json!({ "state": state }),
    )?;
    Ok(Reply::empty(200))
}
