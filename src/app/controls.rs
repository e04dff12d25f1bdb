//! The controls that panels are made of. Each is one function, whatever it sets: what differs comes as plain function pointers.

use std::rc::Rc;

use crate::app::dynamic::dynamic;
use leptos::html::Input;
use leptos::prelude::*;
use web_sys::HtmlInputElement;

use super::icon::icon;
use super::tools::Tools;
use crate::browser::eyedropper;
use crate::codec::decimal;
use crate::document::{Color, TextBox};
use crate::editor::{Change, Message, Number, Paint};

fn send(tools: Tools, change: Change) {
    tools.send(Message::Change(change));
}

/// A slider and a field for a number of the selected texts.
pub fn number(number: Number) -> impl IntoView {
    let tools = Tools::expect();
    let info = number.info();
    let range = Range {
        id: format!("number{}", number as u32),
        label: info.label,
        unit: info.unit,
        least: info.least,
        most: info.most,
        step: info.step,
        usual: number.usual(),
    };
    let value = tools.watch_primary(0.0, move |text_box, document| number.of(text_box, document));
    slider(range, value, move |value| {
        send(tools, Change::Number(number, value));
    })
}

/// What there is to say about a number that can be set.
pub struct Range {
    /// The id of its field.
    pub id: String,
    /// Its label.
    pub label: &'static str,
    /// The unit after it.
    pub unit: &'static str,
    /// The least.
    pub least: f64,
    /// The most.
    pub most: f64,
    /// From one to the next.
    pub step: f64,
    /// What it is when nobody has changed it.
    pub usual: f64,
}

/// A slider and a field for a number.
pub fn slider(range: Range, value: Memo<f64>, set: impl Fn(f64) + 'static) -> impl IntoView {
    // An empty field is no number.
    let set = move |number: f64| {
        if number.is_finite() {
            set(number);
        }
    };
    slider_boxed(range, value, Rc::new(set))
}

fn slider_boxed(range: Range, value: Memo<f64>, set: Rc<dyn Fn(f64)>) -> impl IntoView {
    let Range {
        id,
        label,
        unit,
        least,
        most,
        step,
        usual,
    } = range;
    let [reset, slide, typed, pressed] = std::array::from_fn(|_| Rc::clone(&set));
    let (turned_slider, turned_field) = (Rc::clone(&set), set);
    // Pixels have no ends to slide between.
    let slider = (unit != "px").then(|| {
        view! {
            <input
                type="range"
                aria-label=label
                min=decimal(least)
                max=decimal(most)
                step=decimal(step)
                prop:value=dynamic(move || decimal(value.get()))
                on:input:target=move |event| slide(event.target().value_as_number())
                on:wheel:target=move |event| wheel(&event, &event.target(), step, &*turned_slider)
            />
        }
    });
    // Once it is typed, what is no number, or too large a one, gives way to what holds.
    view! {
        <div class="number">
            <label for=id.clone() title="Double-click to reset" on:dblclick=move |_| reset(usual)>
                {label}
            </label>
            {slider}
            <span class="number-field">
                <input
                    id=id
                    type="number"
                    min=decimal(least)
                    max=decimal(most)
                    step=decimal(step)
                    prop:value=dynamic(move || shown(value.get()))
                    on:change:target=move |event| {
                        typed(event.target().value_as_number());
                        event.target().set_value(&shown(value.get_untracked()));
                    }
                    on:keydown:target=move |event| {
                        let by = match event.key().as_str() {
                            "ArrowUp" => 1.0,
                            "ArrowDown" => -1.0,
                            _ => return,
                        };
                        event.prevent_default();
                        let steps = if event.shift_key() { 10.0 * by } else { by };
                        pressed(event.target().value_as_number() + steps * step);
                    }
                    on:wheel:target=move |event| wheel(
                        &event,
                        &event.target(),
                        step,
                        &*turned_field,
                    )
                />
                <span aria-hidden="true">{unit}</span>
            </span>
        </div>
    }
}

/// A number as its field shows it: to a tenth.
fn shown(value: f64) -> String {
    decimal((value * 10.0).round() / 10.0)
}

