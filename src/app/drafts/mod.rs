//! Drafts: what is being made is kept on the device, and found again. A part of the page of its own.

mod desk;
mod list;
mod record;
mod resume;
mod save;

use leptos::either::Either;
use leptos::prelude::*;

use super::export::more;
use super::later::{NotLoaded, take_place};
use super::links;
use super::project;
use super::tools::{Dialog, Tools};
use crate::browser::{add_styles, address, for_tab, of_tab};
use desk::Drafts;

/// How drafts look: not in the styles of the first load.
const STYLES: &str = include_str!("../../../style/later/drafts.css");

/// Under which words this tab remembers its draft, and the address at which that was made.
const DRAFT: &str = "draft";
const ADDRESS: &str = "draft-address";

/// Whether this tab has a draft of the page's address, to be taken up: after a reload, say.
pub fn has_draft_of_address() -> bool {
    of_tab(DRAFT).is_some() && of_tab(ADDRESS).as_deref() == Some(&*here())
}

fn here() -> String {
    address::path_and_query() + "#" + &address::fragment()
}

fn remember_for_tab(id: Option<&str>) {
    for_tab(DRAFT, id);
    for_tab(ADDRESS, id.map(|_| here()).as_deref());
}

/// Begins to keep what is made, takes up what was left, and puts the list of drafts in its place. In one file with the
/// templates, which come at the same time.
#[leptos::wasm_split::wasm_split(
    library,
    wasm_split_path = ::leptos::wasm_split,
    fallible
)]
pub fn bring_drafts(tools: Tools) -> Result<(), NotLoaded> {
    // Without them it works all the same.
    let _ = add_styles(STYLES);
    let owner = Owner::new();
    owner.with(|| {
        provide_context(tools);
        let drafts = Drafts::new(tools);
        resume::resume(drafts, !links::names_a_meme() || has_draft_of_address());
        save::listen(drafts);
        project::listen(tools);
        take_place("drafts", move || {
            move || (tools.dialog.get() == Some(Dialog::Drafts)).then(|| list::list(drafts))
        });
        take_place("export", move || {
            move || match tools.dialog.get() {
                Some(Dialog::EditOn) => Some(Either::Left(project::edit_on(tools))),
                Some(Dialog::Export) => Some(Either::Right(more(tools))),
                _ => None,
            }
        });
    });
    // As long as the page lives.
    std::mem::forget(owner);
    Ok(())
}
