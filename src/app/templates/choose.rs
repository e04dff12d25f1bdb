use leptos::prelude::*;
use serde::Deserialize;
use thiserror::Error;

use super::library::Library;
use super::own;
use crate::app::picture::{Brought, bring};
use crate::app::tools::Tools;
use crate::browser::address::{FetchError, fetch_text};
use crate::browser::{Opened, fetch, focus, has_fine_pointer};
use crate::codec::draft::PictureTemplate;
use crate::codec::picture::PictureError;
use crate::document::{Picture, PictureId, Template};
use crate::editor::Message;
use crate::library::{Entry, Origin};

/// Why a template is not on the stage. Displays as a sentence for the person.
#[derive(Debug, Error)]
pub enum ChooseError {
    /// It did not come.
    #[error("The template could not be loaded. Check the connection and try again.")]
    NotLoaded,
    /// There is none of that name.
    #[error("There is no template '{0}' here. Choose another one.")]
    Unknown(String),
    /// It cannot be read.
    #[error(
        "The template cannot be read: MemeForge may be of an older version than it is. Load the page anew."
    )]
    Damaged,
    /// Its picture cannot be shown.
    #[error(transparent)]
    Picture(#[from] PictureError),
}

/// A template as the host gives it.
#[derive(Deserialize)]
struct Served {
    template: Template,
    picture: String,
}

/// Begins anew from a template.
pub fn choose(tools: Tools, library: Library, entry: &Entry) {
    tools.dialog.set(None);
    library.remember_chosen(entry.key());
    if entry.from == Origin::Own {
        own::choose(tools, library, &entry.id);
    } else {
        open_from_library(tools, entry.id.clone(), use_template);
    }
    // To be written in at once; a phone's keyboard would hide what was just chosen.
    if has_fine_pointer() {
        request_animation_frame(|| {
            focus::focus("#topText");
        });
    }
}

/// Puts a template of the library on the stage; `open` takes it into the meme.
pub fn open_from_library(
    tools: Tools,
    id: String,
    open: impl FnOnce(Tools, Template, Picture) + 'static,
) {
    bring(*tools, async move {
        let (template, opened) = load(&id).await?;
        let name = template.name.clone();
        let take = move |picture: Picture| {
            remember_used(tools, picture.id, &template, false);
            open(tools, template, picture);
        };
        Ok::<_, ChooseError>(Brought::opened(name, opened, take))
    });
}

/// Remembers which template gave a picture.
pub fn remember_used(tools: Tools, picture: PictureId, template: &Template, is_own: bool) {
    let used = PictureTemplate {
        picture,
        id: template.id.clone(),
        meme: template.meme.clone(),
        own: is_own.then(|| template.clone()),
    };
    tools.used_templates.update_value(|all| all.push(used));
}

/// Takes a template into the meme: what was typed goes along.
pub fn use_template(tools: Tools, template: Template, picture: Picture) {
    tools
        .status
        .set(format!("{}, {} pixels", template.name, picture.size));
    tools.send(Message::UseTemplate(Box::new(template.meme), picture));
}

async fn load(id: &str) -> Result<(Template, Opened), ChooseError> {
    let encoded = String::from(js_sys::encode_uri_component(id));
    let text = fetch_text(&format!("/api/templates/{encoded}")).await;
    let text = text.map_err(|error| match error {
        FetchError::NotFound => ChooseError::Unknown(id.to_owned()),
        FetchError::Failed => ChooseError::NotLoaded,
    })?;
    let served: Served = serde_json::from_str(&text).map_err(|_| ChooseError::Damaged)?;
    let file = fetch(&served.picture).await.ok_or(ChooseError::NotLoaded)?;
    Ok((served.template, Opened::open(&file).await?))
}
