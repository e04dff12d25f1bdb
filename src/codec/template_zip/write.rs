//! Writing a zip whose files are stored as they are: pictures are compressed already, and configurations are small. No data
//! descriptors, no zip64, so that everything that reads zips reads it.

use std::collections::HashSet;

use super::{
    CONFIG, LARGEST_CONFIG, LARGEST_PICTURE, LARGEST_TOTAL, MOST_FILES, TemplateZipError,
    ZippedTemplate, is_template_id, picture_rank,
};
use crate::codec::crc::crc32;

/// All files are from 1980-01-01, the first day of zips, so that the same templates make the same zip.
const DATE: u16 = (1 << 5) | 1;
/// The version that is needed to read it: 1.0, files that are stored.
const VERSION: u16 = 10;

/// Writes templates as a zip that [`read`](super::read) and memegen understand. An error where one has an id or a picture's
/// name that would not be read again, or where they are too many or too large.
///
/// ```
/// use memeforge::codec::template_zip::{ZippedTemplate, read, write};
///
/// let template = ZippedTemplate {
///     id: "cat".to_owned(),
///     config: "name: Cat".to_owned(),
///     picture_name: "default.png".to_owned(),
///     picture: vec![1, 2, 3],
/// };
/// let zip = write(&[template.clone()])?;
/// assert_eq!(read(&zip)?, [template]);
/// # Ok::<(), memeforge::codec::template_zip::TemplateZipError>(())
/// ```
pub fn write(templates: &[ZippedTemplate]) -> Result<Vec<u8>, TemplateZipError> {
    let files = files(templates)?;
    let mut zip = Vec::new();
    let mut directory = Vec::new();
    for (name, data) in &files {
        let offset = zip.len() as u32;
        let header = header(name, data);
        // A file: its signature, its header, its name, itself.
        zip.extend(b"PK\x03\x04");
        zip.extend(&header);
        zip.extend(name.as_bytes());
        zip.extend(*data);
        // Its line in the directory: no comment, the first disk, no attributes, and where it begins.
        directory.extend(b"PK\x01\x02");
        directory.extend(VERSION.to_le_bytes());
        directory.extend(&header);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let count = (files.len() as u16).to_le_bytes();
    let offset = zip.len() as u32;
    zip.extend(&directory);
    // The end: disks 0 and 0, how many files here and in all, the directory, no comment.
    zip.extend(b"PK\x05\x06\0\0\0\0");
    zip.extend(count);
    zip.extend(count);
    zip.extend((directory.len() as u32).to_le_bytes());
    zip.extend(offset.to_le_bytes());
    zip.extend([0; 2]);
    Ok(zip)
}

/// What the header of a file and its line in the directory have in common.
fn header(name: &str, data: &[u8]) -> Vec<u8> {
    let size = (data.len() as u32).to_le_bytes();
    let mut header = Vec::new();
    header.extend(VERSION.to_le_bytes());
    // No flags, stored, midnight.
    header.extend([0; 6]);
    header.extend(DATE.to_le_bytes());
    header.extend(crc32(data).to_le_bytes());
    header.extend(size);
    header.extend(size);
    header.extend((name.len() as u16).to_le_bytes());
    // Nothing further.
    header.extend([0; 2]);
    header
}

/// The files with their names. So few and so small that every number in a zip without zip64 suffices.
fn files(templates: &[ZippedTemplate]) -> Result<Vec<(String, &[u8])>, TemplateZipError> {
    let mut files: Vec<(String, &[u8])> = Vec::new();
    let mut ids = HashSet::new();
    let mut total = 0;
    for template in templates {
        let id = &template.id;
        if !ids.insert(id) {
            return Err(TemplateZipError::Duplicate(id.clone()));
        }
        let picture_name = format!("{id}/{}", template.picture_name);
        if !is_template_id(id) || picture_rank(&template.picture_name).is_none() {
            return Err(TemplateZipError::Name(picture_name));
        }
        let (config, picture) = (template.config.as_bytes(), template.picture.as_slice());
        total += (config.len() + picture.len()) as u64;
        if config.len() as u64 > LARGEST_CONFIG
            || picture.len() as u64 > LARGEST_PICTURE
            || total > LARGEST_TOTAL
        {
            return Err(TemplateZipError::TooLarge(picture_name));
        }
        files.push((format!("{id}/{CONFIG}"), config));
        files.push((picture_name, picture));
    }
    match files.len() {
        0 => Err(TemplateZipError::Empty),
        count if count > MOST_FILES => Err(TemplateZipError::TooManyFiles),
        _ => Ok(files),
    }
}