/// The wheel turns a number whose field has the focus; others let the panel scroll.
fn wheel(event: &leptos::ev::WheelEvent, field: &HtmlInputElement, step: f64, set: &dyn Fn(f64)) {
    let has_focus = crate::browser::focus::focused()
        .is_some_and(|focused| &focused == AsRef::<web_sys::Element>::as_ref(field));
    if has_focus {
        event.prevent_default();
        let by = if event.delta_y() < 0.0 { step } else { -step };
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
    let tools = Tools::expect();
    let choice = move |choice: Choice| {
        let Choice {
            label,
            icon: icon_name,
            change,
            is_of,
        } = choice;
        let has_icon = !icon_name.is_empty();
        let is_chosen = tools.watch_primary(false, move |text_box, _| is_of(text_box));
        view! {
            <label class="choice" title=label>
                <input
                    type="radio"
                    name=legend
                    prop:checked=is_chosen
                    on:change=move |_| send(tools, change.clone())
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
    let tools = Tools::expect();
    let is_on = tools.watch_primary(false, move |text_box, _| is_on(text_box));
    view! {
        <button
            type="button"
            class="icon-button"
            aria-label=label
            title=label
            aria-pressed=dynamic(move || is_on.get().to_string())
            on:click=move |_| send(tools, change(!is_on.get_untracked()))
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
    let tools = Tools::expect();
    let is_on = tools.watch_primary(false, move |text_box, _| is_on(text_box));
    view! {
        <label class="tick">
            <input
                type="checkbox"
                prop:checked=is_on
                on:change:target=move |event| send(tools, change(event.target().checked()))
            />
            {label}
        </label>
    }
}

/// The colours that are offered: black and white, then some that read well on photos.
const SWATCHES: [&str; 8] = [
    "#000000", "#ffffff", "#ffe936", "#ff7a1a", "#e5322d", "#e84393", "#2f7df6", "#2bb24c",
];

/// A colour of the selected texts.
pub fn color(paint: Paint) -> impl IntoView {
    let tools = Tools::expect();
    let value = tools.watch_primary(Color::BLACK, move |text_box, _| paint.of(text_box));
    let set = Callback::new(move |color| send(tools, Change::Color(paint, color)));
    color_choice(paint.label(), value, Some(tools.picture_colors), set)
}

/// A colour: swatches, those of the picture where there is one, a picker, its number, and the eyedropper where the browser
/// has it.
pub fn color_choice(
    label: &'static str,
    value: Memo<Color>,
    of_the_picture: Option<RwSignal<Vec<String>>>,
    set: Callback<Color>,
) -> impl IntoView {
    let set = move |text: &str| {
        if let Some(color) = Color::parse(text) {
            set.run(color);
        }
    };
    let has_eyedropper = RwSignal::new(false);
    Effect::new(move |_| has_eyedropper.set(eyedropper::is_there()));
    let swatch = move |hex: String, name: String| {
        let (own, chosen) = (hex.clone(), hex.clone());
        view! {
            <button
                type="button"
                class="swatch"
                style=("--color", own)
                aria-label=name
                aria-pressed=dynamic(move || (value.get().to_string() == chosen).to_string())
                on:click=move |_| set(&hex)
            ></button>
        }
    };
    let usual = SWATCHES.map(|hex| swatch(hex.to_owned(), format!("{label} {hex}")));
    let of_the_picture = of_the_picture.map(|colors| {
        let of_each = move || {
            let swatch = |hex: String| {
                let name = format!("{label} from the picture: {hex}");
                swatch(hex, name)
            };
            colors.get().into_iter().map(swatch).collect_view()
        };
        view! {
            <div class="swatches" title="From the picture">
                {of_each}
            </div>
        }
    });
    let field = NodeRef::<Input>::new();
    // Once it is typed, what is no colour goes back to what it was.
    view! {
        <fieldset class="color">
            <legend>{label}</legend>
            <div class="swatches">{usual.collect_view()}</div>
            {of_the_picture}
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
                        event.target().set_value(&value.get_untracked().to_string());
                    }
                />
                {move || {
                    has_eyedropper
                        .get()
                        .then(|| {
                            view! {
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
                            }
                        })
                }}
            </div>
        </fieldset>
    }
}
