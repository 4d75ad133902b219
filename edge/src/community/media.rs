//! Pictures at the object: named, attached to what is said, located for who may see them, and ended.
//!
//! Invariant: who sees a picture sees what it belongs to; a picture that belongs to nothing yet, or to what not
//! everybody sees, is opened by its key alone, which only those who see it are given. What was taken back is not
//! located from that moment on, and its file is deleted by the alarm.

use shared::api::media::{AttachMedium, MediumView};
use shared::api::problem::Code;
use shared::event::Happening;
use shared::hexadecimal;
use shared::ids::{MediumId, Target};
use shared::media::{Kind, PICTURES_MAX, VARIANT_WIDTH, is_variant};
use shared::policy::may_write;
use shared::text::Alt;
use shared::time::Millis;

use super::context::Context;
use super::rows::media::{self, Medium};
use super::store::Store;
use super::{body, due, settings, target};
use crate::blobs::{self, Blobs};
use crate::failure::Failure;
use crate::json;
use crate::media::{Arrived, Located, Shown, no_part};
use crate::reply::Reply;
use crate::token;

/// How long a picture may belong to nothing: longer than a reply is replayed, so that no replay brings it back.
const UNUSED_MS: i64 = 2 * Millis::DAY;
/// How long a draft of a contest keeps its picture.
pub const DRAFT_MS: i64 = 30 * Millis::DAY;
/// How many files one alarm deletes.
const DELETED_AT_ONCE: u32 = 100;

/// `POST media`: names a picture that the Worker has cleaned and is about to keep.
///
/// # Errors
/// When this caller may not write.
pub fn upload(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    let arrived: Arrived = body::parse(request)?;
    may_write(&context.settings, &context.caller)?;
    let person = context.caller.person().ok_or_else(Failure::not_found)?;
    for (place, part) in arrived.parts.iter().enumerate() {
        let kept = media::get(context.sql, part)?;
        if !kept.is_some_and(|kept| kept.is_part() && is_kept(context, &kept)) {
            return Err(no_part(place));
        }
    }
    let key = crate::runtime::random::<16>()?;
    let medium = Medium {
        id: MediumId::new(context.now, context.random()?),
        person_id: person.clone(),
        target: None,
        kind: arrived.kind,
        width: arrived.width,
        height: arrived.height,
        bytes: arrived.bytes,
        hash: arrived.hash,
        alt: String::new(),
        variant: String::new(),
        variant_bytes: 0,
        key: hexadecimal::encode(&key),
        gone: false,
        shown: false,
        removed: false,
        created_at: context.now,
    };
    media::insert(context.sql, &medium)?;
    due::at(context.sql, due::MEDIA, context.now.plus(UNUSED_MS))?;
    Reply::json(201, &view(context, &medium, false))
}

/// `GET media/{id}`, as the Worker asks before it gives the file.
///
/// # Errors
/// When there is nothing this caller may see.
pub fn get(context: &Context<'_>) -> Result<Reply, Failure> {
    context.query.only(&["key", "variant"])?;
    let id = MediumId::parse(context.parameter).map_err(|_| Failure::not_found())?;
    let medium = media::get(context.sql, &id)?
        .filter(|medium| !medium.gone)
        .ok_or_else(Failure::not_found)?;
    let public = match &medium.target {
        Some(_) if medium.removed => false,
        Some(_) if medium.shown => true,
        Some(target) => is_public(context, target)?,
        None => false,
    };
    let key = context.query.get("key").unwrap_or_default();
    if !public && !token::same(key.as_bytes(), medium.key.as_bytes()) {
        return Err(Failure::not_found());
    }
    let shown = match context.query.get("variant") {
        None => Shown::Whole,
        Some("1") if !medium.variant.is_empty() => Shown::Variant,
        Some("1") if medium.has_variant() => Shown::Whole,
        Some("1") => Shown::Place(medium.width, medium.height),
        Some(_) => {
            let detail = "`variant` is `1`, or is left out.";
            return Err(Failure::refused(Code::BadRequest, detail));
        }
    };
    let (kind, bytes) = match shown {
        Shown::Variant => (medium.variant, medium.variant_bytes),
        Shown::Whole | Shown::Place(..) => (medium.kind, medium.bytes),
    };
    Reply::json(
        200,
        &Located {
            kind,
            bytes,
            public,
            shown,
        },
    )
}

