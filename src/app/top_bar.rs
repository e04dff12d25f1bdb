use leptos::prelude::*;

use super::commands::command_button;
use super::export::DownloadButton;
use super::session::Session;

/// The bar along the top: who we are, what can be taken back, what is being made and how it is looked at, and the button
/// that gives it to the person.
#[component]
pub fn TopBar() -> impl IntoView {
    let session = Session::expect();
    let name = session.watch(move |editor| editor.document().picture.name.clone());
    let size = session.watch(move |editor| editor.document().size().to_string());
    // Until the page has been laid out nobody knows how large the meme is seen.
    let magnification = session.watch(move |editor| {
        let view = editor.view();
        let percent = view.magnification(editor.document().size()) * 100.0;
        (view.stage.area() > 0.0).then_some(percent.round() as u32)
    });
    view! {
        <header class="top-bar">
            <h1 class="brand">
                <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
                    <rect width="32" height="32" rx="7" />
                    <path d="M7 9h18M10 23h12" />
                </svg>
                <span>"MemeForge"</span>
            </h1>
            <div class="bar-group" role="group" aria-label="History">
                {command_button("undo", "undo")}
                {command_button("redo", "redo")}
            </div>
            <p class="file-name" title="The picture, and the meme's size in pixels">
                <span>{name}</span>
                " "
                <span class="file-size">{size}</span>
            </p>
            <div class="bar-group zoom" role="group" aria-label="Zoom">
                {command_button("zoom-out", "zoom-out")}
                <span class="magnification" title="Magnification">
                    {move || magnification.get().map_or_else(|| "–".to_owned(), |percent| format!("{percent} %"))}
                </span>
                {command_button("zoom-in", "zoom-in")}
                {command_button("zoom-fit", "fit")}
            </div>
            <div class="bar-group tools" role="group" aria-label="Page">
                {command_button("theme", "theme")}
                {command_button("help", "help")}
                {command_button("palette", "commands")}
            </div>
            <DownloadButton />
        </header>
    }
}
