use leptos::prelude::*;
use thiserror::Error;
use web_sys::Blob;

use super::source_of;
use crate::app::notice::{Notice, Place};
use crate::app::picture::{Brought, bring};
use crate::app::tools::Tools;
use crate::browser::{PictureSource, blob_of, bytes_of, fonts};
use crate::codec::carried::{self, CarriedError};
use crate::codec::picture::PictureError;
use crate::codec::project::{self, Project, ProjectError};
use crate::document::Document;
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
pub fn take_project(tools: Tools, bytes: &[u8]) {
    match project::read(bytes) {
        Ok(project) => open_project(tools, project),
        Err(error) => (tools.notice).set(Some(Notice::new(Place::Stage, error))),
    }
}

/// Puts a project on the stage.
pub fn open_project(tools: Tools, project: Project) {
    bring(*tools, async move {
        let Project {
            document, fonts, ..
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
        let name = document.picture.name.clone();
        let take = move |picture: crate::document::Picture| {
            let meme = Document {
                picture,
                ..document
            };
            tools.send(Message::Open(Box::new(meme)));
        };
        Ok::<_, OpenError>(Brought::new(name, source, take))
    });
}
