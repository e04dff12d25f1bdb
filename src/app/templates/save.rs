use leptos::prelude::*;
use leptos::task::spawn_local;
use thiserror::Error;

use super::library::Library;
use super::own::{self, OwnTemplate};
use crate::app::commands::dialog_bar;
use crate::app::dynamic::words;
use crate::app::tools::Tools;
use crate::browser::database::DatabaseError;
use crate::codec::picture::PictureError;
use crate::document::{Span, Template};

/// Why a template is not saved. Displays as a sentence for the person.
#[derive(Debug, Error)]
enum SaveError {
    #[error("Give it a name.")]
    NoName,
    #[error("There is no picture on the stage yet.")]
    NoPicture,
    #[error(transparent)]
    Picture(#[from] PictureError),
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Under which name the meme becomes a template, or what one of the person's own is to be called.
pub fn save(tools: Tools, library: Library) -> impl IntoView {
    let edited = (library.edited.get_untracked()).and_then(|id| own::find(library, &id));
    on_cleanup(move || library.edited.set(None));
    let title = if edited.is_some() {
        "Edit template"
    } else {
        "Save as template"
    };
    let known = edited.as_ref().map(|own| own.template.clone());
    let suggested = tools.document().picture.name;
    let suggested = suggested
        .rsplit_once('.')
        .map_or(suggested.clone(), |(stem, _)| stem.to_owned());
    let name = RwSignal::new(known.as_ref().map_or(suggested, |known| known.name.clone()));
    let keywords = RwSignal::new(
        known
            .as_ref()
            .map_or_else(String::new, |known| known.keywords.join(", ")),
    );
    let alt = RwSignal::new(known.map_or_else(String::new, |known| known.alt));
    let takes_meme = RwSignal::new(edited.is_none());
    let problem = RwSignal::new(String::new());
    let is_edit = edited.is_some();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let details = (
            name.get_untracked(),
            keywords.get_untracked(),
            alt.get_untracked(),
        );
        let (edited, takes_meme) = (edited.clone(), takes_meme.get_untracked());
        spawn_local(async move {
            match keep(tools, library, details, edited, takes_meme).await {
                Ok(name) => {
                    tools.dialog.set(None);
                    tools.tell(format!("Saved as template {name}"));
                }
                Err(error) => problem.set(error.to_string()),
            }
        });
    };
    let field = move |id: &'static str,
                      label: &'static str,
                      hint: &'static str,
                      value: RwSignal<String>| {
        view! {
            <div class="field">
                <label for=id>{label}</label>
                <input
                    id=id
                    type="text"
                    autocomplete="off"
                    maxlength="200"
                    aria-describedby=format!("{id}Hint")
                    prop:value=move || value.get()
                    on:input:target=move |event| value.set(event.target().value())
                />
                <p id=format!("{id}Hint") class="hint">{hint}</p>
            </div>
        }
    };
    view! {
        {dialog_bar(tools, title)}
        <form class="dialog-form" on:submit=submit>
            {field("templateName", "Name", "", name)}
            {field("templateKeywords", "Keywords", "What you will look for, with commas between.", keywords)}
            {field("templateAlt", "What the picture shows", "For those who do not see it.", alt)}
            {is_edit
                .then(|| {
                    view! {
                        <label class="tick">
                            <input
                                type="checkbox"
                                on:change:target=move |event| takes_meme.set(event.target().checked())
                            />
                            "Take picture and texts from the stage"
                        </label>
                    }
                })}
            <p class="hint">"It is kept on this device, and nowhere else."</p>
            <p class="problem" role="alert" hidden=move || problem.with(String::is_empty)>
                {words(move || problem.get())}
            </p>
            <div class="buttons">
                <button type="submit" class="button primary">
                    "Save"
                </button>
                <button type="button" class="button" on:click=move |_| tools.dialog.set(None)>
                    "Cancel"
                </button>
            </div>
        </form>
    }
}

async fn keep(
    tools: Tools,
    library: Library,
    (name, keywords, alt): (String, String, String),
    edited: Option<OwnTemplate>,
    takes_meme: bool,
) -> Result<String, SaveError> {
    let name = name.trim().to_owned();
    if name.is_empty() {
        return Err(SaveError::NoName);
    }
    let mut own = match edited {
        Some(own) if !takes_meme => own,
        edited => {
            let id = edited.map_or_else(|| own::unused_id(library, &name), |own| own.template.id);
            of_the_stage(tools, id).await?
        }
    };
    own.template.name.clone_from(&name);
    own.template.meme.picture.name.clone_from(&name);
    alt.trim().clone_into(&mut own.template.alt);
    own.template.keywords = (keywords.split(','))
        .map(|keyword| keyword.trim().to_owned())
        .filter(|keyword| !keyword.is_empty())
        .collect();
    own::keep(library, own).await?;
    Ok(name)
}

/// The meme on the stage, as a template without a name.
async fn of_the_stage(tools: Tools, id: String) -> Result<OwnTemplate, SaveError> {
    let meme = tools.document().as_template();
    let source = tools.source(meme.picture.id).ok_or(SaveError::NoPicture)?;
    let bitmap = source.decode().await?;
    let thumbnail = own::thumbnail(&bitmap).await?;
    let picture = source.clean_file().await.ok_or(PictureError::NoMemory)?;
    Ok(OwnTemplate {
        template: Template {
            id,
            name: String::new(),
            keywords: Vec::new(),
            source: String::new(),
            alt: String::new(),
            times: vec![Span::WHOLE; meme.texts.len()],
            overlays: Vec::new(),
            meme,
        },
        picture,
        thumbnail,
    })
}
