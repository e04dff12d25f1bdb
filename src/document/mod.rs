//! A meme as plain data: what it shows, not how it is drawn. Pictures are named by id; their bytes live outside.

mod angle;
mod blank;
mod bounded;
mod color;
mod crop;
mod example;
mod face;
mod fraction_rect;
mod language;
pub mod limits;
mod look;
mod panels;
mod picture;
mod preset;
mod sanitize;
mod shape;
mod surround;
mod template;
#[cfg(test)]
pub(crate) mod testing;
mod text_box;

pub use angle::{direction, turn, turn_about};
pub use blank::{Blank, Fill};
pub use bounded::bounded;
pub use color::Color;
pub use crop::Crop;
pub use face::{BundledFace, Face, FaceKind, FaceMetrics, Font};
pub use fraction_rect::FractionRect;
pub use language::Language;
pub use look::{Align, Case, FontSize, Look, Outline, Plate, Shadow, VerticalAlign};
pub use panels::{Grid, LAYOUTS, Layout};
pub use picture::{Picture, PictureId, PixelSize};
pub use preset::Preset;
pub use sanitize::cut_marks;
pub use shape::Shape;
pub use surround::{Surround, SurroundKind};
pub use template::{Overlay, Span, Template};
pub use text_box::{TextBox, TextId};

use kurbo::{Rect, Vec2};
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
    /// What the person says of it for those who do not see it; empty where they do not.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
}

impl Document {
    /// A meme with the classical two empty texts, at the top and at the bottom.
    pub fn classic(picture: Picture) -> Self {
        Self {
            picture,
            surround: Surround::NONE,
            texts: vec![TextBox::top(""), TextBox::bottom("")],
            description: String::new(),
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

    /// Whether something looks as if it were gone that is still in the meme: what lies below a plate or beside what surrounds the
    /// picture, and texts that are hidden.
    pub fn conceals(&self) -> bool {
        let is_concealing = |text_box: &TextBox| {
            let look = &text_box.look;
            let has_plate = look.plate.opacity > 0.0 && look.opacity > 0.0;
            !text_box.text.trim().is_empty() && (text_box.is_hidden || has_plate)
        };
        self.surround.kind() != SurroundKind::None || self.texts.iter().any(is_concealing)
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

    /// Changes what is around the picture. The texts keep their place over the picture, or in the room above or below it.
    pub fn set_surround(&mut self, surround: Surround) {
        let (old_size, old_rect) = (self.size(), self.picture_rect());
        self.surround = surround;
        let (size, rect) = (self.size(), self.picture_rect());
        let shift = rect.origin() - old_rect.origin();
        let (old_bottom, bottom) = (f64::from(old_size.height), f64::from(size.height));
        for text_box in &mut self.texts {
            let old = text_box.frame.to_pixels(old_size);
            let frame = if old.y1 <= old_rect.y0 + TOUCHING_PX && old_rect.y0 > 0.0 && rect.y0 > 0.0
            {
                stretched(
                    old + Vec2::new(shift.x, 0.0),
                    (0.0, old_rect.y0),
                    (0.0, rect.y0),
                )
            } else if old.y0 >= old_rect.y1 - TOUCHING_PX
                && old_bottom > old_rect.y1
                && bottom > rect.y1
            {
                let across = old + Vec2::new(shift.x, 0.0);
                stretched(across, (old_rect.y1, old_bottom), (rect.y1, bottom))
            } else {
                old + shift
            };
            text_box.frame = FractionRect::from_pixels(frame, size);
        }
    }
}

/// A text that reaches no further over the picture than this does not, in pixels.
const TOUCHING_PX: f64 = 0.5;

/// A frame that is to be where it was, between the ends of a band that changes its place and its height.
fn stretched(frame: Rect, (from, to): (f64, f64), (new_from, new_to): (f64, f64)) -> Rect {
    let scale = (new_to - new_from) / (to - from);
    let place = |y: f64| new_from + (y - from) * scale;
    Rect::new(frame.x0, place(frame.y0), frame.x1, place(frame.y1))
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
    fn what_looks_as_if_it_were_gone_is_told() {
        let mut document = Document::example();
        assert!(!document.conceals());

        document.texts[0].look.plate.opacity = 1.0;
        assert!(document.conceals());
        // A plate is behind words alone.
        document.texts[0].text = " ".to_owned();
        assert!(!document.conceals());

        document.texts[1].is_hidden = true;
        assert!(document.conceals());
        document.texts[1].is_hidden = false;
        document.surround = Surround::DEMOTIVATIONAL;
        assert!(document.conceals());
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
    fn words_in_a_bar_go_with_its_height() {
        let mut document = Document::example();
        document.set_surround(Surround::CAPTION);
        let place = |document: &mut Document, y0: f64, y1: f64| {
            let rect = Rect::new(100.0, y0, 500.0, y1);
            document.texts[0].frame = FractionRect::from_pixels(rect, document.size());
        };
        let frame = |document: &Document| document.texts[0].frame.to_pixels(document.size());
        let bar = document.picture_rect().y0;
        place(&mut document, 0.25 * bar, 0.75 * bar);
        document.set_surround(Surround::CAPTION.with_room(0.44));
        assert_eq!(document.picture_rect().y0, 2.0 * bar);
        assert!((frame(&document).y0 - 0.5 * bar).abs() < 1e-9);
        assert!((frame(&document).y1 - 1.5 * bar).abs() < 1e-9);

        document.set_surround(Surround::DEMOTIVATIONAL);
        let (rect, height) = (document.picture_rect(), f64::from(document.size().height));
        place(&mut document, rect.y1, height);
        document.set_surround(Surround::DEMOTIVATIONAL.with_room(0.5));
        assert!((frame(&document).y0 - document.picture_rect().y1).abs() < 1e-9);
        assert!((frame(&document).y1 - f64::from(document.size().height)).abs() < 1e-9);
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
