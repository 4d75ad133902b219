//! The runtime's own `Intl`, the only place with a database of time zones.
//!
//! Invariant: what `Intl` does not know is absent; no exception of it passes through our frames.

/// Whether dates can be shown in this zone. Without a runtime nobody can tell, and every zone is let through.
pub fn knows_time_zone(zone: &str) -> bool {
    #[cfg(target_arch = "wasm32")]
    let known = date_format("en", &[("timeZone", zone)]).is_some();
    #[cfg(not(target_arch = "wasm32"))]
    let known = !zone.is_empty();
    known
}

/// The `format` of an `Intl.DateTimeFormat` with these options.
#[cfg(target_arch = "wasm32")]
pub fn date_format(language: &str, options: &[(&str, &str)]) -> Option<js_sys::Function> {
    use js_sys::{Array, Function, Object, Reflect};
    use wasm_bindgen::{JsCast, JsValue};

    let chosen = Object::new();
    for (name, value) in options {
        Reflect::set(&chosen, &JsValue::from_str(name), &JsValue::from_str(value)).ok()?;
    }
    let arguments = Array::of2(&JsValue::from_str(language), &chosen);
    let intl = Reflect::get(&js_sys::global(), &JsValue::from_str("Intl")).ok()?;
    let constructor = Reflect::get(&intl, &JsValue::from_str("DateTimeFormat")).ok()?;
    // The typed binding would let the exception for an unknown zone pass through our frames.
    let made = Reflect::construct(constructor.dyn_ref::<Function>()?, &arguments).ok()?;
    Reflect::get(&made, &JsValue::from_str("format"))
        .ok()?
        .dyn_into()
        .ok()
}
