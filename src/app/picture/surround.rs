use crate::app::dynamic::dynamic;
use leptos::prelude::*;

use crate::app::session::Session;
use crate::document::Surround;
use crate::editor::Message;

/// What is around the picture.
#[component]
pub fn SurroundChoice() -> impl IntoView {
    let session = Session::expect();
    let current = session.watch(move |editor| editor.document().surround);
    let choice = move |(label, surround): (&'static str, Surround)| {
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name="surround"
                    prop:checked=dynamic(move || current.get() == surround)
                    on:change=move |_| session.send(Message::SetSurround(surround))
                />
                <span>{label}</span>
            </label>
        }
    };
    view! {
        <fieldset class="choices">
            <legend>"Around it"</legend>
            <div>
                {[
                    ("Nothing", Surround::NONE),
                    ("Caption bar", Surround::CAPTION),
                    ("Frame", Surround::DEMOTIVATIONAL),
                ]
                    .map(choice)
                    .collect_view()}
            </div>
        </fieldset>
    }
}
