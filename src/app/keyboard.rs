//! Keys that do something wherever the focus is.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};

use super::commands;
use super::stage;
use super::tools::Tools;
use crate::browser::focus::{focused, situation};
use crate::browser::script::{call, get, set};
use crate::browser::{listen_first, platform};
use crate::editor::Message;
use crate::editor::command::Focus;
use crate::editor::keys::{KeyEvent, ctrl, shift};
use crate::editor::owner::{Act, Owner};

/// The `keyCode` of every key that an input method takes. Safari sends that of the key that ends a composition after
/// `compositionend`.
const INPUT_METHOD: f64 = 229.0;

/// A property of fields in which something was typed. From any other Chrome takes back what was typed elsewhere.
const TYPED_IN: &str = "memeforgeTypedIn";

/// Listens for shortcuts, for as long as the page lives.
pub fn listen(tools: Tools) {
    tools.is_mac.set(is_mac());
    // Before anybody else: what is typed with an input method is the input method's until it is done.
    listen_first("keydown", |event: KeyboardEvent| {
        let key = key_event(&event);
        if situation(&event).owner(Act::Key(&key)) == Owner::InputMethod {
            // There always is such a method.
            let _ = call(&event, "stopImmediatePropagation", &[]);
            if submits(&event) {
                event.prevent_default();
            }
        }
    });
    // Chrome takes back what was typed in any field of the page, once the one that has the focus has nothing left.
    listen_first("beforeinput", |event: Event| {
        let kind = get(&event, "inputType").as_string().unwrap_or_default();
        let target = event.target().and_then(|target| target.dyn_into().ok());
        if kind.starts_with("history") && target != focused() {
            event.prevent_default();
        }
    });
    listen_first("input", |event: Event| {
        if let Some(field) = event.target() {
            set(&field, TYPED_IN, &true.into());
        }
    });
    window_event_listener(ev::keydown, move |event| {
        if !event.default_prevented() {
            pressed(tools, &event);
        }
    });
    window_event_listener(ev::keyup, move |event| {
        if event.key() == " " {
            tools.is_space_held.set_value(false);
        }
    });
}

/// Returns true on a Mac, and where the keyboard is a Mac's.
fn is_mac() -> bool {
    let platform = platform();
    platform.starts_with("Mac") || platform.starts_with("iP")
}

/// Returns true for a key by which the browser would submit a form, close a dialog or leave a field by default.
fn submits(event: &Event) -> bool {
    let key = get(event, "key").as_string().unwrap_or_default();
    let target: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
    let has_lines = target.is_some_and(|target| target.tag_name() == "TEXTAREA");
    key == "Escape" || (!has_lines && matches!(key.as_str(), "Enter" | "Tab"))
}

fn key_event(event: &KeyboardEvent) -> KeyEvent {
    let alt_graph = call(event, "getModifierState", &[&"AltGraph".into()]);
    KeyEvent {
        key: event.key(),
        code: get(event, "code").as_string().unwrap_or_default(),
        ctrl: event.ctrl_key(),
        meta: event.meta_key(),
        shift: event.shift_key(),
        alt: event.alt_key(),
        alt_graph: alt_graph.is_ok_and(|is_held| is_held.is_truthy()),
        is_composing: event.is_composing() || get(event, "keyCode") == INPUT_METHOD,
        is_mac: is_mac(),
    }
}

fn pressed(tools: Tools, event: &KeyboardEvent) {
    let (situation, key) = (situation(event), key_event(event));
    if situation.focus == Focus::Field && takes_back(&key) && !is_typed_in(event) {
        event.prevent_default();
        return;
    }
    if situation.owner(Act::Key(&key)) != Owner::Meme {
        return;
    }
    if stage::key(tools, event, situation.focus) {
        event.prevent_default();
        return;
    }
    if key.key == "Escape" && escape(tools, situation.focus) {
        event.prevent_default();
        return;
    }
    if let Some(command) = situation
        .command(&key)
        .filter(|command| !command.is_by_clipboard())
    {
        event.prevent_default();
        commands::run(tools, command);
    }
}

/// Returns true for the keys by which a browser takes back what was typed, or does it again.
fn takes_back(key: &KeyEvent) -> bool {
    let keys = [ctrl("z"), shift(ctrl("z")), ctrl("y")];
    let presses = key.candidates();
    keys.iter()
        .any(|shortcut| presses.iter().any(|press| shortcut.matches(press)))
}

fn is_typed_in(event: &Event) -> bool {
    event
        .target()
        .is_some_and(|field| get(&field, TYPED_IN).is_truthy())
}

/// Gives up what is under way, from the inside out. Returns whether anything was.
fn escape(tools: Tools, focus: Focus) -> bool {
    let (is_dragging, editing) =
        (tools.editor).with_untracked(|editor| (editor.gesture().is_some(), editor.editing()));
    if is_dragging {
        tools.send(Message::Cancel);
    } else if let Some(id) = editing {
        tools.send(Message::StopEditing);
        stage::focus_text(id);
    } else {
        return focus.is_typing();
    }
    true
}
