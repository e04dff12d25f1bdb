use kurbo::{Point, Rect};
use leptos::prelude::*;

use super::blank::shapes;
use super::choices::{Choice, choices, drawn};
use super::draft::{Draft, State};
use super::filling;
use crate::app::controls::{Range, color_choice, slider};
use crate::app::dynamic::{dynamic, words};
use crate::app::icon::icon;
use crate::browser::Panel;
use crate::document::{Crop, Grid, Layout, PixelSize, bounded};

/// The grid, and the picture of the selected cell.
pub fn form(draft: Draft) -> impl IntoView {
    let color = draft.watch(|state| state.panels.grid.color);
    let set_color =
        Callback::new(move |color| draft.write().change_grid(|grid| grid.color = color));
    view! {
        {selected(draft)}
        {counts(draft)}
        {layouts(draft)}
        {shapes(
            move || draft.read().panels.grid.shape.size(),
            move |shape| draft.write().change_grid(|grid| grid.shape = shape),
        )}
        <div class="numbers">
            {width(draft, "newGutter", "Gutter", 1.5, |grid| &mut grid.gutter)}
            {width(draft, "newBorder", "Border", 0.0, |grid| &mut grid.border)}
        </div>
        {color_choice("Gutter colour", color, None, set_color)}
    }
}

fn counts(draft: Draft) -> impl IntoView {
    let choice = move |number: usize| Choice {
        label: number.to_string(),
        is_chosen: Box::new(move || draft.read().panels.grid.count() == number),
        choose: Box::new(move || {
            if let Some((layout, _)) = Layout::with_count(number).next() {
                draft.write().change_grid(|grid| grid.layout = layout);
            }
        }),
        ..Choice::default()
    };
    choices("Pictures", (2..=Grid::MOST_CELLS).map(choice).collect())
}

/// The layouts of the chosen number of cells, drawn.
fn layouts(draft: Draft) -> impl IntoView {
    let count = draft.watch(|state| state.panels.grid.count());
    let choice = move |(index, layout): (usize, &'static Layout)| {
        let grid = Grid {
            layout: index,
            gutter: 0.06,
            border: 0.05,
            ..Grid::default()
        };
        let size = PixelSize {
            width: 40,
            height: 40,
        };
        Choice {
            label: layout.label.to_owned(),
            drawing: grid.cells(size).into_iter().map(drawn).collect(),
            is_label_seen: false,
            is_chosen: Box::new(move || draft.read().panels.grid.layout == index),
            choose: Box::new(move || draft.write().change_grid(|grid| grid.layout = index)),
            ..Choice::default()
        }
    };
    move || {
        choices(
            "Layout",
            Layout::with_count(count.get()).map(choice).collect(),
        )
    }
}

fn width(
    draft: Draft,
    id: &'static str,
    label: &'static str,
    usual: f64,
    of: fn(&mut Grid) -> &mut f64,
) -> impl IntoView {
    let range = Range {
        id: id.to_owned(),
        label,
        unit: "%",
        least: 0.0,
        most: 100.0 * Grid::WIDEST,
        step: 0.5,
        usual,
    };
    let value = draft.watch(move |state| {
        let mut grid = state.panels.grid;
        *of(&mut grid) * 100.0
    });
    slider(range, value, move |percent| {
        draft
            .write()
            .change_grid(|grid| *of(grid) = bounded(percent / 100.0, 0.0, Grid::WIDEST));
    })
}

