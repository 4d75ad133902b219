//! The smallest parts: buttons, quiet words, the shells of forms. Made once, so that they are the same
//! everywhere and cost their bytes once.

use shared::ids::{QuestionId, Target};
use yew::{AttrValue, Html, html};

use super::icon;
use super::listen;
use super::stage::Stage;
use super::vote::language;
use crate::action::{Action, Destination};
use crate::surface::Form;
use crate::words::Key;

/// A button that does something.
pub fn button(stage: &Stage, class: &'static str, key: Key, action: Action) -> Html {
    busy_button(stage, class, key, action, false)
}

/// A button that does something, busy while that is under way; it looks as `class` says: `primary`,
/// `secondary` or `plain`.
pub fn busy_button(stage: &Stage, class: &'static str, key: Key, action: Action, busy: bool) -> Html {
    let (press, busy, text) = (
        listen::press(stage, action),
        busy.then_some("true"),
        stage.text(key),
    );
    // A class that is known costs nothing; one that is not is taken apart and put together again.
    match class {
        "primary" => {
            html! { <button type="button" class="primary" aria-busy={busy} onclick={press}>{ text }</button> }
        }
        "secondary" => {
            html! { <button type="button" class="secondary" aria-busy={busy} onclick={press}>{ text }</button> }
        }
        _ => html! { <button type="button" class="plain" aria-busy={busy} onclick={press}>{ text }</button> },
    }
}

/// Parts one after the other.
pub fn all(parts: Vec<Html>) -> Html {
    Html::from_iter(parts)
}

/// A part that is only there sometimes.
pub fn when(shown: bool, part: impl FnOnce() -> Html) -> Html {
    if shown { part() } else { Html::default() }
}

/// A heading `level` below the surface's own: an `h1` on a page of ours, an `h2` in an embed.
pub fn heading(stage: &Stage, level: u8, content: Html) -> Html {
    match level + u8::from(!stage.context().page) {
        0 => html! { <h1 class="heading" part="heading" dir="auto">{ content }</h1> },
        1 => html! { <h2 class="heading" part="heading" dir="auto">{ content }</h2> },
        _ => html! { <h3 class="heading" part="heading" dir="auto">{ content }</h3> },
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
    html! { <span class="good">{ all(vec![icon::tick(), words.into()]) }</span> }
}

/// What a form sends and where it leads without an application.
pub struct Shell<'a> {
    /// The form.
    pub form: &'a Form,
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
            <form class="held" part="composer" method="get" action={stage.context().links.form(self.path)}
                data-send={self.send} data-question={owned(self.question)} data-answer={owned(self.answer)}
                data-waiting={sent_waiting(stage)} data-failed={stage.text(Key::TroubleFailed)}
                onsubmit={listen::submit(stage, Action::Send(self.form.clone()))}>
                { language(stage) }
                { content }
            </form>
        }
    }
}

/// A form that only an application shows. One that pictures are changed in says what it sends, as painted ones do.
pub fn held(stage: &Stage, form: &Form, content: Html) -> Html {
    let path = match form {
        Form::Edit(Target::Question(id)) => Some(["questions/", id.as_str()].concat()),
        Form::Edit(Target::Answer(id)) => Some(["answers/", id.as_str()].concat()),
        _ => None,
    };
    html! {
        <form class="held" part="composer" data-asks="" data-send={path.is_some().then_some("PATCH")} data-path={path}
            onsubmit={listen::submit(stage, Action::Send(form.clone()))}>{ content }</form>
    }
}

/// A sentence, and another where there is one.
pub fn and(said: &str, more: Option<String>) -> String {
    match more {
        Some(more) => [said, " ", &more].concat(),
        None => said.to_owned(),
    }
}

/// What the loader says of what was sent and waits: the time by which it is read is known once it is there.
pub fn sent_waiting(stage: &Stage) -> String {
    let words = stage.words();
    let hours = stage.context().community.promised_hours;
    let within = hours.map(|hours| words.count(Key::YouWaitHours, hours.into(), &[]));
    and(words.text(Key::SentWaiting), within)
}

/// Words for those who listen, said when they change.
pub fn spoken(words: String) -> Html {
    html! { <p class="spoken" role="status">{ words }</p> }
}

/// Words of a person or a brand, isolated from the direction of what stands around them.
pub fn isolated(words: String) -> Html {
    html! { <bdi>{ words }</bdi> }
}

/// A link to a question, by its title; its direction is that of what stands around it.
pub fn question_link(stage: &Stage, id: &QuestionId, slug: &str, title: &str) -> Html {
    let go = Action::Go(Destination::Question(id.clone()));
    html! {
        <a href={stage.context().links.question(id.as_str(), slug, None)} data-view="question"
            data-question={id.as_str().to_owned()} onclick={listen::follow(stage, go)}>{ title.to_owned() }</a>
    }
}

/// Buttons of decisions, side by side.
pub fn decisions(buttons: Vec<Html>) -> Html {
    html! { <div class="decisions">{ all(buttons) }</div> }
}
