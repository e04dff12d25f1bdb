//! Keys that do something wherever the focus is.

use leptos::ev;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::commands;
use super::stage;
use super::tools::Tools;
use crate::browser::focus::focus_kind;
use crate::browser::platform;
use crate::editor::Message;
use crate::editor::command::{Command, Focus, KeyPress};

/// Listens for shortcuts, for as long as the page lives.
pub fn listen(tools: Tools) {
    tools.is_mac.set(platform().starts_with("Mac"));
    window_event_listener(ev::keydown, move |event| {
        // What is typed with an input method is the input method's until it is done.
        if !event.is_composing() && !event.default_prevented() {
            pressed(tools, &event);
        }
    });
    window_event_listener(ev::keyup, move |event| {
        if event.key() == " " {
            tools.is_space_held.set_value(false);
        }
    });
}

fn pressed(tools: Tools, event: &KeyboardEvent) {
    // A dialog over the page has its own keys.
    if tools.dialog.with_untracked(Option::is_some) {
        return;
    }
    let focus = focus_kind();
    if stage::key(tools, event, focus) {
        event.prevent_default();
        return;
    }
    let press = KeyPress {
        key: event.key(),
        ctrl: event.ctrl_key() || event.meta_key(),
        shift: event.shift_key(),
        alt: event.alt_key(),
    };
    if press.key == "Escape" && escape(tools, focus) {
        event.prevent_default();
        return;
    }
    if let Some(command) = Command::for_key(&press, focus) {
        event.prevent_default();
        commands::run(tools, command);
    }
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
        return focus == Focus::Field;
    }
    true
}
