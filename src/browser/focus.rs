//! Where the focus is, and putting it somewhere.

use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};

use crate::editor::command::Focus;

/// The inputs that take no letters.
const CONTROLS: [&str; 7] = [
    "button", "checkbox", "color", "file", "radio", "range", "reset",
];

/// The element that has the focus.
pub fn focused() -> Option<Element> {
    super::page().active_element()
}

/// What kind of element has the focus.
pub fn focus_kind() -> Focus {
    let Some(element) = focused() else {
        return Focus::Stage;
    };
    let name = element.tag_name();
    let is_on_stage = element.closest(".stage").ok().flatten().is_some();
    match name.as_str() {
        "TEXTAREA" => Focus::Field,
        "INPUT" => {
            let kind = element.get_attribute("type").unwrap_or_default();
            if CONTROLS.contains(&kind.as_str()) {
                Focus::Control
            } else {
                Focus::Field
            }
        }
        "BODY" => Focus::Stage,
        _ if is_on_stage && name != "BUTTON" => Focus::Stage,
        _ => Focus::Control,
    }
}

/// Gives the focus to the first element that `selector` finds, without moving the page. Returns whether there is one.
pub fn focus(selector: &str) -> bool {
    let found = super::page().query_selector(selector).ok().flatten();
    let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    focus_element(&element);
    true
}

/// Gives the focus to `element`, without moving the page.
pub fn focus_element(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // Fails for an element that is gone alone.
    let _ = element.focus_with_options(&options);
}
