//! A timer of the browser that stops when it is dropped.

use wasm_bindgen::prelude::*;

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
            window.set_timeout_with_callback_and_timeout_and_arguments_0(function, milliseconds).ok()
        });
        Self { id, _callback: callback }
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let (Some(id), Some(window)) = (self.id, web_sys::window()) {
            window.clear_timeout_with_handle(id);
        }
    }
}
