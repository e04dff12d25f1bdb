//! Functions of the browser by their names. What `web-sys` declares has glue in the first load; what only later parts call is
//! called like this.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A property; undefined where there is none.
pub fn get(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// Sets a property of a plain object.
pub fn set(of: &JsValue, name: &str, value: &JsValue) {
    // Fails for what is no object alone.
    let _ = Reflect::set(of, &name.into(), value);
}

/// Calls a method. Fails where there is none, and where it throws.
pub fn call(of: &JsValue, name: &str, arguments: &[&JsValue]) -> Result<JsValue, JsValue> {
    let method: Function = get(of, name).dyn_into()?;
    let list = Array::new();
    for argument in arguments {
        list.push(argument);
    }
    method.apply(of, &list)
}

/// Calls a method that gives a promise, and waits for what that brings.
pub async fn wait_for(
    of: &JsValue,
    name: &str,
    arguments: &[&JsValue],
) -> Result<JsValue, JsValue> {
    let promise: Promise = call(of, name, arguments)?.dyn_into()?;
    JsFuture::from(promise).await
}
