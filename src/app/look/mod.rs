//! How the selected texts look, or what is around the picture when none is selected.

mod face;

use leptos::html::Div;
use leptos::prelude::*;
use web_sys::HtmlElement;

use super::commands::{command_button, labelled_command_button};
use super::controls::{Choice, choices, color, number, switch, tick};
use super::dynamic::{dynamic, effect};
use super::later::{NotLoaded, OnDemand, mount};
use super::tools::Tools;
use crate::codec::picture::main_colors;
use crate::document::{Align, Case, FontSize, Language, PixelSize, Preset, VerticalAlign};
use crate::editor::{Change, Message, Number, Paint};
use face::FacePicker;
pub use face::restore as restore_fonts;

/// The properties of what is selected.
pub fn look() -> impl IntoView {
    let tools = Tools::expect();
    let count = tools.watch(move |editor| editor.selection().len());
    // Not the number of texts: the controls stay when another text is selected.
    let is_selected = tools.watch(|editor| !editor.selection().is_empty());
    let heading = move || match count.get() {
        0 => "Look".to_owned(),
        1 => "Look of the text".to_owned(),
        several => format!("Look of {several} texts"),
    };
    let holder = NodeRef::<Div>::new();
    let controls = OnDemand::new();
    Effect::new(move |_| {
        if let (true, Some(holder)) = (is_selected.get(), holder.get()) {
            controls.fetch(*tools, bring_controls(tools, holder.into()));
        }
    });
    view! {
        <h2 id="lookHeading">{heading}</h2>
        <p class="hint" hidden=dynamic(move || is_selected.get())>
            "Select a text to change how it looks."
        </p>
        <div class="later" node_ref=holder hidden=dynamic(move || !is_selected.get())></div>
    }
}

/// A picture is looked at in this size for its colours.
const SAMPLE: PixelSize = PixelSize {
    width: 64,
    height: 64,
};

/// All properties of a text: a file of its own, fetched when a text is selected for the first time.
#[leptos::wasm_split::wasm_split(
    look,
    wasm_split_path = ::leptos::wasm_split,
    preload(fetch_controls),
    fallible
)]
pub fn bring_controls(tools: Tools, holder: HtmlElement) -> Result<(), NotLoaded> {
    mount(holder, move || {
        provide_context(tools);
        let mut known = None;
        effect(move || {
            let shown = tools.shown.get();
            if let Some(shown) = shown.filter(|shown| known.replace(shown.id) != Some(shown.id)) {
                let colors = main_colors(&shown.preview.pixels(SAMPLE));
                let colors = colors.iter().map(ToString::to_string).collect();
                tools.picture_colors.set(colors);
            }
        });
        view! {
            {presets(tools)}
            {letters()}
            {lines()}
            {colors()}
            {place()}
            <div class="buttons">
                {labelled_command_button("copy-look", "copy")}
                {labelled_command_button("paste-look", "look")}
            </div>
        }
    });
    Ok(())
}

/// Finished looks.
fn presets(tools: Tools) -> impl IntoView {
    let preset = move |preset: Preset| {
        view! {
            <button
                type="button"
                class="chip"
                on:click=move |_| tools.send(Message::ApplyPreset(preset))
            >
                {preset.label()}
            </button>
        }
    };
    view! {
        <div class="chips" role="group" aria-label="Presets">
            {Preset::ALL.map(preset).collect_view()}
        </div>
    }
}

fn letters() -> impl IntoView {
    let case = |label, case, is_of| Choice {
        label,
        icon: "",
        change: Change::Case(case),
        is_of,
    };
    view! {
        <FacePicker />
        <div class="row">
            {switch("Bold", "bold", |text_box| text_box.look.font.bold, Change::Bold)}
            {switch("Italic", "italic", |text_box| text_box.look.font.italic, Change::Italic)}
            {tick(
                "Fit the box",
                |text_box| matches!(text_box.look.size, FontSize::Auto { .. }),
                Change::AutoSize,
            )}
        </div>
        {number(Number::Size)}
        {choices(
            "Case",
            vec![
                case("AA", Case::Upper, |text_box| text_box.look.case == Case::Upper),
                case("As typed", Case::AsTyped, |text_box| text_box.look.case == Case::AsTyped),
                case("aa", Case::Lower, |text_box| text_box.look.case == Case::Lower),
                case("Each Word", Case::Title, |text_box| text_box.look.case == Case::Title),
                case("Sentence", Case::Sentence, |text_box| text_box.look.case == Case::Sentence),
                case(
                    "aLtErNaTe",
                    Case::Alternating,
                    |text_box| text_box.look.case == Case::Alternating,
                ),
            ],
        )}
        {language()}
    }
}

