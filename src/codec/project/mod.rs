//! The project file `.memeforge`: a meme with all that it is made of, so that it can be worked on elsewhere or later. Exported
//! pictures carry one, and drafts are the same with their files kept apart.
//!
//! It is a zip: `meme.json` first, and beside it the files that it names: `picture.jpg`, `cells/0.png`, `fonts/0.woff2`.

mod error;
mod json;
mod parts;
mod usual;

use super::picture::{Format, Kind};
use super::zip::{self, Limits, Zip};

pub use error::ProjectError;
pub use json::{document_from_json, document_to_json, from_json, to_json};
pub use parts::{Project, ProjectCell, ProjectFont, ProjectPicture, Role, UsedTemplate};

/// The version of what is written. An older MemeForge refuses the next.
pub const VERSION: u64 = 1;
/// What names of project files end in, without the point.
pub const ENDING: &str = "memeforge";
/// What such a file is, as browsers and servers call it.
pub const MEDIA_TYPE: &str = "application/vnd.memeforge+zip";

/// The most files in such a zip, whatever they are.
const MOST_FILES: usize = 1000;
/// The largest picture, in bytes: as templates may have.
pub const LARGEST_PICTURE: u64 = 64 << 20;
/// The largest font, in bytes: those with all of Chinese have about 10 MB.
pub const LARGEST_FONT: u64 = 16 << 20;
/// All files together, in bytes.
pub const LARGEST_TOTAL: u64 = 256 << 20;
/// The most fonts.
pub const MOST_FONTS: usize = 50;
/// The longest `meme.json`, in bytes: room for 200 texts of 10,000 letters. A usual one has 3 KB. What it is read into may take
/// a hundred times as much.
pub const LONGEST_JSON: usize = 2 << 20;

/// What says what the meme is.
const JSON: &str = "meme.json";

/// Writes a project as a file. The same project makes the same file. An error where a part is larger than may be, or is not
/// what it says it is.
///
/// ```
/// use memeforge::codec::project::{Project, ProjectPicture, read, write};
/// use memeforge::document::Document;
///
/// let picture = ProjectPicture::File { data: vec![1, 2, 3], ending: "jpg".to_owned() };
/// let project = Project { picture, ..Project::new(Document::example()) };
/// assert_eq!(read(&write(&project)?)?, project);
/// # Ok::<(), memeforge::codec::project::ProjectError>(())
/// ```
pub fn write(project: &Project) -> Result<Vec<u8>, ProjectError> {
    let mut files: Vec<(String, &[u8])> = Vec::new();
    let mut total = 0;
    let named = project.try_map(|data: &Vec<u8>, role| {
        let name = file_name(role, data);
        total += data.len() as u64;
        if data.len() as u64 > role.largest() || total > LARGEST_TOTAL {
            return Err(ProjectError::TooLarge(name));
        }
        files.push((name.clone(), data));
        Ok(name)
    })?;
    let json = to_json(&named)?;
    if total + json.len() as u64 > LARGEST_TOTAL {
        return Err(ProjectError::TooLarge(JSON.to_owned()));
    }
    files.insert(0, (JSON.to_owned(), json.as_bytes()));
    Ok(zip::write(&files)?)
}

/// Reads a project's file. Its document is within what the editor allows, whatever the file says
/// ([`Document::sanitized_as_kept`](crate::document::Document::sanitized_as_kept)), and so is all else but the files in it, which may be
/// anything.
pub fn read(file: &[u8]) -> Result<Project, ProjectError> {
    let limits = Limits {
        most_files: MOST_FILES,
        largest_total: LARGEST_TOTAL,
    };
    let mut zip = Zip::open(file, limits, |_| true)?;
    let json = zip.unpack(JSON, LONGEST_JSON as u64)?;
    let json = String::from_utf8(json.ok_or(ProjectError::NotAProject)?);
    let named = from_json(&json.map_err(|_| ProjectError::Damaged)?)?;
    named.try_map(|name: &String, role| {
        let data = zip.unpack(name, role.largest())?;
        data.ok_or_else(|| ProjectError::Missing(name.clone()))
    })
}

/// Whether a file begins as one that [`write()`] made: it may still be damaged. A zip that somebody made anew of the same files is
/// read as well.
pub fn is_project(file: &[u8]) -> bool {
    // The name of the first file follows its header of 30 bytes.
    let name = file.get(30..30 + JSON.len());
    file.starts_with(b"PK\x03\x04") && name == Some(JSON.as_bytes())
}

/// The ending, of those that pictures in a project have, for what [`inspect`](super::picture::inspect) found.
pub fn picture_ending(kind: Kind) -> &'static str {
    match kind {
        Kind::Raster(Format::Jpeg) => "jpg",
        Kind::Raster(Format::WebP) => "webp",
        Kind::Raster(Format::Avif) => "avif",
        Kind::Raster(Format::Heic) => "heic",
        Kind::Raster(Format::Gif) => "gif",
        Kind::Raster(Format::Bmp) => "bmp",
        Kind::Svg => "svg",
        // Others are encoded anew as they come in.
        Kind::Raster(Format::Png) | Kind::Other(_) => "png",
    }
}

/// What a file is called in the zip.
fn file_name(role: Role, data: &[u8]) -> String {
    match role {
        Role::Picture { ending } => format!("picture.{ending}"),
        Role::Cell { index, ending } => format!("cells/{index}.{ending}"),
        Role::Font { index } => format!("fonts/{index}.{}", font_ending(data)),
    }
}

/// The ending of a font, by its first bytes.
fn font_ending(data: &[u8]) -> &'static str {
    match data {
        [b'w', b'O', b'F', b'2', ..] => "woff2",
        [b'w', b'O', b'F', b'F', ..] => "woff",
        [b'O', b'T', b'T', b'O', ..] => "otf",
        _ => "ttf",
    }
}

#[cfg(test)]
mod tests;
