//! A meme as plain data: what it shows, not how it is drawn. Pictures are named by id; their bytes live outside.

mod bounded;
mod color;
mod example;
mod face;
mod fraction_rect;
mod look;
mod picture;
mod surround;
mod text_box;

pub use bounded::bounded;
pub use color::Color;
pub use face::{BundledFace, Face, FaceKind, FaceMetrics, Font};
pub use fraction_rect::FractionRect;
pub use look::{Align, Case, FontSize, Look, Outline, Plate, Shadow, VerticalAlign};
pub use picture::{Picture, PictureId, PixelSize};
pub use surround::Surround;
pub use text_box::{TextBox, TextId};

use kurbo::Rect;
use serde::{Deserialize, Serialize};

/// A meme: a picture, what is around it, and texts on it from back to front.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// What lies below.
    pub picture: Picture,
    /// What is added around the picture.
    pub surround: Surround,
    /// The texts, the first painted first. Each has an id of its own.
    pub texts: Vec<TextBox>,
}

impl Document {
    /// A meme with the classical two empty texts, at the top and at the bottom.
    pub fn classic(picture: Picture) -> Self {
        Self {
            picture,
            surround: Surround::NONE,
            texts: vec![TextBox::top(""), TextBox::bottom("")],
        }
    }

    /// The finished meme that a first-time visitor sees.
    pub fn example() -> Self {
        let mut document = Self::classic(example::picture());
        for (text_box, text) in document.texts.iter_mut().zip(example::TEXTS) {
            text.clone_into(&mut text_box.text);
            text_box.is_sample = true;
        }
        document
    }

    /// The meme's size in pixels: the picture's, with what is around it.
    pub fn size(&self) -> PixelSize {
        self.surround.size_around(self.picture.size)
    }

    /// Where the picture is, in pixels of the meme.
    pub fn picture_rect(&self) -> Rect {
        self.surround.picture_rect(self.picture.size)
    }

    /// What font sizes are fractions of, in pixels: the picture's shorter side, whatever is added around it.
    pub fn font_unit_px(&self) -> f64 {
        f64::from(self.picture.size.shorter_side())
    }

    /// The text box with this id.
    pub fn text(&self, id: TextId) -> Option<&TextBox> {
        self.texts.iter().find(|text_box| text_box.id == id)
    }

    /// The text box with this id, to be changed.
    pub fn text_mut(&mut self, id: TextId) -> Option<&mut TextBox> {
        self.texts.iter_mut().find(|text_box| text_box.id == id)
    }

    /// An id that no text box has. Those of the first two texts stay theirs.
    pub fn unused_id(&self) -> TextId {
        let highest = self.texts.iter().map(|text_box| text_box.id.0).max();
        TextId(highest.map_or(2, |id| id + 1).max(2))
    }

    /// Changes what is around the picture. The texts keep their place over the picture.
    pub fn set_surround(&mut self, surround: Surround) {
        let (old_size, old_rect) = (self.size(), self.picture_rect());
        self.surround = surround;
        let (size, rect) = (self.size(), self.picture_rect());
        let shift = rect.origin() - old_rect.origin();
        for text_box in &mut self.texts {
            let frame = text_box.frame.to_pixels(old_size) + shift;
            text_box.frame = FractionRect::from_pixels(frame, size);
        }
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

    #[test]
    fn texts_stay_over_the_picture_when_a_bar_is_added() {
        let mut document = Document::example();
        let before = document.texts[1].frame.to_pixels(document.size());
        document.set_surround(Surround::CAPTION);
        let after = document.texts[1].frame.to_pixels(document.size());
        let bar = document.picture_rect().y0;
        assert!(bar > 0.0);
        assert!((after.y0 - before.y0 - bar).abs() < 1e-9);
        assert!((after.height() - before.height()).abs() < 1e-9);
    }

    #[test]
    fn new_ids_are_nobodys() {
        let mut document = Document::example();
        assert_eq!(document.unused_id(), TextId(2));
        document.texts.clear();
        assert_eq!(document.unused_id(), TextId(2));
        document
            .texts
            .push(TextBox::new(TextId(7), FractionRect::default()));
        assert_eq!(document.unused_id(), TextId(8));
    }
}