/// The language whose capitals a text has.
fn language() -> impl IntoView {
    let tools = Tools::expect();
    let language = tools.watch_primary(Language::Other, |text_box, _| {
        text_box.language.unwrap_or(Language::Other)
    });
    let option = |language: Language| {
        view! { <option value=language.tag()>{language.label()}</option> }
    };
    view! {
        <label class="select">
            "Language"
            <select
                prop:value=dynamic(move || language.get().tag())
                on:change:target=move |event| {
                    let chosen = event.target().value();
                    let mut languages = Language::ALL.into_iter();
                    if let Some(language) = languages.find(|language| language.tag() == chosen) {
                        tools.send(Message::Change(Change::Language(language)));
                    }
                }
            >
                {Language::ALL.map(option).collect_view()}
            </select>
        </label>
    }
}

fn lines() -> impl IntoView {
    let align = |label, icon, align, is_of| Choice {
        label,
        icon,
        change: Change::Align(align),
        is_of,
    };
    let vertical = |label, icon, align, is_of| Choice {
        label,
        icon,
        change: Change::VerticalAlign(align),
        is_of,
    };
    view! {
        <div class="row">
            {choices(
                "Lines",
                vec![
                    align(
                        "Left",
                        "text-left",
                        Align::Left,
                        |text_box| text_box.look.align == Align::Left,
                    ),
                    align(
                        "Centre",
                        "text-center",
                        Align::Center,
                        |text_box| text_box.look.align == Align::Center,
                    ),
                    align(
                        "Right",
                        "text-right",
                        Align::Right,
                        |text_box| text_box.look.align == Align::Right,
                    ),
                    align(
                        "By script",
                        "text",
                        Align::Start,
                        |text_box| text_box.look.align == Align::Start,
                    ),
                ],
            )}
            {choices(
                "Edge",
                vec![
                    vertical(
                        "Top",
                        "align-top",
                        VerticalAlign::Top,
                        |text_box| { text_box.look.vertical_align == VerticalAlign::Top },
                    ),
                    vertical(
                        "Middle",
                        "align-middle",
                        VerticalAlign::Middle,
                        |text_box| { text_box.look.vertical_align == VerticalAlign::Middle },
                    ),
                    vertical(
                        "Bottom",
                        "align-bottom",
                        VerticalAlign::Bottom,
                        |text_box| { text_box.look.vertical_align == VerticalAlign::Bottom },
                    ),
                ],
            )}
        </div>
        {[Number::LineHeight, Number::LetterSpacing, Number::Arc].map(number).collect_view()}
    }
}

fn colors() -> impl IntoView {
    let shadow = [
        Number::ShadowDistance,
        Number::ShadowAngle,
        Number::ShadowBlur,
    ];
    let plate = [
        Number::PlatePadding,
        Number::PlateRadius,
        Number::PlateTail,
        Number::PlateTailAngle,
    ];
    view! {
        {color(Paint::Fill)}
        {number(Number::Opacity)}
        {color(Paint::Outline)}
        {number(Number::OutlineWidth)}
        <details>
            <summary>"Shadow"</summary>
            {number(Number::ShadowOpacity)}
            {color(Paint::Shadow)}
            {shadow.map(number).collect_view()}
        </details>
        <details>
            <summary>"Box behind the text"</summary>
            {number(Number::PlateOpacity)}
            {color(Paint::Plate)}
            {plate.map(number).collect_view()}
        </details>
    }
}

fn place() -> impl IntoView {
    let align = [
        ("align-left", "align-left"),
        ("align-center", "align-center"),
        ("align-right", "align-right"),
        ("align-top", "align-top"),
        ("align-middle", "align-middle"),
        ("align-bottom", "align-bottom"),
        ("distribute-horizontally", "space-horizontally"),
        ("distribute-vertically", "space-vertically"),
    ];
    let numbers = [Number::X, Number::Y, Number::Width, Number::Height];
    view! {
        <details>
            <summary>"Place"</summary>
            <div class="buttons" role="group" aria-label="Align">
                {align.map(|(name, icon)| command_button(name, icon)).collect_view()}
            </div>
            <div class="numbers">{numbers.map(number).collect_view()}</div>
            {number(Number::Angle)}
        </details>
    }
}
