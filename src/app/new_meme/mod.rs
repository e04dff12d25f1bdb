//! A meme begun without a picture: from a colour, a gradient, or several pictures in a grid.

use leptos::prelude::*;
use web_sys::HtmlElement;

use super::commands::dialog_bar;
use super::later::{NotLoaded, mount};
use super::tools::{Dialog, Tools};

/// What is in the dialog: a file of its own, fetched when it is opened for the first time.
#[leptos::wasm_split::wasm_split(
    new_meme,
    wasm_split_path = ::leptos::wasm_split,
    preload(fetch_new),
    fallible
)]
pub fn bring_new(tools: Tools, holder: HtmlElement) -> Result<(), NotLoaded> {
    mount(holder, move || {
        move || {
            (tools.dialog.get() == Some(Dialog::New))
                .then(|| view! { {dialog_bar(tools, "New meme")} })
        }
    });
    Ok(())
}
