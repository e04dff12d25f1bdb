//! Locks that one tab holds at a time.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::script::{call, get, set};

/// A lock that this tab holds until it is given back, or the tab is gone.
pub enum Lock {
    /// The browser's own: called, it is given back.
    Browser(Function),
    /// A channel on which this tab says that it has it, where the browser has no locks; and none where it has no channels.
    Said(Option<JsValue>),
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Neither ever throws: a function that resolves a promise, and the end of a channel.
        let _ = match self {
            Self::Browser(give_back) => give_back.call0(&JsValue::NULL),
            Self::Said(Some(channel)) => call(channel, "close", &[]),
            Self::Said(None) => return,
        };
    }
}

/// Takes a lock. None where another tab holds it.
pub async fn take(name: &str) -> Option<Lock> {
    let locks = get(&super::window().navigator(), "locks");
    if locks.is_undefined() {
        return ask(name).await;
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
    (is_taken.is_truthy())
        .then(|| give_back.map(Lock::Browser))
        .flatten()
}

/// What tabs say to each other.
const IS_HELD: &str = "is it held?";
const HELD: &str = "held";

/// Another tab answers within that time, in milliseconds; one in the background may take a while.
const ANSWERED_MS: i32 = 250;

/// Asks the other tabs who has the lock: connections that are not secure have none of the browser's. Two tabs that ask at the same
/// moment both get it.
async fn ask(name: &str) -> Option<Lock> {
    let constructor = get(&super::window(), "BroadcastChannel").dyn_into::<Function>();
    let channel = constructor.and_then(|made| Reflect::construct(&made, &Array::of1(&name.into())));
    let Ok(channel) = channel else {
        return Some(Lock::Said(None));
    };
    let answered = Promise::new(&mut |resolve, _| {
        let heard = resolve.clone();
        let listener = Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
            if get(&event, "data") == HELD {
                let _ = heard.call1(&JsValue::NULL, &JsValue::TRUE);
            }
        });
        set(&channel, "onmessage", &listener.into_js_value());
        // Both fail outside of a window alone.
        let _ = call(&channel, "postMessage", &[&IS_HELD.into()]);
        let _ = call(
            &super::window(),
            "setTimeout",
            &[&resolve, &ANSWERED_MS.into(), &JsValue::FALSE],
        );
    });
    if JsFuture::from(answered)
        .await
        .is_ok_and(|is_held| is_held.is_truthy())
    {
        let _ = call(&channel, "close", &[]);
        return None;
    }
    let answering = channel.clone();
    let listener = Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
        if get(&event, "data") == IS_HELD {
            let _ = call(&answering, "postMessage", &[&HELD.into()]);
        }
    });
    set(&channel, "onmessage", &listener.into_js_value());
    Some(Lock::Said(Some(channel)))
}
