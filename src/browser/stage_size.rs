use kurbo::Size;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver, ResizeObserverEntry};

/// Calls `changed` with the size of the inside of `element`, in CSS pixels, now and whenever it changes, for as long as
/// the page lives.
pub fn watch_size(element: &Element, changed: impl Fn(Size) + 'static) {
    let callback = Closure::<dyn Fn(js_sys::Array)>::new(move |entries: js_sys::Array| {
        if let Ok(entry) = entries.get(0).dyn_into::<ResizeObserverEntry>() {
            let rect = entry.content_rect();
            changed(Size::new(rect.width(), rect.height()));
        }
    });
    if let Ok(observer) = ResizeObserver::new(callback.as_ref().unchecked_ref()) {
        observer.observe(element);
        callback.forget();
    }
}

/// Device pixels in a CSS pixel.
pub fn device_pixel_ratio() -> f64 {
    super::window().device_pixel_ratio()
}
