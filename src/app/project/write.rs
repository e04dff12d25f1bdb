use std::io::Cursor;

use thiserror::Error;
use web_sys::Blob;

use super::hold::hold;
use super::{Meme, picture_of};
use crate::browser::{Opened, blob_of, bytes_of, download, fonts};
use crate::codec::carried::{self, CarriedError};
use crate::codec::draft::PictureTemplate;
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
async fn project_of(meme: &Meme) -> Result<Project, WriteError> {
    let picture = picture_of(&meme.source).await;
    let project = Project {
        picture: picture.ok_or(WriteError::NoPicture)?,
        fonts: fonts_of(&meme.document).await,
        template: meme.template.as_ref().map(used_template),
        name: meme.name.clone(),
        ..Project::new(meme.document.clone())
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
    if let Ok(inspected) = inspect(Cursor::new(data)) {
        picture_ending(inspected.kind).clone_into(ending);
    }
}

/// A picture's file without what is personal in it; encoded anew where that cannot be taken out. None where it cannot be read.
async fn clean(bytes: Vec<u8>, file: &Blob) -> Option<Vec<u8>> {
    let is_drawing =
        inspect(Cursor::new(&bytes)).is_ok_and(|inspected| inspected.kind == Kind::Svg);
    if is_drawing {
        return Some(bytes);
    }
    if let Ok(clean) = carried::without_personal(&bytes) {
        return Some(clean);
    }
    drop(bytes);
    let source = Opened::open(file).await.ok()?.source;
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

fn used_template(used: &PictureTemplate) -> UsedTemplate {
    UsedTemplate {
        id: used.id.clone(),
        name: (used.own.as_ref()).map_or_else(String::new, |own| own.name.clone()),
        own: used.own.clone(),
    }
}

/// What a picture of the meme holds, so that it can be edited on. One's own template and what one calls the meme are not in it: it
/// is a picture that is sent around.
pub async fn payload(meme: &Meme) -> Result<Vec<u8>, WriteError> {
    let mut project = project_of(meme).await?;
    project.template = project.template.filter(|used| used.own.is_none());
    project.name.clear();
    Ok(project::write(&project)?)
}

/// A picture of the meme with its description, and with the payload in it that it is edited on by.
pub async fn carrying(
    meme: &Meme,
    picture: &Blob,
    payload: Option<&[u8]>,
) -> Result<Blob, WriteError> {
    let file = bytes_of(picture).await.ok_or(WriteError::NoMemory)?;
    let description = meme.description();
    let description = (!description.is_empty()).then_some(&*description);
    let file = carried::embed(&file, payload, description)?;
    blob_of(&file, &picture.type_()).ok_or(WriteError::NoMemory)
}

/// Gives the person the meme with all that it is made of as a file. Returns its name.
pub async fn save_project(meme: &Meme) -> Result<String, WriteError> {
    let file = project::write(&project_of(meme).await?)?;
    let blob = blob_of(&file, MEDIA_TYPE).ok_or(WriteError::NoMemory)?;
    let name = meme_file_name(&meme.document.picture.name, ENDING);
    download::save(&blob, &name).map_err(|_| WriteError::NotSaved)?;
    Ok(name)
}
