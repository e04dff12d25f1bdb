use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Gives an element these declarations as its style, and no others. By script, since the page's policy allows no `style`
/// in its HTML.
pub fn set_style(element: &HtmlElement, declarations: &str) {
    element.style().set_css_text(declarations);
}

/// Sets one property of an element's style.
pub fn set_property(element: &HtmlElement, property: &str, value: &str) {
    // Fails for a style that may not be changed alone.
    let _ = element.style().set_property(property, value);
}

/// Sets an attribute of an element.
pub fn set_attribute(element: &Element, name: &str, value: &str) {
    // Fails for a name that is no attribute's alone.
    let _ = element.set_attribute(name, value);
}

/// The element that is seen at a point of the window.
pub fn element_at(x: i32, y: i32) -> Option<Element> {
    super::page().element_from_point(x as f32, y as f32)
}

/// Clicks the first element that `selector` finds.
pub fn click(selector: &str) {
    if let Some(element) = find(selector) {
        element.click();
    }
}

/// Scrolls the list around the first element that `selector` finds until it is seen, with the next frame.
pub fn scroll_into_view(selector: &'static str) {
    leptos::prelude::request_animation_frame(move || {
        if let Some(element) = find(selector) {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            element.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
}

/// What the browser calls the kind of machine that it runs on.
pub fn platform() -> String {
    super::window().navigator().platform().unwrap_or_default()
}

/// The whole of what is on the page.
pub fn body() -> HtmlElement {
    super::page().body().expect("a page that runs has a body")
}

/// The first element that `selector` finds.
pub fn find(selector: &str) -> Option<HtmlElement> {
    let found = super::page().query_selector(selector).ok().flatten()?;
    found.dyn_into().ok()
}
