//! The smallest parts: buttons, quiet words, the shells of forms. Made once, so that they are the same
//! everywhere and cost their bytes once.

use yew::{AttrValue, Html, classes, html};

use super::icon;
use super::listen;
use super::stage::Stage;
use super::vote::language;
use crate::action::Action;
use crate::surface::Form;
use crate::words::Key;

/// A button that does something.
pub fn button(stage: &Stage, class: &'static str, key: Key, action: Action) -> Html {
    busy_button(stage, class, key, action, false)
}

/// A button that does something, busy while that is under way.
pub fn busy_button(stage: &Stage, class: &'static str, key: Key, action: Action, busy: bool) -> Html {
    html! {
        <button type="button" {class} aria-busy={busy.then_some("true")} onclick={listen::press(stage, action)}>
            { stage.text(key) }
        </button>
    }
}

/// The button that puts a form away.
pub fn cancel(stage: &Stage, form: &Form) -> Html {
    button(stage, "plain", Key::Cancel, Action::Cancel(form.clone()))
}

/// Words in the third voice.
pub fn quiet(content: Html) -> Html {
    html! { <span class="quiet">{ content }</span> }
}

/// Words that tell what was gained, with a tick.
pub fn good(words: &'static str) -> Html {
    html! { <span class="good">{ icon::tick() }{ words }</span> }
}

/// What a form sends and where it leads without an application.
pub struct Shell<'a> {
    /// The form.
    pub form: &'a Form,
    /// What it looks like.
    pub class: &'static str,
    /// What it sends, in the loader's words.
    pub send: &'static str,
    /// The page it leads to, below the community.
    pub path: &'a str,
    /// The question it is about.
    pub question: Option<&'a str>,
    /// The answer it is about.
    pub answer: Option<&'a str>,
}

impl Shell<'_> {
    /// The form around its content.
    pub fn around(self, stage: &Stage, content: Html) -> Html {
        let owned = |id: Option<&str>| id.map(|id| AttrValue::from(id.to_owned()));
        html! {
            <form class={classes!("held", self.class)} part="composer" method="get" action={stage.context().links.form(self.path)}
                data-send={self.send} data-question={owned(self.question)} data-answer={owned(self.answer)}
                data-waiting={stage.text(Key::SentWaiting)} data-failed={stage.text(Key::TroubleFailed)}
                onsubmit={listen::submit(stage, Action::Send(self.form.clone()))}>
                { language(stage) }
                { content }
            </form>
        }
    }
}

/// A form that only an application shows.
pub fn held(stage: &Stage, class: &'static str, form: &Form, content: Html) -> Html {
    html! {
        <form class={classes!("held", class)} part="composer" onsubmit={listen::submit(stage, Action::Send(form.clone()))}>{ content }</form>
    }
}
