//! *More*: what can be done besides the few acts, for whoever looks.
//!
//! Invariant: nothing is offered that the server would refuse to this person in this state.

use shared::ids::Target;
use shared::state::{Act, Kind, State};
use yew::{Html, html};

use super::decide;
use super::listen::{self, Press};
use super::part::{all, button};
use super::stage::Stage;
use crate::action::Action;
use crate::surface::Form;
use crate::words::Key;

/// What the menu is about.
pub struct Subject<'a> {
    /// What.
    pub target: Target,
    /// Of which kind.
    pub kind: Kind,
    /// In which state.
    pub state: State,
    /// Whether someone called it not right.
    pub disputed: bool,
    /// Who wrote it, as shown.
    pub name: &'a str,
}

/// The menu; only where an application listens.
pub fn menu(stage: &Stage, subject: &Subject) -> Html {
    let items = items(stage, subject);
    if !stage.is_live() || items.is_empty() {
        return Html::default();
    }
    let target = &subject.target;
    let open = stage.surface.menu.as_ref() == Some(target);
    let toggled = Action::Menu((!open).then(|| target.clone()));
    let escape = listen::keys(stage, move |press| {
        (open && press == Press::Escape).then_some(Action::Menu(None))
    });
    let name = stage.words().fill(Key::MoreAbout, &[("name", subject.name)]);
    let more = all(vec![
        stage.text(Key::More).into(),
        html! { <span class="spoken">{ name }</span> },
    ]);
    let items = items
        .into_iter()
        .map(|(key, action)| item(stage, key, action))
        .collect();
    let content = all(vec![
        html! {
            <summary class="plain" onclick={listen::toggle(stage, toggled)} data-target={target.as_str().to_owned()}>{ more }</summary>
        },
        html! { <ul class="items">{ all(items) }</ul> },
    ]);
    html! { <details class="menu" open={open} onkeydown={escape}>{ content }</details> }
}

fn item(stage: &Stage, key: Key, action: Action) -> Html {
    html! { <li>{ button(stage, "plain", key, action) }</li> }
}

fn items(stage: &Stage, subject: &Subject) -> Vec<(Key, Action)> {
    let Subject {
        target, kind, state, ..
    } = subject;
    let mine = stage.is_mine(target);
    let seen = matches!(
        state,
        State::Published | State::Closed | State::Outdated | State::Duplicate
    );
    let over = matches!(state, State::Removed | State::Erased | State::Unknown);
    let mut items = Vec::new();
    if mine && !over {
        items.push((Key::Edit, Action::Open(Form::Edit(target.clone()))));
        items.push((Key::Remove, Action::Remove(target.clone())));
    }
    if !mine && seen {
        if let Target::Answer(id) = target {
            items.push(match stage.vote(target) {
                -1 => (Key::Undo, Action::Vote(target.clone(), 0)),
                _ => (Key::NotRight, Action::Open(Form::NotRight(id.clone()))),
            });
        }
        items.push((Key::Report, Action::Open(Form::Report(target.clone()))));
    }
    let decisions = decisions(stage, subject, mine);
    items.extend(
        decisions
            .into_iter()
            .filter(|act| state.next(*kind, *act).is_ok())
            .map(|act| (decide::key(act), decide::action(target, act))),
    );
    items
}

/// What this person may decide: moderators all, experts what stands beside an answer, authors that their own
/// answer is outdated.
fn decisions(stage: &Stage, subject: &Subject, mine: bool) -> Vec<Act> {
    let mut acts = Vec::new();
    if subject.kind == Kind::Answer && (stage.is_staff() || mine) {
        acts.push(Act::Outdate);
    }
    if subject.kind == Kind::Answer && stage.is_staff() {
        acts.push(if subject.disputed {
            Act::Undispute
        } else {
            Act::Dispute
        });
        acts.push(Act::Reopen);
    }
    if stage.moderates() {
        acts.push(Act::Hide);
        if subject.kind == Kind::Question {
            acts.extend([Act::Close, Act::Duplicate, Act::Reopen]);
        }
    }
    acts
}
