//! What comes right after the tools: templates, links, drafts, projects, exports, the clipboard and the menu, in one file. More files would make what
//! loads them longer, and that is part of the first load.

use leptos::either::EitherOf6;
use leptos::prelude::*;

use super::clipboard::listen_to_clipboard;
use super::drafts;
use super::export::{self, Exports, Wish};
use super::later::{NotLoaded, mount, take_place};
use super::links;
use super::menu::listen_for_menu;
use super::project;
use super::templates;
use super::tools::{Dialog, Tools};
use crate::browser::{add_styles, find};

/// How it looks: not in the styles of the first load.
const STYLES: &str = concat!(
    include_str!("../../style/later/templates.css"),
    include_str!("../../style/later/drafts.css"),
    include_str!("../../style/later/export.css"),
    include_str!("../../style/later/menu.css"),
);

/// Puts all of it in its places, and takes up what was left or what the page's address names.
#[leptos::wasm_split::wasm_split(library, wasm_split_path = ::leptos::wasm_split, fallible)]
pub fn bring_library(tools: Tools) -> Result<(), NotLoaded> {
    // Without them it works all the same.
    let _ = add_styles(STYLES);
    let owner = Owner::new();
    owner.with(|| {
        provide_context(tools);
        let library = templates::bring(tools);
        project::listen(tools, library);
        let drafts = drafts::begin(tools);
        let exports = Exports::begin();
        take_place("library", move || {
            move || {
                Some(match tools.dialog.get()? {
                    Dialog::Templates => EitherOf6::A(templates::gallery(tools, library)),
                    Dialog::SaveTemplate => EitherOf6::B(templates::save(tools, library)),
                    Dialog::Drafts => EitherOf6::C(drafts::list(drafts, exports)),
                    Dialog::EditOn => EitherOf6::D(project::edit_on(tools, library)),
                    Dialog::Export => EitherOf6::E(export::more(tools, exports)),
                    Dialog::Link => EitherOf6::F(links::by_hand(tools)),
                    Dialog::Palette | Dialog::Help | Dialog::New => return None,
                })
            }
        });
        listen_to_clipboard(tools);
        listen_for_menu(tools);
        if let Some(stage) = find(".stage") {
            mount(stage, move || export::told(tools, exports));
        }
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
    export::copy(tools, Wish::usual());
    Ok(())
}
