//! The swap: the application stands hidden beside the painted HTML, takes over what a person has in hand
//! there (typed text, caret, focus, open parts, scroll), and changes places with it in one frame.
//!
//! Invariant: nodes are matched by what they are for, never by position alone, so that two trees made from
//! different versions of the data carry over what both have and nothing else.

use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, EventInit, HtmlElement, ShadowRoot};

/// What can hold something of a person's.
const HOLDERS: &str = "input,textarea,select,button,a[href],summary,details,[tabindex]";
/// The attributes that say what a node is for.
const PURPOSE: [&str; 8] = [
    "name",
    "type",
    "value",
    "data-send",
    "data-question",
    "data-answer",
    "data-target",
    "href",
];

/// A hidden `div` beside what `frame` shows.
pub fn container(frame: &Element) -> Option<Element> {
    let container = frame.owner_document()?.create_element("div").ok()?;
    container.set_attribute("hidden", "").ok()?;
    frame.append_child(&container).ok()?;
    Some(container)
}

/// Carries over what a person typed, so that the application knows it before it is seen.
pub fn carry_text(frame: &Element, container: &Element) {
    for (old, new) in pairs(frame, container) {
        if !old.matches("input,textarea,select").unwrap_or(false) {
            continue;
        }
        let value = get(&old, "value");
        if value.as_string() != get(&new, "value").as_string() && !is_button(&old) {
            set(&new, "value", &value);
            announce(&new, "input");
        }
    }
}

/// Changes places: all that is not `container` leaves `frame`, and what a person had in hand is in the
/// same place of the new tree.
pub fn swap(frame: &Element, container: &Element) {
    let pairs = pairs(frame, container);
    let focused = match frame.get_root_node().dyn_into::<ShadowRoot>() {
        Ok(root) => root.active_element(),
        // On our own pages no root stands between.
        Err(_) => frame
            .owner_document()
            .and_then(|document| document.active_element()),
    };
    let old_nodes = frame.child_nodes();
    let leaving: Vec<_> = (0..old_nodes.length())
        .filter_map(|index| old_nodes.item(index))
        .filter(|node| !node.is_same_node(Some(container)))
        .collect();
    let held: Vec<_> = pairs
        .iter()
        .map(|(old, new)| (new.clone(), Held::of(old)))
        .collect();
    let focus = focused.and_then(|focused| {
        pairs
            .iter()
            .find(|(old, _)| *old == focused)
            .map(|(_, new)| new.clone())
    });
    discard(container.remove_attribute("hidden"));
    for node in leaving {
        discard(frame.remove_child(&node));
    }
    for (new, held) in &held {
        held.scroll_to(new);
    }
    if let Some(focus) = focus.and_then(|new| new.dyn_into::<HtmlElement>().ok()) {
        let gently = web_sys::FocusOptions::new();
        gently.set_prevent_scroll(true);
        discard(focus.focus_with_options(&gently));
        if let Some((_, held)) = held.iter().find(|(new, _)| **new == **focus) {
            held.select(&focus);
        }
    }
}

/// What one node holds besides its text.
struct Held {
    open: Option<bool>,
    scroll_top: i32,
    caret: Option<(JsValue, JsValue, JsValue)>,
}

impl Held {
    fn of(old: &Element) -> Self {
        let start = get(old, "selectionStart");
        let caret = start.as_f64().map(|_| {
            (
                start.clone(),
                get(old, "selectionEnd"),
                get(old, "selectionDirection"),
            )
        });
        let open = (old.tag_name() == "DETAILS").then(|| old.has_attribute("open"));
        Self {
            open,
            scroll_top: old.scroll_top(),
            caret,
        }
    }

    fn scroll_to(&self, new: &Element) {
        if let Some(open) = self.open {
            discard(new.toggle_attribute_with_force("open", open));
        }
        if self.scroll_top != 0 {
            new.set_scroll_top(self.scroll_top);
        }
    }

    fn select(&self, new: &Element) {
        let Some((start, end, direction)) = &self.caret else {
            return;
        };
        if let Ok(function) = get(new, "setSelectionRange").dyn_into::<js_sys::Function>() {
            discard(function.call3(new, start, end, direction));
        }
    }
}

/// The nodes of both trees that are for the same: the n-th of a purpose on one side with the n-th on the other.
fn pairs(frame: &Element, container: &Element) -> Vec<(Element, Element)> {
    let mut new: Vec<_> = holders(container)
        .into_iter()
        .map(|element| Some((purpose(&element), element)))
        .collect();
    let mut pairs = Vec::new();
    for old in holders(frame)
        .into_iter()
        .filter(|old| !container.contains(Some(old)))
    {
        let wanted = purpose(&old);
        let found = new
            .iter_mut()
            .find(|slot| slot.as_ref().is_some_and(|(purpose, _)| *purpose == wanted));
        if let Some((_, element)) = found.and_then(Option::take) {
            pairs.push((old, element));
        }
    }
    pairs
}

fn holders(root: &Element) -> Vec<Element> {
    let Ok(list) = root.query_selector_all(HOLDERS) else {
        return Vec::new();
    };
    (0..list.length())
        .filter_map(|index| list.item(index)?.dyn_into().ok())
        .collect()
}

/// What a node is for: its kind, the attributes that say so, and those of the form around it.
fn purpose(element: &Element) -> String {
    let mut text = element.tag_name();
    let form = element.closest("form").ok().flatten();
    for of in [Some(element), form.as_ref()].into_iter().flatten() {
        for name in PURPOSE {
            text.push('\n');
            // The value of a text field is what one typed, not what it is for.
            if name != "value" || is_button(element) {
                text.push_str(&of.get_attribute(name).unwrap_or_default());
            }
        }
    }
    text
}

fn is_button(element: &Element) -> bool {
    element
        .matches("button,[type=radio],[type=checkbox],[type=submit],[type=hidden]")
        .unwrap_or(false)
}

fn announce(element: &Element, name: &str) {
    let init = EventInit::new();
    init.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict(name, &init) {
        discard(element.dispatch_event(&event));
    }
}

fn get(element: &Element, name: &str) -> JsValue {
    js_sys::Reflect::get(element, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

fn set(element: &Element, name: &str, value: &JsValue) {
    discard(js_sys::Reflect::set(element, &JsValue::from_str(name), value));
}

/// The page's nodes may refuse anything; the swap goes on with the rest.
fn discard<T>(result: Result<T, JsValue>) {
    drop(result);
}
