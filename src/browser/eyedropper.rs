//! The browser's own eyedropper, where it has one: it is no standard yet, so `web-sys` does not know it.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Whether the browser has an eyedropper.
pub fn is_there() -> bool {
    constructor().is_some()
}

/// Lets the person pick a colour from the screen: `#rrggbb`. None if they do not.
pub async fn pick() -> Option<String> {
    let eyedropper = Reflect::construct(&constructor()?, &js_sys::Array::new()).ok()?;
    let open: Function = get(&eyedropper, "open")?.dyn_into().ok()?;
    let promise: Promise = open.call0(&eyedropper).ok()?.dyn_into().ok()?;
    let picked = JsFuture::from(promise).await.ok()?;
    get(&picked, "sRGBHex")?.as_string()
}

fn constructor() -> Option<Function> {
    get(&super::window(), "EyeDropper")?.dyn_into().ok()
}

fn get(object: &JsValue, key: &str) -> Option<JsValue> {
    Reflect::get(object, &JsValue::from_str(key)).ok()
}
