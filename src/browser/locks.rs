//! Locks that one tab holds at a time.

use js_sys::{Function, Object, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;

use super::script::{call, get, set};

/// A lock that this tab holds until it is given back, or the tab is gone.
pub struct Lock(Option<Function>);

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(give_back) = &self.0 {
            // A function that resolves a promise never throws.
            let _ = give_back.call0(&JsValue::NULL);
        }
    }
}

/// Takes a lock. None where another tab holds it. Browsers without locks, and connections that are not secure, let everybody have
/// it.
pub async fn take(name: &str) -> Option<Lock> {
    let locks = get(&super::window().navigator(), "locks");
    if locks.is_undefined() {
        return Some(Lock(None));
    }
    let options = Object::new();
    set(&options, "ifAvailable", &JsValue::TRUE);
    let mut give_back = None;
    let held = Promise::new(&mut |resolve, _| give_back = Some(resolve));
    let is_taken = Promise::new(&mut |resolve, _| {
        let held = held.clone();
        // The lock is held for as long as the promise that this returns is open.
        let granted = Closure::once_into_js(move |lock: JsValue| -> JsValue {
            let _ = resolve.call1(&JsValue::NULL, &(!lock.is_null()).into());
            if lock.is_null() {
                JsValue::UNDEFINED
            } else {
                held.into()
            }
        });
        let _ = call(&locks, "request", &[&name.into(), &options, &granted]);
    });
    let is_taken = JsFuture::from(is_taken).await.ok()?;
    (is_taken.is_truthy()).then_some(Lock(give_back))
}
