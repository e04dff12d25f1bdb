//! The person's own templates as one file, to be taken along, kept elsewhere, or put into a team's folder.

use leptos::prelude::*;
use leptos::task::spawn_local;
use thiserror::Error;
use web_sys::{Blob, File};

use super::library::Library;
use super::own::{self, TakeInError};
use crate::app::later::NotLoaded;
use crate::app::tools::Tools;
use crate::browser::database::DatabaseError;
use crate::browser::{Opened, blob_of, bytes_of, download};
use crate::codec::picture::PictureError;
use crate::codec::template_file::{self, TemplateError};
use crate::codec::template_zip::{self, TemplateZipError, ZippedTemplate};

/// What the file is called.
const FILE_NAME: &str = "memeforge-templates.zip";

/// Why templates were not taken along or brought back. Displays as a sentence for the person.
#[derive(Debug, Error)]
enum ExchangeError {
    #[error("The file cannot be read. Choose it again.")]
    Unreadable,
    #[error("The file was not saved. Check whether this site may download files.")]
    NotSaved,
    #[error(transparent)]
    Zip(#[from] TemplateZipError),
    #[error(transparent)]
    Database(#[from] DatabaseError),
    #[error("“{id}” was left out: {why}")]
    LeftOut { id: String, why: LeftOut },
}

/// Why one of several templates was not brought back.
#[derive(Debug, Error)]
enum LeftOut {
    #[error(transparent)]
    Picture(#[from] PictureError),
    #[error(transparent)]
    Template(#[from] TemplateError),
    #[error(transparent)]
    Kept(#[from] TakeInError),
}

/// Gives the person a file with all of their templates.
#[leptos::wasm_split::wasm_split(
    exchange,
    wasm_split_path = ::leptos::wasm_split,
    preload(fetch_exchange),
    fallible
)]
pub fn export_templates(tools: Tools, library: Library) -> Result<(), NotLoaded> {
    library.problem.set(String::new());
    spawn_local(async move {
        match export(library).await {
            Ok(count) => tools.tell(format!("{} in {FILE_NAME}", templates(count))),
            Err(error) => library.problem.set(error.to_string()),
        }
    });
    Ok(())
}

async fn export(library: Library) -> Result<usize, ExchangeError> {
    let mut zipped = Vec::new();
    for own in library.own.get_value() {
        let picture = bytes_of(&own.picture).await;
        zipped.push(ZippedTemplate {
            config: template_file::write(&own.template),
            picture_name: format!("default.{}", ending(&own.picture.type_())),
            picture: picture.ok_or(ExchangeError::Unreadable)?,
            id: own.template.id,
        });
    }
    let zip = template_zip::write(&zipped)?;
    let file = blob_of(&zip, "application/zip").ok_or(ExchangeError::NotSaved)?;
    download::save(&file, FILE_NAME).map_err(|_| ExchangeError::NotSaved)?;
    Ok(zipped.len())
}

/// Keeps all templates that are in a file. What cannot be read of it is named, the others come.
#[leptos::wasm_split::wasm_split(
    exchange,
    wasm_split_path = ::leptos::wasm_split,
    preload(fetch_import),
    fallible
)]
pub fn import_templates(tools: Tools, library: Library, file: File) -> Result<(), NotLoaded> {
    library.problem.set(String::new());
    spawn_local(async move {
        match import(library, &file).await {
            Ok((count, problems)) => {
                tools.tell(format!("{} imported", templates(count)));
                library.problem.set(problems.join(" "));
            }
            Err(error) => library.problem.set(error.to_string()),
        }
    });
    Ok(())
}

async fn import(library: Library, file: &Blob) -> Result<(usize, Vec<String>), ExchangeError> {
    let zip = bytes_of(file).await.ok_or(ExchangeError::Unreadable)?;
    let mut problems = Vec::new();
    let mut count = 0;
    for zipped in template_zip::read(&zip)? {
        let id = zipped.id.clone();
        match import_one(library, zipped).await {
            Ok(()) => count += 1,
            // The others would fail as well.
            Err(LeftOut::Kept(TakeInError::Database(error))) => return Err(error.into()),
            Err(why) => problems.push(ExchangeError::LeftOut { id, why }.to_string()),
        }
    }
    Ok((count, problems))
}

async fn import_one(library: Library, zipped: ZippedTemplate) -> Result<(), LeftOut> {
    let ending = zipped.picture_name.trim_start_matches("default.");
    let picture = blob_of(&zipped.picture, &media_type(ending)).ok_or(PictureError::NoMemory)?;
    let bitmap = Opened::open(&picture).await?.bitmap;
    let mut template = template_file::parse(&zipped.id, &zipped.config, bitmap.size())?;
    if template.name.is_empty() {
        template.name.clone_from(&zipped.id);
    }
    own::take_in(library, template, picture, &bitmap).await?;
    Ok(())
}

/// The ending of files of a type such as `image/svg+xml`.
fn ending(media_type: &str) -> &str {
    match media_type.trim_start_matches("image/") {
        "svg+xml" => "svg",
        other => other,
    }
}

/// The type of files with such an ending.
fn media_type(ending: &str) -> String {
    let name = match ending {
        "svg" => "svg+xml",
        "jpg" => "jpeg",
        other => other,
    };
    format!("image/{name}")
}

fn templates(count: usize) -> String {
    match count {
        1 => "1 template".to_owned(),
        _ => format!("{count} templates"),
    }
}
