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
use crate::document::{PictureId, Span, Template};

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

/// The form of a template, as far as it is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The one that is changed; where it is a new one, the picture that it is of.
    of: Result<String, PictureId>,
    name: String,
    keywords: String,
    alt: String,
    takes_meme: bool,
}

impl Written {
    /// The form for changing a template.
    fn of_template(of: Result<String, PictureId>, template: &Template) -> Self {
        Self {
            of,
            name: template.name.clone(),
            keywords: template.keywords.join(", "),
            alt: template.alt.clone(),
            takes_meme: false,
        }
    }

    /// The form for a new template, named as the file of its picture is.
    fn of_picture(of: Result<String, PictureId>, file_name: &str) -> Self {
        let stem = file_name
            .rsplit_once('.')
            .map_or(file_name, |(stem, _)| stem);
        Self {
            of,
            name: stem.to_owned(),
            keywords: String::new(),
            alt: String::new(),
            takes_meme: true,
        }
    }
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
    let picture = tools.document().picture;
    let of = (edited.as_ref()).map_or(Err(picture.id), |own| Ok(own.template.id.clone()));
    // A form that was left before it was saved comes back, unless it is of something else.
    let written = library
        .written
        .get_value()
        .filter(|written| written.of == of);
    let written = RwSignal::new(written.unwrap_or_else(|| match &edited {
        Some(own) => Written::of_template(of, &own.template),
        None => Written::of_picture(of, &picture.name),
    }));
    let write = move |change: &dyn Fn(&mut Written)| {
        written.update(change);
        library.written.set_value(Some(written.get_untracked()));
    };
    let problem = RwSignal::new(String::new());
    let is_edit = edited.is_some();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (edited, written) = (edited.clone(), written.get_untracked());
        spawn_local(async move {
            match keep(tools, library, written, edited).await {
                Ok(name) => {
                    library.written.set_value(None);
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
                      part: fn(&mut Written) -> &mut String| {
        view! {
            <div class="field">
                <label for=id>{label}</label>
                <input
                    id=id
                    type="text"
                    autocomplete="off"
                    maxlength="200"
                    aria-describedby=format!("{id}Hint")
                    prop:value=move || part(&mut written.get()).clone()
                    on:input:target=move |event| {
                        let value = event.target().value();
                        write(&|written| part(written).clone_from(&value));
                    }
                />
                <p id=format!("{id}Hint") class="hint">
                    {hint}
                </p>
            </div>
        }
    };
    view! {
        {dialog_bar(tools, title)}
        <form class="dialog-form" on:submit=submit>
            {field("templateName", "Name", "", |written| &mut written.name)}
            {field(
                "templateKeywords",
                "Keywords",
                "What you will look for, with commas between.",
                |written| &mut written.keywords,
            )}
            {field(
                "templateAlt",
                "What the picture shows",
                "For those who do not see it.",
                |written| &mut written.alt,
            )}
            {is_edit
                .then(|| {
                    view! {
                        <label class="tick">
                            <input
                                type="checkbox"
                                prop:checked=move || written.get().takes_meme
                                on:change:target=move |event| {
                                    let takes_meme = event.target().checked();
                                    write(&|written| written.takes_meme = takes_meme);
                                }
                            />
                            "Take picture and texts from the stage"
                        </label>
                    }
                })}
            {ending(tools, problem)}
        </form>
    }
}

/// What is below the fields.
fn ending(tools: Tools, problem: RwSignal<String>) -> impl IntoView {
    view! {
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
    }
}

async fn keep(
    tools: Tools,
    library: Library,
    written: Written,
    edited: Option<OwnTemplate>,
) -> Result<String, SaveError> {
    let name = written.name.trim().to_owned();
    if name.is_empty() {
        return Err(SaveError::NoName);
    }
    let mut own = match edited {
        Some(own) if !written.takes_meme => own,
        edited => {
            let id = edited.map_or_else(|| own::unused_id(library, &name), |own| own.template.id);
            of_the_stage(tools, id).await?
        }
    };
    own.template.name.clone_from(&name);
    own.template.meme.picture.name.clone_from(&name);
    written.alt.trim().clone_into(&mut own.template.alt);
    own.template.keywords = (written.keywords.split(','))
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
    let bitmap = source.decode().await.ok_or(PictureError::NoMemory)?;
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
