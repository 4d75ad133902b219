//! When something was said: in the browser as a person would say it, at the edge as a date.

use shared::time::Millis;
use yew::{Html, html};

use super::stage::Stage;
use crate::words::Key;

/// A moment, with the machine's form beside the words.
pub fn moment(stage: &Stage, at: Millis) -> Html {
    html! { <time datetime={at.iso()}>{ said(stage, at) }</time> }
}

/// A moment in words. After thirty days the date says more.
pub fn said(stage: &Stage, at: Millis) -> String {
    let words = stage.words();
    let Some(ago) = stage.context().now.map(|now| now.since(at).max(0)) else {
        return stage.context().dates.0.day(at);
    };
    let count = |key, unit| words.count(key, u64::try_from(ago / unit).unwrap_or_default(), &[]);
    match ago {
        _ if ago < Millis::MINUTE => words.text(Key::JustNow).to_owned(),
        _ if ago < Millis::HOUR => count(Key::MinutesAgo, Millis::MINUTE),
        _ if ago < Millis::DAY => count(Key::HoursAgo, Millis::HOUR),
        _ if ago < 2 * Millis::DAY => words.text(Key::Yesterday).to_owned(),
        _ if ago < 30 * Millis::DAY => count(Key::DaysAgo, Millis::DAY),
        _ => stage.context().dates.0.day(at),
    }
}
