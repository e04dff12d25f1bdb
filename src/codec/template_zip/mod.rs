//! Templates as one file: a zip of memegen's folders, `<id>/config.yml` beside `<id>/default.<ending>`. Bytes and names alone:
//! what the configuration says and what the picture shows is for others to read.

mod write;

use std::collections::BTreeMap;

use thiserror::Error;

use super::memegen_link::is_template_id;
use super::zip::{Limits, Zip, ZipError};
pub use write::write;

/// The most files in such a zip, whatever they are.
pub const MOST_FILES: usize = 1000;
/// The largest picture, in bytes, once unpacked.
pub const LARGEST_PICTURE: u64 = 64 << 20;
/// The largest configuration, in bytes, once unpacked: memegen's have less than 2 KB.
pub const LARGEST_CONFIG: u64 = 1 << 20;
/// All that is unpacked together, in bytes.
pub const LARGEST_TOTAL: u64 = 256 << 20;

/// The name of a configuration.
const CONFIG: &str = "config.yml";

/// Endings of pictures. Of several pictures in a folder the one with the first of these counts: memegen has a still beside
/// what moves.
const PICTURE_ENDINGS: [&str; 8] = ["jpg", "jpeg", "png", "webp", "svg", "avif", "bmp", "gif"];

/// One template, as its folder has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZippedTemplate {
    /// Its id: the name of the folder.
    pub id: String,
    /// What is in `config.yml`.
    pub config: String,
    /// The name of the picture: `default.` and one of the endings that pictures have, in lower case.
    pub picture_name: String,
    /// The picture's file.
    pub picture: Vec<u8>,
}

/// Why templates were not read or written. Displays as a sentence for whoever chose the file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TemplateZipError {
    /// It is no zip, whatever its name says.
    #[error(
        "This file is not a zip. Choose one that was exported from here, or a zipped folder of templates."
    )]
    NotAZip,
    /// A zip whose bytes make no sense, or whose checksums are wrong.
    #[error("This zip is damaged. Download or export it again.")]
    Damaged,
    /// Nothing in it looks like a template.
    #[error(
        "There is no template in this zip: it takes folders with a config.yml and a picture named default."
    )]
    Empty,
    /// More than [`MOST_FILES`].
    #[error("This zip has more than 1,000 files. Split it into several.")]
    TooManyFiles,
    /// One file is larger than [`LARGEST_PICTURE`] or [`LARGEST_CONFIG`], or all are larger than [`LARGEST_TOTAL`].
    #[error("“{0}” is too large: a picture may have 64 MB, and all templates together 256 MB.")]
    TooLarge(String),
    /// A name that leads out of the folder, or that no template or picture has.
    #[error("A file in this zip has a name that templates may not have: “{0}”. Rename it.")]
    Name(String),
    /// Two files of the same name, or two folders of the same template.
    #[error("“{0}” is in this zip twice. Remove one.")]
    Duplicate(String),
    /// It takes a password.
    #[error("This zip has a password. Make one without.")]
    Encrypted,
    /// Packed in a way that is not known here.
    #[error("“{0}” is packed in a way that cannot be read here. Make a plain zip (“deflate”).")]
    Method(String),
    /// A configuration without a picture.
    #[error("The template “{0}” has no picture: put one named default.png beside its config.yml.")]
    NoPicture(String),
}

/// What was found of one template: names in the zip.
#[derive(Default)]
struct Found {
    /// The path before the id, so that the same id elsewhere is noticed.
    above: String,
    config: Option<String>,
    /// The picture, and the place of its ending among [`PICTURE_ENDINGS`].
    picture: Option<(usize, String)>,
}

