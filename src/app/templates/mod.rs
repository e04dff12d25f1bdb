//! Templates: a strip of them, all of them, and the person's own. A part of the page of its own.

mod choose;
mod exchange;
mod gallery;
mod library;
mod own;
mod save;
mod strip;

use leptos::prelude::*;

use super::export;
use super::later::{NotLoaded, take_place};
use super::links;
use super::tools::{Dialog, Tools};
use crate::browser::add_styles;
pub use choose::open_from_library;
use library::Library;
pub use strip::strip_to_come;

/// How templates look: not in the styles of the first load.
const STYLES: &str = include_str!("../../../style/later/templates.css");

/// Puts the templates in their places, and opens the meme that the page's address names, if it names one.
#[leptos::wasm_split::wasm_split(
    library,
    wasm_split_path = ::leptos::wasm_split,
    preload(fetch_templates),
    fallible
)]
pub fn bring_templates(tools: Tools) -> Result<(), NotLoaded> {
    // Without them it works all the same.
    let _ = add_styles(STYLES);
    let owner = Owner::new();
    owner.with(|| {
        provide_context(tools);
        let library = Library::load();
        take_place("templates", move || strip::strip(tools, library));
        take_place("gallery", move || {
            move || match tools.dialog.get() {
                Some(Dialog::Templates) => Some(gallery::gallery(tools, library).into_any()),
                Some(Dialog::SaveTemplate) => Some(save::save(tools, library).into_any()),
                _ => None,
            }
        });
        links::follow_address(tools);
    });
    // As long as the page lives.
    std::mem::forget(owner);
    Ok(())
}

/// Copies the shortest address that opens the meme.
#[leptos::wasm_split::wasm_split(
    library,
    wasm_split_path = ::leptos::wasm_split,
    preload(fetch_links),
    fallible
)]
pub fn copy_link(tools: Tools) -> Result<(), NotLoaded> {
    links::copy(tools);
    Ok(())
}

/// Copies the meme as a picture.
#[leptos::wasm_split::wasm_split(
    library,
    wasm_split_path = ::leptos::wasm_split,
    preload(fetch_copy),
    fallible
)]
pub fn copy_picture(tools: Tools) -> Result<(), NotLoaded> {
    export::copy(tools);
    Ok(())
}
