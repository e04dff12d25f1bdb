//! Templates as one file: a zip of memegen's folders, `<id>/config.yml` beside `<id>/default.<ending>`. Bytes and names alone:
//! what the configuration says and what the picture shows is for others to read.

mod write;

use std::collections::{BTreeMap, HashSet};

use miniz_oxide::inflate::decompress_to_vec_with_limit;
use rawzip::{CompressionMethod, ZipArchive, ZipArchiveEntryWayfinder, ZipSliceArchive};
use thiserror::Error;

use super::crc::crc32;
use super::memegen_link::is_template_id;
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

/// A file in the zip, before it is unpacked.
struct Packed {
    name: String,
    wayfinder: ZipArchiveEntryWayfinder,
    method: CompressionMethod,
    crc: u32,
    size: u64,
}

/// What was found of one template.
#[derive(Default)]
struct Found {
    /// The path before the id, so that the same id elsewhere is noticed.
    above: String,
    config: Option<Packed>,
    /// The picture, and the place of its ending among [`PICTURE_ENDINGS`].
    picture: Option<(usize, Packed)>,
}

/// Reads all templates in a zip, by their ids in order. The folders may lie in one further folder; files that are no
/// template's are passed over, and so are folders without a `config.yml`. At most 256 MB are unpacked.
pub fn read(zip: &[u8]) -> Result<Vec<ZippedTemplate>, TemplateZipError> {
    // Where the end is missing only the start tells that it was a zip.
    let archive = ZipArchive::from_slice(zip).map_err(|_| match zip {
        [b'P', b'K', ..] => TemplateZipError::Damaged,
        _ => TemplateZipError::NotAZip,
    })?;
    let found = look_through(&archive)?;
    let mut room = LARGEST_TOTAL;
    let mut templates = Vec::new();
    for (id, found) in found {
        let Some(config) = found.config else { continue };
        let Some((_, picture)) = found.picture else {
            return Err(TemplateZipError::NoPicture(id));
        };
        let config = unpack(&archive, &config, LARGEST_CONFIG, &mut room)?;
        let picture_name = file_name(&picture.name).to_ascii_lowercase();
        templates.push(ZippedTemplate {
            config: String::from_utf8(config).map_err(|_| TemplateZipError::Damaged)?,
            picture: unpack(&archive, &picture, LARGEST_PICTURE, &mut room)?,
            picture_name,
            id,
        });
    }
    if templates.is_empty() {
        Err(TemplateZipError::Empty)
    } else {
        Ok(templates)
    }
}

/// Finds the templates' files. Nothing is unpacked.
fn look_through(
    archive: &ZipSliceArchive<&[u8]>,
) -> Result<BTreeMap<String, Found>, TemplateZipError> {
    let mut found: BTreeMap<String, Found> = BTreeMap::new();
    let mut names = HashSet::new();
    let mut entries = archive.entries();
    let mut count = 0;
    while let Some(entry) = entries.next_entry()? {
        count += 1;
        if count > MOST_FILES {
            return Err(TemplateZipError::TooManyFiles);
        }
        let raw_name = entry.file_path();
        let name = String::from_utf8_lossy(raw_name.as_bytes()).into_owned();
        if leads_elsewhere(&name) {
            return Err(TemplateZipError::Name(name));
        }
        if entry.is_dir() || is_passed_over(&name) {
            continue;
        }
        let mut parts = name.rsplitn(3, '/');
        let (Some(file), Some(id)) = (parts.next(), parts.next()) else {
            continue;
        };
        let above = parts.next().unwrap_or_default();
        let rank = picture_rank(file);
        if above.contains('/') || (rank.is_none() && file != CONFIG) {
            continue;
        }
        if !is_template_id(id) {
            return Err(TemplateZipError::Name(name));
        }
        if !names.insert(name.clone()) {
            return Err(TemplateZipError::Duplicate(name));
        }
        if entry.flags().is_encrypted() {
            return Err(TemplateZipError::Encrypted);
        }
        let found = (found.entry(id.to_owned())).or_insert_with(|| Found {
            above: above.to_owned(),
            ..Found::default()
        });
        if found.above != above {
            return Err(TemplateZipError::Duplicate(id.to_owned()));
        }
        let packed = Packed {
            wayfinder: entry.wayfinder(),
            method: entry.compression_method(),
            crc: entry.crc32(),
            size: entry.uncompressed_size_hint(),
            name,
        };
        match (rank, &found.picture) {
            (None, _) => found.config = Some(packed),
            (Some(rank), Some((best, _))) if *best <= rank => {}
            (Some(rank), _) => found.picture = Some((rank, packed)),
        }
    }
    if count as u64 == archive.entries_hint() {
        Ok(found)
    } else {
        Err(TemplateZipError::Damaged)
    }
}

/// Unpacks one file of at most `most` bytes, and takes its size off the room that is left for all.
fn unpack(
    archive: &ZipSliceArchive<&[u8]>,
    packed: &Packed,
    most: u64,
    room: &mut u64,
) -> Result<Vec<u8>, TemplateZipError> {
    let too_large = || TemplateZipError::TooLarge(packed.name.clone());
    if packed.size > most {
        return Err(too_large());
    }
    *room = room.checked_sub(packed.size).ok_or_else(too_large)?;
    let data = archive.get_entry(packed.wayfinder)?.data();
    let unpacked = match packed.method {
        CompressionMethod::STORE if data.len() as u64 == packed.size => data.to_vec(),
        CompressionMethod::STORE => return Err(TemplateZipError::Damaged),
        // What is larger than it says it is ends here.
        CompressionMethod::DEFLATE => decompress_to_vec_with_limit(data, packed.size as usize)
            .map_err(|_| TemplateZipError::Damaged)?,
        _ => return Err(TemplateZipError::Method(packed.name.clone())),
    };
    if unpacked.len() as u64 == packed.size && crc32(&unpacked) == packed.crc {
        Ok(unpacked)
    } else {
        Err(TemplateZipError::Damaged)
    }
}

impl From<rawzip::Error> for TemplateZipError {
    fn from(_: rawzip::Error) -> Self {
        Self::Damaged
    }
}

/// Whether a name leads out of the folder on some system.
fn leads_elsewhere(name: &str) -> bool {
    name.starts_with('/')
        || name.contains(['\\', ':', '\0', '\u{fffd}'])
        || name.split('/').any(|part| part == "..")
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
