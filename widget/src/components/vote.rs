//! The few acts with a number: *me too* and *this helped me*. A form of its own each, so that it works before
//! and without the application.
//!
//! Invariant: what is chosen is filled and has a tick; color alone never says it.

use shared::api::answer::AnswerView;
use shared::api::question::QuestionSummary;
use shared::ids::Target;
use shared::state::State;
use yew::{Html, html};

use super::icon;
use super::listen;
use super::part::{all, when};
use super::stage::Stage;
use super::thanks::is_by;
use crate::action::Action;
use crate::words::Key;

/// *Me too*, with how many said so.
pub fn me_too(stage: &Stage, question: &QuestionSummary) -> Html {
    let target = Target::Question(question.id.clone());
    let count = u64::try_from(question.score).unwrap_or_default();
    if !matches!(question.state, State::Published | State::Closed) {
        return Html::default();
    }
    if stage.is_mine(&target) {
        return still(stage, Key::AsksThis, count);
    }
    let path = ["questions/", question.id.as_str(), "/me-too"].concat();
    button(stage, target, &path, Key::MeToo, count, "me-too")
}

/// *This helped me*, with how many said so.
pub fn helped(stage: &Stage, answer: &AnswerView) -> Html {
    let target = Target::Answer(answer.id.clone());
    let count = u64::from(answer.helped);
    if !matches!(answer.state, State::Published | State::Outdated) {
        return Html::default();
    }
    if stage.is_mine(&target) {
        return still(stage, Key::Helped, count);
    }
    let path = ["answers/", answer.id.as_str(), "/helped"].concat();
    button(stage, target, &path, Key::ThisHelpedMe, count, "helped")
}

/// *Thank you*, for the brand's people: the same press takes it back. It is painted for nobody but them, so no painted
/// form is taken for a vote.
pub fn thank(stage: &Stage, answer: &AnswerView) -> Html {
    let target = Target::Answer(answer.id.clone());
    let me = stage.surface.overlay.me.as_ref().map(|me| &me.id);
    if stage.is_mine(&target) || answer.author.id.as_ref() == me {
        return Html::default();
    }
    let chosen = is_by(&answer.thanked_by, me);
    let path = ["thank/", answer.id.as_str()].concat();
    let action = Action::Thank(target.clone(), !chosen);
    press(
        stage,
        &target,
        &path,
        "thank",
        chosen,
        stage.text(Key::ThankYou).into(),
        action,
    )
}

/// On one's own words the number is told, and nothing can be pressed.
fn still(stage: &Stage, key: Key, count: u64) -> Html {
    if count == 0 {
        return Html::default();
    }
    html! { <span class="still">{ stage.words().count(key, count, &[]) }</span> }
}

fn button(stage: &Stage, target: Target, path: &str, key: Key, count: u64, act: &'static str) -> Html {
    let chosen = stage.vote(&target) == 1;
    let action = Action::Vote(target.clone(), i8::from(!chosen));
    let said = all(vec![
        stage.text(key).into(),
        when(count > 0, || {
            ["\u{a0}· ", &stage.words().number(count)].concat().into()
        }),
    ]);
    press(stage, &target, path, act, chosen, said, action)
}

fn press(
    stage: &Stage,
    target: &Target,
    path: &str,
    act: &'static str,
    chosen: bool,
    said: Html,
    action: Action,
) -> Html {
    let busy = stage.surface.is_busy(target);
    let said = all(vec![when(chosen, icon::tick), said]);
    html! {
        <form class="vote" part="vote" method="get" action={stage.context().links.form(path)} data-send="vote" data-act={act}
            data-target={target.as_str().to_owned()} onsubmit={listen::submit(stage, action)}>
            { language(stage) }
            <button name="value" value="1" aria-pressed={stage.is_live().then(|| chosen.to_string())}
                aria-busy={busy.then_some("true")}>{ said }</button>
        </form>
    }
}

/// A form that leads to a page keeps the language there.
pub fn language(stage: &Stage) -> Html {
    match stage.context().links.language {
        Some(tag) => html! { <input type="hidden" name="lang" value={tag} /> },
        None => Html::default(),
    }
}
