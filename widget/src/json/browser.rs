//! JSON as the browser parsed it.
//!
//! Invariant: what every reader calls stands in the module once, and not in each reader.

use wasm_bindgen::{JsCast, JsValue};

use super::Json;

impl Json for JsValue {
    #[inline(never)]
    fn field(&self, name: &str) -> Self {
        js_sys::Reflect::get(self, &Self::from_str(name)).unwrap_or(Self::NULL)
    }

    fn is_null(&self) -> bool {
        self.is_null() || self.is_undefined()
    }

    #[inline(never)]
    fn text(&self) -> Option<String> {
        self.as_string()
    }

    #[inline(never)]
    fn number(&self) -> Option<f64> {
        self.as_f64()
    }

    #[inline(never)]
    fn flag(&self) -> Option<bool> {
        self.as_bool()
    }

    #[inline(never)]
    fn items(&self) -> Option<Vec<Self>> {
        self.dyn_ref::<js_sys::Array>()
            .map(|array| array.iter().collect())
    }
}
