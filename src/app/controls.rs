//! The controls that panels are made of. Each is one function, whatever it sets: what differs comes as plain function pointers.

use crate::app::dynamic::dynamic;
use leptos::html::Input;
use leptos::prelude::*;
use web_sys::HtmlInputElement;

use super::icon::icon;
use super::session::Session;
use crate::browser::eyedropper;
use crate::codec::decimal;
use crate::document::{Color, TextBox};
use crate::editor::{Change, Message, Number, NumberInfo, Paint};

fn send(session: Session, change: Change) {
    session.send(Message::Change(change));
}

/// A slider and a field for a number of the selected texts.
pub fn number(number: Number) -> impl IntoView {
    let session = Session::expect();
    let info = number.info();
    let value = session.watch_primary(0.0, move |text_box, document| number.of(text_box, document));
    let set = move |value: f64| send(session, Change::Number(number, value));
    let id = format!("number{}", number as u32);
    // Pixels have no ends to slide between.
    let slider = (info.unit != "px").then(|| {
        view! {
            <input
                type="range"
                aria-label=info.label
                min=decimal(info.least)
                max=decimal(info.most)
                step=decimal(info.step)
                prop:value=dynamic(move || decimal(value.get()))
                on:input:target=move |event| set(event.target().value_as_number())
                on:wheel:target=move |event| wheel(&event, &event.target(), info, set)
            />
        }
    });
    view! {
        <div class="number">
            <label for=id.clone() title="Double-click to reset" on:dblclick=move |_| set(number.usual())>
                {info.label}
            </label>
            {slider}
            <span class="number-field">
                <input
                    id=id
                    type="number"
                    min=decimal(info.least)
                    max=decimal(info.most)
                    step=decimal(info.step)
                    prop:value=dynamic(move || decimal((value.get() * 10.0).round() / 10.0))
                    on:change:target=move |event| set(event.target().value_as_number())
                    on:keydown:target=move |event| {
                        let by = match event.key().as_str() {
                            "ArrowUp" => 1.0,
                            "ArrowDown" => -1.0,
                            _ => return,
                        };
                        event.prevent_default();
                        let steps = if event.shift_key() { 10.0 * by } else { by };
                        set(event.target().value_as_number() + steps * info.step);
                    }
                    on:wheel:target=move |event| wheel(&event, &event.target(), info, set)
                />
                <span aria-hidden="true">{info.unit}</span>
            </span>
        </div>
    }
}

/// The wheel turns a number whose field has the focus; others let the panel scroll.
fn wheel(
    event: &leptos::ev::WheelEvent,
    field: &HtmlInputElement,
    info: &NumberInfo,
    set: impl Fn(f64),
) {
    let has_focus = crate::browser::focus::focused()
        .is_some_and(|focused| &focused == AsRef::<web_sys::Element>::as_ref(field));
    if has_focus {
        event.prevent_default();
        let by = if event.delta_y() < 0.0 {
            info.step
        } else {
            -info.step
        };
        set(field.value_as_number() + by);
    }
}

/// One of several that can be chosen.
pub struct Choice {
    /// What it is called.
    pub label: &'static str,
    /// Its icon; without one, its label is seen.
    pub icon: &'static str,
    /// What choosing it changes.
    pub change: Change,
    /// Whether a text has it.
    pub is_of: fn(&TextBox) -> bool,
}

/// Several of which one is chosen, side by side.
pub fn choices(legend: &'static str, choices: Vec<Choice>) -> impl IntoView {
    let session = Session::expect();
    let choice = move |choice: Choice| {
        let Choice {
            label,
            icon: icon_name,
            change,
            is_of,
        } = choice;
        let has_icon = !icon_name.is_empty();
        let is_chosen = session.watch_primary(false, move |text_box, _| is_of(text_box));
        view! {
            <label class="choice" title=label>
                <input
                    type="radio"
                    name=legend
                    prop:checked=is_chosen
                    on:change=move |_| send(session, change.clone())
                />
                {has_icon.then(|| icon(icon_name))}
                <span class:visually-hidden=has_icon>{label}</span>
            </label>
        }
    };
    view! {
        <fieldset class="choices">
            <legend>{legend}</legend>
            <div>{choices.into_iter().map(choice).collect_view()}</div>
        </fieldset>
    }
}

