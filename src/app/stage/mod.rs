//! The meme as it will be, and everything that is done to it right there.

mod drag;
pub mod in_place;
mod overlay;
mod painting;
mod pointer;

use crate::app::dynamic::{dynamic, effect};
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::notice::{NoticeArea, Place};
use super::session::Session;
use super::tools::Tools;
use crate::browser::{device_pixel_ratio, find, focus, set_style, watch_size};
use crate::codec::decimal;
use crate::document::TextId;
use crate::editor::Editor;
use crate::editor::command::Focus;
pub use overlay::Places;
pub use painting::{Companion, Easel, Painting};
pub use pointer::Pointers;

/// The stage with the preview on it.
#[component]
pub fn Stage(painting: Painting) -> impl IntoView {
    let session = Session::expect();
    effect(move || {
        if let Some(ground) = find(".ground") {
            watch_size(&ground, move |size| {
                let ratio = device_pixel_ratio();
                (session.editor).update(|editor| editor.set_stage(size, ratio));
            });
        }
    });
    // The style sheet sizes the meme by its proportions and the view.
    let mut known = String::new();
    effect(move || {
        let style = session.editor.with(meme_style);
        if let (true, Some(meme)) = (style != known, find(".meme")) {
            set_style(&meme, &style);
            known = style;
        }
    });
    painting.keep(session);

    view! {
        <section
            class="stage"
            aria-label="Preview"
            aria-busy=dynamic(move || session.is_opening.get().to_string())
            tabindex="-1"
        >
            <div class="ground">
                <div class="meme">
                    <img
                        class="example"
                        src="/example/meme.webp"
                        alt="A cat looks up: no account, no watermark, just the cat."
                        width="1353"
                        height="900"
                        fetchpriority="high"
                        hidden=painting.is_painted
                    />
                    <div class="pixels">
                        <canvas
                            id="memeCanvas"
                            role="img"
                            aria-label=dynamic(move || session.editor.with(description))
                        ></canvas>
                    </div>
                </div>
            </div>
            <NoticeArea place=Place::Stage />
        </section>
    }
}

/// The meme's size and place on the stage.
fn meme_style(editor: &Editor) -> String {
    let (size, view) = (editor.document().size(), editor.view());
    let pan = view.pan();
    format!(
        "--ratio:{} / {};--zoom:{};translate:{}px {}px",
        size.width,
        size.height,
        decimal(view.zoom()),
        decimal(pan.x),
        decimal(pan.y),
    )
}

/// What lies over the meme, and is no part of it.
pub fn over_the_meme() -> impl IntoView {
    view! {
        <overlay::Overlay />
        <in_place::InPlace />
    }
}

/// What the preview shows, for whoever does not see it.
fn description(editor: &Editor) -> String {
    let document = editor.document();
    let mut description = format!("Meme with the picture {}", document.picture.name);
    for text_box in document.texts.iter().filter(|text_box| !text_box.is_hidden) {
        let text = text_box.text.trim();
        if !text.is_empty() {
            description.push_str(". ");
            description.push_str(text);
        }
    }
    description
}

/// Keys that mean something on the stage alone. Returns whether this was one.
pub fn key(tools: Tools, event: &KeyboardEvent, focus: Focus) -> bool {
    if event.key() == " " && focus == Focus::Stage {
        // Held while dragging it moves the view; the page does not scroll.
        tools.is_space_held.set_value(true);
        return true;
    }
    overlay::handle_key(tools, event)
}

/// Gives the focus to a text on the stage.
pub fn focus_text(id: TextId) {
    focus::focus(&format!("[data-target=\"text {}\"]", id.0));
}

/// Gives the focus to the text that is selected, or to the stage where none is.
pub fn focus_selected(tools: Tools) {
    let selected = (tools.editor).with_untracked(|editor| editor.selection().last().copied());
    // When the page has followed what was just done.
    request_animation_frame(move || match selected {
        Some(id) => focus_text(id),
        None => drop(focus::focus(".stage")),
    });
}
