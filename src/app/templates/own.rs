//! The person's own templates, kept on the device.

use js_sys::{Object, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;
use thiserror::Error;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, HtmlInputElement};

use super::choose::{ChooseError, remember_used, use_template};
use super::exchange::{export_templates, import_templates};
use super::library::Library;
use crate::app::commands::labelled_command_button;
use crate::app::dynamic::words;
use crate::app::icon::icon;
use crate::app::later::fetch;
use crate::app::picture::{Brought, bring};
use crate::app::tools::{Dialog, Tools};
use crate::app::words::folded;
use crate::browser::database::{self, DatabaseError, Store};
use crate::browser::{Bitmap, Opened};
use crate::codec::picture::PictureError;
use crate::document::{Picture, Template};
use crate::library::{Entry, Origin};

/// One of the person's own templates.
#[derive(Clone)]
pub struct OwnTemplate {
    /// What it is.
    pub template: Template,
    /// Its picture's file.
    pub picture: Blob,
    /// Its small picture, as a `data:` address.
    pub thumbnail: String,
}

/// The longer side of a small picture, in pixels.
const THUMBNAIL_PX: u32 = 288;

/// A template's small picture.
pub async fn thumbnail(bitmap: &Bitmap) -> Result<String, PictureError> {
    let thumbnail = bitmap.thumbnail(THUMBNAIL_PX).await;
    thumbnail.ok_or(PictureError::NoMemory)
}

