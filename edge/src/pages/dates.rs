//! Dates in the community's zone, by the runtime's own `Intl`: a bundled zone database would weigh more than
//! all else. Invariant: the same moment, zone and language give the same text, so pages can be kept.

use shared::language::Language;
use widget::surface::Dates;

/// The dates of a community in a language. Formatters are kept: making one costs more than a page.
#[cfg(target_arch = "wasm32")]
pub use intl::dates;

/// The dates of a community: without a runtime, in UTC as machines write them.
#[cfg(not(target_arch = "wasm32"))]
pub fn dates(_language: Language, _zone: &str) -> Dates {
    Dates(std::rc::Rc::new(plain::Plain))
}

#[cfg(target_arch = "wasm32")]
mod intl {
    use std::cell::RefCell;
    use std::collections::HashMap;
    use std::rc::Rc;

    use js_sys::{Date, Function};
    use shared::time::Millis;
    use wasm_bindgen::JsValue;
    use widget::surface::Formatter;

    use super::{Dates, Language};
    use crate::intl::date_format;

    /// More than the zones and languages that one isolate serves at a time.
    const MAX_KEPT: usize = 64;

    thread_local! {
        static KEPT: RefCell<HashMap<(Language, String), Dates>> = RefCell::default();
    }

    /// Without a formatter (the runtime does not know the zone) dates read as machines write them.
    struct Zoned {
        day: Option<Function>,
        time: Option<Function>,
    }

    impl Formatter for Zoned {
        fn day(&self, at: Millis) -> String {
            format(self.day.as_ref(), at)
        }

        fn time(&self, at: Millis, _now: Option<Millis>) -> String {
            format(self.time.as_ref(), at)
        }
    }

    /// The dates of a community in a language.
    pub fn dates(language: Language, zone: &str) -> Dates {
        KEPT.with_borrow_mut(|kept| {
            if kept.len() >= MAX_KEPT {
                kept.clear();
            }
            kept.entry((language, zone.to_owned()))
                .or_insert_with(|| Dates(Rc::new(zoned(language, zone))))
                .clone()
        })
    }

    fn zoned(language: Language, zone: &str) -> Zoned {
        let day = [("day", "numeric"), ("month", "short"), ("year", "numeric")];
        let time = [
            ("day", "numeric"),
            ("month", "short"),
            ("year", "numeric"),
            ("hour", "2-digit"),
            ("minute", "2-digit"),
        ];
        Zoned {
            day: function(language, zone, &day),
            time: function(language, zone, &time),
        }
    }

    fn function(language: Language, zone: &str, parts: &[(&str, &str)]) -> Option<Function> {
        // British English writes the day before the month, as the other languages do.
        let tag = if language == Language::English {
            "en-GB"
        } else {
            language.tag()
        };
        let mut options = parts.to_vec();
        options.extend([("timeZone", zone), ("numberingSystem", "latn")]);
        date_format(tag, &options)
    }

    fn format(function: Option<&Function>, at: Millis) -> String {
        #[expect(
            clippy::cast_precision_loss,
            reason = "milliseconds of the next 285,000 years fit a double exactly"
        )]
        let date = Date::new(&JsValue::from_f64(at.get() as f64));
        let text = function
            .and_then(|function| function.call1(&JsValue::UNDEFINED, &date).ok())
            .and_then(|text| text.as_string());
        text.unwrap_or_else(|| at.iso())
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod plain {
    use shared::time::Millis;
    use widget::surface::Formatter;

    pub(super) struct Plain;

    impl Formatter for Plain {
        fn day(&self, at: Millis) -> String {
            at.iso().chars().take(10).collect()
        }

        fn time(&self, at: Millis, _now: Option<Millis>) -> String {
            at.iso()
        }
    }
}
