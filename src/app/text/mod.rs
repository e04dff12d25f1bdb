//! The texts, typed.

mod field;

use leptos::prelude::*;

use field::TextField;

/// The fields for the meme's texts.
#[component]
pub fn TextPanel() -> impl IntoView {
    view! {
        <section class="section" aria-labelledby="textHeading">
            <h2 id="textHeading">"Text"</h2>
            <TextField index=0 id="topText" label="Top text" />
            <TextField index=1 id="bottomText" label="Bottom text" />
        </section>
    }
}
