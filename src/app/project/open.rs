use leptos::prelude::*;
use thiserror::Error;
use web_sys::Blob;

use super::source_of;
use crate::app::notice::{Notice, Place};
use crate::app::picture::{Brought, bring};
use crate::app::templates::{self, Library, remember_used, take_in};
use crate::app::tools::Tools;
use crate::browser::{PictureSource, blob_of, bytes_of, fonts};
use crate::codec::carried::{self, CarriedError};
use crate::codec::picture::PictureError;
use crate::codec::project::{self, Project, ProjectError};
use crate::document::{Document, Picture, Template};
use crate::editor::Message;

/// What was found in a file.
#[derive(Clone)]
pub enum Found {
    /// A picture, and nothing else.
    Picture,
    /// A picture with the meme that it was made from: a project's bytes.
    Meme(Vec<u8>),
    /// A project's file.
    Project(Vec<u8>),
}

/// Why a meme is not taken up. Displays as a sentence for the person.
#[derive(Debug, Error)]
pub enum OpenError {
    /// It is no project, or one of a newer version.
    #[error(transparent)]
    Project(#[from] ProjectError),
    /// Its picture cannot be shown.
    #[error(transparent)]
    Picture(#[from] PictureError),
}

/// Looks into a file.
pub async fn found(file: &Blob) -> Result<Found, CarriedError> {
    let Some(bytes) = bytes_of(file).await else {
        return Ok(Found::Picture);
    };
    if project::is_project(&bytes) {
        return Ok(Found::Project(bytes));
    }
    Ok(carried::extract(&bytes)?.map_or(Found::Picture, Found::Meme))
}

/// Takes up the meme that a project is. What is on the stage can be had back by undoing.
pub fn take_project(tools: Tools, library: Library, bytes: &[u8]) {
    match project::read(bytes) {
        Ok(project) => open_project(tools, library, project),
        Err(error) => (tools.notice).set(Some(Notice::new(Place::Stage, error))),
    }
}

/// Puts a project on the stage.
fn open_project(tools: Tools, library: Library, project: Project) {
    bring(*tools, async move {
        let Project {
            document,
            fonts,
            template,
            name: called,
            ..
        } = project.clone();
        for font in fonts {
            let file = blob_of(&font.data, "").ok_or(PictureError::NoMemory)?;
            // One that cannot be used is shown in another face: the meme is there all the same.
            if fonts::add_own(&font.name, &file).await.is_ok() {
                // Where it is not kept it is there until the page is closed.
                let _ = fonts::store_own(&font.name, &file).await;
                tools.own_fonts.update(|own| {
                    if !own.contains(&font.name) {
                        own.push(font.name.clone());
                    }
                });
            }
        }
        let held =
            project.try_map(|data: &Vec<u8>, _| blob_of(data, "").ok_or(PictureError::NoMemory))?;
        let size = document.picture.size;
        let source = source_of(held.picture).await;
        let source = source.unwrap_or_else(|| PictureSource::plain(size));
        let own = match template.and_then(|used| used.own) {
            Some(own) => take_in_template(library, own, &source).await,
            None => None,
        };
        let name = document.picture.name.clone();
        let take = move |picture: Picture| {
            if let Some(own) = own {
                remember_used(tools, picture.id, &own, true);
            }
            tools.name.set(called);
            let meme = Document {
                picture,
                ..document
            };
            tools.send(Message::Open(Box::new(meme)));
        };
        Ok::<_, OpenError>(Brought::new(name, source, take))
    });
}

/// Keeps the template that a project was begun from, which is its maker's own. None where it cannot be kept: the meme is there
/// all the same.
async fn take_in_template(
    library: Library,
    template: Template,
    source: &PictureSource,
) -> Option<Template> {
    // Another copy of its picture would only be worse.
    if let Some(known) = templates::same(library, &template) {
        return Some(known);
    }
    let bitmap = source.decode().await?;
    let picture = source.clean_file().await?;
    take_in(library, template, picture, &bitmap).await.ok()
}