/// A button that is on or off.
pub fn switch(
    label: &'static str,
    icon_name: &'static str,
    is_on: fn(&TextBox) -> bool,
    change: fn(bool) -> Change,
) -> impl IntoView {
    let session = Session::expect();
    let is_on = session.watch_primary(false, move |text_box, _| is_on(text_box));
    view! {
        <button
            type="button"
            class="icon-button"
            aria-label=label
            title=label
            aria-pressed=dynamic(move || is_on.get().to_string())
            on:click=move |_| send(session, change(!is_on.get_untracked()))
        >
            {icon(icon_name)}
        </button>
    }
}

/// A box to tick.
pub fn tick(
    label: &'static str,
    is_on: fn(&TextBox) -> bool,
    change: fn(bool) -> Change,
) -> impl IntoView {
    let session = Session::expect();
    let is_on = session.watch_primary(false, move |text_box, _| is_on(text_box));
    view! {
        <label class="tick">
            <input
                type="checkbox"
                prop:checked=is_on
                on:change:target=move |event| send(session, change(event.target().checked()))
            />
            {label}
        </label>
    }
}

/// The colours that are offered: black and white, then some that read well on photos.
const SWATCHES: [&str; 8] = [
    "#000000", "#ffffff", "#ffe936", "#ff7a1a", "#e5322d", "#e84393", "#2f7df6", "#2bb24c",
];

/// A colour of the selected texts: swatches, a picker, its number, and the eyedropper where the browser has one.
pub fn color(paint: Paint) -> impl IntoView {
    let session = Session::expect();
    let value = session.watch_primary(Color::BLACK, move |text_box, _| paint.of(text_box));
    let set = move |text: &str| {
        if let Some(color) = Color::parse(text) {
            send(session, Change::Color(paint, color));
        }
    };
    let has_eyedropper = RwSignal::new(false);
    Effect::new(move |_| has_eyedropper.set(eyedropper::is_there()));
    let label = paint.label();
    let swatch = move |hex: &'static str| {
        view! {
            <button
                type="button"
                class="swatch"
                data-color=hex
                aria-label=format!("{label} {hex}")
                aria-pressed=dynamic(move || (value.get().to_string() == hex).to_string())
                on:click=move |_| set(hex)
            ></button>
        }
    };
    let field = NodeRef::<Input>::new();
    view! {
        <fieldset class="color">
            <legend>{label}</legend>
            <div class="swatches">{SWATCHES.map(swatch).collect_view()}</div>
            <div class="color-fields">
                <input
                    type="color"
                    aria-label=format!("{label}: any colour")
                    prop:value=dynamic(move || value.get().to_string())
                    on:input:target=move |event| set(&event.target().value())
                />
                <input
                    type="text"
                    aria-label=format!("{label}: number")
                    maxlength="7"
                    spellcheck="false"
                    node_ref=field
                    prop:value=dynamic(move || value.get().to_string())
                    on:change:target=move |event| {
                        set(&event.target().value());
                        // What is no colour goes back to what it was.
                        event.target().set_value(&value.get_untracked().to_string());
                    }
                />
                {move || has_eyedropper.get().then(|| view! {
                    <button
                        type="button"
                        class="icon-button"
                        aria-label=format!("{label}: pick from the screen")
                        title="Pick from the screen"
                        on:click=move |_| {
                            leptos::task::spawn_local(async move {
                                if let Some(picked) = eyedropper::pick().await {
                                    set(&picked);
                                }
                            });
                        }
                    >
                        {icon("eyedropper")}
                    </button>
                })}
            </div>
        </fieldset>
    }
}
