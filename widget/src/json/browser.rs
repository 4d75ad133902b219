//! JSON as the browser parsed it.

use wasm_bindgen::{JsCast, JsValue};

use super::Json;

impl Json for JsValue {
    fn field(&self, name: &str) -> Self {
        js_sys::Reflect::get(self, &Self::from_str(name)).unwrap_or(Self::NULL)
    }

    fn is_null(&self) -> bool {
        self.is_null() || self.is_undefined()
    }

    fn text(&self) -> Option<String> {
        self.as_string()
    }

    fn number(&self) -> Option<f64> {
        self.as_f64()
    }

    fn flag(&self) -> Option<bool> {
        self.as_bool()
    }

    fn items(&self) -> Option<Vec<Self>> {
        self.dyn_ref::<js_sys::Array>()
            .map(|array| array.iter().collect())
    }
}
