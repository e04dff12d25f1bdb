use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{DataTransfer, DragEvent, HtmlInputElement, HtmlTextAreaElement};

use super::{open_files, open_from_page, to_vec};
use crate::app::dynamic::effect;
use crate::app::notice::Place;
use crate::app::session::Session;
use crate::browser::find;

/// Takes pictures that are dropped anywhere on the page, and shows that it will. What is pasted is `early.js`'s until the clipboard's
/// part has come.
#[component]
pub fn DropZone() -> impl IntoView {
    let session = Session::expect();
    let is_over = RwSignal::new(false);

    effect(move || {
        // In the browser, for as long as the page lives.
        window_event_listener(ev::dragover, move |event| {
            if carries(&event, "Files") || !is_for_field(&event) {
                // Without this the browser would leave the page to show it.
                event.prevent_default();
                let carries_picture = carries(&event, "Files") || carries(&event, "text/uri-list");
                is_over.set(carries_picture && !is_covered());
            }
        });
        window_event_listener(ev::dragleave, move |event| {
            let has_left_the_window = event.related_target().is_none();
            if has_left_the_window {
                is_over.set(false);
            }
        });
        window_event_listener(ev::drop, move |event| {
            is_over.set(false);
            if carries(&event, "Files") {
                event.prevent_default();
                if !is_covered() {
                    open_files_of(session, event.data_transfer());
                }
            } else if !is_for_field(&event) {
                event.prevent_default();
                if !is_covered() {
                    open_from_page(session, event.data_transfer());
                }
            }
        });
        tell_early_script_to_stop();
    });

    view! {
        <div class="drop-veil" class:shown=is_over aria-hidden="true">
            <p>"Drop the picture"</p>
        </div>
    }
}

/// `early.js` has kept what was dropped so far.
fn tell_early_script_to_stop() {
    if let Ok(ready) = web_sys::Event::new("memeforge:ready") {
        let _ = window().dispatch_event(&ready);
    }
}

/// Nothing changes below a dialog: `Situation::owner` says the same of all that happens. This is in the first load, and that is not.
fn is_covered() -> bool {
    find("dialog[open]").is_some()
}

/// Whether it is over a field, which takes what is dragged as text.
fn is_for_field(event: &DragEvent) -> bool {
    event.target().is_some_and(|target| {
        target.has_type::<HtmlTextAreaElement>() || target.has_type::<HtmlInputElement>()
    })
}

fn carries(event: &DragEvent, what: &str) -> bool {
    event
        .data_transfer()
        .is_some_and(|transfer| transfer.types().includes(&what.into(), 0))
}

fn open_files_of(session: Session, transfer: Option<DataTransfer>) {
    let files = to_vec(transfer.and_then(|transfer| transfer.files()));
    open_files(session, files, Place::Stage);
}
