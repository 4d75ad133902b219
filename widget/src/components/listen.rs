//! Turns what the browser tells into what a person does. At the edge, and where no application listens,
//! nothing is attached.
//!
//! Invariant: a press with a modifier key is the browser's own; a key pressed while a word is composed is the
//! input method's own.

use yew::{Callback, InputEvent, KeyboardEvent, MouseEvent, SubmitEvent};

use super::stage::Stage;
use crate::action::Action;
use crate::surface::{Field, Form};

/// A key that means something where it is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Press {
    /// Arrow down.
    Down,
    /// Arrow up.
    Up,
    /// Return.
    Enter,
    /// Return with Control or Command.
    Send,
    /// Escape.
    Escape,
}

/// A press on a button.
pub fn press(stage: &Stage, action: Action) -> Option<Callback<MouseEvent>> {
    mouse(stage, action, Taking::Press)
}

/// A press on what opens and closes something; what stands around it does not hear it.
pub fn toggle(stage: &Stage, action: Action) -> Option<Callback<MouseEvent>> {
    mouse(stage, action, Taking::Toggle)
}

/// A press anywhere that nothing else takes.
pub fn beside(stage: &Stage, action: Action) -> Option<Callback<MouseEvent>> {
    mouse(stage, action, Taking::Beside)
}

/// A press on a link.
pub fn follow(stage: &Stage, action: Action) -> Option<Callback<MouseEvent>> {
    mouse(stage, action, Taking::Follow)
}

/// What a press leaves to the browser and to what stands around.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Taking {
    Press,
    Toggle,
    Beside,
    Follow,
}

fn mouse(stage: &Stage, action: Action, taking: Taking) -> Option<Callback<MouseEvent>> {
    stage.is_live().then(|| {
        let act = stage.act.clone();
        Callback::from(move |event: MouseEvent| {
            let modified = event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key();
            if taking == Taking::Follow && (event.button() != 0 || modified) {
                return;
            }
            if taking != Taking::Beside {
                event.prevent_default();
            }
            if taking == Taking::Toggle {
                event.stop_propagation();
            }
            act.emit(action.clone());
        })
    })
}

/// A form that is sent.
pub fn submit(stage: &Stage, action: Action) -> Option<Callback<SubmitEvent>> {
    stage.is_live().then(|| {
        let act = stage.act.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            act.emit(action.clone());
        })
    })
}

/// What is typed in a field.
pub fn typed(stage: &Stage, form: &Form, field: Field) -> Option<Callback<InputEvent>> {
    stage.is_live().then(|| {
        let (act, form) = (stage.act.clone(), form.clone());
        Callback::from(move |event: InputEvent| {
            if let Some(value) = value_of(&event) {
                act.emit(Action::Typed(form.clone(), field, value));
            }
        })
    })
}

/// Keys in a field: those that `wanted` turns into an action are taken, all others are the field's own.
pub fn keys(
    stage: &Stage,
    wanted: impl Fn(Press) -> Option<Action> + 'static,
) -> Option<Callback<KeyboardEvent>> {
    stage.is_live().then(|| {
        let act = stage.act.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.is_composing() {
                return;
            }
            let pressed = match event.key().as_str() {
                "ArrowDown" => Press::Down,
                "ArrowUp" => Press::Up,
                "Enter" if event.ctrl_key() || event.meta_key() => Press::Send,
                "Enter" => Press::Enter,
                "Escape" => Press::Escape,
                _ => return,
            };
            if let Some(action) = wanted(pressed) {
                event.prevent_default();
                act.emit(action);
            }
        })
    })
}

#[cfg(feature = "csr")]
fn value_of(event: &InputEvent) -> Option<String> {
    let target: wasm_bindgen::JsValue = event.target()?.into();
    js_sys::Reflect::get(&target, &wasm_bindgen::JsValue::from_str("value"))
        .ok()?
        .as_string()
}

#[cfg(not(feature = "csr"))]
fn value_of(_event: &InputEvent) -> Option<String> {
    None
}
