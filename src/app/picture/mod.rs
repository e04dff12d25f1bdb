//! Pictures, put in.

mod drop_zone;
mod opening;
mod surround;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{File, FileList, HtmlInputElement};

use super::dynamic::effect;
use super::icon::icon;
use super::later::later;
use super::notice::{NoticeArea, Place};
use super::session::Session;
use super::templates::strip_to_come;
use crate::browser::find;
pub use drop_zone::DropZone;
use opening::open_from_page;
pub use opening::{Brought, bring, fetch_opening, open_example, open_files};
pub use surround::surround_choice;

/// The button that chooses a picture, and the places where one can be dropped or pasted: anywhere.
#[component]
pub fn PicturePanel() -> impl IntoView {
    let session = Session::expect();
    let open_chosen = move || {
        let input = find("#imageInput").and_then(|input| input.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = input else {
            return false;
        };
        let files = to_vec(input.files());
        // Emptied, so that choosing the same file once more is noticed.
        input.set_value("");
        let chosen = !files.is_empty();
        open_files(session, files, Place::Picture);
        chosen
    };

    // A picture that was chosen before the WebAssembly came is in the field; else the example is what there is to see.
    effect(move || {
        if !open_chosen() {
            open_example(session);
        }
    });

    view! {
        <section class="section for-picture" aria-labelledby="pictureHeading">
            <h2 id="pictureHeading">"Picture"</h2>
            <div class="picker">
                <input
                    id="imageInput"
                    class="picker-input"
                    type="file"
                    accept="image/*,.heic,.heif,.avif,.memeforge"
                    aria-describedby="pictureHint"
                    on:change=move |_| {
                        open_chosen();
                    }
                />
                <label class="button picker-label" for="imageInput">
                    {icon("picture")}
                    "Choose a picture"
                </label>
            </div>
            <p id="pictureHint" class="hint">
                "Or drop or paste one. Nothing leaves your device."
            </p>
            <NoticeArea place=Place::Picture />
            {later("templates", strip_to_come)}
            {later("surround", surround_choice)}
        </section>
    }
}

/// The files of a list that the browser may not even give.
pub fn to_vec(list: Option<FileList>) -> Vec<File> {
    list.map_or_else(Vec::new, |list| {
        (0..list.length())
            .filter_map(|index| list.get(index))
            .collect()
    })
}
