//! Puts the caret, or the reader, where an act leads: into a form that was opened, or to the beginning of a
//! new place. Invariant: the page scrolls only when the beginning would be out of sight.

use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};

use super::Arrival;
use crate::surface::Form;

/// What can take the caret in a form.
const FIELDS: &str = "input:not([type=hidden]),textarea,select,button";

pub(super) fn arrive(frame: &Element, container: &Element, arrival: &Arrival) {
    match arrival {
        Arrival::Form(form) => {
            let found = container.query_selector(&selector(form)).ok().flatten();
            if let Some(field) = found.and_then(|found| found.query_selector(FIELDS).ok().flatten()) {
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

/// How a form is found: by what it sends and what it is about.
fn selector(form: &Form) -> String {
    let (sends, about) = match form {
        Form::Ask => ("ask", None),
        Form::Answer => ("answer", None),
        Form::Comment(answer) => ("comment", Some(answer.as_str())),
        Form::Edit(target) => ("edit", Some(target.as_str())),
        Form::NotRight(answer) => ("not-right", Some(answer.as_str())),
        Form::Report(target) => ("report", Some(target.as_str())),
        Form::Decide(target, _) => ("decide", Some(target.as_str())),
        Form::SignIn => ("sign-in", None),
        Form::Name => ("name", None),
        Form::Search => ("search", None),
    };
    let mut selector = ["form[data-send=\"", sends, "\"]"].concat();
    if let Some(about) = about {
        let attribute = if sends == "comment" { "data-answer" } else { "data-target" };
        selector.push_str(&["[", attribute, "=\"", about, "\"]"].concat());
    }
    selector
}
