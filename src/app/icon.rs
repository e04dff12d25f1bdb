use leptos::prelude::*;

/// The icons that the page has at first. All others are in a file of their own, which is not part of the first load.
const FIRST: [&str; 28] = [
    "add",
    "close",
    "commands",
    "copy",
    "delete",
    "down",
    "download",
    "drafts",
    "export",
    "fit",
    "grip",
    "help",
    "hidden",
    "layers",
    "link",
    "locked",
    "look",
    "picture",
    "redo",
    "templates",
    "text",
    "theme",
    "undo",
    "up",
    "unlocked",
    "visible",
    "zoom-in",
    "zoom-out",
];

/// Draws an icon of `public/icons.svg` or `public/later-icons.svg` in the colour of the text around it. Decorative: the control
/// that it is in has a name.
pub fn icon(name: &'static str) -> impl IntoView {
    let later = if FIRST.contains(&name) { "" } else { "later-" };
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <use href=format!("/{later}icons.svg#{name}") />
        </svg>
    }
}
