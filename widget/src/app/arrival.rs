//! Puts the caret, or the reader, where an act leads: into a form that was opened, or to the beginning of a
//! new place. Invariant: the page scrolls only when the beginning would be out of sight.

use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};

use super::Arrival;
use crate::components::field::form_name;
use crate::surface::Form;

pub(super) fn arrive(frame: &Element, container: &Element, prefix: &str, arrival: &Arrival) {
    match arrival {
        Arrival::Form(form) => {
            if let Ok(Some(field)) = container.query_selector(&selector(prefix, form)) {
                focus(&field, false);
            }
        }
        Arrival::Beginning => {
            if let Ok(Some(heading)) = container.query_selector("h1,h2,h3") {
                // A heading is no stop of the Tab key, only a place to begin reading.
                drop(heading.set_attribute("tabindex", "-1"));
                focus(&heading, true);
            }
            if frame.get_bounding_client_rect().top() < 0.0 {
                frame.scroll_into_view();
            }
        }
    }
}

fn focus(element: &Element, stay: bool) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let options = FocusOptions::new();
        options.set_prevent_scroll(stay);
        drop(element.focus_with_options(&options));
    }
}

/// How a form's first field is found: by how its `id` begins.
fn selector(prefix: &str, form: &Form) -> String {
    ["[id^=\"", prefix, "-", &form_name(form), "-\"]"].concat()
}
