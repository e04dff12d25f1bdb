//! The elements that the server has sent: whether they still are as they were, and what is in them when others take their places.

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Element, HtmlElement};

use super::script::{call, get, set};
use super::{body, find, focus};

#[wasm_bindgen]
extern "C" {
    /// Whether the page has the elements that it was sent with. Of `early.js`.
    #[wasm_bindgen(js_name = isAsServed)]
    pub fn is_as_served() -> bool;
}

/// The element that the page is in; a new one where something has taken it away.
pub fn page_element() -> Option<HtmlElement> {
    find("#page").or_else(|| {
        let page = super::page().create_element("div").ok()?;
        page.set_id("page");
        page.set_class_name("page");
        body()?.append_child(&page).ok()?.dyn_into().ok()
    })
}

/// What the elements of a page hold: what was typed and picked, where the focus is, and what is drawn of parts to come.
pub struct Kept {
    elements: Vec<Element>,
    focused: Option<Element>,
}

/// What people put into elements.
const HOLDS: [&str; 4] = ["value", "files", "selectionStart", "selectionEnd"];

impl Kept {
    /// What is in `page`.
    pub fn of(page: &HtmlElement) -> Self {
        let selector = "[data-later], input[id], textarea[id]";
        let found = call(page, "querySelectorAll", &[&selector.into()]);
        let found = found.map(|found| Array::from(&found).to_vec());
        Self {
            elements: (found.unwrap_or_default().into_iter())
                .filter_map(|element| element.dyn_into().ok())
                .collect(),
            focused: focus::focused(),
        }
    }

    /// Puts it into the elements that have taken the places of those that it was in.
    pub fn put_back(self) {
        for old in self.elements {
            if let Some(name) = old.get_attribute("data-later") {
                if let Some(place) = find(&format!("[data-later={name}]")) {
                    while let Some(child) = old.first_child() {
                        // Fails for an element within itself alone.
                        let _ = place.append_child(&child);
                    }
                }
                continue;
            }
            let Some(new) = find(&format!("#{}", old.id())) else {
                continue;
            };
            for name in HOLDS {
                let value = get(&old, name);
                if !value.is_null() && !value.is_undefined() {
                    // Fails where only the browser may set it, as the name of a picked file.
                    set(&new, name, &value);
                }
            }
            if self.focused.as_ref() == Some(&old) {
                focus::focus_element(&new);
            }
        }
    }
}
