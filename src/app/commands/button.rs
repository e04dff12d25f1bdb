use crate::app::dynamic::dynamic;
use leptos::prelude::*;

use super::{run, shortcut_label};
use crate::app::icon::icon;
use crate::app::tools::Tools;
use crate::editor::command::Command;

/// A button with an icon alone, whose name is the command's.
pub fn command_button(name: &'static str, icon_name: &'static str) -> impl IntoView {
    button(name, icon_name, false)
}

/// A button with an icon and the command's name.
pub fn labelled_command_button(name: &'static str, icon_name: &'static str) -> impl IntoView {
    button(name, icon_name, true)
}

fn button(name: &'static str, icon_name: &'static str, is_labelled: bool) -> impl IntoView {
    let tools = Tools::expect();
    let command = Command::named(name);
    let state = tools.watch(move |editor| (command.label(editor), command.obstacle(editor)));
    // What cannot be done stays within reach, so that the reason can be read.
    let title = move || {
        let (label, obstacle) = state.get();
        let shortcut = shortcut_label(tools, command);
        match obstacle {
            Some(obstacle) => format!("{label}: {obstacle}"),
            None if shortcut.is_empty() => label,
            None => format!("{label} ({shortcut})"),
        }
    };
    view! {
        <button
            type="button"
            class=if is_labelled { "button" } else { "icon-button" }
            title=title
            aria-label=dynamic(move || state.get().0)
            aria-disabled=dynamic(move || state.get().1.is_some().to_string())
            on:click=move |_| run(tools, command)
        >
            {icon(icon_name)}
            {is_labelled.then_some(command.label)}
        </button>
    }
}
