//! How much the browser keeps for this page, and for how long.

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

use super::script::{call, get, wait_for};

/// What is used, and what there is, in bytes. None where the browser does not say.
pub async fn storage() -> Option<(f64, f64)> {
    let manager = get(&super::window().navigator(), "storage");
    let estimate = wait_for(&manager, "estimate", &[]).await.ok()?;
    let number = |name| get(&estimate, name).as_f64();
    Some((number("usage")?, number("quota")?))
}

/// Asks the browser not to clear away what is kept, should the device run out of room. It may ask the person.
pub async fn persist() -> bool {
    let manager = get(&super::window().navigator(), "storage");
    let kept = wait_for(&manager, "persist", &[]).await;
    kept.is_ok_and(|kept| kept.is_truthy())
}

/// The SHA-256 of `bytes`, in hexadecimal. None where the connection is not secure.
pub async fn hash(bytes: &[u8]) -> Option<String> {
    let subtle = get(&get(&super::window(), "crypto"), "subtle");
    let bytes = Uint8Array::from(bytes);
    let digest = wait_for(&subtle, "digest", &[&"SHA-256".into(), &bytes])
        .await
        .ok()?;
    let digest = Uint8Array::new(&digest).to_vec();
    let digits = digest.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    Some(
        digits
            .filter_map(|digit| char::from_digit(digit.into(), 16))
            .collect(),
    )
}

/// Calls `leave` when the tab is hidden, which may be the last that it hears before it is closed.
pub fn on_hidden(leave: impl Fn() + 'static) {
    let page = super::page();
    let listener = Closure::<dyn Fn()>::new(move || {
        if get(&super::page(), "visibilityState") == "hidden" {
            leave();
        }
    })
    .into_js_value();
    let _ = call(
        &page,
        "addEventListener",
        &[&"visibilitychange".into(), &listener],
    );
    let _ = call(
        &super::window(),
        "addEventListener",
        &[&"pagehide".into(), listener.unchecked_ref()],
    );
}

/// The time, in milliseconds since 1970.
pub fn today_ms() -> f64 {
    js_sys::Date::now()
}

/// A day and a time as people here write them.
pub fn date(ms: f64) -> String {
    let date = js_sys::Date::new(&ms.into());
    let options = js_sys::Object::new();
    super::script::set(&options, "dateStyle", &"medium".into());
    super::script::set(&options, "timeStyle", &"short".into());
    let text = call(&date, "toLocaleString", &[&JsValue::UNDEFINED, &options]);
    text.ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}
