//! `meme.json`: `{"memeforge": 1, "document": …, "picture": …, "fonts": …, "template": …, "name": …}`. Within a version fields
//! may come, which are passed over where they are not known, and have their usual values where they are missing. For all else
//! there is the next version.

use serde_json::{Map, Value};

use super::{JSON, LONGEST_JSON, Project, ProjectError, VERSION, usual};
use crate::codec::exact;
use crate::document::{Document, TextBox};

/// What says that this is ours, and of which version.
const KEY: &str = "memeforge";

/// Writes what a project is, without its files, which are kept elsewhere by name.
///
/// ```
/// use memeforge::codec::project::{Project, ProjectPicture, from_json, to_json};
/// use memeforge::document::Document;
///
/// let picture = ProjectPicture::File { data: "5f2a9c".to_owned(), ending: "png".to_owned() };
/// let draft = Project { picture, ..Project::new(Document::example()) };
/// assert_eq!(from_json(&to_json(&draft)?)?, draft);
/// # Ok::<(), memeforge::codec::project::ProjectError>(())
/// ```
pub fn to_json(project: &Project<String>) -> Result<String, ProjectError> {
    project.check()?;
    let texts = &project.document.texts;
    let project = project.clone().sanitized();
    let is_kept = |text_box: &TextBox| {
        let kept = project.document.text(text_box.id);
        kept.is_some_and(|kept| kept.text == text_box.text)
    };
    if !texts.iter().all(is_kept) {
        return Err(ProjectError::TooManyTexts);
    }
    let Ok(Value::Object(mut json)) = serde_json::to_value(&project) else {
        // A project is a struct, and structs are objects.
        return Err(ProjectError::Damaged);
    };
    json.insert(KEY.to_owned(), VERSION.into());
    let json = exact::write(json);
    if json.len() > LONGEST_JSON {
        return Err(ProjectError::TooLarge(JSON.to_owned()));
    }
    Ok(json)
}

/// Reads what [`to_json`] has written, of this version or an older one. All of it is within what the editor allows, whatever
/// it says; the names of files may be anything.
pub fn from_json(json: &str) -> Result<Project<String>, ProjectError> {
    if json.len() > LONGEST_JSON {
        return Err(ProjectError::TooLarge(JSON.to_owned()));
    }
    let mut json: Map<String, Value> = parts_of(serde_json::from_str(json))?;
    match json.get(KEY).and_then(Value::as_u64) {
        None => return Err(ProjectError::NotAProject),
        Some(0) => return Err(ProjectError::Damaged),
        Some(VERSION) => {}
        Some(_) => return Err(ProjectError::Newer),
    }
    exact::restore(&mut json);
    usual::complete(&mut json);
    let project: Project<String> = parts_of(serde_json::from_value(Value::Object(json)))?;
    project.check()?;
    Ok(project.sanitized())
}

/// Writes a document alone, with the version.
pub fn document_to_json(document: &Document) -> Result<String, ProjectError> {
    to_json(&Project::new(document.clone()))
}

/// Reads the document of what [`document_to_json`] or [`to_json`] has written.
pub fn document_from_json(json: &str) -> Result<Document, ProjectError> {
    from_json(json).map(|project| project.document)
}

fn parts_of<T>(result: serde_json::Result<T>) -> Result<T, ProjectError> {
    result.map_err(|_| ProjectError::Damaged)
}
