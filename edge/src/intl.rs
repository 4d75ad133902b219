//! The runtime's own `Intl`, the only place with a database of time zones.
//!
//! Invariant: what `Intl` does not know is absent; no exception of it passes through our frames.

use shared::recognition::Day;
use shared::time::Millis;

/// Whether dates can be shown in this zone. Without a runtime nobody can tell, and every zone is let through.
pub fn knows_time_zone(zone: &str) -> bool {
    #[cfg(target_arch = "wasm32")]
    let known = date_format("en", &[("timeZone", zone)]).is_some();
    #[cfg(not(target_arch = "wasm32"))]
    let known = !zone.is_empty();
    known
}

/// The moment that a clock in this zone shows as `local`: `2026-11-22T20:00`, as a browser's field gives it. Of a time
/// that a clock shows twice it is the earlier, of one that is left out an hour later. Without a runtime every zone is UTC.
pub fn moment(zone: &str, local: &str) -> Option<Millis> {
    let shown = civil(local)?;
    // The offset of the zone at the guess may be that of the other half of the year.
    let guess = shown.plus(-offset(zone, shown)?);
    Some(shown.plus(-offset(zone, guess)?))
}

/// The day it is in this zone.
pub fn day(zone: &str, at: Millis) -> Option<Day> {
    offset(zone, at).map(|ahead| Day::of(at.plus(ahead)))
}

/// How far clocks in this zone are ahead of UTC, in milliseconds.
fn offset(zone: &str, at: Millis) -> Option<i64> {
    #[cfg(target_arch = "wasm32")]
    {
        use wasm_bindgen::JsValue;

        let parts = ["year", "month", "day", "hour", "minute", "second"].map(|part| (part, "2-digit"));
        let mut options = vec![
            ("timeZone", zone),
            ("hourCycle", "h23"),
            ("numberingSystem", "latn"),
        ];
        options.extend(parts);
        options.push(("year", "numeric"));
        // Swedish writes dates as ISO 8601 does.
        let format = date_format("sv-SE", &options)?;
        #[expect(
            clippy::cast_precision_loss,
            reason = "milliseconds fit a double exactly for 285,000 years"
        )]
        let date = js_sys::Date::new(&JsValue::from_f64(at.get() as f64));
        let shown = format.call1(&JsValue::UNDEFINED, &date).ok()?.as_string()?;
        let seconds = at.get().rem_euclid(1_000);
        Some(civil(&shown.replace(' ', "T"))?.plus(seconds).since(at))
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = at;
        (!zone.is_empty()).then_some(0)
    }
}

/// A date and a time as ISO 8601 writes them, read as UTC.
fn civil(text: &str) -> Option<Millis> {
    let (date, time) = text.split_once('T')?;
    let mut date = date.splitn(3, '-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (date.next()??, date.next()??, date.next()??);
    let mut time = time.splitn(3, ':').map(|part| part.parse::<i64>().ok());
    let (hour, minute, second) = (time.next()??, time.next()??, time.next().unwrap_or(Some(0))?);
    let fits = (1970..=9999).contains(&year)
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && (0..24).contains(&hour)
        && (0..60).contains(&minute)
        && (0..60).contains(&second);
    fits.then(|| Millis::from_civil(year, month, day, hour, minute, second))
}

/// A number of units of time in words: `3 days`. The forms of every language are the runtime's.
pub fn amount(language: &str, number: i64, unit: &str) -> Option<String> {
    #[cfg(target_arch = "wasm32")]
    {
        use wasm_bindgen::JsValue;

        let options = [
            ("style", "unit"),
            ("unit", unit),
            ("unitDisplay", "long"),
            ("numberingSystem", "latn"),
        ];
        let format = format("NumberFormat", language, &options)?;
        let number = JsValue::from_f64(f64::from(i32::try_from(number).ok()?));
        format.call1(&JsValue::UNDEFINED, &number).ok()?.as_string()
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = language;
        Some(format!("{number} {unit}"))
    }
}

/// The name of a country in a language; its code where the runtime has none.
pub fn country(language: &str, code: &str) -> String {
    #[cfg(target_arch = "wasm32")]
    let name = named(language, code);
    #[cfg(not(target_arch = "wasm32"))]
    let name: Option<String> = {
        let _ = language;
        None
    };
    name.unwrap_or_else(|| code.to_owned())
}

#[cfg(target_arch = "wasm32")]
fn named(language: &str, code: &str) -> Option<String> {
    let names = made("DisplayNames", language, &[("type", "region")])?;
    method(&names, "of")?
        .call1(&names, &code.into())
        .ok()?
        .as_string()
}

/// The `format` of an `Intl.DateTimeFormat` with these options.
#[cfg(target_arch = "wasm32")]
pub fn date_format(language: &str, options: &[(&str, &str)]) -> Option<js_sys::Function> {
    format("DateTimeFormat", language, options)
}

#[cfg(target_arch = "wasm32")]
fn format(kind: &str, language: &str, options: &[(&str, &str)]) -> Option<js_sys::Function> {
    method(&made(kind, language, options)?, "format")
}

#[cfg(target_arch = "wasm32")]
fn method(of: &wasm_bindgen::JsValue, name: &str) -> Option<js_sys::Function> {
    use wasm_bindgen::JsCast;

    js_sys::Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
}

/// An object of `Intl` with these options.
#[cfg(target_arch = "wasm32")]
fn made(kind: &str, language: &str, options: &[(&str, &str)]) -> Option<wasm_bindgen::JsValue> {
    use js_sys::{Array, Function, Object, Reflect};
    use wasm_bindgen::{JsCast, JsValue};

    let chosen = Object::new();
    for (name, value) in options {
        Reflect::set(&chosen, &JsValue::from_str(name), &JsValue::from_str(value)).ok()?;
    }
    let arguments = Array::of2(&JsValue::from_str(language), &chosen);
    let intl = Reflect::get(&js_sys::global(), &JsValue::from_str("Intl")).ok()?;
    let constructor = Reflect::get(&intl, &JsValue::from_str(kind)).ok()?;
    // The typed binding would let the exception for an unknown zone pass through our frames.
    Reflect::construct(constructor.dyn_ref::<Function>()?, &arguments).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_for_a_time_is_read_and_nothing_else() {
        assert_eq!(
            moment("UTC", "2026-11-22T20:00"),
            Some(Millis::from_civil(2026, 11, 22, 20, 0, 0))
        );
        assert_eq!(
            moment("UTC", "2026-11-22T20:00:30"),
            Some(Millis::from_civil(2026, 11, 22, 20, 0, 30))
        );
        for text in [
            "",
            "tomorrow",
            "2026-11-22",
            "2026-13-22T20:00",
            "2026-11-22T24:00",
            "2026-11-22T20",
            "99999999999999999999-1-1T1:1",
        ] {
            assert_eq!(moment("UTC", text), None, "{text}");
        }
    }
}
