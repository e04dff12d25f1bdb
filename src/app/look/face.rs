use crate::app::dynamic::{dynamic, words};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

use crate::app::icon::icon;
use crate::app::name::name;
use crate::app::picture::to_vec;
use crate::app::tools::Tools;
use crate::browser::fonts;
use crate::document::{BundledFace, Face};
use crate::editor::{Change, Message};

/// The typeface: its name, and the list to choose another from, each name in its own face.
#[component]
pub fn FacePicker() -> impl IntoView {
    let tools = Tools::expect();
    let current = tools.watch_primary(None, |text_box, _| Some(text_box.look.font.face.clone()));
    let is_open = RwSignal::new(false);
    let own = tools.own_fonts;
    let error = RwSignal::new(String::new());
    view! {
        <div class="faces">
            <button
                type="button"
                class="button face-button"
                aria-label=dynamic(move || {
                    format!(
                        "Font: {}",
                        current.get().map_or_else(String::new, |face| name_of(&face)),
                    )
                })
                aria-expanded=dynamic(move || is_open.get().to_string())
                on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)
            >
                {name(move || current.get().map_or_else(String::new, |face| name_of(&face)))}
                {icon("down")}
            </button>
            {move || {
                is_open
                    .get()
                    .then(|| {
                        view! {
                            <fieldset class="face-list">
                                <legend class="visually-hidden">"Font"</legend>
                                {BundledFace::ALL
                                    .map(|face| option(
                                        tools,
                                        current,
                                        Face::Bundled(face),
                                        face.info().slug,
                                    ))
                                    .collect_view()}
                                {move || {
                                    own.get()
                                        .into_iter()
                                        .map(|name| option(tools, current, Face::Own(name), "own"))
                                        .collect_view()
                                }}
                            </fieldset>
                            <div class="picker">
                                <input
                                    id="fontInput"
                                    class="picker-input"
                                    type="file"
                                    accept=".ttf,.otf,.woff,.woff2"
                                    on:change:target=move |event| {
                                        let files = to_vec(event.target().files());
                                        event.target().set_value("");
                                        for file in files {
                                            add(tools, file, error);
                                        }
                                    }
                                />
                                <label class="button picker-label" for="fontInput">
                                    {icon("add")}
                                    "Add a font file"
                                </label>
                            </div>
                        }
                    })
            }}
            <p class="hint" role="alert">
                {words(move || error.get())}
            </p>
        </div>
    }
}

fn name_of(face: &Face) -> String {
    match face {
        Face::Bundled(face) => face.info().name.to_owned(),
        Face::Own(name) => name.clone(),
    }
}

fn option(
    tools: Tools,
    current: Memo<Option<Face>>,
    face: Face,
    slug: &'static str,
) -> impl IntoView {
    let chosen = face.clone();
    let is_chosen = move || current.with(|current| current.as_ref() == Some(&chosen));
    let face_name = name_of(&face);
    view! {
        <label class=format!("face face-{slug}")>
            <input
                type="radio"
                name="face"
                aria-label=face_name.clone()
                prop:checked=is_chosen
                on:change=move |_| tools.send(Message::Change(Change::Face(face.clone())))
            />
            {name(move || face_name.clone())}
        </label>
    }
}

/// Takes a font file in: for the selected texts, and for later visits.
fn add(tools: Tools, file: File, error: RwSignal<String>) {
    error.set(String::new());
    spawn_local(async move {
        let file_name = file.name();
        let name = file_name
            .rsplit_once('.')
            .map_or(file_name.as_str(), |(name, _)| name)
            .to_owned();
        if let Err(problem) = fonts::add_own(&name, &file).await {
            error.set(problem.to_string());
            return;
        }
        if let Err(problem) = fonts::store_own(&name, &file).await {
            error.set(problem.to_string());
        }
        tools.own_fonts.update(|own| {
            own.retain(|other| *other != name);
            own.push(name.clone());
        });
        tools.status.set(format!("Font {name} added"));
        tools.send(Message::Change(Change::Face(Face::Own(name))));
    });
}

/// Brings back the fonts that were added on earlier visits.
pub fn restore(tools: Tools) {
    spawn_local(async move {
        for (name, file) in fonts::stored_own().await {
            if fonts::add_own(&name, &file).await.is_ok() {
                tools.own_fonts.update(|own| own.push(name));
            }
        }
    });
}
