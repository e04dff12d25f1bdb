use kurbo::Point;
use leptos::prelude::*;

use super::blank::shapes;
use super::choices::{Choice, choices, drawn};
use super::draft::Draft;
use super::filling;
use crate::app::controls::{Range, color_choice, slider};
use crate::app::dynamic::dynamic;
use crate::app::icon::icon;
use crate::browser::Panel;
use crate::document::{Crop, Grid, Layout, PixelSize, bounded};

/// The grid, and the picture of the selected cell.
pub fn form(draft: Draft) -> impl IntoView {
    let shape = draft.watch(|panels| panels.grid.shape);
    let color = draft.watch(|panels| panels.grid.color);
    let set_color = Callback::new(move |color| draft.change_grid(|grid| grid.color = color));
    view! {
        {selected(draft)}
        {counts(draft)}
        {layouts(draft)}
        {shapes(
            move || shape.get().size(),
            move |shape| draft.change_grid(|grid| grid.shape = shape),
        )}
        <div class="numbers">
            {width(draft, "newGutter", "Gutter", 1.5, |grid| &mut grid.gutter)}
            {width(draft, "newBorder", "Border", 0.0, |grid| &mut grid.border)}
        </div>
        {color_choice("Gutter colour", color, None, set_color)}
    }
}

fn counts(draft: Draft) -> impl IntoView {
    let count = draft.watch(|panels| panels.grid.count());
    let choice = move |number: usize| Choice {
        label: number.to_string(),
        is_chosen: Box::new(move || count.get() == number),
        choose: Box::new(move || {
            if let Some((layout, _)) = Layout::with_count(number).next() {
                draft.change_grid(|grid| grid.layout = layout);
            }
        }),
        ..Choice::default()
    };
    choices("Pictures", (2..=Grid::MOST_CELLS).map(choice).collect())
}

/// The layouts of the chosen number of cells, drawn.
fn layouts(draft: Draft) -> impl IntoView {
    let chosen = draft.watch(|panels| panels.grid.layout);
    let count = draft.watch(|panels| panels.grid.count());
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
            is_chosen: Box::new(move || chosen.get() == index),
            choose: Box::new(move || draft.change_grid(|grid| grid.layout = index)),
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
    let value = draft.watch(move |panels| {
        let mut grid = panels.grid;
        *of(&mut grid) * 100.0
    });
    slider(range, value, move |percent| {
        draft.change_grid(|grid| *of(grid) = bounded(percent / 100.0, 0.0, Grid::WIDEST));
    })
}

/// What can be done with the picture of the selected cell.
fn selected(draft: Draft) -> impl IntoView {
    let index = draft.selected;
    let shown = Memo::new(move |_| {
        let index = index.get();
        draft.panels.with(|panels| {
            let panel = panels.cells[index].as_ref()?;
            Some((panel.name.clone(), panel.crop.zoom * 100.0))
        })
    });
    let is_empty = move || shown.with(Option::is_none);
    let can_refill = Memo::new(move |_| draft.can_refill(index.get()));
    let empty_label = move || {
        if can_refill.get() {
            "Bring the picture back"
        } else {
            "Empty the panel"
        }
    };
    let heading = move || {
        let number = index.get() + 1;
        shown.with(|shown| match shown {
            Some((name, _)) => format!("Panel {number}: {name}"),
            None => format!("Panel {number} is empty"),
        })
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
    let zoom_now =
        Memo::new(move |_| shown.with(|shown| shown.as_ref().map_or(100.0, |(_, zoom)| *zoom)));
    let count = draft.watch(|panels| panels.grid.count());
    let turn = move |label: &'static str, class: &'static str, is_back: bool| {
        view! {
            <button
                type="button"
                class=format!("icon-button {class}")
                aria-label=label
                title=label
                disabled=dynamic(move || {
                    is_empty() || if is_back { index.get() == 0 } else { index.get() + 1 == count.get() }
                })
                on:click=move |_| draft.swap(is_back)
            >
                {icon("up")}
            </button>
        }
    };
    view! {
        <section class="new-panel" aria-labelledby="newPanel">
            <h3 id="newPanel">{heading}</h3>
            <div class="new-panel-tools">
                {turn("Move to the panel before", "turn-back", true)}
                {turn("Move to the panel after", "turn-on", false)}
                <button
                    type="button"
                    class="icon-button"
                    aria-label=dynamic(move || if is_empty() { "Choose a picture" } else { "Choose another picture" })
                    title=dynamic(move || if is_empty() { "Choose a picture" } else { "Choose another picture" })
                    on:click=move |_| filling::choose(draft, index.get_untracked())
                >
                    {icon("picture")}
                </button>
                <button
                    type="button"
                    class="icon-button"
                    aria-label=dynamic(empty_label)
                    title=dynamic(empty_label)
                    disabled=dynamic(move || is_empty() && !can_refill.get())
                    on:click=move |_| {
                        if can_refill.get_untracked() {
                            draft.refill();
                        } else {
                            draft.empty(index.get_untracked());
                        }
                    }
                >
                    {move || icon(if can_refill.get() { "undo" } else { "delete" })}
                </button>
            </div>
            <fieldset
                class="plain"
                disabled=dynamic(is_empty)
                title=dynamic(move || if is_empty() { "Choose a picture for the panel first" } else { "" })
            >
                {slider(zoom, zoom_now, move |percent| zoom_to(draft, index.get_untracked(), percent / 100.0))}
            </fieldset>
            <p class="hint">"Drag a picture to move it in its panel; pinch or scroll to zoom."</p>
        </section>
    }
}

/// Zooms the picture of a cell around the cell's middle.
fn zoom_to(draft: Draft, index: usize, zoom: f64) {
    let cell = draft.panels.with_untracked(|panels| {
        let cells = panels.grid.cells(panels.grid.shape.size());
        cells.get(index).map(kurbo::Rect::size)
    });
    if let Some(cell) = cell {
        let middle = Point::new(cell.width / 2.0, cell.height / 2.0);
        draft.recrop(index, |crop, picture| {
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
