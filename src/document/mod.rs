//! A meme as plain data: what it shows, not how it is drawn. Pictures are named by id; their bytes live outside.

mod color;
mod example;
mod fraction_rect;
mod picture;
mod text_box;

/// The faces that texts can be set in.
pub mod face;

pub use color::Color;
pub use fraction_rect::FractionRect;
pub use picture::{Picture, PictureId, PixelSize};
pub use text_box::{Case, Face, Look, Outline, TextBox, VerticalAlign};

use serde::{Deserialize, Serialize};

/// A meme: a picture, and texts on it from back to front.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// What lies below; its size is the meme's.
    pub picture: Picture,
    /// The texts, the first painted first. The page's two fields are the first two.
    pub texts: Vec<TextBox>,
}

impl Document {
    /// A meme with the classical two empty texts, at the top and at the bottom.
    pub fn classic(picture: Picture) -> Self {
        Self {
            picture,
            texts: vec![TextBox::top(""), TextBox::bottom("")],
        }
    }

    /// The finished meme that a first-time visitor sees.
    pub fn example() -> Self {
        let mut document = Self::classic(example::picture());
        for (text_box, text) in document.texts.iter_mut().zip(example::TEXTS) {
            text.clone_into(&mut text_box.text);
        }
        document
    }

    /// The meme's size in pixels.
    pub fn size(&self) -> PixelSize {
        self.picture.size
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_survives_serialising() {
        let document = Document::example();
        let json = serde_json::to_string(&document).unwrap();
        assert_eq!(serde_json::from_str::<Document>(&json).unwrap(), document);
    }

    #[test]
    fn the_example_is_finished() {
        let example = Document::example();
        assert!(
            example
                .texts
                .iter()
                .all(|text_box| !text_box.text.is_empty())
        );
    }
}
