//! A few words that are kept on the device, or for as long as a tab lives.

use wasm_bindgen::JsValue;

use super::script::{call, get};

/// What is remembered under `key`, a line each; nothing where the browser keeps nothing.
pub fn remembered(key: &str) -> Vec<String> {
    let storage = super::window().local_storage().ok().flatten();
    let text = storage.and_then(|storage| storage.get_item(key).ok().flatten());
    text.map_or_else(Vec::new, |text| text.lines().map(str::to_owned).collect())
}

/// Remembers `lines` under `key`. Where the browser keeps nothing, they hold for this visit.
pub fn remember(key: &str, lines: &[String]) {
    if let Ok(Some(storage)) = super::window().local_storage() {
        // Fails where there is no room.
        let _ = storage.set_item(key, &lines.join("\n"));
    }
}

/// What this tab remembers under `key`, also after a reload.
pub fn of_tab(key: &str) -> Option<String> {
    let value = call(&tab(), "getItem", &[&key.into()]).ok()?;
    value.as_string()
}

/// Has this tab remember `value` under `key`, or forget what is there.
pub fn for_tab(key: &str, value: Option<&str>) {
    // Fails where there is no room, and where the browser keeps nothing.
    let _ = match value {
        Some(value) => call(&tab(), "setItem", &[&key.into(), &value.into()]),
        None => call(&tab(), "removeItem", &[&key.into()]),
    };
}

fn tab() -> JsValue {
    get(&super::window(), "sessionStorage")
}
