//! Pictures and videos of entries: taken from those the entrant sent to the community.
//!
//! Invariant: a picture is seen by whoever sees its entry.

use shared::api::contest::{EnterContest, EntryState};
use shared::api::media::MediumView;
use shared::api::route::PREFIX;
use shared::contest::rules::{Kind, Rules};
use shared::text::Alt;

use super::context::{Context, Opened};
use super::rows::entries::Entry;
use super::rows::pictures::{self, Picture};
use crate::failure::Failure;

/// The picture an entry comes with, where the rules ask for one.
///
/// # Errors
/// When there is none, there should be none, it is not the caller's own, or it was entered before.
pub fn of(context: &Context<'_>, rules: &Rules, request: &EnterContest) -> Result<Option<Picture>, Failure> {
    let wrong = |detail: String| Err(Failure::field("/media", detail));
    let what = if rules.kind == Kind::Video {
        "video"
    } else {
        "picture"
    };
    match (rules.kind.has_medium(), request.media.as_slice()) {
        (true, [medium]) => {
            let alt =
                Alt::parse(&medium.alt).map_err(|error| Failure::field("/media/0/alt", error.to_string()))?;
            let Some(kept) = context.picture.filter(|kept| kept.medium == medium.id) else {
                return Err(Failure::field(
                    "/media/0/id",
                    format!(
                        "This is no unused {what} of yours. Send it with `POST media` and name it once, within two days."
                    ),
                ));
            };
            if pictures::is_entered(context.sql, &kept.hash)? {
                return wrong(format!(
                    "This {what} was entered here before. Choose another one."
                ));
            }
            Ok(Some(Picture {
                kept: kept.clone(),
                alt: alt.into_string(),
            }))
        }
        (true, []) => wrong(format!("Send a {what} with `POST media` and name it here.")),
        (true, _) => wrong(format!("An entry has one {what}.")),
        (false, []) => Ok(None),
        _ => wrong("The rules ask for words alone; leave this empty.".to_owned()),
    }
}

/// The picture as somebody is shown it who may see the entry.
pub fn view(opened: &Opened, entry: &Entry) -> Vec<MediumView> {
    let kept = matches!(entry.state, EntryState::Waiting | EntryState::Published);
    let shown = entry.picture.as_ref().filter(|_| kept);
    let shown = shown.map(|Picture { kept, alt }| {
        let mut url = format!("{PREFIX}{}/media/{}", opened.community, kept.medium);
        if entry.state != EntryState::Published {
            url.push_str("?key=");
            url.push_str(&kept.key);
        }
        MediumView {
            id: kept.medium.clone(),
            url,
            width: kept.width,
            height: kept.height,
            alt: alt.clone(),
            video: opened.rules.kind == Kind::Video,
            limited: kept.limited,
            variant: kept.variant,
        }
    });
    shown.into_iter().collect()
}
