use crate::app::dynamic::{dynamic, effect};
use leptos::prelude::*;

use super::icon::icon;
use super::session::Tab;
use super::tools::Tools;
use crate::browser::{find, set_attribute};

impl Tab {
    const ALL: [Self; 4] = [Self::Picture, Self::Text, Self::Look, Self::Layers];

    /// Its name for the style sheet, and of its icon.
    pub fn name(self) -> &'static str {
        match self {
            Self::Picture => "picture",
            Self::Text => "text",
            Self::Look => "look",
            Self::Layers => "layers",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Picture => "Picture",
            Self::Text => "Text",
            Self::Look => "Look",
            Self::Layers => "Layers",
        }
    }
}

/// The bar along the bottom of a phone: which panel is in the sheet above it.
pub fn tabs() -> impl IntoView {
    let tools = Tools::expect();
    let tab = move |tab: Tab| {
        view! {
            <button
                type="button"
                class="tab"
                aria-pressed=dynamic(move || (tools.tab.get() == tab).to_string())
                on:click=move |_| tools.tab.set(tab)
            >
                {icon(tab.name())}
                {tab.label()}
            </button>
        }
    };
    view! {
        <nav class="tabs" aria-label="Panels">
            {Tab::ALL.map(tab).collect_view()}
        </nav>
    }
}

/// How far the sheet's grip is dragged for it to change its height, in CSS pixels.
const DRAGGED: i32 = 12;

/// The grip of a phone's sheet: tapped or dragged, it changes between two heights.
pub fn sheet_grip() -> impl IntoView {
    let is_tall = Tools::expect().is_sheet_tall;
    let pressed_at = StoredValue::new(0);
    let was_dragged = StoredValue::new(false);
    view! {
        <button
            type="button"
            class="sheet-grip"
            aria-label=dynamic(move || {
                if is_tall.get() { "Make the panel smaller" } else { "Make the panel larger" }
            })
            on:pointerdown=move |event| {
                pressed_at.set_value(event.client_y());
                was_dragged.set_value(false);
            }
            on:pointermove=move |event| {
                let by = event.client_y() - pressed_at.get_value();
                if event.buttons() != 0 && by.abs() >= DRAGGED {
                    was_dragged.set_value(true);
                    is_tall.set(by < 0);
                }
            }
            on:click=move |_| {
                if !was_dragged.get_value() {
                    is_tall.update(|is_tall| *is_tall = !*is_tall);
                }
            }
        ></button>
    }
}

/// Has the style sheet show the panel that is chosen, in the height that is.
pub fn show_chosen(tools: Tools) {
    effect(move || {
        let sheet = if tools.is_sheet_tall.get() {
            "tall"
        } else {
            "low"
        };
        if let Some(workbench) = find(".workbench") {
            set_attribute(&workbench, "data-tab", tools.tab.get().name());
            set_attribute(&workbench, "data-sheet", sheet);
        }
    });
}
