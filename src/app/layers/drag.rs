use leptos::ev::PointerEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::app::tools::Tools;
use crate::browser::element_at;
use crate::document::TextId;
use crate::editor::Message;

/// A row that is dragged by its grip. The list listens, not the row: a row that moves in the list loses its pointer.
#[derive(Clone, Copy)]
pub struct Drag {
    /// The text in whose place the dragged one would go.
    pub over: RwSignal<Option<TextId>>,
    dragged: StoredValue<Option<TextId>>,
}

impl Drag {
    /// Nothing is dragged.
    pub fn new() -> Self {
        Self {
            over: RwSignal::new(None),
            dragged: StoredValue::new(None),
        }
    }

    /// A pointer was pressed in the list.
    pub fn begin(self, event: &PointerEvent) {
        let hit = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        let grip = hit.and_then(|hit| hit.closest(".grip").ok().flatten());
        let Some(grip) = grip else { return };
        event.prevent_default();
        self.dragged.set_value(text_of(&grip));
        if let Some(list) = grip.closest(".layers").ok().flatten() {
            // Fails for a pointer that is gone alone.
            let _ = list.set_pointer_capture(event.pointer_id());
        }
    }

    /// It has moved.
    pub fn go_on(self, event: &PointerEvent) {
        if let Some(dragged) = self.dragged.get_value() {
            let over = element_at(event.client_x(), event.client_y());
            let over = over
                .and_then(|element| text_of(&element))
                .filter(|over| *over != dragged);
            if self.over.get_untracked() != over {
                self.over.set(over);
            }
        }
    }

    /// It was let go: the dragged text goes to the place of the one that it is over.
    pub fn end(self, tools: Tools) {
        let (dragged, over) = (self.dragged.get_value(), self.over.get_untracked());
        self.give_up();
        if let (Some(id), Some(over)) = (dragged, over) {
            let index = (tools.editor).with_untracked(|editor| {
                let mut texts = editor.document().texts.iter();
                texts.position(|text_box| text_box.id == over)
            });
            if let Some(index) = index {
                tools.send(Message::MoveTo { id, index });
            }
        }
    }

    /// Nothing is dragged any more.
    pub fn give_up(self) {
        self.dragged.set_value(None);
        if self.over.get_untracked().is_some() {
            self.over.set(None);
        }
    }
}

/// The text whose row an element is in.
fn text_of(element: &Element) -> Option<TextId> {
    let row = element.closest("[data-layer]").ok()??;
    row.get_attribute("data-layer")?.parse().ok().map(TextId)
}
