//! Dates as the browser writes them, in the visitor's zone.

use std::rc::Rc;

use js_sys::{Date, Object, Reflect};
use shared::language::Language;
use shared::time::Millis;
use wasm_bindgen::JsValue;

use crate::surface::{Dates, Formatter};

/// The browser's `Intl`.
struct Browser {
    language: Language,
    day: JsValue,
    time: JsValue,
}

/// Writes dates in a language.
pub(super) fn dates(language: Language) -> Dates {
    let day = options(&[("day", "numeric"), ("month", "short"), ("year", "numeric")]);
    let time = options(&[("hour", "2-digit"), ("minute", "2-digit")]);
    Dates(Rc::new(Browser { language, day, time }))
}

impl Formatter for Browser {
    fn day(&self, at: Millis) -> String {
        date(at)
            .to_locale_date_string(self.language.tag(), &self.day)
            .into()
    }

    fn time(&self, at: Millis, now: Option<Millis>) -> String {
        let time: String = date(at)
            .to_locale_time_string_with_options(self.language.tag(), &self.time)
            .into();
        let day = self.day(at);
        if now.is_some_and(|now| self.day(now) == day) {
            time
        } else {
            [day.as_str(), " ", &time].concat()
        }
    }
}

fn date(at: Millis) -> Date {
    #[expect(
        clippy::cast_precision_loss,
        reason = "a double holds every millisecond of the next 285,000 years"
    )]
    Date::new(&JsValue::from_f64(at.get() as f64))
}

fn options(pairs: &[(&str, &str)]) -> JsValue {
    let object = Object::new();
    for (name, value) in pairs {
        // A plain new object takes every property.
        drop(Reflect::set(
            &object,
            &JsValue::from_str(name),
            &JsValue::from_str(value),
        ));
    }
    object.into()
}
