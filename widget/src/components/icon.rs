//! The few drawings: a tick, and the seal beside the name of a brand's person.
//!
//! Invariant: a drawing says nothing that words beside it do not say, so screen readers skip it.

use yew::{Html, html};

/// A tick.
pub fn tick() -> Html {
    html! {
        <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
            <path d="M3 8.6l3.3 3.2L13 4.9" />
        </svg>
    }
}

/// The seal: a scalloped ring around a tick.
pub fn seal() -> Html {
    html! {
        <svg class="icon seal" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
            <path d="M8 1.2l1.7 1.2 2.1-.2.7 2 1.8 1.1-.6 2 .6 2-1.8 1.1-.7 2-2.1-.2L8 13.4l-1.7-1.2-2.1.2-.7-2L1.7 9.3l.6-2-.6-2 1.8-1.1.7-2 2.1.2z" transform="translate(0 .7)" />
            <path d="M5.6 8.2l1.7 1.6 3.1-3.3" />
        </svg>
    }
}
