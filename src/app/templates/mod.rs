//! Templates: a strip of them, all of them, and the person's own.

use leptos::prelude::*;
use web_sys::HtmlElement;

use super::commands::{dialog_bar, labelled_command_button};
use super::later::{NotLoaded, mount};
use super::tools::{Dialog, Tools};

/// Some templates, and the buttons that lead to all of them and to other beginnings.
pub fn template_strip() -> impl IntoView {
    view! {
        <div class="buttons">
            {labelled_command_button("templates", "templates")}
            {labelled_command_button("new", "add")}
        </div>
    }
}

/// What is in the dialog: a file of its own, fetched when it is opened for the first time.
#[leptos::wasm_split::wasm_split(
    templates,
    wasm_split_path = ::leptos::wasm_split,
    preload(fetch_templates),
    fallible
)]
pub fn bring_templates(tools: Tools, holder: HtmlElement) -> Result<(), NotLoaded> {
    mount(holder, move || {
        move || {
            (tools.dialog.get() == Some(Dialog::Templates))
                .then(|| view! { {dialog_bar(tools, "Templates")} })
        }
    });
    Ok(())
}
