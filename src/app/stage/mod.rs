//! The meme as it will be.

mod painting;

use leptos::html::{Canvas, Div};
use leptos::prelude::*;

use super::notice::{NoticeArea, Place};
use super::session::Session;
use crate::browser::watch_size;

/// The stage with the preview on it.
#[component]
pub fn Stage() -> impl IntoView {
    let session = Session::expect();
    let ground = NodeRef::<Div>::new();
    let meme = NodeRef::<Div>::new();
    let canvas = NodeRef::<Canvas>::new();

    Effect::new(move |_| {
        if let Some(ground) = ground.get() {
            watch_size(&ground, move |size| session.stage.set(size));
        }
    });
    // The style sheet sizes the meme by its proportions.
    Effect::new(move |_| {
        let size = session.editor.with(|editor| editor.document().size());
        let ratio = format!("{} / {}", size.width, size.height);
        if let Some(meme) = meme.get() {
            // Fails for a read-only style alone.
            let _ = web_sys::HtmlElement::style(&meme).set_property("--ratio", &ratio);
        }
    });
    let is_painted = painting::keep_painted(session, canvas);

    view! {
        <section class="stage" aria-label="Preview" aria-busy=move || session.is_opening.get().to_string()>
            <div class="ground" node_ref=ground>
                <div class="meme" node_ref=meme>
                    <img
                        class="example"
                        src="/example/meme.webp"
                        alt="A cat looks up: no account, no watermark, just the cat."
                        width="1353"
                        height="900"
                        fetchpriority="high"
                        hidden=is_painted
                    />
                    <canvas id="memeCanvas" role="img" aria-label=move || description(session) node_ref=canvas></canvas>
                </div>
            </div>
            <NoticeArea place=Place::Stage />
        </section>
    }
}

/// What the preview shows, for whoever does not see it.
fn description(session: Session) -> String {
    session.editor.with(|editor| {
        let document = editor.document();
        let mut description = format!("Meme with the picture {}", document.picture.name);
        for text_box in &document.texts {
            let text = text_box.text.trim();
            if !text.is_empty() {
                description.push_str(". ");
                description.push_str(text);
            }
        }
        description
    })
}
