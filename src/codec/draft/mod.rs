//! A draft as text: the meme as it is, and by their keys the pictures and the steps of its history, which are kept apart from it.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use thiserror::Error;

use crate::codec::exact;
use crate::codec::project::ProjectPicture;
use crate::document::{Document, PictureId, Template};

/// The version that is written. One that is higher is of a newer MemeForge, and left as it is.
pub const VERSION: u32 = 1;

/// Everything of a draft but the bytes of its pictures and the documents of its steps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// [`VERSION`] when it was written.
    pub version: u32,
    /// What the person calls it; empty where they do not.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The meme as it is.
    pub document: Document,
    /// The pictures of the meme and of all its steps.
    #[serde(default)]
    pub pictures: Vec<(PictureId, ProjectPicture<String>)>,
    /// The steps that can be taken back, the last one last.
    #[serde(default)]
    pub past: Vec<StoredStep>,
    /// The steps that were taken back.
    #[serde(default)]
    pub future: Vec<StoredStep>,
    /// The templates of the library that its pictures are from.
    #[serde(default)]
    pub templates: Vec<PictureTemplate>,
}

/// A step of the history. Its document is kept under its number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredStep {
    /// The number.
    pub number: u32,
    /// What it is called.
    pub name: String,
}

/// A template that a picture is from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PictureTemplate {
    /// The picture.
    pub picture: PictureId,
    /// The template's id.
    pub id: String,
    /// The meme that it is.
    pub meme: Document,
    /// All of it, where it is the person's own: no address names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<Template>,
}

/// Why a draft is not opened. Displays as a sentence for the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DraftError {
    /// Of a version that is not known here.
    #[error("A newer MemeForge has made this draft. Load the page anew to open it.")]
    Newer,
    /// It cannot be read.
    #[error("This draft is damaged and cannot be opened.")]
    Damaged,
}

/// What every version has.
#[derive(Deserialize)]
struct Versioned {
    version: u32,
}

impl Draft {
    /// It as JSON.
    pub fn to_json(&self) -> String {
        written(self)
    }

    /// Reads what [`Draft::to_json`] has written, now or in an older version. What is in it is within what the editor allows.
    pub fn from_json(json: &str) -> Result<Self, DraftError> {
        let versioned: Versioned = serde_json::from_str(json).map_err(|_| DraftError::Damaged)?;
        if versioned.version > VERSION {
            return Err(DraftError::Newer);
        }
        let mut draft: Self = read(json).map_err(|_| DraftError::Damaged)?;
        draft.document = draft.document.sanitized_as_kept();
        for template in &mut draft.templates {
            template.meme = template.meme.clone().sanitized_as_kept();
            template.own = template.own.take().map(Template::sanitized);
        }
        Ok(draft)
    }

    /// What it is called in a list.
    pub fn title(&self) -> String {
        title(&self.name, &self.document)
    }

    /// All steps.
    pub fn steps(&self) -> impl Iterator<Item = &StoredStep> {
        self.past.iter().chain(&self.future)
    }
}

/// The document of a step as JSON.
pub fn step_to_json(document: &Document) -> String {
    written(document)
}

/// Reads what [`step_to_json`] has written. None where it cannot be read. What is in it is within what the editor allows.
pub fn step_from_json(json: &str) -> Option<Document> {
    let document: Document = read(json).ok()?;
    Some(document.sanitized_as_kept())
}

fn written(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::Object(json)) => exact::write(json),
        // Drafts and documents are structs of texts, finite numbers and lists: they can always be written, and are objects.
        _ => String::new(),
    }
}

fn read<T: DeserializeOwned>(json: &str) -> serde_json::Result<T> {
    let mut json: Map<String, Value> = serde_json::from_str(json)?;
    exact::restore(&mut json);
    serde_json::from_value(Value::Object(json))
}

/// What a meme is called: what the person calls it, or else what its texts say, or else its picture's name.
pub fn title(name: &str, document: &Document) -> String {
    if !name.is_empty() {
        return name.to_owned();
    }
    let texts = document.texts.iter().map(|text_box| text_box.text.trim());
    let said: Vec<&str> = texts.filter(|text| !text.is_empty()).collect();
    let title = if said.is_empty() {
        document.picture.name.clone()
    } else {
        said.join(" / ")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    title.chars().take(80).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::testing;

    fn draft() -> Draft {
        Draft {
            version: VERSION,
            name: String::new(),
            document: Document::example(),
            pictures: vec![(
                PictureId(3),
                ProjectPicture::File {
                    data: "ab".to_owned(),
                    ending: "png".to_owned(),
                },
            )],
            past: vec![StoredStep {
                number: 1,
                name: "typing".to_owned(),
            }],
            future: Vec::new(),
            templates: Vec::new(),
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let draft = draft();
        assert_eq!(Draft::from_json(&draft.to_json()), Ok(draft.clone()));
        assert_eq!(draft.steps().count(), 1);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn every_document_comes_back(document in testing::document().boxed(), other in testing::document().boxed()) {
            let draft = Draft { document, ..draft() };
            prop_assert_eq!(Draft::from_json(&draft.to_json()), Ok(draft));
            prop_assert_eq!(step_from_json(&step_to_json(&other)), Some(other));
        }
    }

    #[test]
    fn a_newer_draft_says_so_and_a_damaged_one_does_too() {
        let newer = draft()
            .to_json()
            .replace("\"version\":1", "\"version\":2,\"more\":[]");
        assert_eq!(Draft::from_json(&newer), Err(DraftError::Newer));
        for json in [
            "",
            "{}",
            "null",
            "{\"version\":1}",
            "{\"version\":2,\"document\":7",
        ] {
            assert_eq!(Draft::from_json(json), Err(DraftError::Damaged), "{json}");
        }
    }

    #[test]
    fn a_draft_of_the_first_version_opens() {
        let json = include_str!("version_1.json");
        let draft = Draft::from_json(json).unwrap();
        assert_eq!(draft.document.texts[0].text, "No account, no watermark");
        assert_eq!(draft.past.len(), 1);
    }

    #[test]
    fn it_is_called_what_it_says() {
        let mut meme = Document::example();
        assert_eq!(title("", &meme), "No account, no watermark / Just the cat");
        meme.texts[0].text = " \n".to_owned();
        meme.texts[1].text = "a\nb".to_owned();
        assert_eq!(title("", &meme), "a b");
        meme.texts[1].text.clear();
        assert_eq!(title("", &meme), meme.picture.name);
        assert_eq!(title("mine", &meme), "mine");
    }
}
