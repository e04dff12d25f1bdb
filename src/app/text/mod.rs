//! The texts, typed.

mod field;
mod guard;

use leptos::prelude::*;

use super::commands::labelled_command_button;
use super::later::later;
use super::slices::in_slices;
use super::tools::Tools;
use crate::document::TextId;
use field::TextField;
pub use guard::listen_for_insertions;

/// The fields for the meme's texts: the first two always, the others as they come.
#[component]
pub fn TextPanel() -> impl IntoView {
    view! {
        <section class="section for-text" aria-labelledby="textHeading">
            <h2 id="textHeading">"Text"</h2>
            <TextField id=TextId::FIRST />
            <TextField id=TextId::SECOND />
            {later("texts", more_texts)}
        </section>
    }
}

/// The fields for the texts that were added, and the button that adds one.
pub fn more_texts() -> impl IntoView {
    let tools = Tools::expect();
    let others = tools.watch(move |editor| {
        let texts = editor.document().texts.iter();
        let mut ids: Vec<TextId> = texts
            .map(|text_box| text_box.id)
            .filter(|id| *id > TextId::SECOND)
            .collect();
        ids.sort_unstable();
        ids
    });
    let others = in_slices(others);
    view! {
        <For each=move || others.get() key=|id| *id let:id>
            <TextField id />
        </For>
        {labelled_command_button("add-text", "add")}
    }
}
