use leptos::prelude::*;

use super::commands::command_button;
use super::dynamic::words;
use super::export::DownloadButton;
use super::later::later;
use super::name::name;
use super::tools::Tools;

/// The bar along the top: who we are, what can be taken back, what is being made and how it is looked at, and the button
/// that gives it to the person.
#[component]
pub fn TopBar() -> impl IntoView {
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
                {later("history", history)}
            </div>
            {later("file-name", file_name)}
            <div class="bar-group zoom" role="group" aria-label="Zoom">
                {later("zoom", zoom)}
            </div>
            <div class="bar-group tools" role="group" aria-label="Page">
                {later("page", page_tools)}
            </div>
            <DownloadButton />
        </header>
    }
}

/// Back and forth in time.
pub fn history() -> impl IntoView {
    view! {
        {command_button("undo", "undo")}
        {command_button("redo", "redo")}
    }
}

/// What is being made.
pub fn file_name() -> impl IntoView {
    let tools = Tools::expect();
    let file = tools.watch(|editor| editor.document().picture.name.clone());
    let size = tools.watch(|editor| editor.document().size().to_string());
    view! {
        <p class="file-name" title="The picture, and the meme's size in pixels">
            {name(move || file.get())}
            " "
            <span class="file-size" translate="no">
                {words(move || size.get())}
            </span>
        </p>
    }
}

/// How large the meme is seen.
pub fn zoom() -> impl IntoView {
    // Until the page has been laid out nobody knows.
    let magnification = Tools::expect().watch(move |editor| {
        let view = editor.view();
        let percent = view.magnification(editor.document().size()) * 100.0;
        (view.stage.area() > 0.0).then_some(percent.round() as u32)
    });
    view! {
        {command_button("zoom-out", "zoom-out")}
        <span class="magnification" title="Magnification" translate="no">
            {words(move || {
                magnification
                    .get()
                    .map_or_else(|| "–".to_owned(), |percent| format!("{percent} %"))
            })}
        </span>
        {command_button("zoom-in", "zoom-in")}
        {command_button("zoom-fit", "fit")}
    }
}

/// What is done with the meme besides downloading it, and what is about the page.
pub fn page_tools() -> impl IntoView {
    view! {
        {command_button("drafts", "drafts")}
        {command_button("copy-link", "link")}
        {command_button("export", "export")}
        {command_button("theme", "theme")}
        {command_button("help", "help")}
        {command_button("palette", "commands")}
    }
}