/// What can be done with the picture of the selected cell.
fn selected(draft: Draft) -> impl IntoView {
    let is_empty = move || {
        let state = draft.read();
        state.panel(state.selected).is_none()
    };
    let heading = move || {
        let state = draft.read();
        let number = state.selected + 1;
        match state.panel(state.selected) {
            Some(panel) => format!("Panel {number}: {}", panel.name),
            None => format!("Panel {number} is empty"),
        }
    };
    let reason = move || {
        if is_empty() {
            "Choose a picture for the panel first"
        } else {
            ""
        }
    };
    let zoom = Range {
        id: "newZoom".to_owned(),
        label: "Zoom",
        unit: "%",
        least: 100.0,
        most: 100.0 * Crop::MOST_ZOOM,
        step: 5.0,
        usual: 100.0,
    };
    let zoom_now = draft.watch(|state| {
        let panel = state.panel(state.selected);
        panel.map_or(100.0, |panel| panel.crop.zoom * 100.0)
    });
    view! {
        <section class="new-panel" aria-labelledby="newPanel">
            <h3 id="newPanel">{words(heading)}</h3>
            {tools_of_selected(draft)}
            <fieldset class="plain" disabled=dynamic(is_empty) title=dynamic(reason)>
                {slider(zoom, zoom_now, move |percent| zoom_to(draft, percent / 100.0))}
            </fieldset>
            <p class="hint">"Drag a picture to move it in its panel; pinch or scroll to zoom."</p>
        </section>
    }
}

/// Moves, replaces and removes it.
fn tools_of_selected(draft: Draft) -> impl IntoView {
    let selected_is_empty = |state: &State| state.panel(state.selected).is_none();
    let can_refill = draft.watch(State::can_refill);
    let empty_label = move || {
        if can_refill.get() {
            "Bring the picture back"
        } else {
            "Empty the panel"
        }
    };
    let choose_label = move || {
        if selected_is_empty(&draft.read()) {
            "Choose a picture"
        } else {
            "Choose another picture"
        }
    };
    let turn = move |label: &'static str, class: &'static str, is_back: bool| {
        let cannot = move || {
            let state = draft.read();
            let last = state.panels.grid.count() - 1;
            state.selected == if is_back { 0 } else { last } || selected_is_empty(&state)
        };
        view! {
            <button
                type="button"
                class=format!("icon-button {class}")
                aria-label=label
                title=label
                disabled=dynamic(cannot)
                on:click=move |_| draft.write().swap(is_back)
            >
                {icon("up")}
            </button>
        }
    };
    let empty_or_refill = move |_| {
        let mut state = draft.write();
        if state.can_refill() {
            state.refill();
        } else {
            let index = state.selected;
            state.empty(index);
        }
    };
    view! {
        <div class="new-panel-tools">
            {turn("Move to the panel before", "turn-back", true)}
            {turn("Move to the panel after", "turn-on", false)}
            <button
                type="button"
                class="icon-button"
                aria-label=dynamic(choose_label)
                title=dynamic(choose_label)
                on:click=move |_| {
                    let index = draft.now().selected;
                    filling::choose(draft, index);
                }
            >
                {icon("picture")}
            </button>
            <button
                type="button"
                class="icon-button"
                aria-label=dynamic(empty_label)
                title=dynamic(empty_label)
                disabled=dynamic(move || selected_is_empty(&draft.read()) && !can_refill.get())
                on:click=empty_or_refill
            >
                {move || icon(if can_refill.get() { "undo" } else { "delete" })}
            </button>
        </div>
    }
}

/// Zooms the picture of the selected cell around the cell's middle.
fn zoom_to(draft: Draft, zoom: f64) {
    let mut state = draft.write();
    let index = state.selected;
    let grid = state.panels.grid;
    if let Some(cell) = grid.cells(grid.shape.size()).get(index).map(Rect::size) {
        let middle = Point::new(cell.width / 2.0, cell.height / 2.0);
        state.recrop(index, |crop, picture| {
            crop.zoomed(zoom / crop.zoom, middle, picture, cell)
        });
    }
}

/// What a cell is called.
pub fn cell_name(index: usize, panel: Option<&Panel>) -> String {
    let number = index + 1;
    match panel {
        Some(panel) => format!("Panel {number}: {}", panel.name),
        None => format!("Choose a picture for panel {number}"),
    }
}
