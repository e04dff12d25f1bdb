use leptos::html::Input;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::choose::choose;
use super::library::{Library, State};
use super::own;
use crate::app::commands::dialog_bar;
use crate::app::dynamic::words;
use crate::app::icon::icon;
use crate::app::name::long_name;
use crate::app::tools::Tools;
use crate::app::words::folded;
use crate::browser::{focus, random};
use crate::library::{Entry, Origin};

/// All templates, and a field to find one.
pub fn gallery(tools: Tools, library: Library) -> impl IntoView {
    let query = RwSignal::new(String::new());
    let field = NodeRef::<Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            // Fails for an element that is gone alone.
            let _ = field.focus();
        }
    });
    let groups = Memo::new(move |_| grouped(library, &query.get()));
    let is_coming = move || library.state.get() == State::Coming;
    let count = move || {
        groups.with(|groups| {
            groups
                .iter()
                .map(|group| group.entries.len())
                .sum::<usize>()
        })
    };
    let key = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" => {
            let first = groups.with_untracked(|groups| groups.first()?.entries.first().cloned());
            if let Some(entry) = first {
                event.prevent_default();
                choose(tools, library, &entry);
            }
        }
        "ArrowDown" => {
            event.prevent_default();
            focus::focus(".gallery .thumb");
        }
        _ => {}
    };
    let any = move |_| {
        let entries = library.entries.get_untracked();
        if let Some(entry) = entries.get(random(entries.len())) {
            choose(tools, library, entry);
        }
    };
    view! {
        {dialog_bar(tools, "Templates")}
        <div class="dialog-tools">
            <input
                class="dialog-field"
                type="search"
                aria-label="Find a template"
                placeholder="Find a template"
                autocomplete="off"
                spellcheck="false"
                node_ref=field
                on:input:target=move |event| query.set(event.target().value())
                on:keydown=key
            />
            <button type="button" class="button" on:click=any>
                {icon("random")}
                "Any"
            </button>

        </div>
        {own::deleted(library)}
        <div
            class="gallery"
            role="group"
            aria-label="Templates"
            aria-busy=move || is_coming().to_string()
            on:keydown=|event| move_focus(&event)
        >
            {move || {
                groups
                    .get()
                    .into_iter()
                    .map(|group| group_view(tools, library, group))
                    .collect_view()
            }}
            {move || is_coming().then(skeleton)}
            <p
                class="hint"
                hidden=move || is_coming() || count() != 0 || query.with(String::is_empty)
            >
                "No template has these words."
            </p>
            <p class="hint" hidden=move || library.state.get() != State::Missing>
                "The templates could not be loaded. Check the connection. "
                <button type="button" class="button" on:click=move |_| library.reload()>
                    "Try again"
                </button>
            </p>
        </div>
        {own::own_bar(tools, library)}
        <p class="visually-hidden" role="status">
            {words(move || match (is_coming(), count()) {
                (true, _) => "The templates are being loaded".to_owned(),
                (false, 1) => "1 template".to_owned(),
                (false, count) => format!("{count} templates"),
            })}
        </p>
    }
}

/// Templates under one heading.
#[derive(Clone, Debug, PartialEq)]
struct Group {
    heading: &'static str,
    entries: Vec<Entry>,
}

/// The templates that are found; all of them by what the person knows of them where nothing is looked for.
fn grouped(library: Library, query: &str) -> Vec<Group> {
    let entries = library.entries.get();
    let query = folded(query);
    let group = |heading, entries: Vec<Entry>| Group { heading, entries };
    let groups = if query.trim().is_empty() {
        let of = |keys: Vec<String>| {
            let found = keys
                .iter()
                .filter_map(|key| entries.iter().find(|entry| entry.key() == *key));
            found.cloned().collect::<Vec<_>>()
        };
        let from = |origin: Origin| {
            let found = entries.iter().filter(|entry| entry.from == origin);
            found.cloned().collect::<Vec<_>>()
        };
        vec![
            group("Favourites", of(library.favourites.get())),
            group("Recent", of(library.recent.get())),
            group("Yours", from(Origin::Own)),
            group("Your team’s", from(Origin::Team)),
            group("All", from(Origin::MemeForge)),
        ]
    } else {
        let found = library.index.with_value(|index| index.find(&query));
        let found = found
            .into_iter()
            .filter_map(|index| entries.get(index).cloned());
        vec![group("Found", found.collect())]
    };
    groups
        .into_iter()
        .filter(|group| !group.entries.is_empty())
        .collect()
}

fn group_view(tools: Tools, library: Library, group: Group) -> impl IntoView {
    view! {
        <section aria-label=group.heading>
            <h3>{words(move || group.heading)}</h3>
            <ul class="thumbs">
                {group
                    .entries
                    .into_iter()
                    .map(|entry| template(tools, library, entry))
                    .collect_view()}
            </ul>
        </section>
    }
}

fn template(tools: Tools, library: Library, entry: Entry) -> impl IntoView {
    let key = entry.key();
    let is_favourite = {
        let key = key.clone();
        move || {
            library
                .favourites
                .with(|favourites| favourites.contains(&key))
        }
    };
    let name = entry.name.clone();
    let own_tools =
        (entry.from == Origin::Own).then(|| own::template_tools(tools, library, &entry));
    let (thumbnail, alt) = (entry.thumbnail.clone(), entry.alt.clone());
    view! {
        <li class="thumb-box">
            <button
                type="button"
                class="thumb"
                aria-label=name.clone()
                title=alt
                on:click=move |_| choose(tools, library, &entry)
            >
                <img src=thumbnail alt="" width="144" height="144" loading="lazy" />
                {long_name(name.clone())}
            </button>
            <button
                type="button"
                class="icon-button star"
                aria-label=format!("Favourite: {name}")
                aria-pressed=move || is_favourite().to_string()
                on:click=move |_| library.toggle_favourite(&key)
            >
                {icon("favourite")}
            </button>
            {own_tools}
        </li>
    }
}

fn skeleton() -> impl IntoView {
    view! {
        <div class="thumbs" aria-hidden="true">
            {(0..12).map(|_| view! { <span class="thumb skeleton"></span> }).collect_view()}
        </div>
    }
}

/// Arrow keys go from template to template, as they are seen.
fn move_focus(event: &KeyboardEvent) {
    let direction = match event.key().as_str() {
        "ArrowLeft" => (-1.0, 0.0),
        "ArrowRight" => (1.0, 0.0),
        "ArrowUp" => (0.0, -1.0),
        "ArrowDown" => (0.0, 1.0),
        _ => return,
    };
    event.prevent_default();
    if !focus::focus_neighbour(".gallery .thumb", direction) && direction == (0.0, -1.0) {
        focus::focus(".dialog-field");
    }
}
