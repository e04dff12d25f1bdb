//! The meme as it will be, and everything that is done to it right there.

mod in_place;
mod overlay;
mod painting;
mod pointer;

use crate::app::dynamic::dynamic;
use leptos::html::{Canvas, Div, Section};
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::notice::{NoticeArea, Place};
use super::session::Session;
use crate::browser::{device_pixel_ratio, focus, set_style, watch_size};
use crate::codec::decimal;
use crate::document::TextId;
use crate::editor::command::Focus;
use crate::editor::{Editor, Message};
use in_place::InPlace;
use overlay::Overlay;
use painting::Painting;
use pointer::Pointers;

/// The stage with the preview on it.
#[component]
pub fn Stage() -> impl IntoView {
    let session = Session::expect();
    let section = NodeRef::<Section>::new();
    let ground = NodeRef::<Div>::new();
    let meme = NodeRef::<Div>::new();
    let canvas = NodeRef::<Canvas>::new();

    Effect::new(move |_| {
        if let Some(ground) = ground.get() {
            watch_size(&ground, move |size| {
                session.send(Message::SetStage(size, device_pixel_ratio()));
            });
        }
    });
    // The style sheet sizes the meme by its proportions and the view.
    let view = session.watch(move |editor| {
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
    });
    Effect::new(move |_| {
        if let Some(meme) = meme.get() {
            set_style(&meme, &view.get());
        }
    });
    let painting = Painting::keep(session, canvas);
    let pointers = Pointers::new(session, section, ground, painting);
    let description = session.watch(description);

    view! {
        <section
            class="stage"
            aria-label="Preview"
            aria-busy=dynamic(move || session.is_opening.get().to_string())
            tabindex="-1"
            node_ref=section
            on:pointerdown=move |event| pointers.down(&event)
            on:pointermove=move |event| pointers.moved(&event)
            on:pointerup=move |event| pointers.up(&event)
            on:pointercancel=move |event| pointers.cancelled(&event)
            on:dblclick=move |event| pointers.double_clicked(&event)
            on:wheel=move |event| pointers.wheel(&event)
        >
            <div class="ground" node_ref=ground>
                <div class="meme" node_ref=meme>
                    <img
                        class="example"
                        src="/example/meme.webp"
                        alt="A cat looks up: no account, no watermark, just the cat."
                        width="1353"
                        height="900"
                        fetchpriority="high"
                        hidden=painting.is_painted
                    />
                    <canvas id="memeCanvas" role="img" aria-label=description node_ref=canvas></canvas>
                    <Overlay painting />
                    <InPlace painting />
                </div>
            </div>
            <NoticeArea place=Place::Stage />
        </section>
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
pub fn key(session: Session, event: &KeyboardEvent, focus: Focus) -> bool {
    if event.key() == " " && focus == Focus::Stage {
        // Held while dragging it moves the view; the page does not scroll.
        session.is_space_held.set_value(true);
        return true;
    }
    overlay::handle_key(session, event)
}

/// Gives the focus to a text on the stage.
pub fn focus_text(id: TextId) {
    focus::focus(&format!("[data-target=\"text {}\"]", id.0));
}

/// Gives the focus to the text that is selected, or to the stage where none is.
pub fn focus_selected(session: Session) {
    let selected = (session.editor).with_untracked(|editor| editor.selection().last().copied());
    // When the page has followed what was just done.
    request_animation_frame(move || match selected {
        Some(id) => focus_text(id),
        None => drop(focus::focus(".stage")),
    });
}
