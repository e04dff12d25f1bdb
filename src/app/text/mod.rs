//! The texts, typed.

mod field;

use leptos::prelude::*;

use super::commands::labelled_command_button;
use super::session::Session;
use crate::document::TextId;
use field::TextField;

/// The fields for the meme's texts: the first two always, the others as they come.
#[component]
pub fn TextPanel() -> impl IntoView {
    let session = Session::expect();
    let others = session.watch(move |editor| {
        let texts = editor.document().texts.iter();
        let mut ids: Vec<TextId> = texts
            .map(|text_box| text_box.id)
            .filter(|id| *id > TextId::SECOND)
            .collect();
        ids.sort_unstable();
        ids
    });
    view! {
        <section class="section for-text" aria-labelledby="textHeading">
            <h2 id="textHeading">"Text"</h2>
            <TextField id=TextId::FIRST element_id="topText".to_owned() label="Top text".to_owned() />
            <TextField id=TextId::SECOND element_id="bottomText".to_owned() label="Bottom text".to_owned() />
            <For each=move || others.get() key=|id| *id let:id>
                <TextField id element_id=format!("text{}", id.0 + 1) label=format!("Text {}", id.0 + 1) />
            </For>
            {labelled_command_button("add-text", "add")}
        </section>
    }
}
