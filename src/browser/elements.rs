use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::convert::FromWasmAbi;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Element, Event, EventTarget, HtmlElement};

#[wasm_bindgen]
extern "C" {
    /// A style, for a property that `web-sys` has no setter for. To set it by its name would take twice as long.
    #[derive(Clone)]
    type MovableStyle;

    #[wasm_bindgen(method, setter)]
    fn set_translate(this: &MovableStyle, translate: &str);
}

/// An element that is moved often, without a new layout.
pub struct Movable(MovableStyle);

impl Movable {
    /// The element is not moved yet.
    pub fn new(element: &HtmlElement) -> Self {
        Self(element.style().unchecked_into())
    }

    /// Moves it from where it is laid out: lengths in x and in y, as CSS writes them.
    pub fn move_by(&self, translate: &str) {
        self.0.set_translate(translate);
    }
}

/// Gives an element these declarations as its style, and no others. By script, since the page's policy allows no `style`
/// in its HTML.
pub fn set_style(element: &HtmlElement, declarations: &str) {
    element.style().set_css_text(declarations);
}

/// Calls `heard` with each event of this name on `target`, for as long as the page lives. For events that come by the
/// hundred: a component's own listeners take longer, since they remember which component they are of.
pub fn listen<E: FromWasmAbi + 'static>(
    target: &EventTarget,
    name: &str,
    heard: impl FnMut(E) + 'static,
) {
    let heard = Closure::<dyn FnMut(E)>::new(heard);
    // Fails for something that is no listener alone.
    let _ = target.add_event_listener_with_callback(name, heard.as_ref().unchecked_ref());
    heard.forget();
}

/// Calls `heard` with each event of this name, wherever on the page it happens and before anybody else hears of it. By
/// reflection, as what is declared has glue in the first load.
pub fn listen_first<E: FromWasmAbi + 'static>(name: &str, heard: impl FnMut(E) + 'static) {
    let heard = Closure::<dyn FnMut(E)>::new(heard);
    let arguments = [&name.into(), heard.as_ref(), &true.into()];
    // Fails for something that is no listener alone.
    let _ = super::script::call(&super::window(), "addEventListener", &arguments);
    heard.forget();
}

/// Keeps an event from who listens further out. By reflection, as what is declared has glue in the first load.
pub fn stop(event: &Event) {
    // Fails for a read-only property alone.
    let _ = js_sys::Reflect::set(event, &"cancelBubble".into(), &true.into());
}

/// Puts a text in the place of what is selected in the field that has the focus, as if it were typed.
pub fn insert_text(text: &str) {
    let page: Result<web_sys::HtmlDocument, _> = super::page().dyn_into();
    if let Ok(page) = page {
        // Fails in a frame of another page alone.
        let _ = page.exec_command_with_show_ui_and_value("insertText", false, text);
    }
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

/// Whether what points best here is a mouse or as exact as one.
pub fn has_fine_pointer() -> bool {
    let query = super::window()
        .match_media("(pointer: fine)")
        .ok()
        .flatten();
    query.is_some_and(|query| query.matches())
}

/// The whole of what is on the page. A page that runs has it.
pub fn body() -> Option<HtmlElement> {
    super::page().body()
}

/// The first element that `selector` finds.
pub fn find(selector: &str) -> Option<HtmlElement> {
    let found = super::page().query_selector(selector).ok().flatten()?;
    found.dyn_into().ok()
}
