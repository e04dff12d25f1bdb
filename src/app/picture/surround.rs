use leptos::prelude::*;

use crate::app::controls::{Range, slider};
use crate::app::dynamic::dynamic;
use crate::app::tools::Tools;
use crate::document::SurroundKind;
use crate::editor::Message;

/// What is around the picture, and how high it is.
pub fn surround_choice() -> impl IntoView {
    let tools = Tools::expect();
    let kind = tools.watch(move |editor| editor.document().surround.kind());
    let room = tools.watch(move |editor| editor.document().surround.room().unwrap_or(0.0) * 100.0);
    let has_room = move || kind.get() != SurroundKind::None;
    let choice = move |(label, choice): (&'static str, SurroundKind)| {
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name="surround"
                    prop:checked=dynamic(move || kind.get() == choice)
                    on:change=move |_| tools.send(Message::SetSurround(choice.usual()))
                />
                <span>{label}</span>
            </label>
        }
    };
    let height = Range {
        id: "surroundHeight".to_owned(),
        label: "Height",
        unit: "%",
        least: 5.0,
        most: 100.0,
        step: 1.0,
        usual: 22.0,
    };
    let set_room = move |percent: f64| {
        let surround = (tools.editor).with_untracked(|editor| editor.document().surround);
        tools.send(Message::SetSurround(surround.with_room(percent / 100.0)));
    };
    view! {
        <fieldset class="choices">
            <legend>"Around it"</legend>
            <div>
                {[
                    ("Nothing", SurroundKind::None),
                    ("Caption bar", SurroundKind::CaptionBar),
                    ("Frame", SurroundKind::Frame),
                ]
                    .map(choice)
                    .collect_view()}
            </div>
        </fieldset>
        <fieldset
            class="plain"
            disabled=dynamic(move || !has_room())
            title=dynamic(move || if has_room() { "" } else { "Choose a bar or a frame first" })
        >
            {slider(height, room, set_room)}
        </fieldset>
    }
}
