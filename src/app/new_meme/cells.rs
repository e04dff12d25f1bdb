//! The cells over the preview: each is a button that takes a picture, and then has it moved and zoomed.

use kurbo::{Point, Size, Vec2};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, MouseEvent, PointerEvent, WheelEvent};

use super::draft::Draft;
use super::filling;
use super::panels::cell_name;
use crate::app::dynamic::dynamic;
use crate::app::icon::icon;
use crate::codec::decimal;
use crate::document::{Crop, PixelSize};

/// What a wheel's notch of 100 makes of the size: a quarter.
const WHEEL_ZOOM: f64 = 0.0022;
/// How far an arrow key moves a picture, in CSS pixels; with Shift ten times as far.
const KEY_PX: f64 = 4.0;
/// What `+` makes of the size.
const KEY_ZOOM: f64 = 1.1;

/// The pointers that are down on one cell, by id, with where they are in it.
type Down = Vec<(i32, Point)>;

/// All cells.
pub fn cells(draft: Draft) -> impl IntoView {
    let count = draft.watch(|state| state.panels.grid.count());
    let down = StoredValue::new(Down::new());
    view! {
        <div class="new-cells" role="group" aria-label="Panels">
            {move || (0..count.get()).map(|index| cell(draft, down, index)).collect_view()}
        </div>
        {filling::file_field(draft)}
        <p id="newKeys" hidden>
            "Arrow keys move the picture, plus and minus zoom it, Delete empties the panel."
        </p>
    }
}

fn cell(draft: Draft, down: StoredValue<Down>, index: usize) -> impl IntoView {
    // In percent of the whole: left, top, width, height.
    let side = move |side: usize| {
        dynamic(move || {
            let grid = draft.read().panels.grid;
            let size = grid.shape.size();
            let rect = grid.cells(size).get(index).copied().unwrap_or_default();
            let (width, height) = (f64::from(size.width), f64::from(size.height));
            let part = match side {
                0 => rect.x0 / width,
                1 => rect.y0 / height,
                2 => rect.width() / width,
                _ => rect.height() / height,
            };
            format!("{}%", decimal(100.0 * part))
        })
    };
    let is_filled = move || draft.read().panel(index).is_some();
    let is_filled_now = move || draft.now().panel(index).is_some();
    view! {
        <button
            type="button"
            class="new-cell"
            class:filled=dynamic(is_filled)
            class:selected=dynamic(move || draft.read().selected == index)
            class:over=dynamic(move || draft.read().over == Some(index))
            data-cell=index.to_string()
            style:left=side(0)
            style:top=side(1)
            style:width=side(2)
            style:height=side(3)
            aria-label=dynamic(move || cell_name(index, draft.read().panel(index)))
            aria-describedby=dynamic(move || is_filled().then_some("newKeys"))
            on:focus=move |_| draft.write().selected = index
            on:click=move |_| {
                draft.write().selected = index;
                if !is_filled_now() {
                    filling::choose(draft, index);
                }
            }
            on:keydown=move |event| {
                if is_filled_now() && key(draft, index, &event) {
                    event.prevent_default();
                }
            }
            on:wheel=move |event| {
                if is_filled_now() {
                    event.prevent_default();
                    wheel(draft, index, &event);
                }
            }
            on:pointerdown=move |event| {
                if is_filled_now() {
                    press(draft, down, index, &event);
                }
            }
            on:pointermove=move |event| drag(draft, down, index, &event)
            on:pointerup=move |event| release(down, &event)
            on:pointercancel=move |event| release(down, &event)
        >
            <span class="new-cell-label" hidden=dynamic(is_filled)>
                {icon("picture")}
                <span>{index + 1}</span>
            </span>
        </button>
    }
}

/// The size of the cell that an event happens on, and where in it, in CSS pixels.
fn inside(event: &MouseEvent) -> Option<(Size, Point)> {
    let cell: HtmlElement = event.current_target()?.dyn_into().ok()?;
    let rect = cell.get_bounding_client_rect();
    let at = Point::new(
        f64::from(event.client_x()) - rect.left(),
        f64::from(event.client_y()) - rect.top(),
    );
    Some((Size::new(rect.width(), rect.height()), at))
}