/// Why a template from elsewhere is not kept. Displays as a sentence for the person.
#[derive(Debug, Error)]
pub enum TakeInError {
    /// It has no small picture.
    #[error(transparent)]
    Picture(#[from] PictureError),
    /// There is no place to keep it.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// The names of a record's fields in the database.
const TEMPLATE: &str = "template";
const PICTURE: &str = "picture";
const THUMBNAIL: &str = "thumbnail";

impl OwnTemplate {
    fn to_record(&self) -> JsValue {
        let record = Object::new();
        // A template is text, numbers and lists: it can always be written.
        let template = serde_json::to_string(&self.template).unwrap_or_default();
        for (name, value) in [
            (TEMPLATE, template.into()),
            (PICTURE, self.picture.clone().into()),
            (THUMBNAIL, self.thumbnail.as_str().into()),
        ] {
            // Fails for what is no object alone.
            let _ = Reflect::set(&record, &name.into(), &value);
        }
        record.into()
    }

    /// None for a record that another version of MemeForge has written and this one cannot read. It stays where it is.
    fn from_record(record: &JsValue) -> Option<Self> {
        let field = |name: &str| Reflect::get(record, &name.into()).ok();
        Some(Self {
            template: serde_json::from_str(&field(TEMPLATE)?.as_string()?).ok()?,
            picture: field(PICTURE)?.dyn_into().ok()?,
            thumbnail: field(THUMBNAIL)?.as_string()?,
        })
    }

    fn entry(&self) -> Entry {
        let Template {
            id,
            name,
            keywords,
            alt,
            meme,
            ..
        } = self.template.clone();
        Entry {
            id,
            name,
            keywords,
            example: meme
                .texts
                .into_iter()
                .map(|text_box| text_box.text)
                .collect(),
            alt,
            thumbnail: self.thumbnail.clone(),
            from: Origin::Own,
        }
    }
}

/// Loads what is kept on the device.
pub fn load(library: Library) {
    spawn_local(async move {
        // Where nothing can be kept there is nothing; that is said when something is to be.
        let records = database::all(Store::Templates).await.unwrap_or_default();
        let own = records
            .iter()
            .filter_map(OwnTemplate::from_record)
            .collect();
        library.own.set_value(own);
        show(library);
    });
}

fn show(library: Library) {
    let entries = library
        .own
        .with_value(|own| own.iter().map(OwnTemplate::entry).collect());
    library.replace(|entry| entry.from == Origin::Own, entries, true);
}

/// Keeps a template, in the place of the one with its id.
pub async fn keep(library: Library, own: OwnTemplate) -> Result<(), DatabaseError> {
    database::put(Store::Templates, &own.template.id, &own.to_record()).await?;
    library.own.update_value(|known| {
        known.retain(|other| other.template.id != own.template.id);
        known.push(own);
    });
    show(library);
    Ok(())
}

/// Keeps a template from elsewhere. What is there already under its id stays beside it, unless it is the same. Returns it as it
/// is kept.
pub async fn take_in(
    library: Library,
    mut template: Template,
    picture: Blob,
    bitmap: &Bitmap,
) -> Result<Template, TakeInError> {
    if find(library, &template.id).is_some_and(|known| known.template != template) {
        template.id = unused_id(library, &template.name);
    }
    let own = OwnTemplate {
        template: template.clone(),
        picture,
        thumbnail: thumbnail(bitmap).await?,
    };
    keep(library, own).await?;
    Ok(template)
}

/// The one that is the same as a template from elsewhere, whatever it goes by here.
pub fn same(library: Library, template: &Template) -> Option<Template> {
    let is_it = |own: &&OwnTemplate| {
        let id = template.id.clone();
        Template {
            id,
            ..own.template.clone()
        } == *template
    };
    library
        .own
        .with_value(|own| own.iter().find(is_it).map(|own| own.template.clone()))
}

/// The one with this id.
pub fn find(library: Library, id: &str) -> Option<OwnTemplate> {
    let is_it = |own: &&OwnTemplate| own.template.id == id;
    library
        .own
        .with_value(|own| own.iter().find(is_it).cloned())
}

/// An id for a template of this name that none of the person's own has: small letters, digits and `-`.
pub fn unused_id(library: Library, name: &str) -> String {
    let letters: String = folded(name)
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .take(40)
        .collect();
    let words: Vec<&str> = letters.split_whitespace().collect();
    let name = if words.is_empty() {
        "template".to_owned()
    } else {
        words.join("-")
    };
    let is_free = |id: &String| find(library, id).is_none();
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    std::iter::once(name.clone())
        .chain(numbered)
        .find(is_free)
        .unwrap_or(name)
}

/// Begins anew from one of them.
pub fn choose(tools: Tools, library: Library, id: &str) {
    let Some(own) = find(library, id) else {
        return;
    };
    bring(*tools, async move {
        let opened = Opened::open(&own.picture).await?;
        let name = own.template.name.clone();
        let take = move |picture: Picture| {
            remember_used(tools, picture.id, &own.template, true);
            use_template(tools, own.template, picture);
        };
        Ok::<_, ChooseError>(Brought::opened(name, opened, take))
    });
}

/// Changes or deletes one of them.
pub fn template_tools(tools: Tools, library: Library, entry: &Entry) -> impl IntoView + use<> {
    let (edited, deleted) = (entry.id.clone(), entry.id.clone());
    let edit = move |_| {
        library.edited.set(Some(edited.clone()));
        tools.dialog.set(Some(Dialog::SaveTemplate));
    };
    let name = entry.name.clone();
    view! {
        <button
            type="button"
            class="icon-button"
            aria-label=format!("Edit {name}")
            title="Edit"
            on:click=edit
        >
            {icon("edit")}
        </button>
        <button
            type="button"
            class="icon-button"
            aria-label=format!("Delete {name}")
            title="Delete"
            on:click=move |_| delete(tools, library, deleted.clone())
        >
            {icon("delete")}
        </button>
    }
}

fn delete(tools: Tools, library: Library, id: String) {
    let Some(own) = find(library, &id) else {
        return;
    };
    spawn_local(async move {
        if let Err(error) = database::delete(Store::Templates, &id).await {
            library.problem.set(error.to_string());
            return;
        }
        library
            .own
            .update_value(|known| known.retain(|other| other.template.id != id));
        tools.status.set(format!("{} deleted", own.template.name));
        library.deleted.set(Some(own));
        show(library);
    });
}

/// What was deleted last, and the way to have it back; and what is wrong.
pub fn deleted(library: Library) -> impl IntoView {
    let undo = move |_| {
        if let Some(own) = library.deleted.get_untracked() {
            library.deleted.set(None);
            spawn_local(async move {
                if let Err(error) = keep(library, own).await {
                    library.problem.set(error.to_string());
                }
            });
        }
    };
    let name = move || {
        library
            .deleted
            .with(|own| own.as_ref().map(|own| own.template.name.clone()))
    };
    view! {
        {move || {
            name()
                .map(|name| {
                    view! {
                        <p class="dialog-note">
                            {words(move || format!("{name} is deleted."))}
                            <button type="button" class="button" on:click=undo>
                                "Undo"
                            </button>
                        </p>
                    }
                })
        }}
        <p class="dialog-note" role="alert" hidden=move || library.problem.with(String::is_empty)>
            {words(move || library.problem.get())}
        </p>
    }
}

/// What can be done with the person's own templates: more of them, and all of them taken along.
pub fn own_bar(tools: Tools, library: Library) -> impl IntoView {
    let has_some = move || {
        let is_own = |entry: &Entry| entry.from == Origin::Own;
        library.entries.with(|entries| entries.iter().any(is_own))
    };
    let import = move |input: HtmlInputElement| {
        let file = input.files().and_then(|files| files.get(0));
        // Emptied, so that choosing the same file once more is noticed.
        input.set_value("");
        if let Some(file) = file {
            fetch(*tools, import_templates(tools, library, file));
        }
    };
    view! {
        <footer class="dialog-foot" role="group" aria-label="Your templates">
            {labelled_command_button("save-template", "save")}
            <div class="picker">
                <input
                    id="templateFile"
                    class="picker-input"
                    type="file"
                    accept=".zip,application/zip"
                    on:change:target=move |event| import(event.target())
                />
                <label class="button picker-label" for="templateFile">
                    {icon("import")}
                    "Import"
                </label>
            </div>
            <button
                type="button"
                class="button"
                hidden=move || !has_some()
                on:click=move |_| fetch(*tools, export_templates(tools, library))
            >
                {icon("export")}
                "Export"
            </button>
        </footer>
    }
}
