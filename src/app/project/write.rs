use std::io::Cursor;

use leptos::prelude::*;
use thiserror::Error;
use web_sys::Blob;

use super::hold::hold;
use super::picture_of;
use crate::app::tools::Tools;
use crate::browser::{PictureSource, blob_of, bytes_of, download, fonts};
use crate::codec::carried::{self, CarriedError};
use crate::codec::meme_file_name;
use crate::codec::picture::{Kind, inspect};
use crate::codec::project::{
    self, ENDING, MEDIA_TYPE, Project, ProjectError, ProjectFont, ProjectPicture, UsedTemplate,
    picture_ending,
};
use crate::document::{Document, Face};

/// Why a meme is not written. Displays as a sentence for the person.
#[derive(Debug, Error)]
pub enum WriteError {
    /// Its picture is gone.
    #[error("The picture cannot be read any more. Choose it again.")]
    NoPicture,
    /// The browser has no room for it.
    #[error("This device has no memory left for the file. Close other tabs and try again.")]
    NoMemory,
    /// The browser refuses.
    #[error(
        "The browser did not take the file. Check whether downloads are allowed for this site."
    )]
    NotSaved,
    /// It is more than a project holds.
    #[error(transparent)]
    Project(#[from] ProjectError),
    /// It is more than a picture holds.
    #[error(transparent)]
    Carried(#[from] CarriedError),
}

/// The meme with all that it is made of. Nothing of where and with what a photo was taken is in it.
pub async fn project_of(tools: Tools, document: &Document) -> Result<Project, WriteError> {
    let source = tools.source(document.picture.id);
    let picture = picture_of(&source.ok_or(WriteError::NoPicture)?).await;
    let project = Project {
        picture: picture.ok_or(WriteError::NoPicture)?,
        fonts: fonts_of(document).await,
        template: template_of(tools, document),
        ..Project::new(document.clone())
    };
    let held = hold(&project, async |file: Blob, is_font| {
        let bytes = bytes_of(&file).await?;
        if is_font {
            Some(bytes)
        } else {
            clean(bytes, &file).await
        }
    });
    let mut project = held.await.ok_or(WriteError::NoPicture)?;
    // What was encoded anew is of another kind.
    if let ProjectPicture::File { data, ending } = &mut project.picture {
        name_kind(data, ending);
    }
    if let ProjectPicture::Panels { cells, .. } = &mut project.picture {
        for cell in cells.iter_mut().flatten() {
            name_kind(&cell.data, &mut cell.ending);
        }
    }
    Ok(project)
}

fn name_kind(data: &[u8], ending: &mut String) {
    if let Ok(kind) = inspect(Cursor::new(data)) {
        picture_ending(kind).clone_into(ending);
    }
}

/// A picture's file without what is personal in it; encoded anew where that cannot be taken out. None where it cannot be read.
async fn clean(bytes: Vec<u8>, file: &Blob) -> Option<Vec<u8>> {
    let is_drawing = inspect(Cursor::new(&bytes)).is_ok_and(|kind| kind == Kind::Svg);
    if is_drawing {
        return Some(bytes);
    }
    if let Ok(clean) = carried::without_personal(&bytes) {
        return Some(clean);
    }
    drop(bytes);
    let (source, _) = PictureSource::open(file).await.ok()?;
    bytes_of(&source.clean_file().await?).await
}

/// The fonts of the person's own that are used.
async fn fonts_of(document: &Document) -> Vec<ProjectFont<Blob>> {
    let is_used = |name: &str| {
        let faces = document
            .texts
            .iter()
            .map(|text_box| &text_box.look.font.face);
        faces
            .into_iter()
            .any(|face| matches!(face, Face::Own(own) if own == name))
    };
    let stored = fonts::stored_own().await.into_iter();
    stored
        .filter(|(name, _)| is_used(name))
        .map(|(name, data)| ProjectFont { name, data })
        .collect()
}

fn template_of(tools: Tools, document: &Document) -> Option<UsedTemplate> {
    tools.used_templates.with_value(|used| {
        let used = used
            .iter()
            .rfind(|used| used.picture == document.picture.id)?;
        Some(UsedTemplate {
            id: used.id.clone(),
            name: String::new(),
            own: None,
        })
    })
}

/// A picture of the meme in which the meme is, to be edited on.
pub async fn carrying(
    tools: Tools,
    document: &Document,
    picture: &Blob,
    description: &str,
) -> Result<Blob, WriteError> {
    let payload = project::write(&project_of(tools, document).await?)?;
    let file = bytes_of(picture).await.ok_or(WriteError::NoMemory)?;
    let description = (!description.is_empty()).then_some(description);
    let file = carried::embed(&file, &payload, description)?;
    blob_of(&file, &picture.type_()).ok_or(WriteError::NoMemory)
}

/// Gives the person the meme with all that it is made of as a file. Returns its name.
pub async fn save_project(tools: Tools) -> Result<String, WriteError> {
    let document = tools.document();
    let file = project::write(&project_of(tools, &document).await?)?;
    let blob = blob_of(&file, MEDIA_TYPE).ok_or(WriteError::NoMemory)?;
    let name = meme_file_name(&document.picture.name);
    let name = format!("{}.{ENDING}", name.trim_end_matches(".png"));
    download::save(&blob, &name).map_err(|_| WriteError::NotSaved)?;
    Ok(name)
}