/// `PUT media/{id}`: takes note of a smaller variant that the Worker has cleaned and is about to keep. Its sender gives it
/// before the picture is used, so that nobody who decided about a picture finds another in its place.
///
/// # Errors
/// When it is not this caller's to give, there is one, or it is none of this picture.
pub fn vary(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    let arrived: Arrived = body::parse(request)?;
    may_write(&context.settings, &context.caller)?;
    let id = MediumId::parse(context.parameter).map_err(|_| Failure::not_found())?;
    let given = |medium: &Medium| context.caller.role().moderates() && !medium.gone && !medium.is_part();
    let mut medium = media::get(context.sql, &id)?
        .filter(|medium| is_unused(context, medium) || given(medium))
        .ok_or_else(Failure::not_found)?;
    if !medium.variant.is_empty() {
        let detail = "This picture has a smaller variant; it keeps it.";
        return Err(Failure::refused(Code::WrongState, detail));
    }
    let sides = [arrived.width, arrived.height];
    if Kind::parse(&arrived.kind).is_none_or(Kind::is_video)
        || !is_variant(sides, [medium.width, medium.height])
    {
        let detail = format!(
            "Send this picture as JPEG, PNG or WebP, {VARIANT_WIDTH} pixels wide, or as wide as it is where that is less."
        );
        return Err(Failure::field("", detail));
    }
    media::set_variant(context.sql, &id, &arrived.kind, arrived.bytes)?;
    medium.variant = arrived.kind;
    // Whatever is kept of its address, and of what it belongs to, is out of date.
    let target = medium.target.as_deref();
    context.record(target, &Happening::MediumVariant { medium: id })?;
    let public = match target {
        Some(target) => medium.shown || is_public(context, target)?,
        None => false,
    };
    Reply::json(200, &view(context, &medium, public))
}

/// Attaches pictures of the caller's to what they are saying.
///
/// # Errors
/// When one is not theirs, is used already, or its description breaks its rule.
pub fn attach(context: &Context<'_>, target: &str, wanted: &[AttachMedium]) -> Result<(), Failure> {
    checked(wanted)?;
    for (position, one) in (0_u32..).zip(wanted) {
        let alt = Alt::parse(&one.alt)
            .map_err(|error| Failure::field(&format!("/media/{position}/alt"), error.to_string()))?;
        let medium = media::get(context.sql, &one.id)?;
        let belongs = |medium: &Medium| medium.target.as_deref() == Some(target) && !medium.gone;
        let usable = medium.is_some_and(|medium| belongs(&medium) || is_unused(context, &medium));
        let named_before = (0..position).zip(wanted).any(|(_, other)| other.id == one.id);
        if !usable || named_before {
            return Err(Failure::field(
                &format!("/media/{position}/id"),
                "This is no unused picture of yours. Send it with `POST media` and name it once, within two days.",
            ));
        }
        media::attach(context.sql, &one.id, target, position, alt.as_str())?;
    }
    Ok(())
}

fn checked(wanted: &[AttachMedium]) -> Result<(), Failure> {
    if wanted.len() <= PICTURES_MAX {
        return Ok(());
    }
    let detail = format!(
        "At most {PICTURES_MAX} pictures are allowed; there are {}.",
        wanted.len()
    );
    Err(Failure::field("/media", detail))
}

/// The pictures that are shown with something, as an edit names them.
///
/// # Errors
/// When SQLite fails.
pub fn shown_with(context: &Context<'_>, target: &str) -> Result<Vec<AttachMedium>, Failure> {
    let shown = media::of(context.sql, target)?.into_iter();
    Ok(shown
        .map(|medium| AttachMedium {
            id: medium.id,
            alt: medium.alt,
        })
        .collect())
}

/// Takes note of the pictures that an edit wants shown with something, as JSON; nothing where they stay as they are. Those
/// that are new belong to it from now on, and are shown once the edit is.
///
/// # Errors
/// As [`attach`].
pub fn changed(
    context: &Context<'_>,
    target: &str,
    wanted: Option<&[AttachMedium]>,
) -> Result<Option<String>, Failure> {
    let shown = shown_with(context, target)?;
    let Some(wanted) = wanted.filter(|wanted| *wanted != shown) else {
        return Ok(None);
    };
    attach(context, target, wanted)?;
    for one in wanted {
        media::remove(context.sql, target, Some(&one.id))?;
    }
    attach(context, target, &shown)?;
    Ok(Some(serde_json::to_string(wanted)?))
}