fn press(draft: Draft, down: StoredValue<Down>, index: usize, event: &PointerEvent) {
    if event.button() > 0 {
        return;
    }
    let Some((_, at)) = inside(event) else {
        return;
    };
    if let Some(cell) =
        (event.current_target()).and_then(|cell| cell.dyn_into::<HtmlElement>().ok())
    {
        // Fails for a pointer that is gone alone.
        let _ = cell.set_pointer_capture(event.pointer_id());
    }
    draft.write().selected = index;
    down.update_value(|down| down.push((event.pointer_id(), at)));
}

fn release(down: StoredValue<Down>, event: &PointerEvent) {
    down.update_value(|down| down.retain(|(id, _)| *id != event.pointer_id()));
}

/// One pointer moves the picture, two move and zoom it.
fn drag(draft: Draft, down: StoredValue<Down>, index: usize, event: &PointerEvent) {
    let Some((cell, at)) = inside(event) else {
        return;
    };
    let moved = down.try_update_value(|down| {
        let before: Vec<Point> = down.iter().map(|(_, at)| *at).collect();
        let moved = down.iter_mut().find(|(id, _)| *id == event.pointer_id())?;
        moved.1 = at;
        let after: Vec<Point> = down.iter().map(|(_, at)| *at).collect();
        Some((before, after))
    });
    let Some(Some((before, after))) = moved else {
        return;
    };
    draft.write().recrop(index, |crop, picture| {
        match (before.as_slice(), after.as_slice()) {
            ([before], [after]) => crop.panned(*after - *before, picture, cell),
            ([a, b], [after_a, after_b]) => {
                let apart = (*b - *a).hypot().max(1.0);
                let factor = (*after_b - *after_a).hypot() / apart;
                let (middle, after) = (a.midpoint(*b), after_a.midpoint(*after_b));
                crop.zoomed(factor, middle, picture, cell)
                    .panned(after - middle, picture, cell)
            }
            _ => crop,
        }
    });
}

fn wheel(draft: Draft, index: usize, event: &WheelEvent) {
    if let Some((cell, at)) = inside(event) {
        let factor = (-event.delta_y() * WHEEL_ZOOM).exp();
        draft.write().selected = index;
        draft.write().recrop(index, |crop, picture| {
            crop.zoomed(factor, at, picture, cell)
        });
    }
}

/// Moves, zooms or empties a cell. Returns whether the key does any of these.
fn key(draft: Draft, index: usize, event: &KeyboardEvent) -> bool {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return false;
    }
    let cell = (event.current_target()).and_then(|cell| cell.dyn_into::<HtmlElement>().ok());
    let Some(rect) = cell.map(|cell| cell.get_bounding_client_rect()) else {
        return false;
    };
    let cell = Size::new(rect.width(), rect.height());
    let step = if event.shift_key() {
        10.0 * KEY_PX
    } else {
        KEY_PX
    };
    let pan = |x: f64, y: f64| {
        let by = Vec2::new(x, y) * step;
        draft
            .write()
            .recrop(index, |crop, picture| crop.panned(by, picture, cell));
    };
    let zoom = |factor: f64| {
        let middle = Point::new(cell.width / 2.0, cell.height / 2.0);
        let change = |crop: Crop, picture: PixelSize| crop.zoomed(factor, middle, picture, cell);
        draft.write().recrop(index, change);
    };
    match event.key().as_str() {
        "ArrowLeft" => pan(-1.0, 0.0),
        "ArrowRight" => pan(1.0, 0.0),
        "ArrowUp" => pan(0.0, -1.0),
        "ArrowDown" => pan(0.0, 1.0),
        "+" | "=" => zoom(KEY_ZOOM),
        "-" | "_" => zoom(1.0 / KEY_ZOOM),
        "Delete" | "Backspace" => draft.write().empty(index),
        _ => return false,
    }
    true
}
