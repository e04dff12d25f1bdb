//! Pictures, put in.

mod drop_zone;
mod surround;

use leptos::html::Input;
use leptos::prelude::*;
use web_sys::{File, FileList};

use super::icon::icon;
use super::notice::{NoticeArea, Place};
use super::session::Session;
pub use drop_zone::DropZone;
use surround::SurroundChoice;

/// The button that chooses a picture, and the places where one can be dropped or pasted: anywhere.
#[component]
pub fn PicturePanel() -> impl IntoView {
    let session = Session::expect();
    let input = NodeRef::<Input>::new();
    let open_chosen = move || {
        let Some(input) = input.get_untracked() else {
            return false;
        };
        let files = to_vec(input.files());
        // Emptied, so that choosing the same file once more is noticed.
        input.set_value("");
        let chosen = !files.is_empty();
        session.open_files(files, Place::Picture);
        chosen
    };

    // A picture that was chosen before the WebAssembly came is in the field; else the example is what there is to see.
    Effect::new(move |_| {
        if !open_chosen() {
            session.open_example();
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
                    accept="image/*,.heic,.heif,.avif"
                    aria-describedby="pictureHint"
                    node_ref=input
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
            <SurroundChoice />
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
