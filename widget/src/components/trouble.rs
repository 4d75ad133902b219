//! What went wrong, in words, and what to do about it.

use yew::{Html, html};

use super::part::{all, button};
use super::stage::Stage;
use crate::action::Action;
use crate::surface::Trouble;
use crate::words::Key;

/// What went wrong, in words.
pub fn said(stage: &Stage, trouble: &Trouble) -> String {
    let key = match trouble {
        Trouble::Offline => Key::TroubleOffline,
        Trouble::Failed => Key::TroubleFailed,
        Trouble::RateLimited(None) => Key::TroubleRate,
        Trouble::RateLimited(Some(at)) => {
            return stage
                .words()
                .fill(Key::TroubleRateUntil, &[("time", &stage.time(*at))]);
        }
        Trouble::SignInNeeded => Key::TroubleSignIn,
        Trouble::Refused(sentence) => return sentence.clone(),
        Trouble::Gone => Key::TroubleGone,
    };
    stage.text(key).to_owned()
}

/// A box with what could not be fetched, and a button that tries again.
pub fn failed(stage: &Stage, key: Key, trouble: &Trouble, again: Action) -> Html {
    let why = match trouble {
        // Nothing was written, so nothing is kept.
        Trouble::Offline | Trouble::Failed => None,
        _ => Some(said(stage, trouble)),
    };
    let text = [stage.text(key), " ", &why.unwrap_or_default()].concat();
    let content = all(vec![
        html! { <span>{ text }</span> },
        button(stage, "plain", Key::Retry, again),
    ]);
    html! { <p class="trouble" role="alert">{ content }</p> }
}