/// Reads all templates in a zip, by their ids in order. The folders may lie in one further folder; files that are no
/// template's are passed over, and so are folders without a `config.yml`. At most 256 MB are unpacked.
pub fn read(zip: &[u8]) -> Result<Vec<ZippedTemplate>, TemplateZipError> {
    let limits = Limits {
        most_files: MOST_FILES,
        largest_total: LARGEST_TOTAL,
    };
    let mut zip = Zip::open(zip, limits, |name| Place::of(name).is_some())?;
    let mut templates = Vec::new();
    for (id, found) in look_through(&zip)? {
        let Some(config) = found.config else { continue };
        let Some((_, picture)) = found.picture else {
            return Err(TemplateZipError::NoPicture(id));
        };
        // Both are there, as they were just found.
        let config = zip.unpack(&config, LARGEST_CONFIG)?.unwrap_or_default();
        templates.push(ZippedTemplate {
            config: String::from_utf8(config).map_err(|_| TemplateZipError::Damaged)?,
            picture: zip.unpack(&picture, LARGEST_PICTURE)?.unwrap_or_default(),
            picture_name: file_name(&picture).to_ascii_lowercase(),
            id,
        });
    }
    if templates.is_empty() {
        Err(TemplateZipError::Empty)
    } else {
        Ok(templates)
    }
}

/// What a name in the zip says of a template's file.
struct Place<'name> {
    above: &'name str,
    id: &'name str,
    /// The place of a picture's ending among [`PICTURE_ENDINGS`]. None for the configuration.
    rank: Option<usize>,
}

impl<'name> Place<'name> {
    /// None where the file is no template's.
    fn of(name: &'name str) -> Option<Self> {
        if is_passed_over(name) {
            return None;
        }
        let mut parts = name.rsplitn(3, '/');
        let (file, id) = (parts.next()?, parts.next()?);
        let above = parts.next().unwrap_or_default();
        let rank = picture_rank(file);
        let is_ours = !above.contains('/') && (rank.is_some() || file == CONFIG);
        is_ours.then_some(Self { above, id, rank })
    }
}

/// Finds the templates' files. Nothing is unpacked.
fn look_through(zip: &Zip) -> Result<BTreeMap<String, Found>, TemplateZipError> {
    let mut found: BTreeMap<String, Found> = BTreeMap::new();
    for name in zip.names() {
        let Some(Place { above, id, rank }) = Place::of(name) else {
            continue;
        };
        if !is_template_id(id) {
            return Err(TemplateZipError::Name(name.to_owned()));
        }
        let found = (found.entry(id.to_owned())).or_insert_with(|| Found {
            above: above.to_owned(),
            ..Found::default()
        });
        if found.above != above {
            return Err(TemplateZipError::Duplicate(id.to_owned()));
        }
        match (rank, &found.picture) {
            (None, _) => found.config = Some(name.to_owned()),
            (Some(rank), Some((best, _))) if *best <= rank => {}
            (Some(rank), _) => found.picture = Some((rank, name.to_owned())),
        }
    }
    Ok(found)
}

impl From<ZipError> for TemplateZipError {
    fn from(error: ZipError) -> Self {
        match error {
            ZipError::NotAZip => Self::NotAZip,
            ZipError::Damaged => Self::Damaged,
            ZipError::TooManyFiles => Self::TooManyFiles,
            ZipError::TooLarge(name) => Self::TooLarge(name),
            ZipError::Name(name) => Self::Name(name),
            ZipError::Duplicate(name) => Self::Duplicate(name),
            ZipError::Encrypted => Self::Encrypted,
            ZipError::Method(name) => Self::Method(name),
        }
    }
}

/// Whether this is what systems leave behind: `__MACOSX`, `.DS_Store`.
fn is_passed_over(name: &str) -> bool {
    name.split('/')
        .any(|part| part.starts_with('.') || part == "__MACOSX")
}

/// The place of the ending among [`PICTURE_ENDINGS`]. None where it is no template's picture.
fn picture_rank(file: &str) -> Option<usize> {
    let ending = file.strip_prefix("default.")?;
    (PICTURE_ENDINGS.iter()).position(|known| ending.eq_ignore_ascii_case(known))
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

#[cfg(test)]
mod tests;
