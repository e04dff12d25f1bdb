use leptos::prelude::*;

use crate::app::dynamic::dynamic;
use crate::codec::decimal;

/// One of several of which one is chosen.
pub struct Choice {
    /// What it is called.
    pub label: String,
    /// What is drawn of it: the shapes of an SVG path, within 40 × 40. Without one its label is all that is seen.
    pub drawing: String,
    /// Whether its label is seen under what is drawn.
    pub is_label_seen: bool,
    /// Whether it can be chosen at all.
    pub is_offered: Box<dyn Fn() -> bool + Send>,
    /// Whether it is chosen.
    pub is_chosen: Box<dyn Fn() -> bool + Send>,
    /// Chooses it.
    pub choose: Box<dyn Fn()>,
}

impl Default for Choice {
    fn default() -> Self {
        Self {
            label: String::new(),
            drawing: String::new(),
            is_label_seen: true,
            is_offered: Box::new(|| true),
            is_chosen: Box::new(|| false),
            choose: Box::new(|| {}),
        }
    }
}

/// Several of which one is chosen, side by side.
pub fn choices(legend: &'static str, choices: Vec<Choice>) -> impl IntoView {
    view! {
        <fieldset class="choices">
            <legend>{legend}</legend>
            <div>{choices.into_iter().map(|each| choice(legend, each)).collect_view()}</div>
        </fieldset>
    }
}

/// One of them.
pub fn choice(group: &'static str, choice: Choice) -> impl IntoView {
    let Choice {
        label,
        drawing,
        is_label_seen,
        is_offered,
        is_chosen,
        choose,
    } = choice;
    let title = label.clone();
    let is_drawn = !drawing.is_empty();
    let drawn = is_drawn.then(|| {
        view! {
            <svg class="drawn" viewBox="0 0 40 40" aria-hidden="true">
                <path d=drawing />
            </svg>
        }
    });
    view! {
        <label
            class="choice"
            class:drawn-choice=is_drawn
            title=title
            hidden=dynamic(move || !is_offered())
        >
            <input
                type="radio"
                name=group
                prop:checked=dynamic(is_chosen)
                on:change=move |_| choose()
            />
            {drawn}
            <span class:visually-hidden=!is_label_seen>{label}</span>
        </label>
    }
}

/// A rectangle as shapes of an SVG path are written.
pub fn drawn(rect: kurbo::Rect) -> String {
    let [x, y, width, height] = [rect.x0, rect.y0, rect.width(), rect.height()].map(decimal);
    format!("M{x} {y}h{width}v{height}h-{width}z")
}
