use kurbo::{Point, Rect, Size};
use leptos::prelude::*;

use super::choices::{Choice, choices, drawn};
use super::draft::Draft;
use crate::app::controls::{Range, color_choice, slider};
use crate::app::dynamic::dynamic;
use crate::document::{Blank, Color, Fill, PixelSize, Shape, bounded};

/// Gradients that are offered.
const GRADIENTS: [(&str, &str, &str); 8] = [
    ("Sunset", "#ff7a1a", "#e84393"),
    ("Dawn", "#ffe936", "#ff7a1a"),
    ("Ember", "#e5322d", "#4a0d2b"),
    ("Sea", "#2bb24c", "#2f7df6"),
    ("Sky", "#2f7df6", "#bfe3ff"),
    ("Berry", "#6a2cd8", "#e84393"),
    ("Night", "#101828", "#3b4f8a"),
    ("Paper", "#ffffff", "#d9d2c7"),
];

/// The size and the colour of a picture with nothing on it.
pub fn form(draft: Draft) -> impl IntoView {
    let has_gradient = draft.watch(|state| matches!(state.blank.fill, Fill::Gradient { .. }));
    view! {
        {shapes(move || draft.read().blank.size, move |shape| resize(draft, shape.size()))}
        <div class="numbers">{side(draft, true)} {side(draft, false)}</div>
        {fills(draft)}
        {move || {
            if has_gradient.get() { gradient(draft).into_any() } else { plain(draft).into_any() }
        }}
    }
}

/// The usual shapes, of which one may be chosen.
pub fn shapes(
    chosen: impl Fn() -> PixelSize + Send + Copy + 'static,
    choose: impl Fn(Shape) + Copy + 'static,
) -> impl IntoView {
    let shape = move |shape: Shape| {
        let size = shape.size();
        let scale = 32.0 / f64::from(size.longer_side());
        let outline = Size::new(f64::from(size.width), f64::from(size.height)) * scale;
        let corner = Point::new(20.0 - outline.width / 2.0, 20.0 - outline.height / 2.0);
        Choice {
            label: shape.label().to_owned(),
            drawing: drawn(Rect::from_origin_size(corner, outline)),
            is_chosen: Box::new(move || chosen() == size),
            choose: Box::new(move || choose(shape)),
            ..Choice::default()
        }
    };
    choices("Shape", Shape::ALL.map(shape).into())
}

fn resize(draft: Draft, size: PixelSize) {
    draft.write().blank.size = size;
}

fn side(draft: Draft, is_width: bool) -> impl IntoView {
    let value = draft.watch(move |state| {
        let PixelSize { width, height } = state.blank.size;
        f64::from(if is_width { width } else { height })
    });
    let range = Range {
        id: if is_width { "newWidth" } else { "newHeight" }.to_owned(),
        label: if is_width { "Width" } else { "Height" },
        unit: "px",
        least: 1.0,
        most: f64::from(Blank::LONGEST_SIDE),
        step: 1.0,
        usual: 1080.0,
    };
    slider(range, value, move |number| {
        let length = bounded(number.round(), 1.0, f64::from(Blank::LONGEST_SIDE)) as u32;
        let mut size = draft.now().blank.size;
        if is_width {
            size.width = length;
        } else {
            size.height = length;
        }
        resize(draft, size);
    })
}

fn is_gradient(draft: Draft) -> bool {
    matches!(draft.read().blank.fill, Fill::Gradient { .. })
}

fn fills(draft: Draft) -> impl IntoView {
    let plain = Choice {
        label: "Colour".to_owned(),
        is_chosen: Box::new(move || !is_gradient(draft)),
        choose: Box::new(move || {
            let (from, ..) = draft.now().gradient;
            fill(draft, Fill::Plain(from));
        }),
        ..Choice::default()
    };
    let gradient = Choice {
        label: "Gradient".to_owned(),
        is_chosen: Box::new(move || is_gradient(draft)),
        choose: Box::new(move || fill_gradient(draft, |_| {})),
        ..Choice::default()
    };
    choices("Filled with", vec![plain, gradient])
}

fn fill(draft: Draft, fill: Fill) {
    draft.write().blank.fill = fill;
}

fn fill_gradient(draft: Draft, change: impl FnOnce(&mut (Color, Color, f64))) {
    let mut state = draft.write();
    change(&mut state.gradient);
    let (from, to, angle) = state.gradient;
    state.blank.fill = Fill::Gradient { from, to, angle };
}

fn plain(draft: Draft) -> impl IntoView {
    let value = draft.watch(|state| match state.blank.fill {
        Fill::Plain(color) => color,
        Fill::Gradient { from, .. } => from,
    });
    let set = Callback::new(move |color| fill(draft, Fill::Plain(color)));
    color_choice("Colour", value, None, set)
}

fn gradient(draft: Draft) -> impl IntoView {
    let from = Callback::new(move |color| fill_gradient(draft, |gradient| gradient.0 = color));
    let to = Callback::new(move |color| fill_gradient(draft, |gradient| gradient.1 = color));
    let angle = Range {
        id: "newAngle".to_owned(),
        label: "Direction",
        unit: "°",
        least: 0.0,
        most: 360.0,
        step: 1.0,
        usual: 135.0,
    };
    let angle_now = draft.watch(|state| state.gradient.2);
    let ready = move |(name, from, to): (&'static str, &'static str, &'static str)| {
        let (Some(start), Some(end)) = (Color::parse(from), Color::parse(to)) else {
            return None;
        };
        let is_chosen = move || {
            let (from, to, _) = draft.read().gradient;
            ((from, to) == (start, end)).to_string()
        };
        let choose =
            move |_| fill_gradient(draft, |gradient| (gradient.0, gradient.1) = (start, end));
        Some(view! {
            <button
                type="button"
                class="swatch"
                style=("--color", format!("linear-gradient(135deg, {from}, {to})"))
                aria-label=format!("Gradient {name}")
                title=name
                aria-pressed=dynamic(is_chosen)
                on:click=choose
            ></button>
        })
    };
    view! {
        <fieldset class="color">
            <legend>"Ready gradients"</legend>
            <div class="swatches">{GRADIENTS.map(ready).collect_view()}</div>
        </fieldset>
        {slider(
            angle,
            angle_now,
            move |angle| {
                fill_gradient(draft, |gradient| gradient.2 = bounded(angle.round(), 0.0, 360.0));
            },
        )}
        {color_choice("From", draft.watch(|state| state.gradient.0), None, from)}
        {color_choice("To", draft.watch(|state| state.gradient.1), None, to)}
    }
}
