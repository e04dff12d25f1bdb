//! Writing templates as a zip.

use std::collections::HashSet;

use super::{
    CONFIG, LARGEST_CONFIG, LARGEST_PICTURE, LARGEST_TOTAL, MOST_FILES, TemplateZipError,
    ZippedTemplate, is_template_id, picture_rank,
};
use crate::codec::zip;

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
    Ok(zip::write(&files(templates)?)?)
}

/// The files with their names.
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
