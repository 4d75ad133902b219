//! What just happened, in a line with a next step: where it happened, and once more aloud.

use shared::ids::Target;
use yew::{Html, html};

use super::part::{all, button, spoken, when};
use super::stage::Stage;
use super::trouble;
use crate::action::Action;
use crate::surface::{Notice, NoticeKind};
use crate::words::Key;

/// The lines about something.
pub fn about(stage: &Stage, target: &Target) -> Html {
    stage
        .surface
        .notices
        .iter()
        .filter(|notice| notice.about.as_ref() == Some(target))
        .map(|notice| line(stage, notice))
        .collect()
}

/// The lines about nothing that is shown, and the newest of all for those who listen.
pub fn general(stage: &Stage) -> Html {
    let notices = &stage.surface.notices;
    let newest = notices
        .last()
        .map(|notice| said(stage, notice))
        .unwrap_or_default();
    let mut lines = vec![
        spoken(newest),
        when(
            !stage.surface.online,
            || html! { <p class="notice" part="notice">{ stage.text(Key::Offline) }</p> },
        ),
    ];
    lines.extend(
        notices
            .iter()
            .filter(|notice| notice.about.is_none())
            .map(|notice| line(stage, notice)),
    );
    all(lines)
}

fn line(stage: &Stage, notice: &Notice) -> Html {
    let (id, failed) = (notice.id, matches!(notice.kind, NoticeKind::Failed(_)));
    let again = matches!(&notice.kind, NoticeKind::Failed(trouble) if trouble.can_retry());
    let parts = all(vec![
        html! { <span>{ said(stage, notice) }</span> },
        when(notice.undo, || {
            button(stage, "plain", Key::Undo, Action::Undo(id))
        }),
        when(again, || button(stage, "plain", Key::Retry, Action::Retry(id))),
        button(stage, "plain", Key::Dismiss, Action::Dismiss(id)),
    ]);
    html! { <p class="notice" part="notice" data-wrong={failed.then_some("")} key={id}>{ parts }</p> }
}

fn said(stage: &Stage, notice: &Notice) -> String {
    let words = stage.words();
    let brand = [("brand", stage.brand())];
    let key = match &notice.kind {
        NoticeKind::VoteWithdrawn => Key::VoteWithdrawn,
        NoticeKind::NotRight => return words.fill(Key::NotRightSaid, &brand),
        NoticeKind::Following => Key::FollowOn,
        NoticeKind::NotFollowing => Key::FollowOff,
        NoticeKind::Solved => Key::SolvedSaid,
        NoticeKind::NotSolved => Key::SolvedWithdrawn,
        NoticeKind::Removed => Key::RemovedDone,
        NoticeKind::Edited => Key::EditDone,
        NoticeKind::EditWaits => Key::EditWaits,
        NoticeKind::Reported => return words.fill(Key::ReportDone, &brand),
        NoticeKind::Decided(_) => Key::Decided,
        NoticeKind::Claimed(contributions, votes) => {
            return words.count(Key::Claimed, u64::from(*contributions) + u64::from(*votes), &[]);
        }
        NoticeKind::SignedIn(name) if !name.is_empty() => {
            return words.fill(Key::SignedInAs, &[("name", name)]);
        }
        NoticeKind::SignedIn(_) => Key::SignedIn,
        NoticeKind::Failed(trouble) => return trouble::said(stage, trouble),
    };
    words.text(key).to_owned()
}
