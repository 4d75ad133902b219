//! Timers and listeners of the browser that stop when they are dropped, and the moment now.

use shared::time::Millis;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{EventTarget, VisibilityState};

/// A timer that runs.
pub struct Timer {
    id: Option<i32>,
    _callback: Closure<dyn FnMut()>,
}

impl Timer {
    /// Calls back once, after so many milliseconds, unless it is dropped before.
    pub fn after(milliseconds: i32, callback: impl FnOnce() + 'static) -> Self {
        let callback = Closure::once(callback);
        let id = web_sys::window().and_then(|window| {
            let function = callback.as_ref().unchecked_ref();
            window
                .set_timeout_with_callback_and_timeout_and_arguments_0(function, milliseconds)
                .ok()
        });
        Self {
            id,
            _callback: callback,
        }
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let (Some(id), Some(window)) = (self.id, web_sys::window()) {
            window.clear_timeout_with_handle(id);
        }
    }
}

/// A callback before the next frame, unless it is dropped before.
pub struct Frame {
    id: Option<i32>,
    _callback: Closure<dyn FnMut()>,
}

impl Frame {
    /// Calls back before the next frame.
    pub fn next(callback: impl FnOnce() + 'static) -> Self {
        let callback = Closure::once(callback);
        let id = web_sys::window().and_then(|window| {
            window
                .request_animation_frame(callback.as_ref().unchecked_ref())
                .ok()
        });
        Self {
            id,
            _callback: callback,
        }
    }
}

impl Drop for Frame {
    fn drop(&mut self) {
        if let (Some(id), Some(window)) = (self.id, web_sys::window()) {
            // A frame that has come can't be canceled, and need not be.
            drop(window.cancel_animation_frame(id));
        }
    }
}

/// A listener.
pub struct Listener {
    target: EventTarget,
    kind: &'static str,
    callback: Closure<dyn FnMut()>,
}

impl Listener {
    /// Calls back at every event of this kind.
    pub fn on(target: &EventTarget, kind: &'static str, callback: impl FnMut() + 'static) -> Self {
        let callback = Closure::new(callback);
        // A page may refuse; then nothing is heard.
        drop(target.add_event_listener_with_callback(kind, callback.as_ref().unchecked_ref()));
        Self {
            target: target.clone(),
            kind,
            callback,
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        drop(
            self.target
                .remove_event_listener_with_callback(self.kind, self.callback.as_ref().unchecked_ref()),
        );
    }
}

/// Waits.
pub async fn sleep(milliseconds: i32) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            drop(window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds));
        }
    });
    drop(JsFuture::from(promise).await);
}

/// The moment now, by the browser's clock.
pub fn now() -> Millis {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "milliseconds since 1970 are whole and far below 2^53"
    )]
    Millis::new(js_sys::Date::now() as i64)
}

/// Whether anyone can see the page.
pub fn is_visible() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_none_or(|document| document.visibility_state() == VisibilityState::Visible)
}