/// Shows the pictures that an edit wanted with something, and no other of its pictures.
///
/// # Errors
/// As [`attach`].
pub fn arrange(context: &Context<'_>, target: &str, wanted: &str) -> Result<(), Failure> {
    media::remove(context.sql, target, None)?;
    attach(context, target, &json::read::<Vec<AttachMedium>>(wanted)?)
}

/// Pictures as an edit named them, for the brand's people: what is shown, what was, and what is to be.
///
/// # Errors
/// When SQLite fails.
pub fn named(context: &Context<'_>, wanted: &str) -> Result<Vec<MediumView>, Failure> {
    let mut views = Vec::new();
    for AttachMedium { id, alt } in json::read::<Vec<AttachMedium>>(wanted)? {
        if let Some(medium) = media::get(context.sql, &id)?.filter(|medium| !medium.gone) {
            views.push(view(context, &Medium { alt, ..medium }, false));
        }
    }
    Ok(views)
}

/// Whether this is a picture of the caller's that belongs to nothing yet.
pub fn is_unused(context: &Context<'_>, medium: &Medium) -> bool {
    !medium.is_part() && is_kept(context, medium)
}

fn is_kept(context: &Context<'_>, medium: &Medium) -> bool {
    context.caller.is(&medium.person_id)
        && medium.target.is_none()
        && !medium.gone
        && !is_old(medium, context.now)
}

/// Whether a picture is to be deleted if it belongs to nothing.
pub fn is_old(medium: &Medium, now: Millis) -> bool {
    now.since(medium.created_at) >= UNUSED_MS
}

/// The pictures of something that this caller sees.
///
/// # Errors
/// When SQLite fails.
pub fn views(context: &Context<'_>, target: &str) -> Result<Vec<MediumView>, Failure> {
    let kept = media::of(context.sql, target)?;
    if kept.is_empty() {
        return Ok(Vec::new());
    }
    let public = is_public(context, target)?;
    Ok(kept.iter().map(|medium| view(context, medium, public)).collect())
}

/// The pictures of something of which it is known whether everybody sees it.
///
/// # Errors
/// When SQLite fails.
pub fn views_of(context: &Context<'_>, target: &str, public: bool) -> Result<Vec<MediumView>, Failure> {
    let kept = media::of(context.sql, target)?;
    Ok(kept.iter().map(|medium| view(context, medium, public)).collect())
}

/// Ends the pictures of what was taken back.
///
/// # Errors
/// When SQLite fails.
pub fn end(context: &Context<'_>, target: &str) -> Result<(), Failure> {
    if media::end(context.sql, target)? > 0 {
        due::at(context.sql, due::MEDIA, context.now)?;
    }
    Ok(())
}

/// Deletes files whose time is over; when to look again.
///
/// # Errors
/// When the store does not delete one: then it is tried again.
pub async fn delete_due(
    store: &Store,
    files: Option<&Blobs>,
    now: Millis,
) -> Result<Option<Millis>, Failure> {
    let files = files.ok_or_else(blobs::off)?;
    let (_, slug) = settings::load(store.sql())?;
    let ended = media::to_delete(
        store.sql(),
        now.plus(-UNUSED_MS),
        now.plus(-DRAFT_MS),
        DELETED_AT_ONCE,
    )?;
    for id in &ended {
        for name in [blobs::name(&slug, id), blobs::variant(&slug, id)] {
            files.delete(&name).await?;
        }
        store.write(|sql| media::delete(sql, id))?;
    }
    if ended.len() >= DELETED_AT_ONCE as usize {
        return Ok(Some(now));
    }
    let oldest = media::oldest_unused(store.sql(), DRAFT_MS - UNUSED_MS)?;
    Ok(oldest.map(|oldest| oldest.plus(UNUSED_MS)))
}

fn is_public(context: &Context<'_>, target: &str) -> Result<bool, Failure> {
    let Ok(target) = Target::parse(target) else {
        return Ok(false);
    };
    match target::find(context, &target)? {
        Some(written) => written.is_public(context),
        None => Ok(false),
    }
}

fn view(context: &Context<'_>, medium: &Medium, public: bool) -> MediumView {
    let mut url = format!(
        "{}{}/media/{}",
        shared::api::route::PREFIX,
        context.slug,
        medium.id
    );
    if !public {
        url.push_str("?key=");
        url.push_str(&medium.key);
    }
    MediumView {
        id: medium.id.clone(),
        url,
        width: medium.width,
        height: medium.height,
        alt: medium.alt.clone(),
        video: medium.is_video(),
        limited: medium.is_limited(),
        variant: medium.has_variant(),
    }
}
