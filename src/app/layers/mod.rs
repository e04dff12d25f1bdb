//! The texts in their order: from the front to the back.

mod drag;
mod row;

use crate::app::dynamic::dynamic;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::commands::{command_button, run};
use super::slices::in_slices;
use super::tools::Tools;
use crate::browser::focus;
use crate::document::TextId;
use crate::editor::command::Command;
use drag::Drag;
use row::Row;

/// The list of layers, and what can be done with the selected ones.
pub fn layers() -> impl IntoView {
    let tools = Tools::expect();
    let ids = tools.watch(move |editor| {
        let texts = editor.document().texts.iter().rev();
        texts.map(|text_box| text_box.id).collect::<Vec<TextId>>()
    });
    let ids = in_slices(ids);
    let drag = Drag::new();
    let commands = [
        ("duplicate", "copy"),
        ("forward", "up"),
        ("backward", "down"),
        ("delete", "delete"),
    ];
    view! {
        <div class="section-bar">
            <h2 id="layersHeading">"Layers"</h2>
            {command_button("add-text", "add")}
            {commands.map(|(name, icon)| command_button(name, icon)).collect_view()}
        </div>
        <ul
            class="layers"
            on:keydown=move |event| key(tools, &event)
            on:pointerdown=move |event| drag.begin(&event)
            on:pointermove=move |event| drag.go_on(&event)
            on:pointerup=move |_| drag.end(tools)
            on:pointercancel=move |_| drag.give_up()
        >
            <For each=move || ids.get() key=|id| *id let:id>
                <Row id over=drag.over />
            </For>
        </ul>
        <p class="hint" hidden=dynamic(move || !ids.with(Vec::is_empty))>
            "No text yet. Add one."
        </p>
    }
}

/// Arrow keys go from row to row, and with Alt take the row along; the rest is as on the stage.
fn key(tools: Tools, event: &KeyboardEvent) {
    let key = event.key();
    let Some(row) =
        focus::focused().filter(|element| element.class_list().contains("layer-select"))
    else {
        return;
    };
    let step = match key.as_str() {
        "ArrowUp" => -1,
        "ArrowDown" => 1,
        "Delete" | "Backspace" => {
            run(tools, Command::named("delete"));
            return event.prevent_default();
        }
        "F2" => {
            run(tools, Command::named("rename"));
            return event.prevent_default();
        }
        _ => return,
    };
    event.prevent_default();
    if event.alt_key() {
        run(
            tools,
            Command::named(if step < 0 { "forward" } else { "backward" }),
        );
        let id = row.id();
        // When the list has followed.
        request_animation_frame(move || {
            focus::focus(&format!("#{id}"));
        });
    } else if let Some(next) = neighbour(&row, step) {
        focus::focus_element(&next);
    }
}

fn neighbour(row: &web_sys::Element, step: i32) -> Option<web_sys::HtmlElement> {
    use wasm_bindgen::JsCast;
    let item = row.closest("li").ok()??;
    let next = if step < 0 {
        item.previous_element_sibling()
    } else {
        item.next_element_sibling()
    };
    next?.query_selector(".layer-select").ok()??.dyn_into().ok()
}
