//! Pictures for the cells: chosen, dropped or pasted.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DragEvent, Element, Event, File, HtmlInputElement};

use super::draft::{Draft, Kind};
use crate::app::picture::to_vec;
use crate::app::tools::Dialog;
use crate::browser::{Panel, find, focus, listen, stop};
use crate::document::Grid;
use crate::editor::owner::{Act, Held, Owner};

/// The field that takes files, for whichever cell.
pub fn file_field(draft: Draft) -> impl IntoView {
    // The field is emptied, so that choosing the same file once more is noticed; the next keys move and zoom the picture.
    view! {
        <input
            id="newFiles"
            type="file"
            accept="image/*,.heic,.heif,.avif"
            aria-label="Pictures for the panels"
            multiple
            hidden
            on:change:target=move |event| {
                let files = to_vec(event.target().files());
                event.target().set_value("");
                let index = draft.now().selected;
                fill(draft, files, Some(index));
                focus::focus(&format!("[data-cell=\"{index}\"]"));
            }
        />
    }
}

/// Has the person choose a picture for a cell.
pub fn choose(draft: Draft, index: usize) {
    draft.write().selected = index;
    if let Some(field) =
        find("#newFiles").and_then(|field| field.dyn_into::<HtmlInputElement>().ok())
    {
        field.click();
    }
}

/// Takes what is dropped and pasted while the dialog is open, before the page puts it under the texts.
pub fn take_files(draft: Draft) {
    // Further in than the window, on which the page listens.
    let page = document();
    let is_open = move || draft.tools.dialog.get_untracked() == Some(Dialog::New);
    listen(&page, "dragover", move |event: Event| {
        let event: DragEvent = event.unchecked_into();
        if is_open() && carries_files(&event) {
            take(&event);
            draft.write().over = cell_of(&event);
        }
    });
    listen(&page, "dragleave", move |_: Event| {
        if is_open() {
            draft.write().over = None;
        }
    });
    listen(&page, "drop", move |event: Event| {
        let event: DragEvent = event.unchecked_into();
        if is_open() && carries_files(&event) {
            take(&event);
            draft.write().over = None;
            let files = event.data_transfer().and_then(|transfer| transfer.files());
            fill(draft, to_vec(files), cell_of(&event));
        }
    });
    listen(&page, "paste", move |event: Event| {
        let is_ours = owner_of_paste(&event) == Owner::Dialog;
        let event: ClipboardEvent = event.unchecked_into();
        let files = to_vec(
            event
                .clipboard_data()
                .and_then(|clipboard| clipboard.files()),
        );
        if is_open() && is_ours && !files.is_empty() {
            take(&event);
            fill(draft, files, None);
        }
    });
}

fn owner_of_paste(event: &Event) -> Owner {
    let held = Held {
        has_files: true,
        has_text: false,
    };
    focus::situation(event).owner(Act::Paste(held))
}

fn take(event: &Event) {
    event.prevent_default();
    stop(event);
}

fn carries_files(event: &DragEvent) -> bool {
    event
        .data_transfer()
        .is_some_and(|transfer| transfer.types().includes(&"Files".into(), 0))
}

/// The cell that an event happens on.
fn cell_of(event: &Event) -> Option<usize> {
    let hit: Element = event.target()?.dyn_into().ok()?;
    let cell = hit.closest("[data-cell]").ok()??;
    cell.get_attribute("data-cell")?.parse().ok()
}

/// Opens files and puts them into cells: the first that can be opened into the one at `index`, where one is meant, the
/// others into those that are empty. What is wrong with any is said, and the others come all the same.
fn fill(draft: Draft, files: Vec<File>, mut index: Option<usize>) {
    if files.is_empty() {
        return;
    }
    {
        let mut state = draft.write();
        state.kind = Kind::Panels;
        state.problem.clear();
    }
    spawn_local(async move {
        let mut problems = Vec::new();
        let mut left_out = 0;
        for file in files {
            let name = file.name();
            draft.write().said = format!("Opening {name}");
            match Panel::open(name.clone(), &file).await {
                Ok((panel, remark)) => {
                    problems.extend(remark.map(|remark| format!("{name}: {remark}")));
                    let mut state = draft.write();
                    if let Some(place) = state.put(panel, index.take()) {
                        state.selected = place;
                        state.said = format!("Panel {}: {name}", place + 1);
                    } else {
                        left_out += 1;
                    }
                }
                Err(error) => problems.push(format!("{name}: {error}")),
            }
        }
        if left_out > 0 {
            let most = Grid::MOST_CELLS;
            problems.push(format!(
                "{most} pictures are the most, so {left_out} had to stay out. Empty a panel first."
            ));
        }
        if !problems.is_empty() {
            let mut state = draft.write();
            state.said.clear();
            state.problem = problems.join(" ");
        }
    });
}
