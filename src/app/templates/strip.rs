use leptos::prelude::*;

use super::choose::choose;
use super::library::{Library, State};
use crate::app::commands::labelled_command_button;
use crate::app::tools::Tools;
use crate::library::Entry;

/// So many templates are in the strip.
const COUNT: usize = 3;

/// What is there until the templates come.
pub fn strip_to_come() -> impl IntoView {
    view! {
        <div class="strip" aria-hidden="true">
            {(0..COUNT).map(|_| view! { <span></span> }).collect_view()}
        </div>
        {buttons()}
    }
}

/// Some templates to begin with, those that were chosen last first, and the ways to all of them and to other beginnings.
pub fn strip(tools: Tools, library: Library) -> impl IntoView {
    let shown = Memo::new(move |_| {
        let recent = library.recent.get();
        let place = |entry: &Entry| {
            let key = entry.key();
            recent
                .iter()
                .position(|other| *other == key)
                .unwrap_or(usize::MAX)
        };
        let mut entries = library.entries.get();
        entries.sort_by_key(place);
        entries.truncate(COUNT);
        entries
    });
    let template = move |entry: Entry| {
        let (name, title, thumbnail) = (
            entry.name.clone(),
            entry.name.clone(),
            entry.thumbnail.clone(),
        );
        view! {
            <li>
                <button
                    type="button"
                    class="thumb"
                    title=title
                    aria-label=name
                    on:click=move |_| choose(tools, library, &entry)
                >
                    <img src=thumbnail alt="" width="80" height="60" />
                </button>
            </li>
        }
    };
    let is_missing = move || library.state.get() == State::Missing;
    view! {
        <ul class="strip" aria-label="Templates" hidden=is_missing>
            {move || shown.get().into_iter().map(template).collect_view()}
        </ul>

        {buttons()}
    }
}

fn buttons() -> impl IntoView {
    view! {
        <div class="buttons">
            {labelled_command_button("templates", "templates")}
            {labelled_command_button("new", "add")} {labelled_command_button("drafts", "drafts")}
        </div>
    }
}
