use leptos::prelude::*;

use super::export::DownloadButton;
use super::session::Session;

/// The bar along the top: who we are, what is being made, and the button that gives it to the person.
#[component]
pub fn TopBar() -> impl IntoView {
    let session = Session::expect();
    let name = move || {
        session
            .editor
            .with(|editor| editor.document().picture.name.clone())
    };
    let size = move || {
        session
            .editor
            .with(|editor| editor.document().size().to_string())
    };
    view! {
        <header class="top-bar">
            <h1 class="brand">
                <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
                    <rect width="32" height="32" rx="7" />
                    <path d="M7 9h18M10 23h12" />
                </svg>
                "MemeForge"
            </h1>
            <p class="file-name" title="The picture and its size in pixels">
                <span>{name}</span>
                " "
                <span class="file-size">{size}</span>
            </p>
            <DownloadButton />
        </header>
    }
}
